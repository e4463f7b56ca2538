import {
  DEFAULT_LEDGER_SETTINGS,
  DomainError,
  type LedgerDraft,
  type LedgerSettings,
} from '@hengneng/domain';
import { and, desc, eq } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { ledgerDraft, ledgerSetting } from '../schema/ledger.ts';
import { ownedInScope, type TenantScope } from '../tenant-scope.ts';
import type { LedgerActor, LedgerSource } from './ledger-revisions.ts';

/** A draft as it was last saved. */
export interface StoredLedgerDraft {
  readonly document: LedgerDraft;
  /** Rises by one with every save; whoever saves names the one he read. */
  readonly version: number;
  /** False once it was submitted. */
  readonly open: boolean;
  readonly source: LedgerSource;
  readonly updatedAtMs: number;
  readonly updatedBy: string;
}

/** The draft of a month of an enterprise of the scope; null where nobody ever saved one. */
export async function findLedgerDraft(
  executor: Executor,
  scope: TenantScope,
  enterpriseId: string,
  month: string,
): Promise<StoredLedgerDraft | null> {
  const [row] = await executor
    .select()
    .from(ledgerDraft)
    .where(
      and(
        eq(ledgerDraft.enterpriseId, enterpriseId),
        eq(ledgerDraft.month, month),
        ownedInScope(scope, ledgerDraft.enterpriseId),
      ),
    );
  if (row === undefined) return null;
  const { document, version, open, source, updatedAt, updatedBy } = row;
  return {
    document: document as LedgerDraft,
    version,
    open,
    source: source as LedgerSource,
    updatedAtMs: updatedAt,
    updatedBy,
  };
}

/**
 * Saves a draft and answers its new version; the caller has locked the ledger.
 *
 * @param expectedVersion the version the changes were made on, 0 for a first draft
 * @throws DomainError LEDGER_DRAFT_CHANGED when somebody saved in between
 */
export async function saveLedgerDraft(
  tx: Executor,
  enterpriseId: string,
  draft: {
    readonly document: LedgerDraft;
    readonly open: boolean;
    readonly source: LedgerSource;
    readonly expectedVersion: number;
  },
  actor: LedgerActor,
): Promise<number> {
  const { document, open, source, expectedVersion } = draft;
  const version = expectedVersion + 1;
  const values = {
    document,
    open,
    source,
    version,
    updatedAt: actor.atMs,
    updatedBy: actor.username,
  };
  const saved =
    expectedVersion === 0
      ? await tx
          .insert(ledgerDraft)
          .values({ enterpriseId, month: document.month, ...values })
          .onConflictDoNothing()
          .returning({ version: ledgerDraft.version })
      : await tx
          .update(ledgerDraft)
          .set(values)
          .where(
            and(
              eq(ledgerDraft.enterpriseId, enterpriseId),
              eq(ledgerDraft.month, document.month),
              eq(ledgerDraft.version, expectedVersion),
            ),
          )
          .returning({ version: ledgerDraft.version });
  if (saved.length > 0) return version;
  throw new DomainError(
    'LEDGER_DRAFT_CHANGED',
    'The draft was saved by somebody else since you read it: 草稿已被他人修改。',
  );
}

/** The settings in force for an enterprise of the scope; the defaults where nobody set any. */
export async function getLedgerSettings(
  executor: Executor,
  scope: TenantScope,
  enterpriseId: string,
): Promise<{ readonly settings: LedgerSettings; readonly revision: number }> {
  const [row] = await executor
    .select({ document: ledgerSetting.document, revision: ledgerSetting.revision })
    .from(ledgerSetting)
    .where(
      and(
        eq(ledgerSetting.enterpriseId, enterpriseId),
        ownedInScope(scope, ledgerSetting.enterpriseId),
      ),
    )
    .orderBy(desc(ledgerSetting.revision))
    .limit(1);
  const document = (row?.document ?? {}) as Partial<LedgerSettings>;
  return { settings: { ...DEFAULT_LEDGER_SETTINGS, ...document }, revision: row?.revision ?? 0 };
}

/** Puts new settings of an enterprise on record; the caller has locked the ledger. */
export async function insertLedgerSettings(
  tx: Executor,
  enterpriseId: string,
  item: { readonly settings: LedgerSettings; readonly revision: number },
  actor: LedgerActor,
): Promise<void> {
  await tx.insert(ledgerSetting).values({
    enterpriseId,
    revision: item.revision,
    document: item.settings,
    recordedAt: actor.atMs,
    recordedBy: actor.username,
  });
}
