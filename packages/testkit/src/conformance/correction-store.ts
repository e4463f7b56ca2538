import type { CorrectionStore, ReadingCorrection } from '@hengneng/domain';
import { describe, expect, it } from 'vitest';

import { ALWAYS, freshEnterpriseId } from './fresh-ids.ts';

const AT = Date.UTC(2026, 10, 21);

/** A store under test; all tests share it, each with enterprises of its own. */
export interface CorrectionStoreUnderTest {
  readonly store: CorrectionStore;
}

/** What every {@link CorrectionStore} keeps, fake or real; call it inside a test file. */
export function describeCorrectionStore(
  name: string,
  subject: () => CorrectionStoreUnderTest,
): void {
  describe(`${name} as a correction store`, () => {
    const store = () => subject().store;
    const all = (enterpriseId: string) => store().range({ enterpriseId, ...ALWAYS });

    it('gives back what was written, by meter and time, to the bit', async () => {
      const enterpriseId = freshEnterpriseId();
      const rows = [
        correction({ value: 0.1 + 0.2 }),
        correction({ readAtMs: AT + 1, value: 0, correctionNo: 2 }),
        correction({ meterId: 'E02', value: 1e15 / 3, correctionNo: 3 }),
        correction({ meterId: 'E02', readAtMs: AT + 900_000, value: -3.25, correctionNo: 4 }),
      ];
      await store().write(enterpriseId, [...rows].reverse());
      expect(await all(enterpriseId)).toEqual(rows);
    });

    it('tells a reading that does not count from one of zero', async () => {
      const enterpriseId = freshEnterpriseId();
      const rows = [correction({ value: null }), correction({ readAtMs: AT + 1, value: 0 })];
      await store().write(enterpriseId, rows);
      expect(await all(enterpriseId)).toEqual(rows);
    });

    it.each([
      { name: 'in one batch, the higher one last', batches: [[1, 2]], counts: 2 },
      { name: 'in one batch, the higher one first', batches: [[2, 1]], counts: 2 },
      { name: 'one after the other', batches: [[1], [2]], counts: 2 },
      { name: 'the lower one later', batches: [[2], [1]], counts: 2 },
      { name: 'repeated after a crash', batches: [[1], [2], [1], [2], [1]], counts: 2 },
    ])('keeps the higher number of two for one instant: $name', async ({ batches, counts }) => {
      const enterpriseId = freshEnterpriseId();
      for (const batch of batches) {
        const rows = batch.map((correctionNo) => correction({ correctionNo, value: correctionNo }));
        await store().write(enterpriseId, rows);
      }
      expect(await all(enterpriseId)).toEqual([
        correction({ correctionNo: counts, value: counts }),
      ]);
    });

    it('keeps the higher number when both are written at the same time', async () => {
      const enterpriseId = freshEnterpriseId();
      const numbers = [12, 3, 11, 7, 10, 9, 8, 6, 5, 4, 2, 1];
      for (let instant = 0; instant < 5; instant += 1) {
        const rows = numbers.map((correctionNo) =>
          correction({ correctionNo, readAtMs: AT + instant }),
        );
        await Promise.all(rows.map((row) => store().write(enterpriseId, [row])));
      }
      const found = await all(enterpriseId);
      expect(found.map(({ correctionNo }) => correctionNo)).toEqual([12, 12, 12, 12, 12]);
    });

    it('lets a withdrawal be overtaken, and overtakes', async () => {
      const enterpriseId = freshEnterpriseId();
      await store().write(enterpriseId, [correction({ correctionNo: 1, value: 5 })]);
      await store().write(enterpriseId, [correction({ correctionNo: 2, value: null })]);
      expect((await all(enterpriseId))[0]?.value).toBeNull();
      await store().write(enterpriseId, [correction({ correctionNo: 3, value: 6 })]);
      expect((await all(enterpriseId))[0]?.value).toBe(6);
    });

    it('takes the start of a range and leaves out its end', async () => {
      const enterpriseId = freshEnterpriseId();
      const rows = [0, 1, 2, 3].map((index) => correction({ readAtMs: AT + index }));
      await store().write(enterpriseId, rows);
      const range = { enterpriseId, fromMs: AT + 1, toMs: AT + 3 };
      expect(await store().range(range)).toEqual(rows.slice(1, 3));
      expect(await store().range({ ...range, toMs: AT + 1 })).toEqual([]);
      expect(await store().range({ ...range, meterIds: ['E02'] })).toEqual([]);
      expect(await store().range({ ...range, meterIds: [] })).toEqual([]);
    });

    it('keeps enterprises apart', async () => {
      const [mine, others] = [freshEnterpriseId(), freshEnterpriseId()];
      await store().write(others, [correction({ correctionNo: 9, value: 9 })]);
      await store().write(mine, [correction({ correctionNo: 1 })]);
      expect(await all(mine)).toEqual([correction({ correctionNo: 1 })]);
      expect(await all(`${mine}' OR '1'='1`)).toEqual([]);
    });

    it('writes nothing as nothing', async () => {
      const enterpriseId = freshEnterpriseId();
      await store().write(enterpriseId, []);
      expect(await all(enterpriseId)).toEqual([]);
    });
  });
}

function correction(fields: Partial<ReadingCorrection>): ReadingCorrection {
  const defaults = { meterId: 'E01', readAtMs: AT, value: 1.5, recordedAtMs: AT + 5_000 };
  return { ...defaults, correctionNo: 1, ...fields };
}
