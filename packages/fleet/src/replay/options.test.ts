import { describe, expect, it } from 'vitest';

import { readReplayOptions } from './options.ts';

const GOOD: Readonly<Record<string, string>> = {
  file: 'data/x.csv',
  enterprise: '91430626F001000199',
  device: 'EDGE01',
  meter: 'E01',
  'time-column': 'at',
  'time-format': 'iso',
  'time-zone': 'Asia/Shanghai',
  'time-marks': 'end',
  'value-column': 'v',
  kind: 'register',
  unit: 'kWh',
};
const ENV = { HENGNENG_ADMIN_PASSWORD: 'secret' };

function read(change: Readonly<Record<string, string | undefined>>, env = ENV) {
  const args = Object.entries({ ...GOOD, ...change }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  );
  return readReplayOptions(args, env, '/here');
}

describe('readReplayOptions', () => {
  it('finds the file from where the user stands, not from where npm runs', () => {
    expect(read({})?.file).toBe('/here/data/x.csv');
    expect(read({}, { ...ENV, INIT_CWD: '/home/user' } as typeof ENV)?.file).toBe(
      '/home/user/data/x.csv',
    );
  });

  it('takes sensible defaults', () => {
    expect(read({})).toMatchObject({
      password: 'secret',
      username: 'admin',
      meter: { flow: 'purchased', level: 1, multiplier: 1, energyKind: 'electricity' },
      format: { delimiter: ',' },
      readBack: true,
    });
    expect(read({ flow: 'process' })?.meter.level).toBe(2);
    expect(read({ delimiter: 'tab' })?.format.delimiter).toBe('\t');
  });

  it('gives null for help', () => {
    expect(readReplayOptions(['--help'], {}, '/')).toBeNull();
  });

  it.each([
    { name: 'a missing option', change: { meter: undefined }, says: '--meter is missing' },
    { name: 'an unknown kind', change: { kind: 'pulse' }, says: '--kind must be one of' },
    { name: 'an unknown zone', change: { 'time-zone': 'Mars/X' }, says: '--time-zone' },
    { name: 'a wrong check digit', change: { enterprise: '91430626F001000190' }, says: 'no valid' },
    { name: 'a poisonous id', change: { device: '__proto__' }, says: '--device' },
    { name: 'a multiplier of zero', change: { multiplier: '0' }, says: '--multiplier' },
    { name: 'half a message', change: { 'readings-per-message': '0.5' }, says: 'readings-per' },
    { name: 'an unknown option', change: { meters: 'x' }, says: "'--meters'" },
  ])('refuses $name', ({ change, says }) => {
    expect(() => read(change)).toThrow(says);
  });

  it('needs a password, except for a dry run', () => {
    const args = Object.entries(GOOD).flatMap(([name, value]) => [`--${name}`, value]);
    expect(() => readReplayOptions(args, {}, '/')).toThrow('No password');
    expect(readReplayOptions([...args, '--dry-run'], {}, '/')?.dryRun).toBe(true);
  });
});
