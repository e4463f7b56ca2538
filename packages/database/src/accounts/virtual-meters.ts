import {
  DomainError,
  type Formula,
  formulaCircle,
  formulaMeterIds,
  formulasAt,
  type MeterUnit,
  measuresSameAs,
  parseFormula,
  type VirtualMeter,
} from '@hengneng/domain';
import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { notFound, withMeanings } from '../failures.ts';
import { virtualMeter, virtualMeterFormula } from '../schema/accounts.ts';
import { meter, meterEpoch } from '../schema/registry.ts';
import { ownedInScope, SYSTEM_SCOPE, type TenantScope } from '../tenant-scope.ts';
import type { Recording } from './factor-sets.ts';

/** A virtual meter to be registered with its first formula. */
export interface NewVirtualMeter extends Omit<VirtualMeter, 'formulas'> {
  readonly formula: string;
  readonly validFromMs: number;
}

/** Virtual meters of an enterprise of the scope by id, with the formulas recorded by an instant. */
export async function listVirtualMeters(
  executor: Executor,
  scope: TenantScope,
  { enterpriseId, asOfMs }: { readonly enterpriseId: string; readonly asOfMs: number },
): Promise<VirtualMeter[]> {
  const meters = await executor
    .select()
    .from(virtualMeter)
    .where(
      and(
        eq(virtualMeter.enterpriseId, enterpriseId),
        ownedInScope(scope, virtualMeter.enterpriseId),
        lte(virtualMeter.recordedAt, asOfMs),
      ),
    )
    .orderBy(asc(virtualMeter.id));
  const formulas = await executor
    .select()
    .from(virtualMeterFormula)
    .where(
      and(
        eq(virtualMeterFormula.enterpriseId, enterpriseId),
        ownedInScope(scope, virtualMeterFormula.enterpriseId),
        lte(virtualMeterFormula.recordedAt, asOfMs),
      ),
    )
    .orderBy(asc(virtualMeterFormula.revision));
  const byMeter = Map.groupBy(formulas, (row) => row.virtualMeterId);
  return meters.map(({ id, name, energyKind, unit }) => ({
    // The lists are closed by the api's schemas; the database holds what passed them.
    ...({ id, name, energyKind, unit } as Omit<VirtualMeter, 'formulas'>),
    formulas: (byMeter.get(id) ?? []).map(({ revision, validFrom, formula }) => ({
      revision,
      validFromMs: validFrom,
      text: formula,
    })),
  }));
}

/**
 * Registers a virtual meter of an enterprise that the caller has locked.
 *
 * @throws DomainError METER_EXISTS, FORMULA_INVALID, FORMULA_CIRCULAR, METER_UNIT_INCOMPATIBLE
 */
export async function insertVirtualMeter(
  tx: Executor,
  enterpriseId: string,
  item: NewVirtualMeter,
  recording: Recording,
): Promise<VirtualMeter> {
  const { id, name, energyKind, unit, formula, validFromMs } = item;
  const [real] = await tx
    .select({ id: meter.id })
    .from(meter)
    .where(and(eq(meter.enterpriseId, enterpriseId), eq(meter.id, id)));
  if (real !== undefined) throw meterExists();
  const recorded = { recordedAt: recording.atMs, recordedBy: recording.by };
  await withMeanings({ virtual_meter_enterprise_id_id_pk: EXISTS }, () =>
    tx.insert(virtualMeter).values({ enterpriseId, id, name, energyKind, unit, ...recorded }),
  );
  await addFormula(tx, enterpriseId, { id, unit, revision: 1, formula, validFromMs }, recording);
  return { id, name, energyKind, unit, formulas: [{ revision: 1, validFromMs, text: formula }] };
}

/**
 * Gives a virtual meter a formula from an instant on; the caller has locked the enterprise.
 *
 * @throws DomainError NOT_FOUND, FORMULA_INVALID, FORMULA_CIRCULAR, METER_UNIT_INCOMPATIBLE
 */
export async function insertVirtualMeterFormula(
  tx: Executor,
  target: { readonly enterpriseId: string; readonly id: string },
  { formula, validFromMs }: { readonly formula: string; readonly validFromMs: number },
  recording: Recording,
): Promise<VirtualMeter> {
  const { enterpriseId, id } = target;
  const known = await allVirtualMeters(tx, enterpriseId);
  const found = known.find((item) => item.id === id);
  if (found === undefined) throw notFound('virtual meter');
  const revision = found.formulas.length + 1;
  const { unit } = found;
  await addFormula(tx, enterpriseId, { id, unit, revision, formula, validFromMs }, recording);
  return { ...found, formulas: [...found.formulas, { revision, validFromMs, text: formula }] };
}

