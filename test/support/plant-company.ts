import { type Api, signIn } from './api.ts';
import { personWith } from './energy.ts';
import type { Stack } from './stack.ts';

const PERIOD = { periodFrom: '2026-01-01', periodTo: '2026-12-31' };

/** The people of an enterprise and its authority, and what they do together. */
export interface Company {
  readonly reporter: Api;
  readonly reviewer: Api;
  readonly authority: Api;
  /** Signs up another person. */
  person(username: string, role: string, scope: unknown): Promise<Api>;
  /** Signs up an auditor, who sees nothing before there is an engagement. */
  auditor(username: string): Promise<Api>;
  /** Commissions an auditor for 2026; answers the id of the engagement. */
  commission(by: Api, auditor: string, expiresAt: string, more?: object): Promise<string>;
  /** The draft of a month: submitted by the reporter, checked by the reviewer, accepted. */
  fileMonth(month: string, revision: number, reason?: string): Promise<void>;
  /** The same with lines that the reporter types in. */
  fileLines(
    month: string,
    revision: number,
    lines: readonly object[],
    reason?: string,
  ): Promise<void>;
  /** Puts the certificate of a meter on record. */
  certify(meterId: string, certificateNo: string, on: string, until: string): Promise<void>;
  /** Ids of what devices proposed about a day (UTC), and nobody has decided. */
  openProposals(day: string): Promise<string[]>;
  /** Asks for a correction, checks it and approves it. */
  correct(request: object): Promise<void>;
}

/** Signs up reporter, reviewer and authority of an enterprise that is registered. */
export async function createCompany(
  stack: Stack,
  admin: Api,
  enterpriseId: string,
): Promise<Company> {
  const path = `/enterprises/${enterpriseId}`;
  const signInHere = (name: string, password: string) => signIn(stack.apiUrl, name, password);
  const person: Company['person'] = (username, role, scope) =>
    personWith(admin, signInHere, { username, role, scope });
  const own = { type: 'enterprise', id: enterpriseId };
  const reporter = await person('reporter', 'enterprise-reporter', own);
  const reviewer = await person('reviewer', 'enterprise-reviewer', own);
  const authority = await person('authority', 'authority', { type: 'region', code: '4306' });
  const draftVersion = async (month: string) => {
    const answer = await reporter.call<{ draftVersion: number }>('GET', `${path}/ledger/${month}`);
    return answer.draftVersion;
  };
  const fileMonth: Company['fileMonth'] = async (month, revision, reason = '') => {
    const submitted = { version: await draftVersion(month), reason };
    await reporter.call('POST', `${path}/ledger/${month}/submit`, submitted);
    const months = [{ month, revision }];
    await reviewer.call('POST', `${path}/ledger/check`, { months });
    await authority.call('POST', `${path}/ledger/accept`, { months });
  };
  return {
    ...{ reporter, reviewer, authority, person, fileMonth },
    auditor: (username) => {
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
      return person(username, 'auditor', {
        ...{ type: 'engagement', enterpriseIds: [], ...PERIOD, expiresAt },
      });
    },
    commission: async (by, auditor, expiresAt, more = {}) => {
      const made = await by.call<{ id: string }>('POST', '/engagements', {
        ...{ title: '2026年度能源审计', documentNo: '平发改〔2026〕15号' },
        ...{ enterpriseIds: [enterpriseId], auditors: [auditor], ...PERIOD, expiresAt, ...more },
      });
      return made.id;
    },
    fileLines: async (month, revision, lines, reason) => {
      const draft = { version: await draftVersion(month), lines };
      await reporter.call('PUT', `${path}/ledger/${month}/draft`, draft);
      await fileMonth(month, revision, reason);
    },
    certify: async (meterId, certificateNo, on, until) => {
      await reporter.call('POST', `${path}/meters/${meterId}/calibrations`, {
        ...{ kind: 'verification', certificateNo, organisation: '岳阳市计量检定所' },
        ...{ performedOn: on, validUntil: until },
      });
    },
    openProposals: async (day) => {
      const range = `from=${day}T00:00:00Z&to=${day}T23:59:59Z`;
      const { items } = await authority.call<{ items: { id: string; isOpen: boolean }[] }>(
        'GET',
        `${path}/events?${range}`,
      );
      return items.filter(({ isOpen }) => isOpen).map(({ id }) => id);
    },
    correct: async (request) => {
      const asked = await reporter.call<{ id: string }>('POST', `${path}/corrections`, request);
      await reviewer.call('POST', `${path}/corrections/${asked.id}/check`, {});
      await authority.call('POST', `${path}/corrections/${asked.id}/approve`, {});
    },
  };
}

/** A line of a ledger with opening stock, purchases, consumption and closing stock. */
export function ledgerLine(kind: string, unit: string, amounts: readonly number[]) {
  const [openingStock, purchased, consumed, closingStock] = amounts;
  return { kind, unit, openingStock, purchased, consumed, closingStock };
}
