import {
  decodePosition,
  type MeterInstants,
  type ReadingScan,
  type ReadingStore,
  type StoredReading,
} from '@hengneng/domain';
import type { JournalledMessage } from '@hengneng/queue';

import type { Candidate } from '../enterprise-batch.ts';
import type { JudgedAgain, JudgedHistory } from './judged-history.ts';

/** What is wrong with one stored reading, or with one that is not stored. */
export interface ReadingFinding {
  /**
   * `missing`: accepted, and not stored. `altered`: stored from this message with another value.
   * `wrong-winner`: a later message's value stands in the place of this one. `foreign`: stored, but the
   * message it names holds no such reading.
   */
  readonly kind: 'missing' | 'altered' | 'wrong-winner' | 'foreign';
  readonly enterpriseId: string;
  readonly meterId: string;
  readonly readAtMs: number;
  /** What the journal says; null for a foreign reading. */
  readonly journalled: { readonly value: number; readonly position: number } | null;
  /** What InfluxDB says; null for a missing reading. */
  readonly stored: { readonly value: number; readonly position: number } | null;
}

/** Result of a check of one gateway's journal against the store. */
export interface ReadingsReport {
  readonly gateway: number;
  readonly messageCount: number;
  readonly readingCount: number;
  /** Messages that have no outcome on record yet; their readings were not looked at. */
  readonly unrecordedCount: number;
  /** All findings; those in `findings` are the first of them. */
  readonly findingCount: number;
  readonly findings: readonly ReadingFinding[];
  readonly repairedCount: number;
}

/** What a check needs of the world. */
export interface CheckReadingsOptions {
  readonly gateway: number;
  /** The journal's records, ascending; read afresh for each call. */
  readonly messages: () => AsyncIterable<readonly JournalledMessage[]>;
  readonly newHistory: () => JudgedHistory;
  readonly store: Pick<ReadingStore, 'find'>;
  readonly scan: Pick<ReadingScan, 'counts' | 'pages'>;
  /** Puts what the journal says into the store; absent: only look. */
  readonly repair?: (readings: readonly Candidate[]) => Promise<void>;
  readonly onProgress?: (messageCount: number) => void;
  /** Enterprises whose stored readings are looked at even where no message of theirs is found. */
  readonly enterpriseIds?: readonly string[];
  /** Instants of the readings that are looked at; all of them unless given. */
  readonly range?: { readonly fromMs: number; readonly toMs: number };
}

const FINDINGS_KEPT_MAX = 1_000;
/** Whole time: what is looked at unless a range is given. */
const ALL_TIME = { fromMs: -8_640_000_000_000, toMs: 8_640_000_000_000 };

/**
 * Holds every stored reading against the journalled message that it names, and every accepted message
 * against the store: the first altered, missing or invented reading is named by meter and instant.
 * Together with the verification of the journal this proves the raw history.
 *
 * It may run while readings come in: what is not on record yet is left out and counted.
 */
export async function checkReadings(options: CheckReadingsOptions): Promise<ReadingsReport> {
  const check = new ReadingsCheck(options);
  return await check.run();
}

class ReadingsCheck {
  readonly #options: CheckReadingsOptions;
  readonly #findings: ReadingFinding[] = [];
  /** Stored readings that a message explains, by enterprise and meter. */
  readonly #explained = new Map<string, Map<string, number>>();
  /** Meters and instants of the first missing readings. */
  readonly #missing = new Set<string>();
  #findingCount = 0;
  #messageCount = 0;
  #readingCount = 0;
  #repairedCount = 0;
  #lastSequence = 0;
  readonly #range: { readonly fromMs: number; readonly toMs: number };

  constructor(options: CheckReadingsOptions) {
    this.#options = options;
    this.#range = options.range ?? ALL_TIME;
    for (const id of options.enterpriseIds ?? []) this.#explained.set(id, new Map());
  }

