import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { ReadingCorrection, ReadingPage } from '../energy-ports.ts';
import { applyCorrections, correctedPages, type MeterReadingPage } from './corrections.ts';
import type { MeterReading } from './counter-state.ts';
import type { StoredReading } from './stored-reading.ts';

const ENTERPRISE = '91430626MA4L0001XT';

describe('applyCorrections', () => {
  const readings = [reading('E01', 10, 1), reading('E01', 20, 2), reading('E01', 30, 3)];
  const [first, second, third] = readings;

  it.each([
    { name: 'nothing to correct', corrections: [], expected: readings },
    {
      name: 'a replaced value',
      corrections: [correction(20, 7)],
      expected: [first, { readAtMs: 20, value: 7, manual: true }, third],
    },
    { name: 'a voided reading', corrections: [correction(20, null)], expected: [first, third] },
    {
      name: 'a voided first reading',
      corrections: [correction(10, null)],
      expected: [second, third],
    },
    {
      name: 'a voided last reading',
      corrections: [correction(30, null)],
      expected: [first, second],
    },
    { name: 'a void where nothing was', corrections: [correction(15, null)], expected: readings },
    {
      name: 'values where nothing was: before, between, after',
      corrections: [correction(40, 4), correction(5, 0), correction(25, 2.5)],
      expected: [
        { readAtMs: 5, value: 0, manual: true },
        first,
        second,
        { readAtMs: 25, value: 2.5, manual: true },
        third,
        { readAtMs: 40, value: 4, manual: true },
      ],
    },
    {
      name: 'two for one instant, of which the higher number counts',
      corrections: [correction(20, null, 9), correction(20, 7, 8)],
      expected: [first, third],
    },
    {
      name: 'a void that was taken back',
      corrections: [correction(20, null, 8), correction(20, 2, 9)],
      expected: [first, { readAtMs: 20, value: 2, manual: true }, third],
    },
  ])('takes $name', ({ corrections, expected }) => {
    expect(applyCorrections(readings, corrections)).toEqual(expected);
  });

  it('takes corrections where no reading is at all', () => {
    expect(applyCorrections([], [correction(20, 7)])).toEqual([
      { readAtMs: 20, value: 7, manual: true },
    ]);
  });

  it('says of every instant what a look-up by instant says', () => {
    fc.assert(
      fc.property(readingsOfMeters, correctionsOfMeters, (all, corrections) => {
        const ofMeter = all.filter(({ meterId }) => meterId === 'A');
        const wanted = corrections.filter(({ meterId }) => meterId === 'A');
        expect(applyCorrections(ofMeter, wanted)).toEqual(expectedOf('A', all, corrections));
      }),
    );
  });
});

describe('correctedPages', () => {
  it('gives what correcting each meter whole gives, however pages are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        readingsOfMeters,
        correctionsOfMeters,
        fc.integer({ min: 1, max: 5 }),
        async (readings, corrections, pageMax) => {
          const pages = await all(correctedPages(pagesOf(readings, pageMax), corrections));
          for (const meterId of METERS) {
            const found = pages
              .filter((page) => page.meterId === meterId)
              .flatMap((page) => page.readings);
            expect(found).toEqual(expectedOf(meterId, readings, corrections));
          }
          expect(pages.filter((page) => page.readings.length === 0)).toEqual([]);
          const order = pages.map(({ meterId }) => meterId);
          const changes = order.filter((meterId, index) => meterId !== order[index - 1]);
          expect(changes).toEqual([...new Set(order)]);
        },
      ),
    );
  });

  it('takes pages that nothing is left of, and meters without readings', async () => {
    const readings = [reading('A', 10, 1), reading('A', 20, 2), reading('B', 10, 3)];
    const corrections = [
      { ...correction(10, null), meterId: 'A' },
      { ...correction(30, 4), meterId: 'A' },
      { ...correction(5, 6), meterId: 'D' },
      { ...correction(5, 5), meterId: 'C' },
    ];
    expect(await all(correctedPages(pagesOf(readings, 1), corrections))).toEqual([
      { meterId: 'A', readings: [readings[1]] },
      { meterId: 'A', readings: [{ readAtMs: 30, value: 4, manual: true }] },
      { meterId: 'B', readings: [readings[2]] },
      { meterId: 'C', readings: [{ readAtMs: 5, value: 5, manual: true }] },
      { meterId: 'D', readings: [{ readAtMs: 5, value: 6, manual: true }] },
    ]);
  });

  it('passes readings on untouched where there is nothing to correct', async () => {
    const page = { meterId: 'A', readings: [reading('A', 10, 1)] };
    const pages = async function* () {
      yield page;
    };
    const [found] = await all(correctedPages(pages(), []));
    expect(found?.readings).toBe(page.readings);
  });
});

