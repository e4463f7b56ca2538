import { createInfluxDatabase } from '@hengneng/local';
import { startTestMosquitto, type TestServer } from '@hengneng/testkit';

import { startStack } from '../support/stack.ts';
import { alertLatency } from './alert-rows.ts';
import { runDirectPipeline } from './direct-pipeline.ts';
import {
  byDayLatency,
  countedYear,
  exportDuration,
  loadCurveLatency,
  untilCounted,
  withoutAggregation,
} from './energy-rows.ts';
import { influxWriteLimit } from './influx-write-limit.ts';
import { dailyLook } from './judgement-rows.ts';
import {
  benchDevices,
  benchPlan,
  nodeMemoryMib,
  pubackLatency,
  queryableLatency,
  throughput,
} from './rows.ts';

/** One line of the table. */
export interface BenchRow {
  readonly name: string;
  readonly measured: string;
  readonly must: string;
  readonly reached: boolean;
}

/** How long each row runs. */
export interface BenchOptions {
  readonly durationMs: number;
  /** Enterprises that the rules look at. */
  readonly enterprises: number;
  readonly log: (line: string) => void;
}

/** A row of less than this is a rehearsal: its history is a week, not a year. */
const FULL_ROW_MS = 30_000;

/**
 * Measures the rows on this machine, with the direct pipeline and InfluxDB's own limit in the same run
 * and on the same servers.
 */
