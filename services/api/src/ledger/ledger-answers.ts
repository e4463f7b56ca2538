import type { LedgerRevision, StoredLedgerDraft } from '@hengneng/database';
import { isCounting } from '@hengneng/domain';
import type { z } from 'zod';

import { toIso } from '../schemas.ts';
import type { draftSchema, revisionSchema } from './ledger-schemas.ts';

type RevisionAnswer = z.input<typeof revisionSchema>;

/** Revisions as they are answered; of each month the newest counting one says so. */
export function toRevisionAnswers(revisions: readonly LedgerRevision[]): RevisionAnswer[] {
  const counting = new Map<string, number>();
  for (const { month, revision, state } of revisions) {
    if (isCounting(state)) counting.set(month, revision);
  }
  return revisions.map(({ recordedAtMs, steps, document, ...rest }) => ({
    ...rest,
    counting: counting.get(rest.month) === rest.revision,
    recordedAt: toIso(recordedAtMs),
    document: document as unknown as RevisionAnswer['document'],
    steps: steps.map(({ recordedAtMs: atMs, byUserId: _, findings, ...step }) => ({
      ...step,
      findings: [...findings],
      recordedAt: toIso(atMs),
    })),
  }));
}

/** A draft as it is answered; null once it was submitted. */
export function toDraftAnswer(draft: StoredLedgerDraft | null): z.input<typeof draftSchema> | null {
  if (draft === null || !draft.open) return null;
  const { version, updatedAtMs, updatedBy, document } = draft;
  return {
    version,
    updatedAt: toIso(updatedAtMs),
    updatedBy,
    document: document as unknown as z.input<typeof draftSchema>['document'],
  };
}
