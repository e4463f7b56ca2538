import { describe, expect, it } from 'vitest';

import { DEFAULT_CLASS_SETTINGS, proposeClass } from './class-proposal.ts';
import type { EnterpriseClass } from './register-documents.ts';

const proposed = (listed: EnterpriseClass, annualTce: number) =>
  proposeClass({ listed, annualTce, isLowerBound: false }, DEFAULT_CLASS_SETTINGS);

describe('proposeClass', () => {
  it.each<{
    listed: EnterpriseClass;
    tce: number;
    to: EnterpriseClass;
    at: number;
    audit: boolean;
  }>([
    { listed: 'none', tce: 3_000, to: 'local', at: 3_000, audit: true },
    { listed: 'none', tce: 12_000, to: 'statutory', at: 10_000, audit: true },
    { listed: 'local', tce: 10_000, to: 'statutory', at: 10_000, audit: false },
    { listed: 'local', tce: 2_999.9, to: 'none', at: 3_000, audit: false },
    { listed: 'designated', tce: 4_999, to: 'local', at: 5_000, audit: false },
    { listed: 'statutory', tce: 9_999, to: 'local', at: 10_000, audit: false },
  ])('moves $listed at $tce tce to $to', ({ listed, tce, to, at, audit }) => {
    expect(proposed(listed, tce)).toEqual({
      ...{ from: listed, to, annualTce: tce, thresholdTce: at, audit },
    });
  });

  it.each<{ listed: EnterpriseClass; tce: number }>([
    { listed: 'none', tce: 2_999 },
    { listed: 'local', tce: 9_999 },
    { listed: 'designated', tce: 5_000 },
    { listed: 'statutory', tce: 10_000 },
  ])('leaves $listed at $tce tce', ({ listed, tce }) => {
    expect(proposed(listed, tce)).toBeNull();
  });

  it('uses the threshold that the area has set', () => {
    const settings = { ...DEFAULT_CLASS_SETTINGS, localFromTce: 1_000 };
    const year = { listed: 'none', annualTce: 1_200, isLowerBound: false } as const;
    expect(proposeClass(year, settings)).toMatchObject({ to: 'local', audit: true });
  });

  it('lifts an enterprise while its year runs on, and takes none off the list', () => {
    const soFar = (listed: EnterpriseClass, annualTce: number) =>
      proposeClass({ listed, annualTce, isLowerBound: true }, DEFAULT_CLASS_SETTINGS);
    expect(soFar('local', 10_000)).toMatchObject({ to: 'statutory' });
    expect(soFar('local', 2_999)).toBeNull();
    expect(soFar('statutory', 9_999)).toBeNull();
    expect(soFar('designated', 4_000)).toBeNull();
  });
});
