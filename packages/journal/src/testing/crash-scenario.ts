import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';

import { openJournal } from '../journal.ts';
import { parseSegmentName } from '../segment-header.ts';
import type { Journal, JournalRecord, OpenJournalOptions } from '../types.ts';
import { verifyJournal } from '../verify.ts';
import { createRandom, type Random } from './random.ts';
import { SimulatedDisk } from './simulated-disk.ts';

/** Directories of the scenarios, on the simulated disk. */
export const PRIMARY = '/primary';
export const MIRROR = '/mirror';

/** One key for all scenarios: making one takes longer than a scenario. */
export const TEST_KEY: KeyObject = createPrivateKey(
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
);

/** Its public half. */
export const TEST_PUBLIC_KEY: KeyObject = createPublicKey(TEST_KEY);

/** Which faults a scenario has. */
export interface ScenarioFaults {
  readonly hasMirror: boolean;
  /** The machine loses power at a random operation, also in recovery and while sealing. */
  readonly powerLoss?: boolean;
  /** The process is killed at a random operation; the page cache stays. */
  readonly kill?: boolean;
  /** A sync fails at a random time. */
  readonly syncFailure?: boolean;
  /** The disk fills up and has space again. */
  readonly fullDisk?: boolean;
  /** One of the two disks is lost between two runs. */
  readonly lostDisk?: boolean;
}

/** What must be true of a journal, whatever happened to it. */
export class JournalOracle {
  /** Text of each acknowledged record by its sequence. */
  readonly acknowledged = new Map<number, string>();
  /** Texts of all that was ever appended under a sequence. */
  readonly appended = new Map<number, Set<string>>();

  /** Throws when an acknowledged record is missing, changed, doubled or out of order. */
  check(records: readonly JournalRecord[]): void {
    records.forEach((record, index) => {
      const { sequence } = record;
      if (sequence !== index + 1) throw new Error(`Record ${index + 1} is ${sequence}.`);
      const text = textOf(record);
      const expected = this.acknowledged.get(sequence);
      if (expected !== undefined && expected !== text) {
        throw new Error(`Record ${sequence} is ${text}, acknowledged was ${expected}.`);
      }
      if (!this.appended.get(sequence)?.has(text)) {
        throw new Error(`Record ${sequence} was never appended: ${text}.`);
      }
      const before = records[index - 1];
      if (before !== undefined && before.receivedAtMs > record.receivedAtMs) {
        throw new Error(`receivedAt steps back at record ${sequence}.`);
      }
    });
    for (const sequence of this.acknowledged.keys()) {
      if (sequence > records.length) throw new Error(`Record ${sequence} is lost.`);
    }
    // What was not acknowledged and survived counts from now on: it may have been forwarded.
    for (const record of records) this.acknowledged.set(record.sequence, textOf(record));
  }
}

/** A record as a text that differs when any of its bits does. */
export function textOf(
  record: Omit<JournalRecord, 'gateway' | 'segment' | 'receivedAtMs'>,
): string {
  const { sequence, refusal, source, topic, payload } = record;
  return JSON.stringify([sequence, refusal, source, topic, payload.toString('latin1')]);
}

/** Runs one scenario of several lives of a journal on one simulated disk; throws when it breaks. */
export async function runCrashScenario(seed: number, faults: ScenarioFaults): Promise<void> {
  const random = createRandom(seed);
  const disk = new SimulatedDisk(seed + 1);
  const oracle = new JournalOracle();
  const clock = { nowMs: 1_795_000_000_000 };
  const lives = random.integer(2, 5);
  for (let life = 0; life < lives; life += 1) {
    const hasOpened = await liveOnce({ random, disk, oracle, clock, faults });
    // A disk that dies before its twin was rebuilt is a second fault, which nothing survives.
    const isTwin = hasOpened && hasSameSegments(disk);
    const canLoseDisk = faults.lostDisk === true && isTwin && random.chance(0.3);
    if (canLoseDisk) disk.wipe(random.pick([PRIMARY, MIRROR]));
  }
  disk.setCapacity(Number.POSITIVE_INFINITY);
  // Twice without faults: opening again must change nothing.
  for (let round = 0; round < 2; round += 1) {
    const journal = await openJournal(optionsOf({ random, disk, clock, faults }));
    oracle.check(await readAll(journal));
    await journal.close();
  }
  for (const directory of faults.hasMirror ? [PRIMARY, MIRROR] : [PRIMARY]) {
    const report = await verifyJournal({
      directory,
      publicKeys: [TEST_PUBLIC_KEY],
      fileSystem: disk,
    });
    if (!report.ok) throw new Error(`Verification: ${JSON.stringify(report.findings)}`);
    const lastSequence = Math.max(0, ...oracle.acknowledged.keys());
    if ((report.lastSequence ?? 0) !== lastSequence) throw new Error('Verified another length.');
  }
}

