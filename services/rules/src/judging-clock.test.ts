import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '@hengneng/testkit';
import { expect, it, onTestFinished } from 'vitest';

import { judgingClock } from './judging-clock.ts';

const NOW = 1_700_000_000_000;

it('is the clock where no file is named', () => {
  expect(judgingClock({ NODE_ENV: 'production' }, () => NOW)()).toBe(NOW);
});

it('follows its file', () => {
  const directory = temporaryDirectory('clock');
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const file = join(directory, 'clock');
  const clock = judgingClock({ NODE_ENV: 'development', RULES_CLOCK_FILE: file }, () => NOW);
  expect(clock).toThrow();
  for (const text of ['2025-03-02T12:00:00+08:00', '2025-04-02T12:00:00+08:00']) {
    writeFileSync(file, text);
    expect(clock()).toBe(Date.parse(text));
  }
  writeFileSync(file, 'noon');
  expect(clock).toThrow(/holds no instant/);
});

it('is refused in production', () => {
  const config = { NODE_ENV: 'production', RULES_CLOCK_FILE: '/tmp/clock' };
  expect(() => judgingClock(config, () => NOW)).toThrow(/tests alone/);
});
