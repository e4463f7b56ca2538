import { DomainError, type RegisterDocuments, type RegisterName } from '@hengneng/domain';
import { and, asc, desc, eq, inArray, isNull, lte, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { attachment } from '../schema/corrections.ts';
import { registerEntry } from '../schema/registers.ts';
import { ownedInScope, type TenantScope } from '../tenant-scope.ts';

/** Whose an entry is. */
export type RegisterOwner =
  | { readonly type: 'enterprise'; readonly id: string }
  | { readonly type: 'region' | 'park'; readonly code: string }
  | { readonly type: 'platform' };

/** What somebody puts into a register. */
export interface NewRegisterEntry<K extends RegisterName> {
  readonly register: K;
  readonly owner: RegisterOwner;
  /** Unique of the owner in the register; the same key again takes the place of the entry. */
  readonly key: string;
  readonly year: number | null;
  readonly document: RegisterDocuments[K];
  readonly withdrawn?: boolean | undefined;
  readonly note?: string | undefined;
}

/** An entry of a register with who recorded it. */
export interface RegisterEntry<K extends RegisterName> extends NewRegisterEntry<K> {
  readonly withdrawn: boolean;
  readonly note: string;
  readonly no: number;
  readonly recordedAtMs: number;
  readonly recordedBy: string;
}

/** Which entries of a register. */
export interface RegisterQuery<K extends RegisterName> {
  readonly register: K;
  readonly key?: string | undefined;
  readonly year?: number | undefined;
  /** What was recorded by then. */
  readonly asOfMs: number;
  /** Every row that ever counted, instead of what counts; withdrawn ones included. */
  readonly history?: boolean | undefined;
}

type Recording = { readonly by: string; readonly atMs: number };

/** Adds a row to a register; the caller has looked whether the owner is the writer's to write for. */
export async function insertRegisterEntry<K extends RegisterName>(
  tx: Executor,
  entry: NewRegisterEntry<K>,
  { by, atMs }: Recording,
): Promise<RegisterEntry<K>> {
  const { owner, withdrawn = false, note = '', ...fields } = entry;
  const whose = {
    enterpriseId: owner.type === 'enterprise' ? owner.id : null,
    areaType: owner.type === 'region' || owner.type === 'park' ? owner.type : null,
    areaCode: 'code' in owner ? owner.code : null,
  };
  const recorded = { withdrawn, note, recordedAt: atMs, recordedBy: by };
  const [row] = await tx
    .insert(registerEntry)
    .values({ ...fields, ...whose, ...recorded })
    .returning({ no: registerEntry.no });
  if (row === undefined) throw new Error('PostgreSQL answered no row for a register entry.');
  return { ...entry, withdrawn, note, no: row.no, recordedAtMs: atMs, recordedBy: by };
}

/**
 * Entries of enterprises of the scope, by enterprise and key. For the rules: `SYSTEM_SCOPE` and the
 * instant that is judged by. `enterpriseIds` narrows them; absent means all of the scope.
 */
export async function listEnterpriseEntries<K extends RegisterName>(
  executor: Executor,
  scope: TenantScope,
  query: RegisterQuery<K> & { readonly enterpriseIds?: readonly string[] | undefined },
): Promise<RegisterEntry<K>[]> {
  const { enterpriseIds } = query;
  if (enterpriseIds?.length === 0) return [];
  return await readEntries(
    executor,
    query,
    and(
      ownedInScope(scope, registerEntry.enterpriseId),
      sql`${registerEntry.enterpriseId} is not null`,
      enterpriseIds === undefined
        ? undefined
        : inArray(registerEntry.enterpriseId, [...enterpriseIds]),
    ),
  );
}

/** Entries of regions or of parks, each by its very code. */
export async function listAreaEntries<K extends RegisterName>(
  executor: Executor,
  query: RegisterQuery<K> & {
    readonly area: { readonly type: 'region' | 'park'; readonly codes: readonly string[] };
  },
): Promise<RegisterEntry<K>[]> {
  const { type, codes } = query.area;
  if (codes.length === 0) return [];
  const isArea = and(eq(registerEntry.areaType, type), inArray(registerEntry.areaCode, [...codes]));
  return await readEntries(executor, query, isArea);
}

/**
 * What counts for a region of what regions settle: the entry of the longest code that prefixes its own;
 * null where none of them has settled anything.
 */
export async function nearestRegionEntry<K extends RegisterName>(
  executor: Executor,
  query: RegisterQuery<K> & { readonly regionCode: string },
): Promise<RegisterEntry<K> | null> {
  const { regionCode, ...wanted } = query;
  const codes = Array.from({ length: regionCode.length }, (_, end) => regionCode.slice(0, end + 1));
  const entries = await listAreaEntries(executor, { ...wanted, area: { type: 'region', codes } });
  const codeOf = ({ owner }: RegisterEntry<K>) => ('code' in owner ? owner.code : '');
  return entries.reduce<RegisterEntry<K> | null>(
    (nearest, entry) =>
      nearest === null || codeOf(entry).length > codeOf(nearest).length ? entry : nearest,
    null,
  );
}

/** Entries that belong to nobody in particular, such as the elimination list. */
export async function listPlatformEntries<K extends RegisterName>(
  executor: Executor,
  query: RegisterQuery<K>,
): Promise<RegisterEntry<K>[]> {
  const isPlatform = and(isNull(registerEntry.enterpriseId), isNull(registerEntry.areaType));
  return await readEntries(executor, query, isPlatform);
}

/**
 * Refuses files that are not the enterprise's.
 *
 * @throws DomainError REGISTER_ENTRY_INVALID
 */
export async function assertOwnAttachments(
  tx: Executor,
  enterpriseId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const found = await tx
    .select({ id: attachment.id })
    .from(attachment)
    .where(and(eq(attachment.enterpriseId, enterpriseId), inArray(attachment.id, [...ids])));
  const known = new Set(found.map(({ id }) => id));
  const missing = ids.filter((id) => !known.has(id));
  if (missing.length === 0) return;
  throw new DomainError('REGISTER_ENTRY_INVALID', 'A file is not one of this enterprise.', {
    details: { errors: missing.map((id) => ({ field: 'attachmentIds', message: id })) },
  });
}

async function readEntries<K extends RegisterName>(
  executor: Executor,
  query: RegisterQuery<K>,
  owned: SQL | undefined,
): Promise<RegisterEntry<K>[]> {
  const { register, key, asOfMs, history = false } = query;
  const { enterpriseId, areaType, areaCode } = registerEntry;
  const wanted = and(
    eq(registerEntry.register, register),
    key === undefined ? undefined : eq(registerEntry.key, key),
    lte(registerEntry.recordedAt, asOfMs),
    owned,
  );
  if (history) {
    const rows = await executor
      .select()
      .from(registerEntry)
      .where(wanted)
      .orderBy(asc(registerEntry.no));
    return rows.map((row) => toEntry<K>(row)).filter((entry) => isOfYear(entry, query.year));
  }
  const rows = await executor
    .selectDistinctOn([enterpriseId, areaType, areaCode, registerEntry.key])
    .from(registerEntry)
    .where(wanted)
    .orderBy(
      asc(enterpriseId),
      asc(areaType),
      asc(areaCode),
      asc(registerEntry.key),
      desc(registerEntry.no),
    );
  // The year is looked at afterwards: a row may have moved its entry to another one.
  return rows
    .filter((row) => !row.withdrawn)
    .map((row) => toEntry<K>(row))
    .filter((entry) => isOfYear(entry, query.year));
}

function isOfYear({ year }: { readonly year: number | null }, wanted: number | undefined): boolean {
  return wanted === undefined || year === wanted;
}

function toEntry<K extends RegisterName>(row: typeof registerEntry.$inferSelect): RegisterEntry<K> {
  const { enterpriseId, areaType, areaCode, recordedAt, ...rest } = row;
  const owner = ownerOf(enterpriseId, areaType, areaCode);
  return { ...rest, owner, recordedAtMs: recordedAt } as RegisterEntry<K>;
}

function ownerOf(
  enterpriseId: string | null,
  areaType: string | null,
  areaCode: string | null,
): RegisterOwner {
  if (enterpriseId !== null) return { type: 'enterprise', id: enterpriseId };
  if (areaCode === null) return { type: 'platform' };
  return { type: areaType as 'region' | 'park', code: areaCode };
}
