import type { RegisteredStop, StoredDutyDay } from '@hengneng/database';
import { DUTY_RESULTS, DUTY_RULES, type DutyVerdict } from '@hengneng/domain';
import { z } from 'zod';

import { toIso, toIsoOrNull } from '../schemas.ts';

/** What one rule came to. */
export const dutyVerdictSchema = z
  .object({
    rule: z.enum(DUTY_RULES),
    result: z.enum(DUTY_RESULTS),
    reason: z.string(),
  })
  .meta({ id: 'DutyVerdict' });

const totalsFields = {
  expectedCount: z.int().describe('Readings due, without those declared off.'),
  receivedCount: z.int().describe('Readings there, of each meter up to what is due.'),
  declaredCount: z.int().describe('Readings that a declared fault or stop lifts.'),
  completenessRatio: z
    .number()
    .nullable()
    .describe('Received of expected; null where none is due.'),
  result: z.enum(DUTY_RESULTS),
  verdicts: z.array(dutyVerdictSchema),
};

/** A stretch of days in answers. */
export const dutyPeriodSchema = z.object(totalsFields);

/** One day in answers. */
export const dutyDaySchema = z
  .object({
    date: z.string(),
    ...totalsFields,
    meters: z
      .record(z.string(), z.int())
      .describe('Readings by meter; those without any are absent.'),
    silentSince: z.record(z.string(), z.string()).describe('First silent day by silent meter.'),
    countedAt: z.string(),
    judgedAt: z.string(),
  })
  .meta({ id: 'DutyDay' });

/** A declared fault or stop in answers. */
export const declaredStopSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['fault', 'stop']),
    from: z.string(),
    to: z.string().nullable(),
    meterIds: z.array(z.string()).describe('None: the whole enterprise.'),
    reason: z.string(),
    declaredAt: z.string(),
    declaredBy: z.string(),
    withdrawn: z.boolean(),
    revision: z.int(),
    changedAt: z.string(),
    changedBy: z.string(),
  })
  .meta({ id: 'DeclaredStop' });

/** Totals and verdicts as they are answered. */
export function toDutyAnswer(
  judged: Pick<
    StoredDutyDay,
    'expectedCount' | 'receivedCount' | 'declaredCount' | 'verdicts' | 'result'
  >,
): z.infer<typeof dutyPeriodSchema> {
  const { expectedCount, receivedCount, declaredCount, result } = judged;
  return {
    expectedCount,
    receivedCount,
    declaredCount,
    result,
    completenessRatio: expectedCount === 0 ? null : receivedCount / expectedCount,
    verdicts: judged.verdicts.map((verdict: DutyVerdict) => ({ ...verdict })),
  };
}

/** A day as it is answered. */
export function toDutyDayAnswer(day: StoredDutyDay): z.infer<typeof dutyDaySchema> {
  return {
    date: day.date,
    ...toDutyAnswer(day),
    meters: { ...day.counts },
    silentSince: { ...day.silences },
    countedAt: toIso(day.countedAtMs),
    judgedAt: toIso(day.judgedAtMs),
  };
}

/** A declaration as it is answered. */
export function toStopAnswer(stop: RegisteredStop): z.infer<typeof declaredStopSchema> {
  const { fromMs, toMs, declaredAtMs, changedAtMs, meterIds, ...rest } = stop;
  return {
    ...rest,
    meterIds: [...meterIds],
    from: toIso(fromMs),
    to: toIsoOrNull(toMs),
    declaredAt: toIso(declaredAtMs),
    changedAt: toIso(changedAtMs),
  };
}
