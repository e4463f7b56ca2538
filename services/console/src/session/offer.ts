const VERIFIERS = ['admin', 'log-auditor'];
const JOURNAL_READERS = ['admin', 'authority', 'inspector', 'log-auditor'];
const AUDIT_READERS = ['admin', 'security', 'log-auditor'];

/** What a person's roles let pages offer. */
export interface Offer {
  readonly mayReplay: boolean;
  readonly mayReadJournal: boolean;
  readonly mayReadAudit: boolean;
  readonly mayVerify: boolean;
  readonly seesEverything: boolean;
}

/** What is offered to somebody with these roles; the api decides. */
export function offerFor(roles: readonly string[]): Offer {
  const has = (allowed: readonly string[]) => roles.some((role) => allowed.includes(role));
  return {
    mayReplay: has(['admin']),
    mayReadJournal: has(JOURNAL_READERS),
    mayReadAudit: has(AUDIT_READERS),
    mayVerify: has(VERIFIERS),
    seesEverything: has(['admin']),
  };
}
