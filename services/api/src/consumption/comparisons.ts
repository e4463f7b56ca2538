import type { TimeFrame } from '@hengneng/accounting';
import {
  type ComparablePeriods,
  changeRatio,
  comparablePeriods,
  DomainError,
  type Period,
  type PeriodUnit,
} from '@hengneng/domain';
import { z } from 'zod';

import { type ConsumptionAnswer, totalSchema } from './answer-schemas.ts';

/** What a figure may be shown beside: 环比, 同比, 累计. */
export const COMPARISONS = ['previous-period', 'year-on-year', 'year-to-date'] as const;
export type Comparison = (typeof COMPARISONS)[number];

const ratioSchema = z
  .number()
  .nullable()
  .describe('Share of the earlier figure; null where either is missing or the earlier one is 0.');
const sideSchema = totalSchema.omit({ partial: true });

/** One comparison of the last period that has begun. */
export const comparisonSchema = z
  .object({
    current: sideSchema,
    earlier: sideSchema.nullable().describe('Null where your engagement does not cover it.'),
    change: z.object({ tceCalorific: ratioSchema, tcePrimary: ratioSchema, tco2: ratioSchema }),
    quantityChanges: z.array(z.object({ energyKind: z.string(), change: ratioSchema })),
  })
  .meta({ id: 'ConsumptionComparison' });
export type ComparisonAnswer = z.infer<typeof comparisonSchema>;

type Total = ConsumptionAnswer['total'];

/**
 * Compares the last period of the frame that has begun. A running one is cut where it has got to, and
 * the others at the same date and time of day.
 *
 * @param totalOf the total of another period, or null where the asker may not see it.
 * @throws DomainError INVALID_REQUEST for hours
 */
export async function compareLast(
  wanted: readonly Comparison[],
  frame: TimeFrame,
  request: { readonly interval: PeriodUnit; readonly timeZone: string; readonly nowMs: number },
  totalOf: (period: Period) => Promise<Total | null>,
): Promise<Partial<Record<Comparison, ComparisonAnswer>>> {
  const { interval, timeZone, nowMs } = request;
  if (interval === 'hour') {
    throw new DomainError('INVALID_REQUEST', 'compare: is for days, months and years.');
  }
  const begun = frame.periods.findLast(({ startMs }) => startMs < nowMs);
  if (begun === undefined) return {};
  const periods = comparablePeriods(begun.startMs, interval, timeZone, nowMs);
  const compared: Partial<Record<Comparison, ComparisonAnswer>> = {};
  for (const name of wanted) {
    const [current, earlier] = sidesOf(periods, name);
    const [now, before] = [await totalOf(current), await totalOf(earlier)];
    if (now !== null) compared[name] = comparisonOf(now, before);
  }
  return compared;
}

function sidesOf(periods: ComparablePeriods, name: Comparison): readonly [Period, Period] {
  if (name === 'previous-period') return [periods.current, periods.previous];
  if (name === 'year-on-year') return [periods.current, periods.yearBefore];
  return [periods.yearToDate, periods.yearToDateBefore];
}

function comparisonOf(current: Total, earlier: Total | null): ComparisonAnswer {
  const before = new Map(earlier?.groups.map((group) => [group.energyKind, group]));
  return {
    current: withoutPartial(current),
    earlier: earlier === null ? null : withoutPartial(earlier),
    change: {
      tceCalorific: changeRatio(current.tceCalorific, earlier?.tceCalorific ?? null),
      tcePrimary: changeRatio(current.tcePrimary, earlier?.tcePrimary ?? null),
      tco2: changeRatio(current.tco2, earlier?.tco2 ?? null),
    },
    quantityChanges: current.groups.map(({ energyKind, quantity, unit }) => {
      const other = before.get(energyKind);
      const isComparable = other?.unit === unit;
      return { energyKind, change: isComparable ? changeRatio(quantity, other.quantity) : null };
    }),
  };
}

function withoutPartial({ partial: _, ...total }: Total): Omit<Total, 'partial'> {
  return total;
}
