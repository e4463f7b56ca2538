import {
  DomainError,
  type EnergyStore,
  type MeterEnergy,
  type PeriodUnit,
  periodAt,
} from '@hengneng/domain';

import type { PiecedMeter } from './meter-pieces.ts';
import type { TimeFrame } from './time-frame.ts';

/** Stored hours or days that one answer is made from at most. */
const FIGURES_MAX = 400_000;
const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 24 * MS_PER_HOUR;

/** What to read, and of which meters. */
export interface FigureQuery {
  readonly enterpriseId: string;
  readonly meters: readonly PiecedMeter[];
  readonly frame: TimeFrame;
  readonly interval: PeriodUnit;
  readonly timeZone: string;
}

/**
 * Stored energy of the meters in the frame, each stretch of time once: hours where hours are asked
 * for, days otherwise. Days that the frame cuts, and days within which a meter's meaning changes, come
 * as their hours. By meter; within a meter hours of cut days stand after the days.
 *
 * @throws DomainError TIME_RANGE_TOO_WIDE when it would be too many
 */
export async function readFigures(
  store: Pick<EnergyStore, 'hours' | 'days'>,
  query: FigureQuery,
): Promise<MeterEnergy[]> {
  const { enterpriseId, meters, frame, interval, timeZone } = query;
  if (meters.length === 0) return [];
  const { fromMs, toMs } = frame;
  assertFigureCount(meters.length * ((toMs - fromMs) / stepOf(interval)));
  const meterIds = meters.map(({ meterId }) => meterId);
  if (interval === 'hour') return await store.hours({ enterpriseId, meterIds, fromMs, toMs });

  const first = periodAt(fromMs, 'day', timeZone);
  const last = periodAt(toMs - 1, 'day', timeZone);
  const daysFromMs = first.startMs < fromMs ? first.endMs : fromMs;
  const daysToMs = last.endMs > toMs ? last.startMs : toMs;
  const edges =
    daysFromMs >= daysToMs
      ? [{ fromMs, toMs }]
      : [
          { fromMs, toMs: daysFromMs },
          { fromMs: daysToMs, toMs },
        ].filter((edge) => edge.fromMs < edge.toMs);
  const split = splitDays(query, daysFromMs, daysToMs);
  const [days, ...hours] = await Promise.all([
    daysFromMs < daysToMs
      ? store.days({ enterpriseId, meterIds, fromMs: daysFromMs, toMs: daysToMs })
      : [],
    ...edges.map((edge) => store.hours({ enterpriseId, meterIds, ...edge })),
    ...[...split].map(([startMs, day]) =>
      store.hours({
        ...{ enterpriseId, fromMs: startMs, toMs: day.endMs },
        meterIds: [...day.meterIds],
      }),
    ),
  ]);
  const whole =
    split.size === 0
      ? days
      : days.filter(({ startMs, meterId }) => !split.get(startMs)?.meterIds.has(meterId));
  return hours.length === 0 ? whole : whole.concat(...hours);
}

/** Days within which the meaning of meters changes, with those meters. */
function splitDays({ meters, timeZone }: FigureQuery, fromMs: number, toMs: number) {
  const split = new Map<number, { readonly endMs: number; readonly meterIds: Set<string> }>();
  for (const { meterId, pieces } of meters) {
    for (const { fromMs: borderMs } of pieces.slice(1)) {
      const { startMs, endMs } = periodAt(borderMs, 'day', timeZone);
      if (startMs === borderMs || startMs < fromMs || endMs > toMs) continue;
      const day = split.get(startMs) ?? { endMs, meterIds: new Set() };
      day.meterIds.add(meterId);
      split.set(startMs, day);
    }
  }
  return split;
}

function stepOf(interval: PeriodUnit): number {
  return interval === 'hour' ? MS_PER_HOUR : MS_PER_DAY;
}

function assertFigureCount(count: number): void {
  if (count <= FIGURES_MAX) return;
  throw new DomainError(
    'TIME_RANGE_TOO_WIDE',
    'This is too much for one answer; ask for a shorter range, fewer meters or a longer interval.',
  );
}
