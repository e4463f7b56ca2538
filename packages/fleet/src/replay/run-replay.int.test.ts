import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type FakePlatformOptions, startFakePlatform } from '../testing/fake-platform.ts';
import { readReplayOptions } from './options.ts';
import { runReplay } from './run-replay.ts';

const ENTERPRISE = '91430626F001000199';
let folder = '';
let platform: Awaited<ReturnType<typeof startFakePlatform>>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replay-'));
});
afterEach(async () => {
  await platform.close();
  rmSync(folder, { recursive: true });
});

/** Writes a file of quarter hours with the given values and replays it. */
async function replay(
  values: readonly (number | string)[],
  more: Readonly<Record<string, string>> = {},
) {
  const rows = values.map((value, index) => `${Date.UTC(2026, 0, 1) + index * 900_000},${value}`);
  const file = join(folder, 'data.csv');
  writeFileSync(file, ['at,kWh', ...rows].join('\n'));
  const given: Record<string, string> = {
    file,
    enterprise: ENTERPRISE,
    device: 'EDGE01',
    meter: 'E01',
    'time-column': 'at',
    'time-format': 'epoch-ms',
    'time-zone': 'Asia/Seoul',
    'time-marks': 'end',
    'value-column': 'kWh',
    kind: 'interval',
    unit: 'kWh',
    url: platform.url,
    'readings-per-message': '10',
    patience: '1',
    ...more,
  };
  const args = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]);
  const options = readReplayOptions(args, { HENGNENG_ADMIN_PASSWORD: 'secret' }, folder);
  if (options === null) throw new Error('No options.');
  const lines: string[] = [];
  const result = await runReplay(options, {
    print: (line) => lines.push(line),
    progress: () => {},
  });
  if (result === null) throw new Error('A dry run.');
  return { result, lines };
}

async function serve(options: FakePlatformOptions = {}) {
  platform = await startFakePlatform(options);
}

const VALUES = Array.from({ length: 95 }, (_, index) => index / 4);

describe('runReplay', () => {
  it('registers what is missing, sends everything and finds it accounted for', async () => {
    await serve();
    const { result } = await replay(VALUES, { multiplier: '120' });
    expect(result.problems).toEqual([]);
    expect(result).toMatchObject({ sentMessages: 10, acknowledgedMessages: 10, sentReadings: 95 });
    expect(result.account).toMatchObject({ parsed: 95, stored: 95, duplicate: 0, rejected: {} });
    expect(result.readBack).toEqual({ equal: 95, different: 0, missing: 0 });
    const enterprise = platform.enterprises.get(ENTERPRISE);
    expect(enterprise?.body).toMatchObject({ regionCode: '430626', timeZone: 'Asia/Seoul' });
    expect(enterprise?.meters.get('E01')).toMatchObject({
      intervalSeconds: 900,
      multiplier: 120,
      level: 1,
      flow: 'purchased',
      energyKind: 'electricity',
    });
  });

  it('changes nothing the second time: all duplicates', async () => {
    await serve();
    await replay(VALUES);
    const { result } = await replay(VALUES);
    expect(result.problems).toEqual([]);
    expect(result.account).toMatchObject({ parsed: 95, stored: 0, duplicate: 95 });
  });

  it('reports conflicts and accepts them as accounted for', async () => {
    await serve();
    await replay(VALUES);
    const { result } = await replay(VALUES.map((value) => (value === 3 ? 99 : value)));
    expect(result.problems).toEqual([]);
    expect(result.account).toMatchObject({ duplicate: 94, conflict: 1 });
    expect(result.readBack?.different).toBe(1);
  });

  it('says so when acknowledged readings are not in the account', async () => {
    await serve({ keepsMessage: (_topic, index) => index !== 4 });
    const { result } = await replay(VALUES);
    expect(result.acknowledgedMessages).toBe(10);
    expect(result.problems).toEqual([
      '10 readings are not in the account.',
      '10 readings are missing from the store.',
    ]);
  });

  it('skips broken rows and accounts for the others', async () => {
    await serve();
    const { result, lines } = await replay([1, 'broken', 2]);
    expect(result.problems).toEqual([]);
    expect(result.sentReadings).toBe(2);
    expect(lines).toContain('  line 3: value "broken" is not a number');
  });

  it('refuses a meter that is registered with another meaning', async () => {
    await serve();
    await replay(VALUES);
    await expect(replay(VALUES, { unit: 'MWh' })).rejects.toThrow('unit kWh, not MWh');
    await expect(replay(VALUES, { multiplier: '2' })).rejects.toThrow('multiplier');
  });
});
