import {
  type AlertFinding,
  type AreaFinding,
  listAreaAlerts,
  raiseAreaAlerts,
  raiseOrUpdateAlert,
  SYSTEM_SCOPE,
} from '@hengneng/database';

import type { ApiHarness } from './api-harness.ts';

/** 机关代字 of the body that the tests sign for. */
export const MARK = '平发改';
/** A draft that every budget rule permits. */
export const REMINDER = {
  kind: 'reminder-letter',
  facts: '1至10月累计用能10 900吨标准煤，为计划的109%。',
  basis: '《重点用能单位节能管理办法》',
  request: '请加强用能管理。',
} as const;
/** Tokens of the people a case needs. */
export interface CasePeople {
  readonly inspector: string;
  readonly authority: string;
}

let raised = 0;
/** Raises an alert of a period of its own, as the rules do, and answers its id. */
export async function raiseAlert(
  api: ApiHarness,
  finding: Pick<AlertFinding, 'enterpriseId'> & Partial<AlertFinding>,
): Promise<string> {
  raised += 1;
  const year = 1_000 + raised;
  const figures = [{ name: 'progressRatio', value: 1.09, unit: '' }];
  const item: AlertFinding = {
    rule: 'progress',
    targetId: 'total',
    periodFrom: `${year}-01-01`,
    periodTo: `${year}-12-31`,
    condition: 'firing',
    severity: 2,
    evidence: { figures },
    ruleVersion: '1',
    policyVersion: '1',
    factorVersion: 'reference-2026-1',
    hidden: false,
    atMs: api.world.nowMs,
    ...finding,
  };
  const result = await api.database.transaction((tx) => raiseOrUpdateAlert(tx, item));
  return result?.alert.id ?? '';
}

/** Raises an alert of a region of a period of its own, as the rules do, and answers its id. */
export async function raiseAreaAlert(
  api: ApiHarness,
  finding: Partial<AreaFinding> = {},
): Promise<string> {
  raised += 1;
  const year = 1_000 + raised;
  const item: AreaFinding = {
    ...{ areaType: 'region', areaCode: '430626', rule: 'area-total', targetId: 'total' },
    ...{ periodFrom: `${year}-01-01`, periodTo: `${year}-12-31`, condition: 'firing' },
    ...{ severity: 2, ruleVersion: '1', atMs: api.world.nowMs, isUntold: false },
    evidence: { message: { zh: '累计超出基本目标', en: 'Over the base goal' } },
    ...finding,
  };
  await api.database.transaction((tx) => raiseAreaAlerts(tx, [item]));
  const { items } = await listAreaAlerts(api.database.executor, SYSTEM_SCOPE, { limit: 200 });
  return items.find(({ periodFrom }) => periodFrom === item.periodFrom)?.id ?? '';
}

/** Raises and verifies alerts of these rules and opens a case with them; answers its id. */
export async function openedCase(
  api: ApiHarness,
  as: string,
  enterpriseId: string,
  rules: readonly string[] = ['progress'],
): Promise<string> {
  const alertIds: string[] = [];
  for (const rule of rules) {
    const id = await raiseAlert(api, { enterpriseId, rule });
    const body = { action: 'verify', outcome: 'true', note: '现场核实属实' };
    await api.request('POST', `/alerts/${id}/actions`, { as, body });
    alertIds.push(id);
  }
  const body = { alertIds, title: '超进度用能' };
  const made = await api.request('POST', '/cases', { as, body });
  return made.body.id;
}

/** Registers the body that documents are signed for; again is no harm. */
export async function registeredBody(api: ApiHarness, as: string): Promise<void> {
  const body = {
    mark: MARK,
    name: '平江县发展和改革局',
    regionCode: '430626',
    reviewBody: '平江县人民政府',
  };
  await api.request('POST', '/issuing-bodies', { as, body });
}

/** Drafts a document and answers its id. */
export async function drafted(
  api: ApiHarness,
  as: string,
  caseId: string,
  body: object = REMINDER,
): Promise<string> {
  const answer = await api.request('POST', `/cases/${caseId}/documents`, { as, body });
  return answer.body.steps?.at(-1)?.documentId ?? '';
}

/** Drafts and signs a document and answers its id. */
export async function issued(
  api: ApiHarness,
  people: CasePeople,
  caseId: string,
  body: object = REMINDER,
): Promise<string> {
  const documentId = await drafted(api, people.inspector, caseId, body);
  await api.request('POST', `/cases/${caseId}/documents/${documentId}/decisions`, {
    as: people.authority,
    body: { decision: 'sign', mark: MARK },
  });
  return documentId;
}
