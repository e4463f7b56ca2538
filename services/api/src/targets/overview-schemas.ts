import { z } from 'zod';

const number = z.number().nullable();
const intervalSchema = z
  .object({ low: z.number(), point: z.number(), high: z.number() })
  .nullable();

const figures = { tceCalorific: number, tcePrimary: number, tco2: number };
/** Energy of an area in one period: by kind, together, and how far it has been reported. */
export const areaSumShape = {
  groups: z.array(
    z.object({ energyKind: z.string(), quantity: number, unit: z.string(), ...figures }),
  ),
  ...figures,
  known: z.object({ tceCalorific: z.number(), tcePrimary: z.number(), tco2: z.number() }),
  estimatedShare: z.number(),
  completeness: z.number(),
  enterprises: z
    .object({ complete: z.int(), awaiting: z.int(), incomplete: z.int() })
    .describe('Complete: 90 % of the time known and nothing missing; awaiting: a ledger is due.'),
};

/** Budgets of the same kind added up. */
const budgetSumSchema = z
  .object({
    metric: z.string(),
    basis: z.string().nullable(),
    account: z.string().nullable(),
    period: z.string().describe('The one that runs: `2026`, `2026-Q4` or `2026-11`.'),
    unit: z.string(),
    enterpriseCount: z.int(),
    unknownCount: z.int().describe('Of these nothing is known from the start of the period on.'),
    limit: z.number().describe('Of all of them.'),
    limitOfKnown: z.number(),
    actual: z.number().describe('Of those that are known.'),
    plannedToDate: z.number(),
    progressRatio: number,
    forecast: intervalSchema.describe('Bounds added up, as if all went wrong the same way.'),
  })
  .meta({ id: 'BudgetSum' });

/** One budget of one enterprise. */
const budgetRowSchema = z
  .object({
    enterpriseId: z.string(),
    name: z.string(),
    industryCode: z.string(),
    parkCode: z.string().nullable(),
    targetId: z.string(),
    metric: z.string(),
    basis: z.string().nullable(),
    period: z.string(),
    unit: z.string(),
    limit: number,
    actual: number,
    plannedToDate: number,
    progressRatio: number,
    usedRatio: number,
    forecast: intervalSchema,
    forecastRatio: number.describe('Point of the forecast over the limit.'),
    severity: z.int().describe('Worst of what the rules say now, 0 to 3.'),
    settledThrough: z.string().nullable(),
    stoppedBy: z.object({ month: z.string(), reason: z.string() }).nullable(),
  })
  .meta({ id: 'BudgetRow' });

const alertsSchema = z
  .object({
    open: z.int(),
    unverified: z.int(),
    bySeverity: z.object({ severity1: z.int(), severity2: z.int(), severity3: z.int() }),
    byAge: z.array(
      z.object({
        underDays: z.int().nullable().describe('Days since it was opened; null: longer.'),
        openedFrom: z.string().nullable().describe('First instant of the age; null: any before.'),
        openedTo: z.string().describe('Last instant of the age.'),
        severity1: z.int(),
        severity2: z.int(),
        severity3: z.int(),
      }),
    ),
  })
  .nullable()
  .describe('Firing ones of the area; null without the right to see alerts.');

const dutySchema = z
  .object({
    month: z.string(),
    metCount: z.int(),
    notMetCount: z.int(),
    exemptCount: z.int(),
    notJudgedCount: z.int(),
    metRatio: number,
  })
  .nullable()
  .describe('Duty to report this month; null without the right to see it.');

/** An area at a glance. */
export const overviewSchema = z
  .object({
    code: z.string(),
    year: z.int(),
    from: z.string(),
    to: z.string().describe('First day that is not in it.'),
    account: z.string(),
    factorSet: z.object({ id: z.string(), publishedOn: z.string() }).nullable(),
    enterpriseCount: z.int(),
    computedAt: z.string().describe('When the oldest figure in it was computed.'),
    total: z.object(areaSumShape),
    sectors: z
      .array(
        z.object({
          industryCode: z.string(),
          enterpriseCount: z.int(),
          ...areaSumShape,
          budgets: z.array(budgetSumSchema),
        }),
      )
      .describe('By the two-digit code of GB/T 4754, such as C30.'),
    budgets: z
      .array(budgetSumSchema)
      .describe('Budgets that run, by kind; most enterprises first.'),
    standings: z
      .object({
        severity0: z.int(),
        severity1: z.int(),
        severity2: z.int(),
        severity3: z.int(),
        unknown: z.int(),
        none: z.int(),
      })
      .describe('Enterprises by the worst of their budgets; none: without a budget.'),
    overuse: z
      .array(budgetRowSchema)
      .describe('Budgets of enterprises, worst first: severity, then forecast over limit.'),
    alerts: alertsSchema,
    dataDuty: dutySchema,
  })
  .meta({ id: 'AreaOverview' });
