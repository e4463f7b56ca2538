import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createFleet } from '../meters/fleet.ts';
import { startFakePlatform } from '../testing/fake-platform.ts';
import { readSimulationOptions } from './options.ts';
import { runSimulation } from './run-simulation.ts';
import { createStateStore } from './state.ts';

const NOW_MS = Date.UTC(2026, 10, 21, 3, 7);
const QUARTER_MS = 900_000;
let folder = '';
let platform: Awaited<ReturnType<typeof startFakePlatform>>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fleet-'));
  platform = await startFakePlatform();
});
afterEach(async () => {
  await platform.close();
  rmSync(folder, { recursive: true });
});

interface Run {
  readonly args?: readonly string[];
  readonly nowMs?: number;
  readonly signal?: AbortSignal;
}

/** Runs the simulator for three enterprises; the clock stands still unless it streams live. */
async function simulate({ args = ['--no-live'], nowMs, signal }: Run = {}) {
  const common = ['--enterprises', '3', '--meters', '4', '--url', platform.url];
  const env = { HENGNENG_ADMIN_PASSWORD: 'secret' };
  const all = [...common, '--state-dir', folder, '--rate', '1000000', ...args];
  const options = readSimulationOptions(all, env, folder);
  if (options === null) throw new Error('No options.');
  const lines: string[] = [];
  await runSimulation(options, {
    print: (line) => lines.push(line),
    now: nowMs === undefined ? Date.now : () => nowMs,
    store: createStateStore(folder),
    signal: signal ?? new AbortController().signal,
  });
  return lines;
}

function totals() {
  const accounts = [...platform.enterprises.values()].map(({ account }) => account);
  const sum = (pick: (account: (typeof accounts)[number]) => number) =>
    accounts.reduce((total, account) => total + pick(account), 0);
  return { stored: sum((a) => a.stored), parsed: sum((a) => a.parsed), all: accounts };
}

const HISTORY = ['--no-live', '--history', '2d'];
/** From 2026-11-19 00:00 in Shanghai to 2026-11-21 11:00, both included. */
const INSTANTS = (2 * 24 + 11) * 4 + 1;

