import { openJournal } from '../journal.ts';
import type { Journal, OpenJournalOptions, VerificationReport } from '../types.ts';
import { verifyJournal } from '../verify.ts';
import { PRIMARY, TEST_KEY, TEST_PUBLIC_KEY } from './crash-scenario.ts';
import { SimulatedDisk } from './simulated-disk.ts';

/** Options for a journal on a simulated disk, with a clock that ticks 10 ms a record. */
export function smallJournalOptions(disk: SimulatedDisk): OpenJournalOptions {
  let nowMs = 1_795_000_000_000;
  return {
    directory: PRIMARY,
    gatewayNumber: 7,
    signingKey: TEST_KEY,
    fileSystem: disk,
    clock: () => {
      nowMs += 10;
      return nowMs;
    },
    segmentAgeMaxMs: Number.POSITIVE_INFINITY,
    retryDelayMs: 1,
    syncedOffsetDelayMs: 0,
  };
}

/** Payload of record `sequence`: JSON as devices send it, 400 to 800 bytes. */
export function payloadOf(sequence: number): Buffer {
  const values = Array.from({ length: 10 + (sequence % 10) }, (_, meter) => [
    `E${String(meter).padStart(2, '0')}`,
    Math.round(Math.sin(sequence * 31 + meter) * 1e9) / 1e3,
  ]);
  return Buffer.from(
    JSON.stringify({ sequence, readAt: 1_795e9, values: Object.fromEntries(values) }),
  );
}

/** Appends records `from..to` in one batch and waits for them. */
export async function appendRecords(journal: Journal, from: number, to: number): Promise<void> {
  const appends: Promise<unknown>[] = [];
  for (let sequence = from; sequence <= to; sequence += 1) {
    const topic = 'energy/v1/91430626000000000X/line-1/readings';
    const entry = { source: 'mqtt:line-1', topic, refusal: null, payload: payloadOf(sequence) };
    appends.push(journal.append(entry));
  }
  await Promise.all(appends);
}

/** A disk with a journal of `segments` sealed segments of `recordsEach` records, cleanly closed. */
export async function createSmallJournal(
  segments: number,
  recordsEach: number,
  options: Partial<OpenJournalOptions> = {},
): Promise<SimulatedDisk> {
  const disk = new SimulatedDisk(1);
  const journal = await openJournal({
    ...smallJournalOptions(disk),
    segmentBytesMax: 1,
    ...options,
  });
  for (let segment = 0; segment < segments; segment += 1) {
    await appendRecords(journal, segment * recordsEach + 1, (segment + 1) * recordsEach);
  }
  await journal.close();
  return disk;
}

/** Verifies the journal on a disk. */
export function verifyDisk(disk: SimulatedDisk): Promise<VerificationReport> {
  return verifyJournal({
    directory: PRIMARY,
    publicKeys: [TEST_PUBLIC_KEY],
    fileSystem: disk,
  });
}
