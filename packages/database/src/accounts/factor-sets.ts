import { canonicalJson, toPlainJson } from '@hengneng/contracts';
import {
  type CarbonFactor,
  type DensityFactor,
  DomainError,
  type FactorSet,
  localDate,
  type StandardCoalFactor,
  withCalorificValues,
} from '@hengneng/domain';
import { and, asc, desc, eq, gt, lte, or, type SQL, sql } from 'drizzle-orm';
import { type AuditEntry, appendAudit, sha256Hex } from '../audit/append-audit.ts';
import { chunks } from '../chunks.ts';
import type { Database, Executor } from '../connection.ts';
import { notFound, type Page, pageOf, withMeanings } from '../failures.ts';
import { factor, factorSet, factorVerification } from '../schema/accounts.ts';
import { calorificValuesFor } from './calorific-values.ts';

/** Sets are published by day; the day is that of China. */
const PUBLICATION_ZONE = 'Asia/Shanghai';

/** What is known of a set besides its factors. */
export interface FactorSetHead {
  readonly id: string;
  readonly name: string;
  /** `YYYY-MM-DD`. */
  readonly publishedOn: string;
  readonly basedOn: string | null;
  readonly sha256: string;
  readonly recordedAtMs: number;
  readonly recordedBy: string;
}

/** A check of one factor against a text. */
export interface FactorVerification {
  readonly no: number;
  readonly agrees: boolean;
  readonly checkedAgainst: string;
  readonly note: string;
  readonly recordedAtMs: number;
  readonly recordedBy: string;
}

/** A factor of any type as the register keeps it. */
export type FactorEntry =
  | { readonly type: 'standard-coal'; readonly record: StandardCoalFactor }
  | { readonly type: 'carbon'; readonly record: CarbonFactor }
  | { readonly type: 'density'; readonly record: DensityFactor };

/** An entry with where it came from and who checked it. */
export type RegisteredFactor = FactorEntry & {
  readonly originSetId: string;
  readonly verification: FactorVerification | null;
};

/** Who records something, by user name, and when. */
export interface Recording {
  readonly by: string;
  readonly atMs: number;
}

/** A set to be recorded. */
export interface NewFactorSet {
  readonly id: string;
  readonly name: string;
  readonly publishedOn: string;
  /** A set whose factors are taken over, except for those given and removed here. */
  readonly basedOn: string | null;
  readonly entries: readonly FactorEntry[];
  readonly removedIds: readonly string[];
}

const HEAD = {
  id: factorSet.id,
  name: factorSet.name,
  publishedOn: factorSet.publishedOn,
  basedOn: factorSet.basedOn,
  sha256: factorSet.sha256,
  recordedAtMs: factorSet.recordedAt,
  recordedBy: factorSet.recordedBy,
};

/** Sets by id. */
export async function listFactorSets(
  executor: Executor,
  query: { readonly limit: number; readonly after?: string | undefined },
): Promise<Page<FactorSetHead>> {
  const rows = await executor
    .select(HEAD)
    .from(factorSet)
    .where(query.after === undefined ? undefined : gt(factorSet.id, query.after))
    .orderBy(asc(factorSet.id))
    .limit(query.limit + 1);
  return pageOf(rows, query.limit, (row) => row.id);
}

/** A set and its factors in their order, or NOT_FOUND. Checks are those recorded by `asOfMs`. */
export async function getFactorSet(
  executor: Executor,
  setId: string,
  asOfMs: number,
): Promise<FactorSetHead & { readonly factors: RegisteredFactor[] }> {
  const head = await headOf(executor, setId, asOfMs);
  if (head === null) throw notFound('factor set');
  return { ...head, factors: await factorsOf(executor, setId, asOfMs) };
}

/** Id of the set that counts where none is pinned, as of an instant; null before the first one. */
export async function newestFactorSetId(
  executor: Executor,
  asOfMs: number,
): Promise<string | null> {
  return (await newestHead(executor, asOfMs))?.id ?? null;
}

/**
 * The factors that count for an enterprise, as of an instant: the set asked for, or the newest that
 * was published and recorded by then, with the enterprise's measured calorific values. For figures of
 * an enterprise that the caller has found in its scope.
 *
 * @throws DomainError FACTOR_SET_NOT_FOUND
 */
export async function loadFactorSet(
  executor: Executor,
  query: {
    readonly setId?: string | null | undefined;
    readonly asOfMs: number;
    readonly enterpriseId?: string | null | undefined;
  },
): Promise<FactorSet> {
  const { setId, asOfMs, enterpriseId } = query;
  const head =
    setId === undefined || setId === null
      ? await newestHead(executor, asOfMs)
      : await headOf(executor, setId, asOfMs);
  if (head === null) {
    const message = setId ? `There is no factor set ${setId}.` : 'No factor set is published yet.';
    throw new DomainError('FACTOR_SET_NOT_FOUND', message);
  }
  const factors = await factorsOf(executor, head.id, asOfMs);
  const set = toFactorSet(head, factors);
  if (enterpriseId === undefined || enterpriseId === null) return set;
  const own = { enterpriseId, asOfMs };
  return withCalorificValues(set, await calorificValuesFor(executor, own));
}

