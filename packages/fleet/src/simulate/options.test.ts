import { describe, expect, it } from 'vitest';

import { readSimulationOptions } from './options.ts';

const ENV = { HENGNENG_ADMIN_PASSWORD: 'secret' };
const read = (...args: string[]) => readSimulationOptions(args, ENV, '/here');

describe('readSimulationOptions', () => {
  it('knows the demo', () => {
    expect(read('--demo')).toMatchObject({
      enterprisesCount: 40,
      metersPerEnterpriseMax: 10,
      historyMs: 90 * 86_400_000,
      intervalMs: 900_000,
      live: true,
      troubles: false,
      stateDir: '/here/.hengneng/fleet',
    });
  });

  it('lets options change the demo', () => {
    expect(read('--demo', '--history', '400d', '--no-live')).toMatchObject({
      enterprisesCount: 40,
      historyMs: 400 * 86_400_000,
      live: false,
    });
  });

  it('takes the whole county otherwise', () => {
    expect(read()).toMatchObject({ enterprisesCount: 374, historyMs: 0, live: true });
  });

  it('gives null for help', () => {
    expect(read('--help')).toBeNull();
  });

  it.each([
    { name: 'an interval that does not divide an hour', args: ['--interval', '7m'] },
    { name: 'no duration', args: ['--history', 'long'] },
    { name: 'no enterprises', args: ['--enterprises', '0'] },
    { name: 'live and not live', args: ['--live', '--no-live'] },
    { name: 'an unknown option', args: ['--fast'] },
  ])('refuses $name', ({ args }) => {
    expect(() => read(...args)).toThrow();
  });

  it('needs a password', () => {
    expect(() => readSimulationOptions([], {}, '/')).toThrow('No password');
  });
});
