import { describe, expect, it } from 'vitest';

import { filtersOf, isAssigned } from './assigned-filters.ts';

const ENTERPRISES = Array.from({ length: 1_000 }, (_, index) => `9143062600000${index}`);

describe('filtersOf', () => {
  it('hears everybody where there is one instance', () => {
    expect(filtersOf({ instance: 0, instances: 1 }, [])).toEqual([
      'energy/v1/+/+/readings',
      'energy/v1/+/+/outputs',
      'energy/v1/+/+/events',
    ]);
  });

  it('gives each enterprise to exactly one of several instances, about evenly', () => {
    const counts = [0, 0, 0];
    for (const enterprise of ENTERPRISES) {
      const owners = [0, 1, 2].filter((instance) =>
        isAssigned(enterprise, { instance, instances: 3 }),
      );
      expect(owners).toHaveLength(1);
      counts[owners[0] ?? 0] = (counts[owners[0] ?? 0] ?? 0) + 1;
    }
    for (const count of counts) expect(count).toBeGreaterThan(250);
  });
});
