import {
  countingLedgerMonths,
  type Enterprise,
  getEnterprise,
  listEffectiveOutputs,
  policyInForce,
} from '@hengneng/database';
import {
  addMonths,
  BASES,
  DomainError,
  estimateSaving,
  keepSignificant,
  localDate,
  type Measure,
  monthPeriod,
  monthsBetween,
  outputsByMonth,
  SAVING_CONFIDENCES,
  SAVING_REFUSALS,
  type SavingConfidence,
  type SavingPeriod,
} from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { type Asker, enterpriseConsumption } from '../consumption/enterprise-consumption.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { yearSchema } from '../policies/policy-schemas.ts';
import { enterpriseParamsSchema, idSchema } from '../schemas.ts';
import { answerOf, toWeighed, type Weather, weatherOf } from './saving-weather.ts';

const MONTHS_MAX = 60;
const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month, YYYY-MM');
const degreeDaysSchema = z
  .string()
  .max(2_000)
  .regex(/^\d{4}-\d{2}:\d+(\.\d+)?(,\d{4}-\d{2}:\d+(\.\d+)?)*$/, 'must be 2025-01:420,2025-02:380')
  .transform(
    (text) => new Map(text.split(',').map((part) => [part.slice(0, 7), Number(part.slice(8))])),
  );
const querySchema = z.strictObject({
  year: yearSchema.optional().describe('Year of the plan that has the measure; this one if not.'),
  baselineFrom: monthSchema.optional().describe('A year before the measure began, unless given.'),
  baselineTo: monthSchema.optional(),
  reportingFrom: monthSchema.optional().describe('The month after its end, unless given.'),
  reportingTo: monthSchema.optional().describe('The last month that is over, unless given.'),
  product: idSchema.optional().describe('Whose output the energy follows; none: no output.'),
  degreeDays: degreeDaysSchema
    .optional()
    .describe('Degree days of every month from elsewhere; the register is not asked then.'),
  weather: z
    .enum(['register', 'none'])
    .default('register')
    .describe('Degree days of the region, where the baseline follows them.'),
  basis: z.enum(BASES).default('calorific'),
  confidence: z.coerce
    .number()
    .refine((value) => SAVING_CONFIDENCES.some((each) => each === value), 'is 0.8, 0.9 or 0.95')
    .default(0.9),
});
const number = z.number().nullable();
const periodSchema = z.object({ month: z.string(), tce: number, drivers: z.array(number) });
const savingSchema = z
  .object({
    measureId: z.string(),
    meterIds: z.array(z.string()).describe('Boundary; none: the enterprise as a whole.'),
    drivers: z.array(z.string()),
    weather: z
      .object({
        regionCode: z.string().describe('Region whose weather counts.'),
        missingMonths: z.array(z.string()).describe('Without them no weather is weighed.'),
        weighed: z.array(
          z.object({
            driver: z.string(),
            isUsed: z.boolean().describe('Significant in the baseline.'),
            tValue: number.describe('Null where it does not vary, or nothing scatters.'),
          }),
        ),
      })
      .nullable(),
    basis: z.enum(BASES),
    confidence: z.number(),
    baseline: z.array(periodSchema),
    reporting: z.array(periodSchema),
    refusals: z
      .array(z.enum([...SAVING_REFUSALS, 'months-missing']))
      .describe('Why no saving is stated.'),
    model: z
      .object({
        intercept: z.number(),
        coefficients: z.array(z.number()),
        rSquared: number,
        cvRmse: number,
        rmseTce: z.number(),
        tValues: z.array(number),
        periodCount: z.int(),
        degreesOfFreedom: z.int(),
      })
      .nullable(),
    baselineTce: z.number(),
    adjustedBaselineTce: number,
    reportingTce: z.number(),
    savingTce: number,
    uncertaintyTce: number.describe('Half width of the interval around the saving.'),
    isSignificant: z.boolean(),
    arithmetic: z.array(z.string()),
  })
  .meta({ id: 'MeasureSaving' });

const savingRoute = {
  config: { permission: 'consumption.read' },
  schema: {
    tags: ['targets'],
    summary: 'Saving of a measure against a baseline adjusted for production and weather',
    description:
      'Least squares over the months of the baseline (GB/T 28750, GB/T 13234). What it answers is put on ' +
      'record as a verified saving by the enterprise and reviewed by the authority.',
    params: enterpriseParamsSchema.extend({ measureId: idSchema }),
    querystring: querySchema,
    response: { 200: savingSchema },
  },
} as const;

