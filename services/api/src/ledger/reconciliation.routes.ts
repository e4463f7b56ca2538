import { createRecountedStore, readAsOf } from '@hengneng/accounting';
import {
  countingLedgerMonths,
  type Enterprise,
  getEnterprise,
  listBills,
  listReadingDays,
  type RecordedBill,
  type TenantScope,
} from '@hengneng/database';
import {
  type AccountedKind,
  AGREEMENT_RATIO_MAX,
  addMonths,
  COMPARISONS,
  CONSISTENCY_RATIO_MAX,
  type EnergyStore,
  isStockedKind,
  type LedgerMonth,
  localDate,
  METER_UNITS,
  type MeterUnit,
  periodNamed,
  type ReconciledKind,
  reconcileKind,
  usualUnitOf,
} from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { assertWithinEngagement } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema } from '../schemas.ts';
import { recordAsOf } from './ledger-context.ts';
import { asOfSchema, ledgerKindSchema } from './ledger-schemas.ts';
import { type MeteredKind, readMeteredDays } from './metered-days.ts';

const meteredSchema = z
  .object({ quantity: z.number(), estimatedShare: z.number(), completeness: z.number() })
  .nullable();
const causeSchema = z.object({
  code: z.enum(['period-shift', 'missing-readings', 'estimated-readings', 'multiplier', 'unit']),
  quantity: z.number().optional().describe('Metered over the other period.'),
  ratio: z.number().optional().describe('Difference that would be left.'),
  completeness: z.number().optional(),
  share: z.number().optional(),
  factor: z.number().optional(),
});
const comparisonSchema = z.object({
  name: z.enum(COMPARISONS).describe('The second one is the reference.'),
  left: z.number(),
  right: z.number(),
  difference: z.number(),
  percent: z.number().nullable(),
  verdict: z.enum(['agrees', 'within', 'beyond']),
  causes: z.array(causeSchema),
});
const reconciliationSchema = z
  .object({
    enterpriseId: z.string(),
    year: z.int(),
    limits: z.object({ agreesPercent: z.number(), withinPercent: z.number() }),
    kinds: z.array(
      z.object({
        kind: ledgerKindSchema,
        unit: z.enum(METER_UNITS),
        readingDay: z.int().nullable(),
        consistent: z
          .boolean()
          .nullable()
          .describe('Daily against monthly within 5 % in every month; null: nothing to compare.'),
        months: z.array(
          z.object({
            month: z.string(),
            metered: meteredSchema,
            ledger: z.number().nullable(),
            bill: z
              .object({
                quantity: z.number(),
                amountCny: z.number().nullable(),
                firstDay: z.string(),
                lastDay: z.string(),
                metered: meteredSchema,
              })
              .nullable(),
            comparisons: z.array(comparisonSchema),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Reconciliation' });

const getReconciliationRoute = {
  config: { permission: 'ledger.read', readAction: 'reconciliation.read' },
  schema: {
    tags: ['ledger'],
    summary: 'Meters, ledger and bills of a year held against each other, differences named',
    params: enterpriseParamsSchema,
    querystring: z.object({
      year: z.coerce.number().int().min(2000).max(2099),
      asOf: asOfSchema,
    }),
    response: { 200: reconciliationSchema },
  },
} as const;

/** What meters counted against what the ledger says was purchased and what was billed. */
export const reconciliationRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, energyStore, clock } = dependencies;
  const { executor } = database;

  app.get('/enterprises/:enterpriseId/reconciliation', getReconciliationRoute, async (request) => {
    const { enterpriseId } = request.params;
    const { year } = request.query;
    const scope = requestScope(request);
    const enterprise = await getEnterprise(executor, scope, enterpriseId, clock());
    const { timeZone } = enterprise;
    const asOfMs = recordAsOf(principalOf(request), dependencies, {
      enterpriseId,
      asOf: request.query.asOf,
    });
    const nowMs = asOfMs ?? clock();
    const period = periodNamed(String(year), timeZone) ?? { startMs: 0, endMs: 0 };
    const wanted = { enterpriseId, timeZone, fromMs: period.startMs, toMs: period.endMs };
    assertWithinEngagement(principalOf(request), 'ledger.read', wanted);
    const [fromMonth, toMonth] = [`${year}-01`, `${year}-12`];
    const months = await countingLedgerMonths(executor, scope, {
      enterpriseId,
      fromMonth,
      toMonth,
      asOfMs,
    });
    const days = { fromDay: `${fromMonth}-01`, toDay: `${toMonth}-31` };
    const bills = await listBills(executor, scope, { enterpriseId, ...days, asOfMs });
    const readingDays = await listReadingDays(executor, scope, enterpriseId);
    // Bills of January reach into December, and further where a supplier reads every two months.
    const starts = [`${addMonths(fromMonth, -1)}-01`, ...bills.map((bill) => bill.firstDay)];
    const [firstDay = `${fromMonth}-01`] = starts.sort();
    const fromMs = periodNamed(firstDay, timeZone)?.startMs ?? period.startMs;
    const range = { ...wanted, fromMs };
    const of = { scope, enterprise, range };
    const store = asOfMs === undefined ? energyStore : await storeAsOf(dependencies, of, asOfMs);
    const metered = await readMeteredDays(
      { database, energyStore: store, clock: () => nowMs },
      scope,
      { ...range, recordedUntilMs: asOfMs },
    );
    const kinds = [...unitsOf(metered, bills, months.values())].map(([kind, unit]) => {
      const own = metered.find((entry) => entry.kind === kind);
      return reconcileKind({
        ...{ kind, unit, year, months, bills },
        meteredUnit: own?.unit ?? null,
        days: own?.days ?? [],
        readingDay: readingDays.get(kind) ?? null,
      });
    });
    const today = localDate(nowMs, timeZone).slice(0, 7);
    return {
      enterpriseId,
      year,
      limits: {
        agreesPercent: AGREEMENT_RATIO_MAX * 100,
        withinPercent: CONSISTENCY_RATIO_MAX * 100,
      },
      kinds: kinds
        .sort((left, right) => (left.kind < right.kind ? -1 : 1))
        .map((kind) => toKindAnswer(kind, today)),
    };
  });
};

/** What the meters counted as the readings gave it at an earlier time. */
async function storeAsOf(
  { database, readingScan: scan, clock }: ApiDependencies,
  of: {
    readonly scope: TenantScope;
    readonly enterprise: Enterprise;
    readonly range: { readonly fromMs: number; readonly toMs: number };
  },
  asOfMs: number,
): Promise<Pick<EnergyStore, 'hours' | 'days'>> {
  const { executor } = database;
  const { scope, enterprise, range } = of;
  const asOf = await readAsOf(executor, enterprise.id, asOfMs, clock());
  const frame = { ...range, periods: [] };
  return await createRecountedStore({ executor, scope, scan, enterprise, asOf }, frame);
}

/** The unit that each kind is shown in: the ledger's, else the bills', else the usual one. */
function unitsOf(
  metered: readonly MeteredKind[],
  bills: readonly RecordedBill[],
  months: Iterable<LedgerMonth>,
): Map<AccountedKind, MeterUnit> {
  const units = new Map<AccountedKind, MeterUnit>();
  for (const { kind } of metered) units.set(kind, usualUnitOf(kind));
  for (const { kind, unit } of bills) units.set(kind, unit);
  for (const month of months) {
    for (const { kind, unit } of month.lines) {
      // What is kept in stock and has neither meter nor bill has nothing to be held against.
      if (units.has(kind) || !isStockedKind(kind)) units.set(kind, unit);
    }
  }
  return units;
}

type KindAnswer = z.input<typeof reconciliationSchema>['kinds'][number];

/** Months that are not over have no figure of a month to be held against. */
function toKindAnswer({ months, ...kind }: ReconciledKind, currentMonth: string): KindAnswer {
  const over = months.filter(({ month }) => month < currentMonth);
  const verdicts = over.flatMap(({ comparisons }) =>
    comparisons.filter(({ name }) => name === 'metered-ledger').map(({ verdict }) => verdict),
  );
  return {
    ...kind,
    consistent: verdicts.length === 0 ? null : verdicts.every((verdict) => verdict !== 'beyond'),
    months: over.map(({ comparisons, ...month }) => ({
      ...month,
      comparisons: comparisons.map(({ ratio, causes, ...comparison }) => ({
        ...comparison,
        percent: ratio === null ? null : Math.round(ratio * 1e6) / 1e4,
        causes: [...causes],
      })),
    })),
  };
}
