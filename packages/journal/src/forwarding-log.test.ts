import { afterEach, describe, expect, it } from 'vitest';

import { FORWARDING_LOG_NAME, openForwardingLog } from './forwarding-log.ts';
import { createRandom } from './testing/random.ts';
import { SimulatedDisk } from './testing/simulated-disk.ts';
import type { ForwardingLog, ForwardingRange } from './types.ts';

const DIRECTORY = '/log';
const MIRROR = '/log-mirror';
const FILE = `${DIRECTORY}/${FORWARDING_LOG_NAME}`;
const SEEDS = Number(process.env.JOURNAL_SEEDS ?? 300);

const openLogs: ForwardingLog[] = [];

async function open(disk: SimulatedDisk, mirrorDirectory?: string): Promise<ForwardingLog> {
  const mirror = mirrorDirectory === undefined ? {} : { mirrorDirectory };
  const log = await openForwardingLog({ directory: DIRECTORY, fileSystem: disk, ...mirror });
  openLogs.push(log);
  return log;
}

/** Plans ranges of ten records each. */
async function planTens(log: ForwardingLog, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const from = log.plannedThrough + 1;
    await log.plan({ from, to: from + 9, bytes: 100 });
  }
}

afterEach(async () => {
  for (const log of openLogs.splice(0)) await log.close();
});

describe('the forwarding log', () => {
  it('knows what is planned and complete, whatever the order of completions', async () => {
    const log = await open(new SimulatedDisk(1));
    expect(log).toMatchObject({ plannedThrough: 0, completedThrough: 0, uncompletedBytes: 0 });
    await planTens(log, 4);
    log.complete(11);
    log.complete(31);
    log.complete(5); // no range starts there
    log.complete(11);
    expect(log).toMatchObject({ plannedThrough: 40, completedThrough: 0, uncompletedBytes: 200 });
    log.complete(1);
    expect(log.completedThrough).toBe(20);
    expect(log.uncompleted()).toEqual([{ from: 21, to: 30, bytes: 100 }]);
    log.complete(21);
    expect(log.completedThrough).toBe(40);
    expect(log.rangeHolding(15)).toEqual({ from: 11, to: 20, bytes: 100 });
    expect(log.rangeHolding(41)).toBeUndefined();
    expect(log.rangeHolding(0)).toBeUndefined();
  });

  it('refuses ranges that do not follow', async () => {
    const log = await open(new SimulatedDisk(1));
    await planTens(log, 1);
    for (const range of [
      { from: 10, to: 12 },
      { from: 12, to: 13 },
      { from: 11, to: 10 },
    ]) {
      await expect(log.plan({ ...range, bytes: 1 })).rejects.toThrow(RangeError);
    }
    await log.plan({ from: 11, to: 11, bytes: 1 });
  });

  it('keeps everything over a clean close, and the last 4 096 complete ranges', async () => {
    const disk = new SimulatedDisk(1);
    let log = await open(disk);
    await planTens(log, 9_000);
    for (let from = 1; from < 89_000; from += 10) log.complete(from);
    expect(log.rangeHolding(20)).toBeUndefined();
    await log.close();
    log = await open(disk);
    expect(log).toMatchObject({ plannedThrough: 90_000, completedThrough: 89_000 });
    expect(log.uncompleted()).toHaveLength(100);
    expect(log.rangeHolding(89_000 - 40_955)).toBeDefined();
  });

  it('says when the disk is full, plans nothing then, and goes on later', async () => {
    const disk = new SimulatedDisk(1);
    const log = await open(disk);
    await planTens(log, 2);
    log.complete(1);
    disk.setCapacity(disk.usedBytes + 5);
    await expect(planTens(log, 1)).rejects.toMatchObject({ code: 'FORWARDING_LOG_FULL' });
    expect(log.plannedThrough).toBe(20);
    disk.setCapacity(1e9);
    await planTens(log, 1);
    await log.close();
    expect(await open(disk)).toMatchObject({ plannedThrough: 30, completedThrough: 10 });
  });

  it('fails for good when a sync fails', async () => {
    const disk = new SimulatedDisk(1);
    const log = await open(disk);
    disk.failSyncAfter(0);
    await expect(planTens(log, 1)).rejects.toMatchObject({ code: 'FORWARDING_LOG_FAILED' });
    await expect(planTens(log, 1)).rejects.toMatchObject({ code: 'FORWARDING_LOG_FAILED' });
  });

  it('refuses a hole in the planned ranges, unless the mirror is whole', async () => {
    const disk = new SimulatedDisk(1);
    const log = await open(disk, MIRROR);
    await planTens(log, 5);
    await log.close();
    disk.flip(FILE, disk.content(FILE).indexOf('p 21 30') + 3);
    await expect(open(disk)).rejects.toMatchObject({ code: 'FORWARDING_LOG_DAMAGED' });
    expect((await open(disk, MIRROR)).plannedThrough).toBe(50);
  });

  it('is restored from either copy when the other disk is lost', async () => {
    for (const lost of [DIRECTORY, MIRROR]) {
      const disk = new SimulatedDisk(1);
      const log = await open(disk, MIRROR);
      await planTens(log, 5);
      log.complete(1);
      await log.close();
      disk.wipe(lost);
      expect(await open(disk, MIRROR)).toMatchObject({ plannedThrough: 50, completedThrough: 10 });
    }
  });

  it('remembers every planned range through crashes at any operation', async () => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      await crashScenario(seed).catch((error: unknown) => {
        throw new Error(`seed ${seed}`, { cause: error });
      });
    }
    expect(SEEDS).toBeGreaterThan(0);
  });
});

