import {
  type CaseDocument,
  type CaseFile,
  type CaseRemedy,
  type CaseViewer,
  getCase,
  getEnterprise,
  type ListedCase,
  listAttachments,
  listCaseAlerts,
  listCaseDocuments,
  listCaseSteps,
  listRemedies,
} from '@hengneng/database';
import {
  type CaseAct,
  type CaseMeasure,
  CHINA_WORK_CALENDAR,
  caseActsFrom,
  closingObstacles,
  DOCUMENT_KINDS,
  daysLeft,
  localDate,
  permittedMeasures,
  SIGNED_DOCUMENT_KINDS,
} from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';

import { principalOf } from '../access/access.plugin.ts';
import { isAllowed, type Principal } from '../access/principal.ts';
import { toAlertAnswer } from '../alerts/alert-schemas.ts';
import { toAttachmentAnswer } from '../attachments/attachment-schemas.ts';
import { nameReadEnterprise } from '../audit/logged-reads.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { isEnterpriseStaff } from './case-people.ts';
import {
  type caseDetailsSchema,
  type caseSchema,
  toCaseAnswer,
  toDocumentAnswers,
  toRemedyAnswer,
  toStepAnswers,
} from './case-schemas.ts';

/** Acts that an authority takes, beside those of the inspector who works the case. */
const AUTHORITY_ACTS: readonly CaseAct[] = ['issue', 'void'];
/** Acts that only the officer who ends a case takes. */
const CLOSING_ACTS: readonly CaseAct[] = ['close', 'return'];
/** What the enterprise does. */
const ENTERPRISE_ACTS: readonly CaseAct[] = ['reply', 'reply-order', 'file-remedy'];
/** Acts that are told apart by what they are about, and those that nobody takes by hand. */
const NOT_OFFERED: readonly CaseAct[] = ['void-order', 'escalate'];

/** A case in a list, with the days that are left of its next deadline. */
export function listedAnswer(item: ListedCase, today: string): z.infer<typeof caseSchema> {
  const { dueOn } = item;
  const left = dueOn === null ? null : daysLeft(dueOn, today, CHINA_WORK_CALENDAR);
  return { ...toCaseAnswer(item), daysLeft: left };
}

/** A case with all that belongs to it, and what who asks can do about it now. */
export async function caseDetails(
  { database: { executor }, clock }: Pick<ApiDependencies, 'database' | 'clock'>,
  request: FastifyRequest,
  viewer: CaseViewer,
  caseId: string,
): Promise<z.infer<typeof caseDetailsSchema>> {
  const isEnterprise = isEnterpriseStaff(request);
  const item = await getCase(executor, viewer, caseId);
  const { enterpriseId } = item;
  nameReadEnterprise(request, enterpriseId);
  const { timeZone } = await getEnterprise(executor, viewer.scope, enterpriseId, clock());
  const alerts = await listCaseAlerts(executor, [caseId]);
  const shown = alerts.filter(({ hidden }) => !isEnterprise || !hidden);
  const documents = await listCaseDocuments(executor, caseId);
  const steps = toStepAnswers(await listCaseSteps(executor, caseId), isEnterprise);
  const remedies = await listRemedies(executor, caseId);
  const permitted = isEnterprise ? [] : permittedMeasures(alerts);
  const ids = steps.flatMap(({ attachmentIds }) => attachmentIds);
  const wanted = { enterpriseId, ids, maySeeInternal: !isEnterprise };
  const attachments = await listAttachments(executor, wanted);
  const facts = { documents, remedies };
  return {
    ...listedAnswer(item, localDate(clock(), timeZone)),
    timeZone,
    alerts: shown.map(toAlertAnswer),
    permittedMeasures: [...permitted],
    draftableKinds: draftableKinds(item, permitted, documents),
    documents: toDocumentAnswers(documents, isEnterprise),
    steps,
    remedies: remedies.map(toRemedyAnswer),
    attachments: attachments.map(toAttachmentAnswer),
    possibleActs: possibleActs(item, principalOf(request)),
    closingObstacles: obstaclesOf(item, principalOf(request), facts),
  };
}

/** What who asks can do about a case as it stands; the acts themselves ask again. */
function possibleActs(item: CaseFile, principal: Principal): CaseAct[] {
  const works = [item.inspectorUserId, item.deputyUserId].includes(principal.userId);
  return caseActsFrom(item.state).filter((act) => {
    if (NOT_OFFERED.includes(act)) return false;
    if (AUTHORITY_ACTS.includes(act)) return isAllowed(principal, 'cases.sign');
    if (CLOSING_ACTS.includes(act)) return isAllowed(principal, 'cases.close');
    if (ENTERPRISE_ACTS.includes(act)) return isAllowed(principal, 'cases.answer');
    return isAllowed(principal, 'cases.work') && (works || act === 'assign');
  });
}

function obstaclesOf(
  item: CaseFile,
  principal: Principal,
  { documents, remedies }: { documents: readonly CaseDocument[]; remedies: readonly CaseRemedy[] },
) {
  if (item.state !== 'closing' || !isAllowed(principal, 'cases.close')) return [];
  const openDrafts = documents.filter(({ state }) => state === 'draft').length;
  const openRemedies = remedies.filter(({ outcome }) => outcome === null).length;
  return [...closingObstacles({ ...item, openDrafts, openRemedies }, principal.userId)];
}

/** Documents that may be drafted now: of a permitted measure, an order only once the unit was heard. */
function draftableKinds(
  { heardAtMs }: Pick<CaseFile, 'heardAtMs'>,
  permitted: readonly CaseMeasure[],
  documents: readonly CaseDocument[],
) {
  const hasServedOrder = documents.some(
    ({ kind, servedOn }) => kind === 'rectification-order' && servedOn !== null,
  );
  return SIGNED_DOCUMENT_KINDS.filter((kind) => {
    const { measure } = DOCUMENT_KINDS[kind];
    if (measure === null) return permitted.length > 0 && hasServedOrder;
    if (measure === 'rectification-order' && heardAtMs === null) return false;
    return permitted.includes(measure);
  }).map((kind) => {
    const { measure, answered } = DOCUMENT_KINDS[kind];
    return { kind, measure, needsDeadline: answered };
  });
}
