import type { EnergyStore, MeterEnergy, MeterRange } from '@hengneng/domain';

/** Stored days of one enterprise up to an instant, that several accounts and instants share. */
export interface FigureMemo extends Pick<EnergyStore, 'hours' | 'days'> {
  /** Days that were read of [fromMs, toMs), of all meters. */
  readDays(fromMs: number, toMs: number): readonly MeterEnergy[];
}

/**
 * Reads every meter's days once, over the whole range: accounts and instants differ in what they make of
 * them, not in what they are made from.
 */
export function createFigureMemo(
  store: Pick<EnergyStore, 'hours' | 'days'>,
  { fromMs: firstMs, toMs: untilMs }: { readonly fromMs: number; readonly toMs: number },
): FigureMemo {
  const known = new Map<string, Promise<Map<string, MeterEnergy[]>>>();
  const read: MeterEnergy[] = [];
  const days = async ({ enterpriseId, meterIds = [], fromMs, toMs }: MeterRange) => {
    const missing = meterIds.filter((meterId) => !known.has(meterId));
    if (missing.length > 0) {
      const wanted = { enterpriseId, meterIds: missing, fromMs: firstMs, toMs: untilMs };
      const answer = store.days(wanted).then((figures) => {
        for (const figure of figures) read.push(figure);
        return Map.groupBy(figures, ({ meterId }) => meterId);
      });
      for (const meterId of missing) known.set(meterId, answer);
    }
    const parts: MeterEnergy[][] = [];
    for (const meterId of [...meterIds].sort()) {
      const all = (await known.get(meterId))?.get(meterId) ?? [];
      const isWhole = fromMs <= firstMs && toMs >= untilMs;
      parts.push(isWhole ? all : all.filter(({ startMs }) => startMs >= fromMs && startMs < toMs));
    }
    return parts.flat();
  };
  return {
    days,
    hours: (range) => store.hours(range),
    readDays: (fromMs, toMs) => read.filter(({ startMs }) => startMs >= fromMs && startMs < toMs),
  };
}
