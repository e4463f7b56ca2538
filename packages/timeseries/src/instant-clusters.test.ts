import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { clusterInstants } from './instant-clusters.ts';

const HOUR_MS = 3_600_000;

describe('clusterInstants', () => {
  it('joins instants of all meters that lie within an hour of each other', () => {
    const wanted = [
      { meterId: 'A', readAtMs: [0, HOUR_MS] },
      { meterId: 'B', readAtMs: [2 * HOUR_MS, 10 * HOUR_MS] },
    ];
    expect(clusterInstants(wanted)).toEqual([
      { fromMs: 0, toMs: 2 * HOUR_MS, meterIds: ['A', 'B'] },
      { fromMs: 10 * HOUR_MS, toMs: 10 * HOUR_MS, meterIds: ['B'] },
    ]);
    expect(clusterInstants([])).toEqual([]);
  });

  it('covers every wanted instant exactly once and never reads across a wide gap', () => {
    const instants = fc.array(fc.integer({ min: 0, max: 100 * HOUR_MS }), { maxLength: 20 });
    const meters = fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D'));
    fc.assert(
      fc.property(meters, fc.array(instants, { minLength: 4, maxLength: 4 }), (ids, lists) => {
        const wanted = ids.map((meterId, index) => ({ meterId, readAtMs: lists[index] ?? [] }));
        const clusters = clusterInstants(wanted);
        for (const { meterId, readAtMs } of wanted) {
          for (const atMs of readAtMs) {
            const covering = clusters.filter(
              (cluster) =>
                cluster.fromMs <= atMs &&
                atMs <= cluster.toMs &&
                cluster.meterIds.includes(meterId),
            );
            expect(covering).toHaveLength(1);
          }
        }
        for (const [index, cluster] of clusters.entries()) {
          const next = clusters[index + 1];
          if (next !== undefined) expect(next.fromMs - cluster.toMs).toBeGreaterThan(HOUR_MS);
        }
      }),
    );
  });
});
