import { describe, expect, it } from 'vitest';
import type { Schemas } from '../client/api.ts';
import { estimatedShareOf, knownShareOf, meanOf, spanOf, withGaps } from './load-points.ts';

const HOUR_MS = 3_600_000;
const AT = Date.UTC(2026, 9, 24, 22);
/** Three days in Berlin, the second of 25 hours; the last one is running. */
const startsMs = [AT - 24 * HOUR_MS, AT, AT + 25 * HOUR_MS];
const series = {
  ...{ meterId: 'E01', name: 'gate', index: [0, 1, 2], minKw: [1, 2, 3], maxKw: [3, 4, 5] },
  ...{ meanKw: [2, 4, 10], knownShare: [0.5, 1, 1], estimatedShare: [1, 0, 0] },
};
const curve: Schemas['LoadCurve'] = {
  ...{ enterpriseId: 'x', timeZone: 'Europe/Berlin', unit: 'kW', level: 'day', startsMs },
  ...{ from: new Date(AT - 24 * HOUR_MS).toISOString(), bucketMs: 24 * HOUR_MS },
  ...{ to: new Date(AT + 49 * HOUR_MS).toISOString(), series: [series] },
};
const nowMs = AT + 26 * HOUR_MS;

describe('points of a load curve', () => {
  it('are as long as they are, not as the usual one', () => {
    expect(spanOf(curve, 1)).toEqual({ fromMs: AT, toMs: AT + 25 * HOUR_MS });
    expect(spanOf(curve, 2).toMs).toBe(AT + 49 * HOUR_MS);
  });

  it('end where they end, and a missing one breaks the line', () => {
    const points = withGaps({ index: [0, 2] }, curve, [7, 9]);
    expect(points).toEqual([
      [startsMs[0], 7],
      [AT, 7],
      [AT + 1, null],
      [startsMs[2], 9],
      [AT + 49 * HOUR_MS, 9],
    ]);
  });

  it('weigh by their known time; what is still to come is not missing', () => {
    expect(meanOf(series, curve, nowMs)).toBeCloseTo((2 * 12 + 4 * 25 + 10) / 38);
    expect(knownShareOf(series, curve, nowMs)).toBeCloseTo(38 / 50);
    expect(estimatedShareOf(series, curve, nowMs)).toBeCloseTo(12 / 38);
    const none = { ...series, index: [], knownShare: [], meanKw: [], estimatedShare: [] };
    expect(meanOf(none, curve, nowMs)).toBeNull();
    expect(knownShareOf(none, curve, nowMs)).toBe(0);
  });
});