describe('runSimulation', () => {
  it('registers its county and sends the history that the meters show', async () => {
    await simulate({ args: HISTORY, nowMs: NOW_MS });
    expect(platform.enterprises.size).toBe(3);
    expect(totals().stored).toBe(3 * 4 * INSTANTS);
    expect(totals().parsed).toBe(totals().stored);
    const fleet = createFleet({ seed: 1, enterprisesCount: 3, metersPerEnterpriseMax: 4 });
    for (const { id, meters } of fleet.enterprises) {
      const stored = platform.enterprises.get(id)?.stored;
      for (const meter of meters) {
        const atMs = Date.UTC(2026, 10, 20, 1, 15);
        expect(stored?.get(`${meter.id}|${atMs}`)).toBe(fleet.readingAt(meter, atMs).value);
      }
    }
  });

  it('goes on where it was, and sends nothing twice', async () => {
    await simulate({ args: HISTORY, nowMs: NOW_MS });
    const requests = platform.requests.length;
    const lines = await simulate({ args: HISTORY, nowMs: NOW_MS + 8 * QUARTER_MS });
    expect(lines).toContain('0 enterprises registered, 3 were known.');
    expect(totals().stored).toBe(3 * 4 * (INSTANTS + 8));
    expect(totals().parsed).toBe(totals().stored);
    expect(platform.requests.length - requests).toBeLessThan(10);
    for (const { sequences } of platform.enterprises.values()) {
      expect(sequences).toEqual(sequences.map((_, index) => index + 1));
    }
  });

  it('sends the rest of a history in which it was stopped', async () => {
    const args = ['--no-live', '--history', '20d'];
    const stopping = new AbortController();
    const watching = setInterval(() => {
      if (platform.messages.length > 40) stopping.abort();
    }, 1);
    const lines = await simulate({ args, nowMs: NOW_MS, signal: stopping.signal });
    clearInterval(watching);
    expect(lines.at(-1)).toContain('Stopped');
    const instants = (20 * 24 + 11) * 4 + 1;
    expect(totals().stored).toBeLessThan(3 * 4 * instants);
    await simulate({ args, nowMs: NOW_MS });
    expect(totals().stored).toBe(3 * 4 * instants);
    expect(totals().parsed).toBe(totals().stored);
  });

  it('begins anew when the registry was emptied', async () => {
    await simulate({ args: HISTORY, nowMs: NOW_MS });
    platform.enterprises.clear();
    const lines = await simulate({ args: HISTORY, nowMs: NOW_MS });
    expect(lines).toContain('3 enterprises registered, 0 were known.');
    expect(totals().stored).toBe(3 * 4 * INSTANTS);
  });

  it('streams live in the short form and stops when asked, its state saved', async () => {
    const stopping = new AbortController();
    const running = simulate({ args: ['--interval', '1s'], signal: stopping.signal });
    await expect.poll(() => totals().stored, { timeout: 8_000 }).toBeGreaterThanOrEqual(3 * 4 * 3);
    stopping.abort();
    const lines = await running;
    expect(lines.at(-1)).toContain('Stopped');
    const last = JSON.parse(platform.messages.at(-1)?.payload ?? '{}');
    expect(last.readAt).toMatch(/\+08:00$/);
    expect(Object.keys(last.values)).toHaveLength(4);
    const stored = totals().stored;
    const state = createStateStore(folder).load();
    const through = Object.values(state?.devices ?? {}).map(({ sentThroughMs }) => sentThroughMs);
    expect(through).toHaveLength(3);
    const instants = through.map((toMs) => (toMs - (state?.historyFromMs ?? 0)) / 1_000 + 1);
    expect(instants.reduce((sum, count) => sum + count * 4, 0)).toBe(stored);
  });

  it('loses nothing when connections are cut', async () => {
    const cuts = [30, 90, 150];
    const cutting = setInterval(() => {
      if (platform.messages.length < (cuts[0] ?? Number.POSITIVE_INFINITY)) return;
      cuts.shift();
      platform.cutConnections();
    }, 1);
    await simulate({ args: ['--no-live', '--history', '20d'], nowMs: NOW_MS });
    clearInterval(cutting);
    expect(cuts).toEqual([]);
    const instants = (20 * 24 + 11) * 4 + 1;
    expect(totals().stored).toBe(3 * 4 * instants);
  });

  it('plants troubles, lists them, and sends them across restarts', async () => {
    const args = ['--no-live', '--history', '30d', '--troubles', '--seed', '2'];
    const dayMs = 86_400_000;
    await simulate({ args, nowMs: NOW_MS });
    await simulate({ args, nowMs: NOW_MS + dayMs });
    const planted: { kind: string }[] = JSON.parse(
      readFileSync(join(folder, 'planted-troubles.json'), 'utf8'),
    );
    expect(planted.length).toBeGreaterThan(10);
    const count = (kind: string) => planted.filter((trouble) => trouble.kind === kind).length;
    const { all } = totals();
    const sum = (reason: string) =>
      all.reduce((total, { quarantined }) => total + (quarantined[reason] ?? 0), 0);
    expect(sum('malformed')).toBe(2 * count('bad-payload'));
    expect(all.reduce((total, { duplicate }) => total + duplicate, 0)).toBeGreaterThan(0);
    const events = platform.messages.filter(({ topic }) => topic.endsWith('/events'));
    expect(events).toHaveLength(count('meter-replaced'));
    const sizes = platform.messages.map(({ payload }) => payload.length);
    expect(Math.max(...sizes)).toBeLessThan(20_000);
  });

  it('keeps its secrets to itself', async () => {
    await simulate({ nowMs: NOW_MS });
    expect(statSync(join(folder, 'fleet-state.json')).mode & 0o777).toBe(0o600);
  });

  it('refuses to change the interval under a running history', async () => {
    await simulate({ nowMs: NOW_MS });
    await expect(
      simulate({ args: ['--no-live', '--interval', '1m'], nowMs: NOW_MS }),
    ).rejects.toThrow('readings every 900 s');
  });
});