/** What measures save. */
export const savingRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  const path = '/enterprises/:enterpriseId/measures/:measureId/saving';
  app.get(path, savingRoute, async (request) => {
    const { enterpriseId, measureId } = request.params;
    const { query } = request;
    const asker = { principal: principalOf(request), scope: requestScope(request) };
    const enterprise = await getEnterprise(executor, asker.scope, enterpriseId, clock());
    const today = localDate(clock(), enterprise.timeZone);
    const year = query.year ?? Number(today.slice(0, 4));
    const policy = await policyInForce(executor, enterpriseId, year, clock());
    const measure = policy?.document.measures.find(({ id }) => id === measureId);
    if (measure === undefined) throw new DomainError('NOT_FOUND', 'There is no such measure.');
    const spans = spansOf(measure, query, addMonths(today.slice(0, 7), -1));
    const weather = await weatherOf(dependencies, enterprise.regionCode, query, spans);
    const asked = { ...query, weather };
    const periods = await readPeriods(dependencies, asker, enterprise, measure, asked, spans);
    const drivers = [
      ...(query.product === undefined ? [] : [query.product]),
      ...(query.degreeDays === undefined ? [] : ['degreeDays']),
      ...(weather === null ? [] : weather.drivers),
    ];
    const ofSpan = (months: readonly string[]) =>
      months.map(
        (month) => periods.get(month) ?? { month, tce: null, drivers: drivers.map(() => null) },
      );
    const [baseline, reporting] = [ofSpan(spans.baseline), ofSpan(spans.reporting)];
    const known = (some: typeof baseline) => some.flatMap(toPeriod);
    const isComplete = [...baseline, ...reporting].every((each) => toPeriod(each).length === 1);
    const { request: kept, weighed } = keepSignificant(
      {
        ...{ drivers, baseline: known(baseline), reporting: known(reporting) },
        confidence: query.confidence as SavingConfidence,
      },
      weather?.drivers ?? [],
    );
    const { model, refusals, savingTce, uncertaintyTce, ...rest } = estimateSaving(kept);
    const used = (some: typeof baseline) =>
      some.map((each) => ({
        ...each,
        drivers: each.drivers.filter((_, index) => kept.drivers.includes(drivers[index] ?? '')),
      }));
    return {
      ...{ measureId, meterIds: [...(measure.meters ?? [])], basis: query.basis },
      ...{ ...rest, arithmetic: [...rest.arithmetic], drivers: [...kept.drivers] },
      ...{ baseline: used(baseline), reporting: used(reporting) },
      weather: weather === null ? null : { ...answerOf(weather), weighed: weighed.map(toWeighed) },
      model:
        model === null
          ? null
          : { ...model, coefficients: [...model.coefficients], tValues: [...model.tValues] },
      // A sum with a hole in it saves whatever the hole used.
      refusals: [...refusals, ...(isComplete ? [] : (['months-missing'] as const))],
      savingTce: isComplete ? savingTce : null,
      uncertaintyTce: isComplete ? uncertaintyTce : null,
      isSignificant: isComplete && rest.isSignificant,
    };
  });
};

interface Spans {
  readonly baseline: readonly string[];
  readonly reporting: readonly string[];
}

function spansOf(measure: Measure, query: z.output<typeof querySchema>, lastMonth: string): Spans {
  const start = measure.start.slice(0, 7);
  const end = (measure.doneOn ?? measure.end).slice(0, 7);
  const baselineTo = query.baselineTo ?? addMonths(start, -1);
  const baseline = between(query.baselineFrom ?? addMonths(baselineTo, -11), baselineTo);
  const reporting = between(
    query.reportingFrom ?? addMonths(end, 1),
    query.reportingTo ?? lastMonth,
  );
  const [last, first] = [baseline.at(-1), reporting[0]];
  if (last !== undefined && first !== undefined && first <= last) {
    throw new DomainError('TIME_RANGE_INVALID', 'The reporting period begins after the baseline.');
  }
  return { baseline, reporting };
}

function between(first: string, last: string): string[] {
  if (first > last) return [];
  const months = monthsBetween(first, last);
  if (months.length <= MONTHS_MAX) return months;
  throw new DomainError('TIME_RANGE_TOO_WIDE', `A period has ${MONTHS_MAX} months at most.`);
}

type ReadPeriod = z.input<typeof periodSchema>;

async function readPeriods(
  dependencies: ApiDependencies,
  asker: Asker,
  enterprise: Enterprise,
  measure: Measure,
  query: Omit<z.output<typeof querySchema>, 'weather'> & { readonly weather: Weather | null },
  { baseline, reporting }: Spans,
): Promise<Map<string, ReadPeriod>> {
  const months = [...baseline, ...reporting].sort();
  const [fromMonth, toMonth] = [months[0], months.at(-1)];
  if (fromMonth === undefined || toMonth === undefined) return new Map();
  const { id: enterpriseId, timeZone } = enterprise;
  const { executor } = dependencies.database;
  const meters = measure.meters ?? [];
  const answer = await enterpriseConsumption(dependencies, asker, enterprise, {
    ...({ interval: 'month', groupBy: 'energyKind', account: 'comprehensive' } as const),
    ...{ from: fromMonth, to: addMonths(toMonth, 1) },
    ...(meters.length === 0 ? {} : { meterIds: [...meters] }),
  });
  const range = {
    enterpriseId,
    fromMs: monthPeriod(fromMonth, timeZone).startMs,
    toMs: monthPeriod(toMonth, timeZone).endMs,
  };
  const [reported, ledger] = await Promise.all([
    listEffectiveOutputs(executor, asker.scope, range),
    countingLedgerMonths(executor, asker.scope, { enterpriseId, fromMonth, toMonth }),
  ]);
  const { quantities } = outputsByMonth(reported, ledger, timeZone);
  return new Map(
    answer.rows.map((row) => {
      const month = localDate(Date.parse(row.start), timeZone).slice(0, 7);
      const isKnown = row.groups.length > 0 && row.completeness >= COMPLETENESS_MIN;
      const tce = query.basis === 'primary' ? row.tcePrimary : row.tceCalorific;
      const drivers = [
        ...(query.product === undefined
          ? []
          : [quantities.get(month)?.get(query.product)?.quantity ?? null]),
        ...(query.degreeDays === undefined ? [] : [query.degreeDays.get(month) ?? null]),
        ...(query.weather?.valuesOf(month) ?? []),
      ];
      return [month, { month, tce: isKnown ? tce : null, drivers }];
    }),
  );
}

/** Months of which less is known are no basis for a saving. */
const COMPLETENESS_MIN = 0.9;

/** A month of which everything is known, or nothing. */
function toPeriod({ month, tce, drivers }: ReadPeriod): SavingPeriod[] {
  const known = drivers.filter((value) => value !== null);
  if (tce === null || known.length < drivers.length) return [];
  return [{ name: month, tce, drivers: known }];
}
