import { allCorrectionsInForce, type CorrectionDetails, readHistories } from '@hengneng/database';
import {
  applyCorrections,
  countAll,
  createHourTotals,
  createTimeline,
  DomainError,
  type MeterHistory,
  type MeterReading,
  type PeriodEnergy,
  periodsFromHours,
  READING_CORRECTION_TYPES,
  type ReadingCorrection,
  type StorageUnit,
} from '@hengneng/domain';

import type { ApiDependencies } from '../dependencies.ts';

const MS_PER_DAY = 86_400_000;
/** Readings this far around are looked at: a meter that is read by hand is read once a month. */
const MARGIN_MS = 40 * MS_PER_DAY;
const SPAN_MS_MAX = 93 * MS_PER_DAY;
const METERS_MAX = 10;
/** Of one meter; a reading a minute for the whole stretch. */
const READINGS_MAX = 250_000;
/** Counts after every correction there is. */
const NEXT_NO = Number.MAX_SAFE_INTEGER;

/** Energy of a meter on a day as it is and as it would be; null: none is known. */
export interface ChangedDay {
  readonly meterId: string;
  /** Start of the enterprise's day, milliseconds since the epoch. */
  readonly startMs: number;
  readonly unit: StorageUnit;
  readonly before: PeriodEnergy | null;
  readonly after: PeriodEnergy | null;
}

/**
 * The days whose energy a requested correction would change, by counting the meters it touches once
 * with and once without it. None for outputs, which change no energy, and once it is decided.
 *
 * @throws DomainError TIME_RANGE_TOO_WIDE, StoreUnavailableError
 */
export async function previewCorrection(
  dependencies: Pick<ApiDependencies, 'database' | 'readingScan'>,
  correction: CorrectionDetails,
  timeZone: string,
): Promise<ChangedDay[]> {
  const { state, enterpriseId, firstAtMs, lastAtMs } = correction;
  if (state !== 'requested' && state !== 'checked') return [];
  const meterIds = [...new Set(correction.items.flatMap(({ meterId }) => meterId ?? []))];
  if (meterIds.length > METERS_MAX || lastAtMs - firstAtMs > SPAN_MS_MAX) {
    const message = `A preview covers ${METERS_MAX} meters and 93 days at most.`;
    throw new DomainError('TIME_RANGE_TOO_WIDE', message);
  }
  const { executor } = dependencies.database;
  const histories = (await readHistories(executor, [enterpriseId])).get(enterpriseId) ?? [];
  const inForce = await allCorrectionsInForce(executor, enterpriseId);
  const fromMs = firstAtMs - MARGIN_MS;
  const toMs = lastAtMs + MARGIN_MS;
  const days: ChangedDay[] = [];
  for (const meterId of meterIds) {
    const history = histories.find((each) => each.meterId === meterId);
    if (history === undefined) continue;
    const range = { enterpriseId, meterIds: [meterId], fromMs, toMs };
    const readings = await readingsOf(dependencies, range);
    const known = inForce.filter(
      (each) => each.meterId === meterId && each.readAtMs >= fromMs && each.readAtMs < toMs,
    );
    const added = readingCorrections(correction, meterId);
    const changed = historyAfter(history, correction, meterId);
    const before = countDays(history, applyCorrections(readings, known), timeZone);
    const after = countDays(changed, applyCorrections(readings, [...known, ...added]), timeZone);
    const { storageUnit: unit } = createTimeline(history);
    days.push(...differences(before, after).map((day) => ({ meterId, unit, ...day })));
  }
  return days;
}

async function readingsOf(
  { readingScan }: Pick<ApiDependencies, 'readingScan'>,
  range: Parameters<ApiDependencies['readingScan']['pages']>[0],
): Promise<MeterReading[]> {
  const readings: MeterReading[] = [];
  for await (const page of readingScan.pages(range)) {
    for (const reading of page.readings) readings.push(reading);
    if (readings.length > READINGS_MAX) {
      const message = 'A meter has too many readings around it for a preview.';
      throw new DomainError('TIME_RANGE_TOO_WIDE', message);
    }
  }
  return readings;
}

function readingCorrections(
  { type, items }: CorrectionDetails,
  meterId: string,
): ReadingCorrection[] {
  if (!READING_CORRECTION_TYPES.some((each) => each === type)) return [];
  return items
    .filter((item) => item.meterId === meterId)
    .map(({ atMs, value = null }) => {
      return { meterId, readAtMs: atMs, value, recordedAtMs: 0, correctionNo: NEXT_NO };
    });
}

/** The history with what the correction would add or take away. */
function historyAfter(
  history: MeterHistory,
  { type, items }: CorrectionDetails,
  meterId: string,
): MeterHistory {
  const own = items.filter((item) => item.meterId === meterId);
  const instants = new Set(own.map(({ atMs }) => atMs));
  const { exchanges, rejectedStepsAtMs = [], proposedExchangesAtMs = [] } = history;
  const otherExchanges = exchanges.filter(({ atMs }) => !instants.has(atMs));
  if (type === 'reject-step') {
    return { ...history, rejectedStepsAtMs: [...rejectedStepsAtMs, ...instants] };
  }
  if (type === 'revocation') {
    const steps = rejectedStepsAtMs.filter((atMs) => !instants.has(atMs));
    return { ...history, exchanges: otherExchanges, rejectedStepsAtMs: steps };
  }
  if (type !== 'meter-exchange') return history;
  const added = own.flatMap(({ atMs, value, initialValue }) => {
    if (value === undefined || initialValue === undefined) return [];
    return [{ atMs, finalValue: value, initialValue }];
  });
  const proposed = proposedExchangesAtMs.filter((atMs) => !instants.has(atMs));
  return {
    ...history,
    exchanges: [...otherExchanges, ...added],
    proposedExchangesAtMs: proposed,
  };
}

function countDays(history: MeterHistory, readings: readonly MeterReading[], timeZone: string) {
  const totals = createHourTotals(timeZone);
  for (const segment of countAll(createTimeline(history), readings).segments) totals.add(segment);
  return periodsFromHours(totals.hours(), 'day', timeZone);
}

function differences(before: readonly PeriodEnergy[], after: readonly PeriodEnergy[]) {
  const was = new Map(before.map((day) => [day.startMs, day]));
  const willBe = new Map(after.map((day) => [day.startMs, day]));
  return [...new Set([...was.keys(), ...willBe.keys()])]
    .sort((left, right) => left - right)
    .map((startMs) => {
      return { startMs, before: was.get(startMs) ?? null, after: willBe.get(startMs) ?? null };
    })
    .filter((day) => JSON.stringify(day.before) !== JSON.stringify(day.after));
}
