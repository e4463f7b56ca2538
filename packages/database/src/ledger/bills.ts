import {
  type AccountedKind,
  type BillSplit,
  DomainError,
  type EnergyBill,
  type MeterUnit,
} from '@hengneng/domain';
import { and, asc, desc, eq, gte, isNotNull, lte, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Executor } from '../connection.ts';
import { notFound } from '../failures.ts';
import { billReadingDay, energyBill } from '../schema/ledger.ts';
import { ownedInScope, type TenantScope } from '../tenant-scope.ts';
import type { LedgerActor } from './ledger-revisions.ts';

/** A bill as it is on record. */
export interface RecordedBill extends EnergyBill {
  /** 1, 2, 3 … within the enterprise. */
  readonly number: number;
  readonly note: string;
  /** Number of the bill it stands in the place of. */
  readonly replaces: number | null;
  readonly recordedAtMs: number;
  readonly recordedBy: string;
}

/** A bill to put on record; a quantity of null voids the one it replaces. */
export interface NewBill extends Omit<EnergyBill, 'quantity'> {
  readonly quantity: number | null;
  readonly note: string;
  readonly replaces: number | null;
}

/** Which bills: those that end in a range of days, both included. */
export interface BillQuery {
  readonly enterpriseId: string;
  readonly fromDay: string;
  readonly toDay: string;
  readonly kind?: AccountedKind | undefined;
  /** Only what was on record at this instant; everything unless given. */
  readonly asOfMs?: number | undefined;
}

/** Bills of an enterprise of the scope that nothing replaces, by kind and first day. */
export async function listBills(
  executor: Executor,
  scope: TenantScope,
  query: BillQuery,
): Promise<RecordedBill[]> {
  const rows = await executor
    .select()
    .from(energyBill)
    .where(
      and(
        eq(energyBill.enterpriseId, query.enterpriseId),
        ownedInScope(scope, energyBill.enterpriseId),
        gte(energyBill.lastDay, query.fromDay),
        lte(energyBill.lastDay, query.toDay),
        query.kind === undefined ? undefined : eq(energyBill.kind, query.kind),
        inForce(executor, query.asOfMs),
      ),
    )
    .orderBy(asc(energyBill.kind), asc(energyBill.firstDay), asc(energyBill.number));
  return rows.flatMap(({ enterpriseId: _, quantity, recordedAt, ...row }) => {
    if (quantity === null) return [];
    const kind = row.kind as AccountedKind;
    const unit = row.unit as MeterUnit;
    const split = row.split as BillSplit | null;
    return [{ ...row, kind, unit, split, quantity, recordedAtMs: recordedAt }];
  });
}

/** On record by then, and not replaced by anything on record by then. */
function inForce(executor: Executor, asOfMs: number | undefined) {
  const later = alias(energyBill, 'later');
  const replacement = executor
    .select({ one: sql`1` })
    .from(later)
    .where(
      and(
        eq(later.enterpriseId, energyBill.enterpriseId),
        eq(later.replaces, energyBill.number),
        asOfMs === undefined ? undefined : lte(later.recordedAt, asOfMs),
      ),
    );
  const recorded = asOfMs === undefined ? undefined : lte(energyBill.recordedAt, asOfMs);
  return and(recorded, notExists(replacement));
}

/**
 * Puts a bill on record and answers its number; the caller has locked the ledger.
 *
 * @throws DomainError NOT_FOUND for a bill to replace that is not in force, BILL_OVERLAPS
 */
export async function insertBill(
  tx: Executor,
  enterpriseId: string,
  bill: NewBill,
  actor: LedgerActor,
): Promise<number> {
  const own = eq(energyBill.enterpriseId, enterpriseId);
  if (bill.replaces !== null) {
    const [replaced] = await tx
      .select({ kind: energyBill.kind, quantity: energyBill.quantity })
      .from(energyBill)
      .where(and(own, eq(energyBill.number, bill.replaces), inForce(tx, undefined)));
    if (replaced === undefined || replaced.quantity === null) throw notFound('bill');
  }
  const overlapping = await tx
    .select({ number: energyBill.number })
    .from(energyBill)
    .where(
      and(
        own,
        eq(energyBill.kind, bill.kind),
        lte(energyBill.firstDay, bill.lastDay),
        gte(energyBill.lastDay, bill.firstDay),
        isNotNull(energyBill.quantity),
        inForce(tx, undefined),
      ),
    )
    .orderBy(asc(energyBill.number));
  const other = overlapping.find(({ number }) => number !== bill.replaces);
  if (other !== undefined && bill.quantity !== null) {
    throw new DomainError(
      'BILL_OVERLAPS',
      `Bill ${other.number} covers some of these days already.`,
      {
        details: { number: other.number },
      },
    );
  }
  const [last] = await tx
    .select({ number: energyBill.number })
    .from(energyBill)
    .where(own)
    .orderBy(desc(energyBill.number))
    .limit(1);
  const number = (last?.number ?? 0) + 1;
  await tx.insert(energyBill).values({
    enterpriseId,
    number,
    ...bill,
    recordedAt: actor.atMs,
    recordedBy: actor.username,
  });
  return number;
}

/** Reading days in force of an enterprise of the scope, by kind. */
export async function listReadingDays(
  executor: Executor,
  scope: TenantScope,
  enterpriseId: string,
): Promise<Map<AccountedKind, number>> {
  const rows = await executor
    .selectDistinctOn([billReadingDay.kind], { kind: billReadingDay.kind, day: billReadingDay.day })
    .from(billReadingDay)
    .where(
      and(
        eq(billReadingDay.enterpriseId, enterpriseId),
        ownedInScope(scope, billReadingDay.enterpriseId),
      ),
    )
    .orderBy(asc(billReadingDay.kind), desc(billReadingDay.revision));
  return new Map(rows.map(({ kind, day }) => [kind as AccountedKind, day]));
}

/** Puts a reading day on record; the caller has locked the ledger. */
export async function insertReadingDay(
  tx: Executor,
  enterpriseId: string,
  item: { readonly kind: AccountedKind; readonly day: number },
  actor: LedgerActor,
): Promise<void> {
  const { kind, day } = item;
  const [last] = await tx
    .select({ revision: billReadingDay.revision })
    .from(billReadingDay)
    .where(and(eq(billReadingDay.enterpriseId, enterpriseId), eq(billReadingDay.kind, kind)))
    .orderBy(desc(billReadingDay.revision))
    .limit(1);
  const revision = (last?.revision ?? 0) + 1;
  const recorded = { recordedAt: actor.atMs, recordedBy: actor.username };
  await tx.insert(billReadingDay).values({ enterpriseId, kind, day, revision, ...recorded });
}
