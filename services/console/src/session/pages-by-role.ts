/** Pages of the console. */
export const PAGES = [
  'enterprises',
  'history',
  'verification',
  'quarantine',
  'accounting',
] as const;
export type Page = (typeof PAGES)[number];

const DATA_ROLES = [
  'admin',
  'authority',
  'inspector',
  'auditor',
  'enterprise-reporter',
  'enterprise-reviewer',
];

/**
 * Which roles have an entry of the menu. The api decides what anybody may do; this only keeps people
 * from pages that would be empty for them.
 */
const ROLES_BY_PAGE: Readonly<Record<Page, readonly string[]>> = {
  enterprises: DATA_ROLES,
  history: DATA_ROLES,
  verification: ['admin', 'security', 'authority', 'inspector', 'auditor', 'log-auditor'],
  quarantine: DATA_ROLES.filter((role) => role !== 'auditor'),
  accounting: DATA_ROLES,
};
const VERIFIERS = ['admin', 'log-auditor'];
const JOURNAL_READERS = ['admin', 'authority', 'inspector', 'log-auditor'];
const AUDIT_READERS = ['admin', 'security', 'log-auditor'];

/** What a person's roles let the console offer. */
export interface Offer {
  readonly pages: readonly Page[];
  readonly mayReplay: boolean;
  readonly mayReadJournal: boolean;
  readonly mayReadAudit: boolean;
  readonly mayVerify: boolean;
  readonly seesEverything: boolean;
}

/** What is offered to somebody with these roles. */
export function offerFor(roles: readonly string[]): Offer {
  const has = (allowed: readonly string[]) => roles.some((role) => allowed.includes(role));
  return {
    pages: PAGES.filter((page) => has(ROLES_BY_PAGE[page])),
    mayReplay: has(['admin']),
    mayReadJournal: has(JOURNAL_READERS),
    mayReadAudit: has(AUDIT_READERS),
    mayVerify: has(VERIFIERS),
    seesEverything: has(['admin']),
  };
}
