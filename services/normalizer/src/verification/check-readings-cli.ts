import { parseArgs } from 'node:util';

import { shardOf } from '@hengneng/contracts';
import { findSnapshot, judgedSpan, listJudgedRanges, openDatabase } from '@hengneng/database';
import { decodePosition } from '@hengneng/domain';
import { scanJournal } from '@hengneng/journal';
import { connectRedis, createDirtyMarks } from '@hengneng/queue';
import { parseConfig, withLocalAddresses } from '@hengneng/telemetry';
import { createInfluxReadingScan, createInfluxReadingStore } from '@hengneng/timeseries';
import { z } from 'zod';

import { dirtyDaysOf } from '../dirty-hours.ts';
import type { Candidate } from '../enterprise-batch.ts';
import { checkReadings, type ReadingFinding, type ReadingsReport } from './check-readings.ts';
import { createJudgedHistory } from './judged-history.ts';

const USAGE = `Holds every stored reading against the journalled message it came from, and names what differs.

  npm run verify-readings
  npm run verify-readings -- --journal-dir DIR --enterprise 91430626F00000018K

  --data-dir DIR      folder of the running installation (.hengneng); its addresses are used unless
                      REDIS_URL, INFLUX_URL, INFLUX_DATABASE and DATABASE_URL are set
  --journal-dir DIR   journal of the gateway, its mirror or a copy; default that of the installation
  --enterprise ID     only this enterprise; again for more
  --from ISO --to ISO only readings of these instants, from and up to but without; with --enterprise
  --repair            write what the journal says where InfluxDB says otherwise or nothing, and have
                      the energy counted again; foreign readings are only named
  --json              print the report as JSON
  --gateway N         number of the journal's gateway, where the journal may still be empty
  --attached          tell progress on standard error, and end when standard input does

Verify the journal itself first: npm run verify. Exit code: 0 nothing found, 1 findings, 2 failed.`;

const configSchema = z.object({
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  INFLUX_URL: z.url({ protocol: /^https?$/ }),
  INFLUX_DATABASE: z.string().min(1).default('hengneng'),
  INFLUX_TOKEN: z.string().min(1).optional(),
  INFLUX_USERNAME: z.string().min(1).optional(),
  INFLUX_PASSWORD: z.string().optional(),
  DATABASE_URL: z.url(),
  JOURNAL_DIR: z.string().min(1).optional(),
});
const RANGES_AT_ONCE = 5_000;
const FINDINGS_SHOWN_MAX = 50;
/** Twice what a clock may be ahead of ours. */
const AHEAD_MS_MAX = 600_000;
const PROGRESS_EVERY_MS = 1_000;
let toldAtMs = 0;

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'data-dir': { type: 'string' },
      'journal-dir': { type: 'string' },
      enterprise: { type: 'string', multiple: true },
      repair: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      from: { type: 'string' },
      to: { type: 'string' },
      gateway: { type: 'string' },
      attached: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const isNamed = process.env.INFLUX_URL !== undefined && process.env.DATABASE_URL !== undefined;
  const env =
    isNamed && values['data-dir'] === undefined
      ? process.env
      : withLocalAddresses(process.env, values['data-dir'] ?? '.hengneng');
  const config = parseConfig(configSchema, env, []);
  const directory = values['journal-dir'] ?? config.JOURNAL_DIR;
  if (directory === undefined) throw new Error('Name the journal: --journal-dir DIR.');
  // Whoever started it may be killed: then nobody waits for the answer any more.
  if (values.attached) process.stdin.on('end', () => process.exit(2)).resume();
  const report = await check(config, {
    directory,
    enterpriseIds: values.enterprise ?? [],
    isRepair: values.repair,
    gateway: values.gateway === undefined ? null : Number(values.gateway),
    range: rangeOf(values),
    onProgress: values.attached ? tellProgress : () => {},
  });
  process.stdin.destroy();
  console.log(values.json ? JSON.stringify(report, null, 2) : describe(report));
  return report.findingCount === report.repairedCount ? 0 : 1;
}

interface Wish {
  readonly directory: string;
  readonly enterpriseIds: readonly string[];
  readonly isRepair: boolean;
  /** Null: as the journal says. */
  readonly gateway: number | null;
  /** Instants of the readings that are looked at; null: all of them. */
  readonly range: { readonly fromMs: number; readonly toMs: number } | null;
  readonly onProgress: (messageCount: number, messageTotal: number | null) => void;
}

function rangeOf({ from, to, enterprise = [] }: Record<string, unknown>): Wish['range'] {
  if (from === undefined && to === undefined) return null;
  const range = { fromMs: Date.parse(String(from)), toMs: Date.parse(String(to)) };
  const isNamed = Array.isArray(enterprise) && enterprise.length > 0;
  if (range.fromMs < range.toMs && isNamed) return range;
  throw new Error('--from and --to are instants in ISO 8601, in order, with --enterprise.');
}

/** One line a second at most, which whoever started this reads. */
function tellProgress(messageCount: number, messageTotal: number | null): void {
  const atMs = Date.now();
  if (atMs - toldAtMs < PROGRESS_EVERY_MS) return;
  toldAtMs = atMs;
  console.error(JSON.stringify({ messageCount, messageTotal, atMs }));
}

/**
 * The part of the journal that can hold readings of a range: a reading more than five minutes ahead of
 * its receipt is refused, so nothing that was received earlier holds one; later everything may.
 */
