import {
  isDeviceWatchTripped,
  listDeclaredStops,
  type StoredDutyDay,
  SYSTEM_SCOPE,
} from '@hengneng/database';
import {
  addDays,
  isWorkingDay,
  type Judgement,
  judgeMeterDuty,
  type MeterEnergy,
  monthPeriod,
  periodNamed,
  SETTLING_DEFAULTS,
  stopsInEffect,
  workingDaysBetween,
} from '@hengneng/domain';

import type { EnterpriseRecord } from '../enterprise-record.ts';
import { thresholdsIn } from '../register-facts.ts';
import { recordContext } from '../target-facts.ts';

/** A register that is read less often than this on a day has gaps, whose energy is estimated. */
const READINGS_A_DAY_MIN = 22;
/** How far back estimates are followed: two weeks and a long holiday. */
const LOOKBACK_DAYS = 21;

/** Meters that had readings on a day. */
export function sendingMeters({ counts }: Pick<StoredDutyDay, 'counts'>): string[] {
  return Object.keys(counts).filter((meterId) => (counts[meterId] ?? 0) > 0);
}

/**
 * The duty of each meter (数据告警) by the last judged day, while others of the enterprise report: all silent is
 * the enterprise's or its device's silence. Declared stops are no silence, and a meter that is removed
 * is declared stopped without an end. While half the county is silent nothing is said of single meters.
 */
export async function judgeMeters(
  record: EnterpriseRecord,
  days: readonly StoredDutyDay[],
): Promise<Judgement[]> {
  const last = days.at(-1);
  if (last === undefined) return [];
  const sending = sendingMeters(last);
  const { calendar } = record.world;
  const estimated = await estimatedDays(record, last, sending);
  const isWhole = sending.length === 0;
  const silent = new Map(
    Object.entries(isWhole ? {} : last.silences).map(([meterId, since]) => [
      meterId,
      workingDaysBetween(since, last.date, calendar).count,
    ]),
  );
  const thresholds = thresholdsIn(record, Number(last.date.slice(0, 4)));
  const month = last.date.slice(0, 7);
  const period = { name: month, ...monthPeriod(month, record.enterprise.timeZone) };
  const context = await recordContext(record);
  // A device that is silent is known within the hour: its watch has tripped long before three days.
  const isTripped = isWhole || (await isDeviceWatchTripped(record.world.executor));
  const meterIds = new Set([...sending, ...Object.keys(last.silences)]);
  return [...meterIds].sort().map((meterId) =>
    judgeMeterDuty({
      ...{ context, period, meterId, thresholds },
      silentWorkingDays: isTripped ? null : (silent.get(meterId) ?? 0),
      estimatedWorkingDays: estimated.get(meterId) ?? 0,
    }),
  );
}

/** Working days, up to the last judged one, on which most of a meter's energy was estimated. */
async function estimatedDays(
  record: EnterpriseRecord,
  { date, counts }: StoredDutyDay,
  sending: readonly string[],
): Promise<Map<string, number>> {
  const { enterprise, figures, sources, world } = record;
  const { id: enterpriseId, timeZone } = enterprise;
  const known = new Set(sources.meanings.map(({ meterId }) => meterId));
  // Whoever reads every hour leaves no gap: only the others' figures are looked at.
  const meterIds = sending.filter(
    (meterId) => known.has(meterId) && (counts[meterId] ?? 0) < READINGS_A_DAY_MIN,
  );
  const found = new Map<string, number>();
  const fromMs = periodNamed(addDays(date, -LOOKBACK_DAYS), timeZone)?.startMs;
  const toMs = periodNamed(date, timeZone)?.endMs;
  if (meterIds.length === 0 || fromMs === undefined || toMs === undefined) return found;
  const declared = await listDeclaredStops(world.executor, SYSTEM_SCOPE, { enterpriseId });
  const standing = declared.filter(({ withdrawn }) => !withdrawn);
  const stops = stopsInEffect(standing, timeZone, world.calendar);
  const isStopped = (meterId: string, startMs: number) =>
    stops.some(
      (stop) =>
        (stop.meterIds.length === 0 || stop.meterIds.includes(meterId)) &&
        stop.fromMs <= startMs &&
        (stop.toMs === null || stop.toMs > startMs),
    );
  const stored = await figures.days({ enterpriseId, meterIds, fromMs, toMs });
  const byMeter = Map.groupBy(stored, ({ meterId }) => meterId);
  for (const meterId of meterIds) {
    const byDay = new Map((byMeter.get(meterId) ?? []).map((day) => [day.startMs, day]));
    let count = 0;
    for (let day = date; ; day = addDays(day, -1)) {
      const startMs = periodNamed(day, timeZone)?.startMs ?? 0;
      const figure = byDay.get(startMs);
      if (figure === undefined || !isMostlyEstimated(figure) || isStopped(meterId, startMs)) break;
      if (isWorkingDay(day, world.calendar)) count += 1;
    }
    found.set(meterId, count);
  }
  return found;
}

function isMostlyEstimated({ quantity, estimatedQuantity }: MeterEnergy): boolean {
  return Math.abs(estimatedQuantity) > SETTLING_DEFAULTS.estimatedMaxRatio * Math.abs(quantity);
}
