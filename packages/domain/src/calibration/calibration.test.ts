import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  type CalibrationRecord,
  calibrationDaysLeft,
  calibrationStateAt,
  isExpiringWithin,
} from './calibration.ts';
import { FIT_STANDARDS, fitStandardAt } from './fit-standard.ts';
import { accuracyClassNumber, type MeteringPoint, meteringFit } from './metering-fit.ts';

const record = (changes: Partial<CalibrationRecord> = {}): CalibrationRecord => ({
  revision: 1,
  kind: 'verification',
  certificateNo: 'A-1',
  organisation: '省计量院',
  performedOn: '2025-06-01',
  validUntil: '2026-05-31',
  result: 'passed',
  accuracyClass: '0.5S',
  replaces: null,
  recordedAtMs: 1_000,
  ...changes,
});

describe('calibrationStateAt', () => {
  it.each([
    { name: 'before the first certificate', date: '2025-05-31', state: 'none' },
    { name: 'on its first day', date: '2025-06-01', state: 'valid' },
    { name: 'on its last day', date: '2026-05-31', state: 'valid' },
    { name: 'the day after', date: '2026-06-01', state: 'expired' },
  ])('is $state $name', ({ date, state }) => {
    expect(calibrationStateAt([record()], date).state).toBe(state);
  });

  it('ends with a failure, and goes on without an end where none is named', () => {
    const failed = record({ revision: 2, performedOn: '2025-12-01', result: 'failed' });
    expect(calibrationStateAt([record(), failed], '2026-01-01').state).toBe('failed');
    expect(calibrationStateAt([record(), failed], '2025-11-30').state).toBe('valid');
    const endless = record({ validUntil: null });
    expect(calibrationStateAt([endless], '2040-01-01').state).toBe('valid');
  });

  it('leaves out what was replaced, and what was not on record by then', () => {
    const right = record({
      revision: 2,
      validUntil: '2025-12-31',
      replaces: 1,
      recordedAtMs: 2_000,
    });
    expect(calibrationStateAt([record(), right], '2026-01-01').state).toBe('expired');
    expect(calibrationStateAt([record(), right], '2026-01-01', 1_500).state).toBe('valid');
    const earlier = record({
      revision: 2,
      performedOn: '2024-06-01',
      validUntil: '2025-05-31',
      replaces: 1,
    });
    expect(calibrationStateAt([record(), earlier], '2026-01-01').state).toBe('expired');
  });

  it('does not depend on the order of the records', () => {
    const day = fc.integer({ min: 10, max: 28 }).map((number) => `2026-01-${number}`);
    const records = fc
      .array(fc.tuple(day, fc.boolean()), { maxLength: 8 })
      .map((items) =>
        items.map(([performedOn, isPassed], index) =>
          record({ revision: index + 1, performedOn, result: isPassed ? 'passed' : 'failed' }),
        ),
      );
    fc.assert(
      fc.property(records, day, (items, date) => {
        const state = calibrationStateAt(items, date);
        expect(calibrationStateAt(items.toReversed(), date)).toEqual(state);
      }),
    );
  });

  it('counts the days that are left', () => {
    const standing = calibrationStateAt([record()], '2026-05-01');
    expect(calibrationDaysLeft(standing, '2026-05-01')).toBe(30);
    expect(isExpiringWithin(standing, '2026-05-01', 30)).toBe(true);
    expect(isExpiringWithin(standing, '2026-05-01', 29)).toBe(false);
  });
});

describe('meteringFit', () => {
  const requirements = FIT_STANDARDS[0]?.requirements ?? [];
  const point = (id: string, changes: Partial<MeteringPoint> = {}): MeteringPoint => ({
    id,
    group: 'electricity',
    level: 3,
    size: 200,
    accuracyClassMax: null,
    meter: { meterId: id, calibration: 'valid', accuracyClass: '1.0' },
    ...changes,
  });

  it.each([
    { name: 'the required share', bare: 1, isMet: true },
    { name: 'less than it', bare: 2, isMet: false },
  ])('judges $name of twenty', ({ bare, isMet }) => {
    const points = Array.from({ length: 20 }, (_, index) =>
      point(`P${index}`, index < bare ? { meter: null } : {}),
    );
    expect(meteringFit(points, requirements)).toMatchObject([
      { pointCount: 20, calibratedCount: 20 - bare, requiredPercent: 95, isMet },
    ]);
  });

  it('asks for nothing below the threshold, and for all whose size nobody entered', () => {
    expect(meteringFit([point('P', { size: 99, meter: null })], requirements)).toEqual([]);
    expect(meteringFit([point('P', { size: 100, meter: null })], requirements)).toHaveLength(1);
    const unknown = meteringFit([point('P', { size: null, meter: null })], requirements);
    expect(unknown).toMatchObject([{ pointCount: 1, isMet: false }]);
  });

  it('names what is wrong with each point', () => {
    const meter = { meterId: 'E', calibration: 'valid', accuracyClass: '0.5S' } as const;
    const points = [
      point('P1', { meter: null }),
      point('P2', { meter: { ...meter, calibration: 'expired' } }),
      point('P3', { meter: { ...meter, accuracyClass: null } }),
      point('P4', { meter: { ...meter, accuracyClass: '3' } }),
      point('P5', { meter, accuracyClassMax: 0.2 }),
      point('P6', { meter, accuracyClassMax: 0.5 }),
    ];
    const [row] = meteringFit(points, requirements);
    expect(row?.problems.map(({ pointId, problem }) => `${pointId} ${problem}`)).toEqual([
      'P1 no-meter',
      'P2 not-calibrated',
      'P3 class-unknown',
      'P4 class-poor',
      'P5 class-poor',
    ]);
    expect(row?.calibratedCount).toBe(4);
  });

  it('uses the old figures on after a new edition without figures, and tells both', () => {
    const { used, inForce } = fitStandardAt('2026-11-21');
    expect([used?.id, inForce?.id]).toEqual(['GB 17167-2006', 'GB 17167-2025']);
    expect(fitStandardAt('2026-01-31').inForce?.id).toBe('GB 17167-2006');
  });

  it.each([
    { text: '0.5S', number: 0.5 },
    { text: '2.0 级', number: 2 },
    { text: 'class 1', number: null },
  ])('reads the class $text', ({ text, number }) => {
    expect(accuracyClassNumber(text)).toBe(number);
  });
});