async function crashScenario(seed: number): Promise<void> {
  const random = createRandom(seed);
  const disk = new SimulatedDisk(seed);
  const planned: ForwardingRange[] = [];
  const completed = new Set<number>();
  for (let life = 0; life < 4; life += 1) {
    disk.crashAfter(random.integer(0, 60));
    if (random.chance(0.2)) disk.failSyncAfter(random.integer(0, 10));
    try {
      const log = await openForwardingLog({ directory: DIRECTORY, fileSystem: disk });
      checkLog(log, planned, completed);
      for (;;) {
        const from = log.plannedThrough + 1;
        const range = { from, to: from + random.integer(0, 20), bytes: random.integer(1, 999) };
        await log.plan(range);
        planned.push(range);
        const candidate = planned[random.integer(0, planned.length - 1)];
        if (candidate !== undefined && random.chance(0.7)) {
          completed.add(candidate.from);
          log.complete(candidate.from);
        }
      }
    } catch (error) {
      const isExpected = disk.hasCrashed || (error as Error).name === 'ForwardingLogFailedError';
      const isFailedOpen = (error as Error).message.startsWith('EIO');
      const isReplace = (error as Error).message.includes('could not be replaced');
      if (!isExpected && !isFailedOpen && !isReplace) throw error;
    }
    if (random.chance(0.6)) disk.losePower();
    else disk.killProcess();
  }
  const log = await openForwardingLog({ directory: DIRECTORY, fileSystem: disk });
  checkLog(log, planned, completed);
  await log.close();
  const again = await openForwardingLog({ directory: DIRECTORY, fileSystem: disk });
  checkLog(again, planned, completed);
}

/** Every acknowledged plan is known; nothing counts as complete that never was. */
function checkLog(log: ForwardingLog, planned: ForwardingRange[], completed: Set<number>): void {
  for (const range of planned) {
    const found = log.rangeHolding(range.from);
    if (JSON.stringify(found) !== JSON.stringify(range)) throw new Error(`${range.from} is lost.`);
    const isOpen = log.uncompleted().some((each) => each.from === range.from);
    if (!isOpen && !completed.has(range.from)) throw new Error(`${range.from} is not complete.`);
  }
  // A plan that was not acknowledged may have survived: it counts from now on.
  const last = planned.at(-1)?.to ?? 0;
  const surplus = log.rangeHolding(log.plannedThrough);
  if (log.plannedThrough > last && surplus !== undefined) planned.push(surplus);
}