async function spanOf(
  { executor }: Pick<ReturnType<typeof openDatabase>, 'executor'>,
  gateway: number,
  { range, enterpriseIds }: Wish,
): Promise<{ readonly fromSequence: number; readonly toSequence: number } | null> {
  if (range === null) return null;
  const receivedFromMs = range.fromMs - AHEAD_MS_MAX;
  const shards = [...new Set(enterpriseIds.map(shardOf))];
  const spans = await Promise.all(
    shards.map((shard) => judgedSpan(executor, { gateway, shard, receivedFromMs })),
  );
  const found = spans.filter((span) => span !== null);
  if (found.length < spans.length || found.length === 0) return null;
  return {
    fromSequence: Math.min(...found.map(({ fromSequence }) => fromSequence)),
    toSequence: Math.max(...found.map(({ toSequence }) => toSequence)),
  };
}

async function check(config: z.infer<typeof configSchema>, wish: Wish): Promise<ReadingsReport> {
  const influx = {
    url: config.INFLUX_URL,
    database: config.INFLUX_DATABASE,
    ...(config.INFLUX_TOKEN === undefined ? {} : { token: config.INFLUX_TOKEN }),
    ...(config.INFLUX_USERNAME === undefined ? {} : { username: config.INFLUX_USERNAME }),
    ...(config.INFLUX_PASSWORD === undefined ? {} : { password: config.INFLUX_PASSWORD }),
  };
  const database = openDatabase({ url: config.DATABASE_URL, connectionsMax: 2 });
  const store = createInfluxReadingStore(influx);
  const scan = createInfluxReadingScan(influx);
  const redis = wish.isRepair ? connectRepair(config.REDIS_URL) : null;
  try {
    const gateway = wish.gateway ?? (await gatewayOf(wish.directory));
    const span = await spanOf(database, gateway, wish);
    const fromSequence = span?.fromSequence ?? 1;
    const total = span === null ? null : span.toSequence - fromSequence + 1;
    return await checkReadings({
      ...{ gateway, enterpriseIds: wish.enterpriseIds },
      ...(wish.range === null ? {} : { range: wish.range }),
      onProgress: (count) => wish.onProgress(count, total),
      messages: () => scanJournal({ directory: wish.directory, fromSequence }),
      newHistory: () =>
        createJudgedHistory(
          gateway,
          {
            ranges: (query) =>
              listJudgedRanges(database.executor, { ...query, limit: RANGES_AT_ONCE }),
            snapshot: (id, version) => findSnapshot(database.executor, id, version),
          },
          (id) => wish.enterpriseIds.length === 0 || wish.enterpriseIds.includes(id),
        ),
      store,
      scan,
      ...(redis === null ? {} : { repair: (readings) => repair(redis, store, readings) }),
    });
  } finally {
    store.close();
    scan.close();
    redis?.disconnect();
    await database.close();
  }
}

function connectRepair(url: string | undefined) {
  if (url === undefined) throw new Error('--repair needs REDIS_URL, to have energy counted again.');
  return connectRedis(url, 'reader', (error) => console.error(error.message));
}

/** The dirty marks come last: a reading that is written and not marked is found again. */
async function repair(
  redis: ReturnType<typeof connectRepair>,
  store: ReturnType<typeof createInfluxReadingStore>,
  readings: readonly Candidate[],
): Promise<void> {
  const { refused } = await store.write(readings);
  const first = refused[0];
  if (first !== undefined) throw new Error(`InfluxDB refused a reading: ${first.message}`);
  const byEnterprise = Map.groupBy(readings, ({ enterpriseId }) => enterpriseId);
  const marks = createDirtyMarks(redis);
  for (const [enterpriseId, own] of byEnterprise) {
    await marks.mark(enterpriseId, dirtyDaysOf(own));
  }
}

async function gatewayOf(directory: string): Promise<number> {
  for await (const records of scanJournal({ directory })) {
    const [first] = records;
    if (first !== undefined) return first.gateway;
  }
  throw new Error(`There is no message in the journal ${directory}.`);
}

function describe(report: ReadingsReport): string {
  const lines = [
    `Gateway ${report.gateway}: ${report.messageCount} messages, ${report.readingCount} readings looked at.`,
  ];
  if (report.unrecordedCount > 0) {
    lines.push(`${report.unrecordedCount} messages have no outcome on record yet; left out.`);
  }
  for (const finding of report.findings.slice(0, FINDINGS_SHOWN_MAX)) lines.push(lineOf(finding));
  const hiddenCount = report.findingCount - FINDINGS_SHOWN_MAX;
  if (hiddenCount > 0) lines.push(`… and ${hiddenCount} more`);
  if (report.repairedCount > 0) lines.push(`Repaired: ${report.repairedCount}.`);
  lines.push(
    report.findingCount === 0
      ? 'INTACT: every stored reading is what its message says.'
      : `NOT INTACT: ${report.findingCount} findings.`,
  );
  return lines.join('\n');
}

function lineOf({ kind, enterpriseId, meterId, readAtMs, journalled, stored }: ReadingFinding) {
  const at = new Date(readAtMs).toISOString();
  const told = (fact: { value: number; position: number } | null) => {
    if (fact === null) return 'nothing';
    const { gatewayNumber, sequence } = decodePosition(fact.position);
    return `${fact.value} (${gatewayNumber}/${sequence})`;
  };
  return `- ${kind}: ${enterpriseId} ${meterId} ${at}: journal ${told(journalled)}, InfluxDB ${told(stored)}`;
}

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