/**
 * Records a set with all its factors. Factors taken over unchanged keep their checks.
 *
 * @throws DomainError FACTOR_SET_EXISTS, FACTOR_SET_NOT_FOUND (the one it is based on)
 */
export async function insertFactorSet(
  tx: Executor,
  item: NewFactorSet,
  { by, atMs }: Recording,
): Promise<FactorSetHead> {
  const rows = await rowsOf(tx, item, atMs);
  const sha256 = sha256Hex(canonicalJson(toPlainJson(rows.map(({ document }) => document))));
  const { id, name, publishedOn, basedOn } = item;
  const head = { id, name, publishedOn, basedOn, sha256 };
  await withMeanings(
    { factor_set_pkey: ['FACTOR_SET_EXISTS', 'A factor set with this id is recorded.'] },
    () => tx.insert(factorSet).values({ ...head, recordedAt: atMs, recordedBy: by }),
  );
  for (const part of chunks(rows)) await tx.insert(factor).values(part);
  return { ...head, recordedAtMs: atMs, recordedBy: by };
}

/**
 * Records who compared a factor with which text; answers also which set it was first entered with.
 *
 * @throws DomainError NOT_FOUND, DUTIES_NOT_SEPARATED when it is who entered the set
 */
export async function verifyFactor(
  tx: Executor,
  target: { readonly setId: string; readonly factorId: string },
  check: Pick<FactorVerification, 'agrees' | 'checkedAgainst' | 'note'>,
  { by, atMs }: Recording,
): Promise<FactorVerification & { readonly originSetId: string }> {
  const [found] = await tx
    .select({ originSetId: factor.originSetId, enteredBy: factorSet.recordedBy })
    .from(factor)
    .innerJoin(factorSet, eq(factorSet.id, factor.originSetId))
    .where(and(eq(factor.setId, target.setId), eq(factor.id, target.factorId)));
  if (found === undefined) throw notFound('factor');
  const { originSetId, enteredBy } = found;
  if (enteredBy === by) {
    const message = 'Somebody else than who entered a factor has to check it.';
    throw new DomainError('DUTIES_NOT_SEPARATED', message);
  }
  const [row] = await tx
    .insert(factorVerification)
    .values({ ...check, originSetId, factorId: target.factorId, recordedAt: atMs, recordedBy: by })
    .returning({ no: factorVerification.no });
  return { no: row?.no ?? 0, ...check, recordedAtMs: atMs, recordedBy: by, originSetId };
}

/**
 * Records a set of reference data unless it is there, and the act. Reference data that changed under
 * the same id is an error of ours: it needs an id of its own.
 */
export async function seedFactorSet(
  database: Database,
  set: FactorSet,
  { name, actor, atMs }: Pick<AuditEntry, 'actor' | 'atMs'> & { readonly name: string },
): Promise<void> {
  const entries = entriesOf(set);
  const documents = entries.map((entry) => documentOf(entry.record));
  const sha256 = sha256Hex(canonicalJson(toPlainJson(documents)));
  const existing = await headOf(database.executor, set.id, Number.POSITIVE_INFINITY);
  if (existing !== null) {
    if (existing.sha256 === sha256) return;
    throw new Error(`The reference factors ${set.id} have changed; give the new ones another id.`);
  }
  const { id, publishedOn } = set;
  const item = { id, publishedOn, name, basedOn: null, entries, removedIds: [] };
  try {
    await database.transaction(async (tx) => {
      await insertFactorSet(tx, item, { by: actor.username, atMs });
      await appendAudit(tx, {
        ...{ atMs, actor, action: 'factor-set.create', enterpriseId: null },
        subject: { type: 'factor-set', id },
        details: { publishedOn, sha256, factors: entries.length },
      });
    });
  } catch (error) {
    // Another process was faster.
    if (!(error instanceof DomainError && error.code === 'FACTOR_SET_EXISTS')) throw error;
  }
}

/** The factors of a set as entries, in their order. */
export function entriesOf(set: Pick<FactorSet, 'standardCoal' | 'carbon' | 'densities'>) {
  return [
    ...set.standardCoal.map((record) => ({ type: 'standard-coal' as const, record })),
    ...set.carbon.map((record) => ({ type: 'carbon' as const, record })),
    ...set.densities.map((record) => ({ type: 'density' as const, record })),
  ] satisfies FactorEntry[];
}

