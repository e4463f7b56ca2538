import type { CorrectionStore, MeterRange, ReadingCorrection } from '@hengneng/domain';

import { correctionLine, METER_READING_CORRECTION } from './energy-lines.ts';
import { createInfluxHttp, type InfluxHttp, type InfluxOptions } from './influx-http.ts';
import { type Row, readRows } from './meter-rows.ts';
import { writeLines } from './write-lines.ts';

/** A correction store that has connections to give back. */
export interface InfluxCorrectionStore extends CorrectionStore {
  close(): void;
}

/** Corrections are rare: a few of each meter in whatever range. */
const ROWS_EXPECTED = 500;

/** Approved corrections in InfluxDB, with connections of its own. */
export function createInfluxCorrectionStore(options: InfluxOptions): InfluxCorrectionStore {
  const http = createInfluxHttp(options);
  return { ...correctionStoreOver(http), close: () => http.close() };
}

/**
 * The same over connections that others use, too. InfluxDB keeps the last write, so each write first
 * reads what is there and leaves out what has been overtaken; writes of one store take turns. Two
 * processes must not write corrections of one enterprise at the same time.
 */
export function correctionStoreOver(http: InfluxHttp): CorrectionStore {
  let previous: Promise<unknown> = Promise.resolve();
  const range = async (wanted: MeterRange): Promise<ReadingCorrection[]> => {
    const corrections: ReadingCorrection[] = [];
    const { measurement, fields } = METER_READING_CORRECTION;
    const query = { measurement, fields, range: wanted, rowsExpected: ROWS_EXPECTED };
    for await (const page of readRows(http, query)) {
      for (const row of page.rows) corrections.push(toCorrection(page.meterId, row));
    }
    return corrections;
  };
  const write = async (enterpriseId: string, corrections: readonly ReadingCorrection[]) => {
    const newest = highestOfEachInstant(corrections);
    if (newest.length === 0) return;
    const instants = newest.map(({ readAtMs }) => readAtMs);
    const stored = await range({
      enterpriseId,
      meterIds: [...new Set(newest.map(({ meterId }) => meterId))],
      fromMs: instants.reduce((left, right) => Math.min(left, right)),
      toMs: instants.reduce((left, right) => Math.max(left, right)) + 1,
    });
    const numbers = new Map(stored.map((one) => [keyOf(one), one.correctionNo]));
    const wins = (one: ReadingCorrection) => !((numbers.get(keyOf(one)) ?? 0) > one.correctionNo);
    await writeLines(http, newest.filter(wins), (one) => correctionLine(enterpriseId, one));
  };
  return {
    write: (enterpriseId, corrections) => {
      const written = previous.then(() => write(enterpriseId, corrections));
      previous = written.catch(() => undefined);
      return written;
    },
    range,
  };
}

function highestOfEachInstant(corrections: readonly ReadingCorrection[]): ReadingCorrection[] {
  const highest = new Map<string, ReadingCorrection>();
  for (const correction of corrections) {
    const other = highest.get(keyOf(correction));
    if (other === undefined || other.correctionNo < correction.correctionNo) {
      highest.set(keyOf(correction), correction);
    }
  }
  return [...highest.values()];
}

function keyOf({ meterId, readAtMs }: ReadingCorrection): string {
  return `${meterId} ${readAtMs}`;
}

function toCorrection(meterId: string, row: Row): ReadingCorrection {
  return {
    meterId,
    readAtMs: Number(row[0]),
    value: Number(row[4]) === 0 ? Number(row[1]) : null,
    recordedAtMs: Number(row[2]),
    correctionNo: Number(row[3]),
  };
}
