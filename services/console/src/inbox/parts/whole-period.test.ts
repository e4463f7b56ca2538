import { expect, it } from 'vitest';

import { wholePeriod } from './whole-period.ts';

it.each([
  ['2026-01-01', '2026-12-31', '2026'],
  ['2026-02-01', '2026-02-28', '2026-02'],
  ['2024-02-01', '2024-02-28', null],
  ['2026-07-01', '2026-09-30', '2026 Q3'],
  ['2026-06-01', '2026-08-31', null],
  ['2026-01-01', '2026-11-30', null],
  ['2025-12-01', '2026-12-31', null],
])('a period from %s to %s is %s', (from, to, name) => {
  expect(wholePeriod({ from, to })).toBe(name);
});
