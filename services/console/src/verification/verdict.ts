import type { Schemas } from '../client/api.ts';

/** What a verification came to; not completed is neither a pass nor damage. */
export type Verdict = 'never' | 'running' | 'intact' | 'damaged' | 'incomplete';

/** What the last verification of the journals came to. */
export function journalVerdict(found: Schemas['JournalVerification'] | null): Verdict {
  if (found === null) return 'never';
  if (found.state === 'running') return 'running';
  if (found.ok === true) return 'intact';
  const isDamaged = found.gateways.some(({ report }) => report !== null && !report.ok);
  return isDamaged ? 'damaged' : 'incomplete';
}

/** What the last verification of the audit log and the daily roots came to. */
export function auditVerdict(found: Schemas['AuditVerification'] | null): Verdict {
  if (found === null) return 'never';
  if (found.state === 'running') return 'running';
  if (found.ok === true) return 'intact';
  const { result } = found;
  return result === null || result.failure !== null ? 'incomplete' : 'damaged';
}

/** What a check of stored readings came to: any difference counts, whatever did not answer. */
export function readingsVerdict(found: Schemas['ReadingVerification']): Exclude<Verdict, 'never'> {
  if (found.state === 'running') return 'running';
  if (found.ok === true) return 'intact';
  const isDamaged = found.gateways.some(({ findingCount }) => (findingCount ?? 0) > 0);
  return isDamaged ? 'damaged' : 'incomplete';
}