const METERS = ['A', 'B', 'C'];
const readingsOfMeters = fc
  .uniqueArray(fc.tuple(fc.constantFrom('A', 'B'), fc.integer({ min: 0, max: 20 })), {
    selector: String,
  })
  .map((pairs) =>
    pairs
      .map(([meterId, readAtMs]) => reading(meterId, readAtMs, readAtMs * 2))
      .sort((a, b) =>
        a.meterId === b.meterId ? a.readAtMs - b.readAtMs : a.meterId < b.meterId ? -1 : 1,
      ),
  );
const correctionsOfMeters = fc
  .array(
    fc.record({
      meterId: fc.constantFrom(...METERS),
      readAtMs: fc.integer({ min: -2, max: 22 }),
      value: fc.option(fc.integer({ min: 100, max: 110 })),
    }),
  )
  .chain((corrections) =>
    fc
      .shuffledSubarray(
        corrections.map((_, index) => index + 1),
        {
          minLength: corrections.length,
        },
      )
      .map((numbers) =>
        corrections.map((one, index) => ({
          ...one,
          recordedAtMs: 0,
          correctionNo: numbers[index] ?? 0,
        })),
      ),
  );

/** The same by looking up each instant: slow and plain. */
function expectedOf(
  meterId: string,
  readings: readonly StoredReading[],
  corrections: readonly ReadingCorrection[],
): MeterReading[] {
  const expected: MeterReading[] = [];
  for (let atMs = -2; atMs <= 22; atMs += 1) {
    const isHere = (one: { meterId: string; readAtMs: number }) =>
      one.meterId === meterId && one.readAtMs === atMs;
    const correction = corrections
      .filter(isHere)
      .sort((left, right) => right.correctionNo - left.correctionNo)[0];
    const stored = readings.find(isHere);
    if (correction === undefined) expected.push(...(stored === undefined ? [] : [stored]));
    else if (correction.value !== null) {
      expected.push({ readAtMs: atMs, value: correction.value, manual: true });
    }
  }
  return expected;
}

async function* pagesOf(
  readings: readonly StoredReading[],
  pageMax: number,
): AsyncGenerator<ReadingPage> {
  for (const meterId of METERS) {
    const ofMeter = readings.filter((one) => one.meterId === meterId);
    for (let at = 0; at < ofMeter.length; at += pageMax) {
      yield { meterId, readings: ofMeter.slice(at, at + pageMax) };
    }
  }
}

async function all(pages: AsyncIterable<MeterReadingPage>): Promise<MeterReadingPage[]> {
  const collected: MeterReadingPage[] = [];
  for await (const page of pages) collected.push(page);
  return collected;
}

function reading(meterId: string, readAtMs: number, value: number): StoredReading {
  return { enterpriseId: ENTERPRISE, meterId, readAtMs, value, position: 2 ** 43 + 1 };
}

function correction(readAtMs: number, value: number | null, correctionNo = 1): ReadingCorrection {
  return { meterId: 'E01', readAtMs, value, recordedAtMs: 0, correctionNo };
}
