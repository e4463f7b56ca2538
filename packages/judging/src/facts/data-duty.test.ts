import type { KindAccount } from '@hengneng/domain';
import { describe, expect, it } from 'vitest';

import { widestGap } from './data-duty.ts';

const HOUR_MS = 3_600_000;

function kind(
  energyKind: KindAccount['energyKind'],
  reconciliation: KindAccount['reconciliation'],
): KindAccount {
  return {
    ...{ energyKind, source: 'metered', state: 'known', unit: 'kWh', quantity: 0, parts: null },
    ...{ tceCalorific: 0, tcePrimary: 0, tco2: 0, factorIds: [], missing: [], reconciliation },
    forIntensity: { tceCalorific: 0, tcePrimary: 0, tco2: 0 },
    ...{ estimatedShare: 0, completeness: 1 },
    basis: { countedQuantity: 0, estimatedQuantity: 0, coveredMs: 0, expectedMs: 0 },
  };
}

const told = (metered: number, ledger: number, coveredHours = 100) => ({
  ...{ metered, ledger, coveredMs: coveredHours * HOUR_MS, expectedMs: 100 * HOUR_MS },
});

describe('widestGap', () => {
  it('takes the widest of the kinds that both tell of', () => {
    const kinds = [
      kind('electricity', told(95, 100)),
      kind('water', told(130, 100)),
      kind('heat', null),
    ];
    expect(widestGap({ kinds }, 0.9)).toEqual({
      ...{ energyKind: 'water', days: 130, month: 100, unit: 'kWh', ratio: 0.3 },
    });
  });

  it('says nothing of a month whose days are still to be counted', () => {
    const kinds = [kind('electricity', told(0, 100, 0)), kind('water', told(40, 100, 89))];
    expect(widestGap({ kinds }, 0.9)).toBeUndefined();
  });

  it('says nothing where the ledger has nothing', () => {
    expect(widestGap({ kinds: [kind('electricity', told(5, 0))] }, 0.9)).toBeUndefined();
  });
});
