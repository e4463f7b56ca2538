import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { openJournal } from './journal.ts';
import { nodeFileSystem } from './node-file-system.ts';
import { FRAME_OVERHEAD_BYTES } from './record-format.ts';
import type { Journal } from './types.ts';

/*
 * Appends of 200 B through the journal against plain write + fdatasync of as many bytes, in turns in
 * the same run: `node packages/journal/src/bench.ts [directory] [seconds a step]`.
 */

const PAYLOAD_BYTES = 200;
const SOURCE = 'mqtt:91430626000000000X.line-1';
const TOPIC = 'energy/v1/91430626000000000X/line-1/readings';
const FRAME_BYTES = FRAME_OVERHEAD_BYTES + 24 + SOURCE.length + TOPIC.length + PAYLOAD_BYTES;
const ROUNDS = 3;

interface Measured {
  readonly recordsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Keeps `outstanding` appends in flight, each sent anew when it is acknowledged. */
async function measureJournal(
  journal: Journal,
  outstanding: number,
  durationMs: number,
): Promise<Measured> {
  const payload = Buffer.alloc(PAYLOAD_BYTES, '{"E01":12345.67}');
  const entry = { source: SOURCE, topic: TOPIC, refusal: null, payload };
  const latencies: number[] = [];
  const startedAt = performance.now();
  const loop = async () => {
    for (;;) {
      const sentAt = performance.now();
      if (sentAt - startedAt > durationMs) return;
      await journal.append(entry);
      latencies.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: outstanding }, loop));
  return summarise(latencies, performance.now() - startedAt);
}

/** Writes and syncs as many records at a time as are outstanding; no hash, no checksum, no index. */
async function measurePlain(
  filePath: string,
  outstanding: number,
  durationMs: number,
): Promise<Measured> {
  const file = await nodeFileSystem.open(filePath, 'create');
  const batch = Buffer.alloc(FRAME_BYTES * outstanding, 'x');
  const latencies: number[] = [];
  const startedAt = performance.now();
  for (let offset = 0; performance.now() - startedAt < durationMs; offset += batch.length) {
    const sentAt = performance.now();
    await file.write(offset, batch);
    await file.datasync();
    const latency = performance.now() - sentAt;
    for (let count = 0; count < outstanding; count += 1) latencies.push(latency);
  }
  const elapsedMs = performance.now() - startedAt;
  await file.close();
  await fs.rm(filePath);
  return summarise(latencies, elapsedMs);
}

function summarise(latencies: number[], elapsedMs: number): Measured {
  const sorted = Float64Array.from(latencies).sort();
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return {
    recordsPerSecond: (sorted.length / elapsedMs) * 1_000,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
}

/** The middle one of several measurements by throughput. */
function median(measured: readonly Measured[]): Measured {
  const sorted = [...measured].sort((a, b) => a.recordsPerSecond - b.recordsPerSecond);
  return sorted[Math.floor(sorted.length / 2)] ?? { recordsPerSecond: 0, p50Ms: 0, p99Ms: 0 };
}

function describe({ recordsPerSecond, p50Ms, p99Ms }: Measured): string {
  const rate = Math.round(recordsPerSecond).toLocaleString('en').padStart(10);
  return `${rate}/s  p50 ${p50Ms.toFixed(2)} ms  p99 ${p99Ms.toFixed(2)} ms`;
}

async function main(parent: string, stepMs: number): Promise<void> {
  const directory = await fs.mkdtemp(path.join(parent, 'hengneng-journal-bench-'));
  const { privateKey: signingKey } = generateKeyPairSync('ed25519');
  const common = { gatewayNumber: 1, signingKey, clock: Date.now };
  const single = await openJournal({ ...common, directory: path.join(directory, 'single') });
  const mirrored = await openJournal({
    ...common,
    directory: path.join(directory, 'primary'),
    mirrorDirectory: path.join(directory, 'mirror'),
  });
  console.log(`${PAYLOAD_BYTES} B payload, ${FRAME_BYTES} B on disk, ${os.cpus().length} cores`);
  for (const outstanding of [1, 10, 100, 1_000, 4_000]) {
    const results: Record<'plain' | 'single' | 'mirrored', Measured[]> = {
      plain: [],
      single: [],
      mirrored: [],
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      results.plain.push(await measurePlain(path.join(directory, 'plain'), outstanding, stepMs));
      results.single.push(await measureJournal(single, outstanding, stepMs));
      results.mirrored.push(await measureJournal(mirrored, outstanding, stepMs));
    }
    const plain = median(results.plain);
    const journal = median(results.single);
    const ratio = journal.recordsPerSecond / plain.recordsPerSecond;
    console.log(`${outstanding} outstanding`);
    console.log(`  plain write+fdatasync ${describe(plain)}`);
    console.log(`  journal               ${describe(journal)}  ratio ${ratio.toFixed(2)}`);
    console.log(`  journal with mirror   ${describe(median(results.mirrored))}`);
  }
  await single.close();
  await mirrored.close();
  await fs.rm(directory, { recursive: true });
}

if (import.meta.main) {
  await main(process.argv[2] ?? os.tmpdir(), Number(process.argv[3] ?? 1) * 1_000);
}