export async function runBench({
  durationMs,
  enterprises,
  log,
}: BenchOptions): Promise<BenchRow[]> {
  const stack = await startStack();
  let mosquitto: TestServer | null = null;
  const rows: BenchRow[] = [];
  const add = (row: BenchRow) => {
    rows.push(row);
    log(`${row.name}: ${row.measured} (must: ${row.must}) ${row.reached ? '' : 'NOT REACHED'}`);
  };
  try {
    const devices = await benchDevices(stack);
    mosquitto = await startTestMosquitto({
      users: Object.fromEntries(devices.map(({ username, password }) => [username, password])),
      allowAnonymous: true,
    });
    const broker = { host: '127.0.0.1', port: Number(new URL(mosquitto.url).port) };
    const ours = stack.mqtt;
    // Both pipelines acknowledge faster than they store, so the load is an amount, not a time: what
    // the goal would take in `durationMs`.
    const hundredEach = { readingsPerMessage: 100, messageCountMax: durationMs };
    const oneEach = { readingsPerMessage: 1, messageCountMax: 10 * durationMs };
    const databaseFor = async (name: string) => {
      await createInfluxDatabase(stack.influx.url, name);
      return { url: stack.influx.url, database: name };
    };
    const limit = await influxWriteLimit(await databaseFor('limit'), 1_000_000);
    log(`InfluxDB alone: ${round(limit)} readings/s, two fields, prepared bodies.`);

    const direct100 = await runDirectPipeline(
      broker,
      await databaseFor('direct100'),
      benchPlan(broker, devices, hundredEach),
    );
    log(
      `Direct, 100 a message: ${round(direct100.readingsPerSecond)}/s, lost ${direct100.lostCount} of ${direct100.sentCount}.`,
    );
    const hundred = await withoutAggregation(stack, () =>
      throughput(stack, benchPlan(ours, devices, hundredEach)),
    );
    const ratio100 = hundred.readingsPerSecond / direct100.readingsPerSecond;
    add({
      name: '100 readings a message, aggregation off',
      measured: `${round(hundred.readingsPerSecond)} readings/s, ${ratio100.toFixed(2)} x direct, ${(hundred.readingsPerSecond / limit).toFixed(2)} x InfluxDB alone, missing ${hundred.missingCount} of ${hundred.sentCount}, publisher CPU ${cpuShare(hundred)}`,
      must: '100 000 readings/s, 0.35 x direct, missing 0',
      reached:
        hundred.readingsPerSecond >= 100_000 && ratio100 >= 0.35 && hundred.missingCount === 0,
    });

    log(`Counted ${round((await untilCounted(stack)) / 1_000)} s after aggregation went on.`);

    const counting = await throughput(stack, benchPlan(ours, devices, hundredEach));
    const countedMs = await untilCounted(stack);
    add({
      name: '100 readings a message, aggregation on',
      measured: `${round(counting.readingsPerSecond)} readings/s, missing ${counting.missingCount} of ${counting.sentCount}; every hour counted ${round(countedMs / 1_000)} s after the last reading`,
      must: '60 000 readings/s, missing 0',
      reached: counting.readingsPerSecond >= 60_000 && counting.missingCount === 0,
    });

    const direct1 = await runDirectPipeline(
      broker,
      await databaseFor('direct1'),
      benchPlan(broker, devices, oneEach),
    );
    log(
      `Direct, 1 a message: ${round(direct1.readingsPerSecond)}/s, lost ${direct1.lostCount} of ${direct1.sentCount}.`,
    );
    const single = await throughput(stack, benchPlan(ours, devices, oneEach));
    const ratio1 = single.readingsPerSecond / direct1.readingsPerSecond;
    add({
      name: '1 reading a message',
      measured: `${round(single.messagesPerSecond)} messages/s, ${ratio1.toFixed(2)} x direct, missing ${single.missingCount} of ${single.sentCount}, publisher CPU ${cpuShare(single)}`,
      must: '9 000 messages/s, 0.7 x direct, missing 0',
      reached: single.messagesPerSecond >= 9_000 && ratio1 >= 0.7 && single.missingCount === 0,
    });

    const pubackMs = await pubackLatency(
      stack,
      benchPlan(ours, devices, { readingsPerMessage: 1, durationMs, messagesPerSecond: 2_000 }),
    );
    add({
      name: 'publish to PUBACK at 2 000 messages/s',
      measured: `p99 ${pubackMs.toFixed(1)} ms`,
      must: 'p99 250 ms',
      reached: pubackMs <= 250,
    });

    const [probe, ...others] = devices;
    if (probe === undefined) throw new Error('There is no device to probe with.');
    const queryable = await queryableLatency(
      stack,
      benchPlan(ours, others, { readingsPerMessage: 100, durationMs, messagesPerSecond: 200 }),
      probe,
    );
    add({
      name: 'publish to queryable at 20 000 readings/s',
      measured: `p99 ${queryable.p99Ms.toFixed(0)} ms`,
      must: 'p99 2 000 ms',
      reached: queryable.p99Ms <= 2_000,
    });
    add({
      name: 'memory of the Node processes at 20 000 readings/s',
      measured: `${queryable.nodeMib.toFixed(0)} MiB (now ${nodeMemoryMib(stack).toFixed(0)})`,
      must: '1 229 MiB',
      reached: queryable.nodeMib <= 1_229,
    });

    const isFull = durationMs >= FULL_ROW_MS;
    const alertMs = await alertLatency(stack, isFull ? 100 : 3);
    add({
      name: 'a reading over a signed limit to its alert',
      measured: `p99 ${alertMs.toFixed(0)} ms`,
      must: 'p99 10 000 ms',
      reached: alertMs <= 10_000,
    });
    const year = await countedYear(stack, isFull ? 365 : 7);
    log(
      `${round(year.readingCount)} quarter hours of 100 meters counted ${round(year.countedAfterMs / 1_000)} s after the last was stored.`,
    );
    const byDayMs = await byDayLatency(year, isFull ? 40 : 5);
    add({
      name: `${year.days} days of 100 meters by day and meter, through the api`,
      measured: `p95 ${byDayMs.toFixed(0)} ms`,
      must: 'p95 500 ms',
      reached: byDayMs <= 500,
    });
    const curveMs = await loadCurveLatency(year, isFull ? 20 : 3);
    add({
      name: `load curves of ${year.days} days of quarter hours, 100 meters, through the api`,
      measured: `p95 ${curveMs.toFixed(0)} ms`,
      must: 'p95 500 ms',
      reached: curveMs <= 500,
    });
    const exportMs = await exportDuration(year);
    add({
      name: `the same as a CSV file, ${round(year.days * 100)} rows`,
      measured: `${(exportMs / 1_000).toFixed(1)} s`,
      must: '10 s',
      reached: exportMs <= 10_000,
    });
    const look = await dailyLook(stack, enterprises);
    log(`${round(look.enterprises)} enterprises put in place in ${seconds(look.seededMs)}.`);
    add({
      name: `the daily look at ${round(look.enterprises)} enterprises with a year of days`,
      measured:
        `${seconds(look.nextMs)}, ${seconds(look.nextCpuMs)} of CPU in the rules; ` +
        `after kill -9 ${seconds(look.restartedMs)}, ${seconds(look.restartedCpuMs)}; ` +
        `the first of all ${seconds(look.firstMs)}, ${seconds(look.firstCpuMs)}`,
      must: '120 s for 20 000, also after a restart',
      reached: Math.max(look.nextMs, look.restartedMs) <= look.enterprises * 6,
    });
    return rows;
  } finally {
    await mosquitto?.dispose();
    await stack.stop();
  }
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

function round(value: number): string {
  return Math.round(value).toLocaleString('en').replaceAll(',', ' ');
}

/** CPU of the publisher as a share of one core. */
function cpuShare(result: { readonly publisherCpuMs: number; readonly elapsedMs: number }): string {
  return `${Math.round((result.publisherCpuMs * 100) / result.elapsedMs)} % of a core`;
}