/** True when each segment is in both directories, sealed or open. */
function hasSameSegments(disk: SimulatedDisk): boolean {
  const segments = (directory: string) => {
    const numbers = disk.names(directory).map((name) => parseSegmentName(name)?.segment ?? 0);
    return [...new Set(numbers)].sort((one, other) => one - other).join();
  };
  return segments(PRIMARY) === segments(MIRROR);
}

interface Scene {
  readonly random: Random;
  readonly disk: SimulatedDisk;
  readonly clock: { nowMs: number };
  readonly faults: ScenarioFaults;
}

function optionsOf({ random, disk, clock, faults }: Scene): OpenJournalOptions {
  return {
    directory: PRIMARY,
    ...(faults.hasMirror ? { mirrorDirectory: MIRROR } : {}),
    gatewayNumber: 7,
    signingKey: TEST_KEY,
    fileSystem: disk,
    clock: () => {
      clock.nowMs += random.integer(-2, 5);
      return clock.nowMs;
    },
    segmentBytesMax: random.pick([2_000, 6_000, 60_000]),
    recentBytesMax: random.pick([0, 1_000, 100_000]),
    segmentsCheckedMax: random.pick([1, 2, 64]),
    retryDelayMs: 1,
    syncedOffsetDelayMs: random.pick([0, 1, 100]),
  };
}

/** Opens, appends and reads until the life ends: cleanly, or by the fault that was drawn. */
async function liveOnce(scene: Scene & { readonly oracle: JournalOracle }): Promise<boolean> {
  const { random, disk, faults, oracle } = scene;
  let hasOpened = false;
  const ends: [string, ...string[]] = ['close'];
  if (faults.powerLoss) ends.push('power', 'power');
  if (faults.kill) ends.push('kill', 'kill');
  if (faults.syncFailure) ends.push('sync-then-kill', 'sync-then-power');
  const end = random.pick(ends);
  if (end === 'power' || end === 'kill') disk.crashAfter(random.integer(0, 150));
  if (end.startsWith('sync')) disk.failSyncAfter(random.integer(0, 40));
  try {
    const journal = await openJournal(optionsOf(scene));
    hasOpened = true;
    try {
      await useJournal(journal, scene);
      if (random.chance(0.5)) oracle.check(await readAll(journal));
    } finally {
      await journal.close();
    }
  } catch (error) {
    if (!disk.hasCrashed && !end.startsWith('sync')) throw error;
  }
  if (end === 'power' || end === 'sync-then-power') disk.losePower();
  else disk.killProcess();
  return hasOpened;
}

async function useJournal(
  journal: Journal,
  { random, disk, faults, oracle }: Scene & { readonly oracle: JournalOracle },
): Promise<void> {
  for (let rounds = random.integer(1, 12); rounds > 0; rounds -= 1) {
    const isFull = faults.fullDisk === true && random.chance(0.3);
    if (isFull) disk.setCapacity(disk.usedBytes + random.integer(0, 3_000));
    const appends = Array.from({ length: random.integer(1, 12) }, () =>
      appendOne(journal, random, oracle),
    );
    // Those that nobody waits for when the life ends before.
    for (const append of appends) append.catch(() => undefined);
    if (isFull) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      disk.setCapacity(Number.POSITIVE_INFINITY);
    }
    if (random.chance(0.6)) await Promise.all(appends);
    else await appends[0];
    if (random.chance(0.2)) {
      const fromSequence = random.integer(1, journal.syncedThrough + 1);
      const records = await journal.read({ fromSequence, countMax: 20, bytesMax: 5_000 });
      records.forEach((record, index) => {
        if (record.sequence !== fromSequence + index) throw new Error('Read out of order.');
      });
    }
  }
}

async function appendOne(journal: Journal, random: Random, oracle: JournalOracle): Promise<void> {
  const entry = {
    source: `mqtt:${random.integer(0, 9)}`,
    topic: random.pick(['energy/v1/a/b/readings', '能源/v1', '']),
    refusal: random.chance(0.2) ? 'malformed' : null,
    payload: random.chance(0.05)
      ? Buffer.alloc(random.integer(0, 3_000), 'x')
      : random.bytes(random.integer(0, 60)),
  };
  const promise = journal.append(entry);
  const sequence = journal.headSequence;
  const text = textOf({ ...entry, sequence });
  const texts = oracle.appended.get(sequence) ?? new Set();
  oracle.appended.set(sequence, texts.add(text));
  const position = await promise;
  if (position.sequence !== sequence) throw new Error('Another sequence than announced.');
  if (oracle.acknowledged.has(sequence)) throw new Error(`Sequence ${sequence} came twice.`);
  oracle.acknowledged.set(sequence, text);
}

/** All synced records, read in small pieces. */
export async function readAll(journal: Journal): Promise<JournalRecord[]> {
  const records: JournalRecord[] = [];
  for (;;) {
    const fromSequence = records.length + 1;
    const more = await journal.read({ fromSequence, countMax: 7, bytesMax: 2_000 });
    if (more.length === 0) return records;
    records.push(...more);
  }
}