  async run(): Promise<ReadingsReport> {
    const { gateway, messages, newHistory, onProgress } = this.#options;
    const history = newHistory();
    for await (const page of messages()) {
      for (const judged of await history.judge(page)) await this.#compare(judged);
      this.#messageCount += page.length;
      this.#lastSequence = page.at(-1)?.sequence ?? this.#lastSequence;
      onProgress?.(this.#messageCount);
    }
    for (const [enterpriseId, byMeter] of this.#explained) {
      await this.#findForeign(enterpriseId, byMeter);
    }
    return {
      gateway,
      messageCount: this.#messageCount,
      readingCount: this.#readingCount,
      unrecordedCount: history.unrecordedCount,
      findingCount: this.#findingCount,
      findings: this.#findings,
      repairedCount: this.#repairedCount,
    };
  }

  async #compare({ enterpriseId, readings: judged }: JudgedAgain): Promise<void> {
    const { fromMs, toMs } = this.#range;
    const readings = judged.filter(({ readAtMs }) => fromMs <= readAtMs && readAtMs < toMs);
    this.#readingCount += readings.length;
    const firsts = firstOfEachInstant(readings);
    const explained = this.#explained.get(enterpriseId) ?? new Map<string, number>();
    this.#explained.set(enterpriseId, explained);
    if (firsts.size === 0) return;
    const stored = await this.#options.store.find(enterpriseId, instantsOf(firsts.values()));
    const storedByKey = new Map(stored.map((reading) => [keyOf(reading), reading]));
    const toRepair: Candidate[] = [];
    for (const [key, reading] of firsts) {
      const found = storedByKey.get(key);
      if (!explained.has(reading.meterId)) explained.set(reading.meterId, 0);
      if (found?.position === reading.position) {
        explained.set(reading.meterId, (explained.get(reading.meterId) ?? 0) + 1);
      }
      const kind = kindOf(reading, found);
      // A duplicate further on finds the same reading missing: that is said once.
      if (kind === null || this.#missing.has(`${enterpriseId} ${key}`)) continue;
      if (kind === 'missing' && this.#missing.size < FINDINGS_KEPT_MAX) {
        this.#missing.add(`${enterpriseId} ${key}`);
      }
      this.#add({ kind, ...placeOf(reading), journalled: reading, stored: found ?? null });
      toRepair.push(reading);
    }
    if (toRepair.length === 0 || this.#options.repair === undefined) return;
    await this.#options.repair(toRepair);
    this.#repairedCount += toRepair.length;
  }

  /** Meters that have more readings stored than messages explain are looked through one by one. */
  async #findForeign(enterpriseId: string, explained: ReadonlyMap<string, number>): Promise<void> {
    const counts = await this.#options.scan.counts({ enterpriseId, ...this.#range });
    const meterIds = [...counts]
      .filter(([meterId, count]) => count > (explained.get(meterId) ?? 0))
      .map(([meterId]) => meterId);
    for (const meterId of meterIds) await this.#findForeignOf(enterpriseId, meterId);
  }

  async #findForeignOf(enterpriseId: string, meterId: string): Promise<void> {
    const { gateway, messages, newHistory, scan, onProgress } = this.#options;
    const history = newHistory();
    const positionsByInstant = new Map<number, Set<number>>();
    for await (const page of messages()) {
      for (const judged of await history.judge(page)) {
        if (judged.enterpriseId !== enterpriseId) continue;
        onProgress?.(this.#messageCount);
        for (const { meterId: id, readAtMs, position } of judged.readings) {
          if (id !== meterId) continue;
          const positions = positionsByInstant.get(readAtMs) ?? new Set();
          positionsByInstant.set(readAtMs, positions.add(position));
        }
      }
    }
    const range = { enterpriseId, meterIds: [meterId], ...this.#range };
    for await (const { readings } of scan.pages(range)) {
      for (const stored of readings) {
        const { gatewayNumber, sequence } = decodePosition(stored.position);
        // Other journals explain theirs; later messages came while this was running.
        if (gatewayNumber !== gateway || sequence > this.#lastSequence) continue;
        if (positionsByInstant.get(stored.readAtMs)?.has(stored.position)) continue;
        this.#add({ kind: 'foreign', ...placeOf(stored), journalled: null, stored });
      }
    }
  }

  #add({ journalled, stored, ...finding }: ReadingFinding): void {
    this.#findingCount += 1;
    if (this.#findings.length >= FINDINGS_KEPT_MAX) return;
    this.#findings.push({ ...finding, journalled: factOf(journalled), stored: factOf(stored) });
  }
}

function kindOf(
  reading: StoredReading,
  found: StoredReading | undefined,
): ReadingFinding['kind'] | null {
  if (found === undefined) return 'missing';
  if (found.position === reading.position) {
    return found.value === reading.value ? null : 'altered';
  }
  // An earlier message won, and is looked at in its own place.
  return found.position < reading.position ? null : 'wrong-winner';
}

/** Inside one message the order of the payload decides, between messages the order of the journal. */
function firstOfEachInstant(readings: readonly Candidate[]): Map<string, Candidate> {
  const firsts = new Map<string, Candidate>();
  for (const reading of readings) {
    const key = keyOf(reading);
    const first = firsts.get(key);
    if (first === undefined || reading.position < first.position) firsts.set(key, reading);
  }
  return firsts;
}

function instantsOf(readings: Iterable<StoredReading>): MeterInstants[] {
  const byMeter = new Map<string, number[]>();
  for (const { meterId, readAtMs } of readings) {
    const instants = byMeter.get(meterId);
    if (instants === undefined) byMeter.set(meterId, [readAtMs]);
    else instants.push(readAtMs);
  }
  return [...byMeter].map(([meterId, readAtMs]) => ({ meterId, readAtMs }));
}

function keyOf({ meterId, readAtMs }: StoredReading): string {
  return `${readAtMs} ${meterId}`;
}

function placeOf({ enterpriseId, meterId, readAtMs }: StoredReading) {
  return { enterpriseId, meterId, readAtMs };
}

function factOf(reading: { readonly value: number; readonly position: number } | null) {
  return reading === null ? null : { value: reading.value, position: reading.position };
}