function toFactorSet(head: FactorSetHead, factors: readonly RegisteredFactor[]): FactorSet {
  return {
    id: head.id,
    publishedOn: head.publishedOn,
    standardCoal: factors.flatMap((each) => (each.type === 'standard-coal' ? [each.record] : [])),
    carbon: factors.flatMap((each) => (each.type === 'carbon' ? [each.record] : [])),
    densities: factors.flatMap((each) => (each.type === 'density' ? [each.record] : [])),
  };
}

/** A record without its mark: that stands in the checks. */
function documentOf({ verified: _, ...record }: FactorEntry['record']) {
  return record;
}

async function rowsOf(tx: Executor, item: NewFactorSet, atMs: number) {
  const base = item.basedOn === null ? [] : await baseFactors(tx, item.basedOn, atMs);
  const removed = new Set(item.removedIds);
  const unknown = item.removedIds.find((id) => !base.some(({ record }) => record.id === id));
  if (unknown !== undefined) {
    throw new DomainError('INVALID_REQUEST', `There is no factor ${unknown} to leave out.`);
  }
  const given = new Map(item.entries.map((entry) => [entry.record.id, entry]));
  const kept = base.flatMap((entry) => {
    if (removed.has(entry.record.id)) return [];
    const changed = given.get(entry.record.id);
    given.delete(entry.record.id);
    return changed === undefined
      ? [entry]
      : [{ ...changed, originSetId: item.id, verification: null }];
  });
  const added = [...given.values()].map((entry) => ({ ...entry, originSetId: item.id }));
  if (kept.length + added.length === 0) {
    throw new DomainError('INVALID_REQUEST', 'A factor set has at least one factor.');
  }
  return [...kept, ...added].map((entry, position) => ({
    setId: item.id,
    id: entry.record.id,
    type: entry.type,
    energyKind: entry.record.kind,
    document: documentOf(entry.record),
    originSetId: entry.originSetId,
    position,
  }));
}

async function baseFactors(tx: Executor, setId: string, atMs: number) {
  if ((await headOf(tx, setId, atMs)) === null) {
    throw new DomainError('FACTOR_SET_NOT_FOUND', `There is no factor set ${setId}.`);
  }
  return await factorsOf(tx, setId, atMs);
}

async function headOf(
  executor: Executor,
  setId: string,
  asOfMs: number,
): Promise<FactorSetHead | null> {
  const [row] = await executor.select(HEAD).from(factorSet).where(eq(factorSet.id, setId));
  return row === undefined || row.recordedAtMs > asOfMs ? null : row;
}

async function newestHead(executor: Executor, asOfMs: number): Promise<FactorSetHead | null> {
  const [row] = await executor
    .select(HEAD)
    .from(factorSet)
    .where(
      and(
        lte(factorSet.publishedOn, localDate(asOfMs, PUBLICATION_ZONE)),
        lte(factorSet.recordedAt, asOfMs),
      ),
    )
    .orderBy(desc(factorSet.publishedOn), desc(factorSet.recordedAt), desc(factorSet.id))
    .limit(1);
  return row ?? null;
}

async function factorsOf(
  executor: Executor,
  setId: string,
  asOfMs: number,
): Promise<RegisteredFactor[]> {
  const rows = await executor
    .select()
    .from(factor)
    .where(eq(factor.setId, setId))
    .orderBy(asc(factor.position));
  const origins = [...new Set(rows.map((row) => row.originSetId))];
  const checks = await checksOf(executor, origins, asOfMs);
  return rows.map((row) => {
    const verification = checks.get(`${row.originSetId}/${row.id}`) ?? null;
    const record = { ...(row.document as object), verified: verification?.agrees ?? false };
    const entry = { type: row.type, record } as FactorEntry;
    return { ...entry, originSetId: row.originSetId, verification };
  });
}

async function checksOf(
  executor: Executor,
  originSetIds: readonly string[],
  asOfMs: number,
): Promise<Map<string, FactorVerification>> {
  if (originSetIds.length === 0) return new Map();
  const ofSets: SQL | undefined = or(
    ...originSetIds.map((id) => eq(factorVerification.originSetId, id)),
  );
  const until = Number.isFinite(asOfMs) ? lte(factorVerification.recordedAt, asOfMs) : sql`true`;
  const rows = await executor
    .select()
    .from(factorVerification)
    .where(and(ofSets, until))
    .orderBy(asc(factorVerification.no));
  // The last one of each counts.
  return new Map(
    rows.map(({ originSetId, factorId, recordedAt, ...rest }) => [
      `${originSetId}/${factorId}`,
      { ...rest, recordedAtMs: recordedAt },
    ]),
  );
}
