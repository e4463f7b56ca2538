import { Redis } from 'ioredis';

import {
  type Account,
  type Api,
  accounts,
  registerLoad,
  signIn,
  waitUntilProcessed,
} from '../support/api.ts';
import { eventually } from '../support/energy.ts';
import { wrongHours } from '../support/energy-oracle.ts';
import type { LoadPlan, LoadReport } from '../support/load-plan.ts';
import { judgeLoad, type Verdict } from '../support/oracle.ts';
import { runLoad } from '../support/run-load.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { seededRandom } from './seeded-random.ts';

/** Processes the nemesis may kill, by the launcher's names. */
export const VICTIMS = [
  'gateway',
  'normalizer',
  'aggregator',
  'api',
  'redis',
  'influxdb',
  'postgres',
] as const;

/** What to do to the system, and for how long. */
export interface ChaosOptions {
  readonly seed: number;
  readonly kills: number;
  readonly messagesPerSecond: number;
  /** Mean time between two kills, milliseconds. */
  readonly killEveryMs: number;
  readonly log: (line: string) => void;
}

/** What was done, and what the oracle says. */
export interface ChaosResult {
  readonly load: LoadReport;
  readonly verdict: Verdict;
  /** Meters whose hours are not those of their readings, in any bit. */
  readonly wrongHours: readonly string[];
  readonly kills: Readonly<Record<string, number>>;
  /** Longest time from a kill until the whole chain was ready again, milliseconds. */
  readonly recoveryMaxMs: number;
  readonly unbalanced: readonly string[];
  readonly account: Account;
  /** `verified`, or what its verification found. */
  readonly journal: string;
  readonly resentCount: number;
}

const RECOVERY_LIMIT_MS = 60_000;
const COUNTED_LIMIT_MS = 120_000;

/**
 * Publishes with a ledger while processes are killed with -9 at random and Redis is emptied once,
 * then compares what is stored with what was acknowledged. The seed decides who is killed and when.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const stack = await startStack();
  try {
    const api = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
    const devices = await registerLoad(api, {
      firstNumber: 1,
      enterprises: 8,
      devicesPerEnterprise: 2,
      metersPerDevice: 5,
    });
    const plan: LoadPlan = {
      ...stack.mqtt,
      devices,
      readingsPerMessage: 1,
      messagesPerSecond: options.messagesPerSecond,
      messageCountMax: Number.MAX_SAFE_INTEGER,
      durationMs: Number.MAX_SAFE_INTEGER,
      windowPerDevice: 500,
      firstReadAtMs: Date.UTC(2020, 0, 1),
    };
    const load = runLoad(plan);
    const nemesis = await torment(stack, options);
    load.end();
    const report = await load.finished;
    options.log(`Acknowledged ${sum(report.messageCounts)} messages; waiting for the rest.`);
    await waitUntilProcessed(api, 180_000);
    return await judge(stack, api, plan, report, nemesis);
  } finally {
    await stack.stop();
  }
}

/** Kills one victim after the other and empties Redis once; returns who was hit and how it healed. */
async function torment(
  stack: Stack,
  options: ChaosOptions,
): Promise<{ kills: Record<string, number>; recoveryMaxMs: number }> {
  const random = seededRandom(options.seed);
  const kills: Record<string, number> = {};
  const flushAt = Math.floor(random() * options.kills);
  let recoveryMaxMs = 0;
  for (let kill = 0; kill < options.kills; kill += 1) {
    await pause(options.killEveryMs * (0.5 + random()));
    if (kill === flushAt) {
      options.log('Emptying Redis.');
      await emptyRedis(stack.redisUrl);
    }
    const victim = VICTIMS[Math.floor(random() * VICTIMS.length)] ?? 'gateway';
    const pid = await pidOnceRunning(stack, victim);
    process.kill(pid, 'SIGKILL');
    kills[victim] = (kills[victim] ?? 0) + 1;
    options.log(`Kill ${kill + 1} of ${options.kills}: ${victim} (pid ${pid}).`);
    // Every fourth kill waits for the recovery and times it; the others strike a wounded system.
    if (kill % 4 === 3) recoveryMaxMs = Math.max(recoveryMaxMs, await recovered(stack));
  }
  recoveryMaxMs = Math.max(recoveryMaxMs, await recovered(stack));
  return { kills, recoveryMaxMs };
}

/** The victim's pid, once its restart after an earlier kill is over. */
async function pidOnceRunning(stack: Stack, victim: string): Promise<number> {
  for (let attempt = 0; attempt < RECOVERY_LIMIT_MS / 100; attempt += 1) {
    const pid = stack.pidOf(victim);
    if (pid !== null) return pid;
    await pause(100);
  }
  throw new Error(`${victim} was not started again within ${RECOVERY_LIMIT_MS} ms.`);
}

/** Milliseconds until the whole chain is ready; throws after the limit. */
async function recovered(stack: Stack): Promise<number> {
  const startedAtMs = performance.now();
  // Signs of life are up to five seconds old: a process just killed may still look alive.
  await pause(1_500);
  while (performance.now() - startedAtMs < RECOVERY_LIMIT_MS * 2) {
    if (await stack.isReady()) return performance.now() - startedAtMs;
    await pause(200);
  }
  throw new Error(`Not ready within ${RECOVERY_LIMIT_MS * 2} ms:\n${await stack.readiness()}`);
}

async function emptyRedis(url: string): Promise<void> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1, retryStrategy: () => null });
  redis.on('error', () => {});
  try {
    await redis.flushall();
  } catch {
    // It may be down at this very moment; then this run does without.
  } finally {
    redis.disconnect();
  }
}

async function judge(
  stack: Stack,
  api: Api,
  plan: LoadPlan,
  load: LoadReport,
  nemesis: { kills: Record<string, number>; recoveryMaxMs: number },
): Promise<ChaosResult> {
  const verdict = await judgeLoad(stack.influx, plan, load.messageCounts);
  const counted = await eventually(
    () => wrongHours(stack, plan, load.messageCounts),
    (wrong) => wrong.length === 0,
    COUNTED_LIMIT_MS,
  );
  const { byEnterprise } = await accounts(api);
  const account: Account = {
    parsed: 0,
    stored: 0,
    duplicate: 0,
    conflict: 0,
    quarantined: {},
    balanced: true,
  };
  const unbalanced: string[] = [];
  for (const [enterpriseId, row] of byEnterprise) {
    account.parsed += row.parsed;
    account.stored += row.stored;
    account.duplicate += row.duplicate;
    account.conflict += row.conflict;
    for (const [reason, count] of Object.entries(row.quarantined)) {
      account.quarantined[reason] = (account.quarantined[reason] ?? 0) + count;
    }
    if (!row.balanced) unbalanced.push(enterpriseId);
  }
  return {
    load,
    verdict,
    wrongHours: counted,
    ...nemesis,
    unbalanced,
    account,
    journal: await journalVerifies(api),
    resentCount: account.duplicate,
  };
}

/** Asks the api to have the journal verified: `verified`, or what was found. */
async function journalVerifies(api: Api): Promise<string> {
  await api.call('POST', '/journal/verification');
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const { latest } = await api.call<{ latest: { ok: boolean | null } | null }>(
      'GET',
      '/journal/verification',
    );
    if (latest?.ok === true) return 'verified';
    if (latest?.ok === false) return JSON.stringify(latest);
    await pause(200);
  }
  throw new Error('The verification of the journal did not end within a minute.');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
