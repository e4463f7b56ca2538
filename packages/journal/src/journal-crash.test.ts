import { describe, expect, it } from 'vitest';

import { runCrashScenario, type ScenarioFaults } from './testing/crash-scenario.ts';

/** More seeds for a longer run: `JOURNAL_SEEDS=5000 vitest run --project unit packages/journal`. */
const SEEDS = Number(process.env.JOURNAL_SEEDS ?? 75);

const scenarios: { name: string; faults: ScenarioFaults }[] = [
  { name: 'power loss', faults: { hasMirror: false, powerLoss: true } },
  { name: 'kill', faults: { hasMirror: false, kill: true } },
  {
    name: 'a full disk and power loss',
    faults: { hasMirror: false, powerLoss: true, fullDisk: true },
  },
  { name: 'a failed sync', faults: { hasMirror: false, syncFailure: true, kill: true } },
  { name: 'power loss, mirrored', faults: { hasMirror: true, powerLoss: true, kill: true } },
  {
    name: 'a failed sync, mirrored',
    faults: { hasMirror: true, syncFailure: true, powerLoss: true },
  },
  { name: 'a lost disk, mirrored', faults: { hasMirror: true, lostDisk: true, powerLoss: true } },
  {
    name: 'everything at once',
    faults: {
      hasMirror: true,
      lostDisk: true,
      powerLoss: true,
      kill: true,
      syncFailure: true,
      fullDisk: true,
    },
  },
];

describe('openJournal after a crash', () => {
  it.each(scenarios)('keeps every acknowledged record through $name', async ({ name, faults }) => {
    expect.hasAssertions();
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      await runCrashScenario(seed, faults).catch((error: unknown) => {
        throw new Error(`${name}, seed ${seed}`, { cause: error });
      });
    }
    expect(SEEDS).toBeGreaterThan(0);
  });
});