/** Refuses ids that virtual meters have; for those who register real ones. */
export async function refuseVirtualIds(
  tx: Executor,
  enterpriseId: string,
  meterIds: readonly string[],
): Promise<void> {
  const rows = await tx
    .select({ id: virtualMeter.id })
    .from(virtualMeter)
    .where(
      and(
        eq(virtualMeter.enterpriseId, enterpriseId),
        sql`${virtualMeter.id} = any(${sql.param(meterIds)}::text[])`,
      ),
    );
  if (rows.length > 0) throw meterExists();
}

const EXISTS = ['METER_EXISTS', 'A meter with this id is registered.'] as const;
/** Later than anything that is recorded; a date that PostgreSQL takes. */
const FOR_EVER_MS = Date.UTC(9999, 0, 1);

function meterExists(): DomainError {
  return new DomainError(...EXISTS);
}

async function addFormula(
  tx: Executor,
  enterpriseId: string,
  item: {
    readonly id: string;
    readonly unit: MeterUnit;
    readonly revision: number;
    readonly formula: string;
    readonly validFromMs: number;
  },
  { by, atMs }: Recording,
): Promise<void> {
  const parsed = parseFormula(item.formula);
  if (!parsed.ok) {
    const { message, index } = parsed.problem;
    throw new DomainError('FORMULA_INVALID', message, { details: { index } });
  }
  await refuseStrangers(tx, enterpriseId, item.unit, parsed.formula);
  await tx.insert(virtualMeterFormula).values({
    enterpriseId,
    virtualMeterId: item.id,
    revision: item.revision,
    validFrom: item.validFromMs,
    formula: item.formula,
    recordedAt: atMs,
    recordedBy: by,
  });
  await refuseCircles(tx, enterpriseId);
}

/** Operands must be meters of the enterprise that measure the same thing. */
async function refuseStrangers(
  tx: Executor,
  enterpriseId: string,
  unit: MeterUnit,
  formula: Formula,
): Promise<void> {
  const epochs = await tx
    .selectDistinct({ id: meterEpoch.meterId, unit: meterEpoch.unit })
    .from(meterEpoch)
    .where(eq(meterEpoch.enterpriseId, enterpriseId));
  const virtual = await tx
    .select({ id: virtualMeter.id, unit: virtualMeter.unit })
    .from(virtualMeter)
    .where(eq(virtualMeter.enterpriseId, enterpriseId));
  const unitOf = new Map([...epochs, ...virtual].map((row) => [row.id, row.unit as MeterUnit]));
  const ids = formulaMeterIds(formula);
  if (ids.length === 0) throw new DomainError('FORMULA_INVALID', 'A formula names a meter.');
  for (const id of ids) {
    const own = unitOf.get(id);
    if (own === undefined) {
      throw new DomainError('FORMULA_INVALID', `There is no meter ${id} at this enterprise.`);
    }
    if (measuresSameAs(own, unit)) continue;
    const message = `Meter ${id} counts in ${own}; the formula is to give ${unit}.`;
    throw new DomainError('METER_UNIT_INCOMPATIBLE', message);
  }
}

/** At no instant may a virtual meter rest on itself; formulas change at these instants alone. */
async function refuseCircles(tx: Executor, enterpriseId: string): Promise<void> {
  const meters = await allVirtualMeters(tx, enterpriseId);
  const instants = new Set(
    meters.flatMap(({ formulas }) => formulas.map(({ validFromMs }) => validFromMs)),
  );
  for (const atMs of instants) {
    const circle = formulaCircle(formulasAt(meters, atMs));
    if (circle === null) continue;
    const message = `The formula would rest on itself: ${circle.join(' → ')}.`;
    throw new DomainError('FORMULA_CIRCULAR', message, { details: { circle } });
  }
}

async function allVirtualMeters(tx: Executor, enterpriseId: string): Promise<VirtualMeter[]> {
  return await listVirtualMeters(tx, SYSTEM_SCOPE, { enterpriseId, asOfMs: FOR_EVER_MS });
}
