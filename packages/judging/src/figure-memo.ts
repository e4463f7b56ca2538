import type { EnergyStore, MeterEnergy, MeterRange } from '@hengneng/domain';

/** Stored energy that several accounts of one evaluation share. */
export interface FigureMemo extends Pick<EnergyStore, 'hours' | 'days'> {
  /** Newest instant that the days read so far know anything of; null where they know nothing. */
  reachedMs(): number | null;
  /** All days that were read. */
  readDays(): readonly MeterEnergy[];
}

/**
 * Reads every meter's days once: accounts differ in what they make of them, not in what they are made
 * from. Within a day the time that is known is taken to be its beginning, so a gap of today puts the
 * instant that is reached back by its length and no further.
 */
export function createFigureMemo(store: Pick<EnergyStore, 'hours' | 'days'>): FigureMemo {
  const known = new Map<string, Promise<Map<string, MeterEnergy[]>>>();
  const read: MeterEnergy[] = [];
  const days = async ({ enterpriseId, meterIds = [], fromMs, toMs }: MeterRange) => {
    const keyOf = (meterId: string) => `${meterId} ${fromMs} ${toMs}`;
    const missing = meterIds.filter((meterId) => !known.has(keyOf(meterId)));
    if (missing.length > 0) {
      const answer = store
        .days({ enterpriseId, meterIds: missing, fromMs, toMs })
        .then((figures) => {
          for (const figure of figures) read.push(figure);
          return Map.groupBy(figures, ({ meterId }) => meterId);
        });
      for (const meterId of missing) known.set(keyOf(meterId), answer);
    }
    const parts: MeterEnergy[][] = [];
    for (const meterId of [...meterIds].sort()) {
      parts.push((await known.get(keyOf(meterId)))?.get(meterId) ?? []);
    }
    return parts.flat();
  };
  return {
    days,
    hours: (range) => store.hours(range),
    reachedMs: () => {
      let reachedMs: number | null = null;
      for (const { startMs, coveredMs } of read) {
        if (coveredMs > 0) reachedMs = Math.max(reachedMs ?? 0, startMs + coveredMs);
      }
      return reachedMs;
    },
    readDays: () => read,
  };
}
