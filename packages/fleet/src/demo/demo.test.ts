import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePolicyDocument } from '@hengneng/contracts';
import { afterEach, describe, expect, it } from 'vitest';

import { createFleet } from '../meters/fleet.ts';
import { ACCOUNTS_FILE, demoUsers, keepPasswords } from './demo-accounts.ts';
import { closedMonths, ledgerCsv, monthAmounts } from './demo-ledger.ts';
import { classOf, parkOf } from './demo-places.ts';
import { demoMeasures, demoTargets, lastYearRatio, standingOf } from './demo-policies.ts';
import { DEMO_PRODUCTS, OTHER_GOODS, OUTPUT_VALUE_GROWTH } from './demo-products.ts';

const NOW_MS = Date.parse('2026-11-21T08:00:00Z');
const MONTHS = [900, 800, 950, 1000, 1010, 1000, 1050, 1060, 1000, 990, 980, 1000];
const basisOf = (rank: number, product = DEMO_PRODUCTS['cement-works'] ?? null) => ({
  ...{ year: 2026, rank, factorSet: 'demo-2026-provisional', product },
  lastYear: { months: MONTHS, tco2: 30_000 },
});

describe('the policies of the demo', () => {
  it('are documents that the platform takes, whatever the rank', () => {
    for (let rank = 0; rank < 50; rank += 1) {
      const parts = { ...demoTargets(basisOf(rank)), ...demoMeasures(basisOf(rank), ['E02']) };
      const document = { enterpriseId: '91430626F00101994C', year: 2026, ...parts };
      expect(parsePolicyDocument(document).problems).toBeNull();
    }
  });

  it('leave some below their budget, some at it and some above', () => {
    const expected = (rank: number) => MONTHS.reduce((a, b) => a + b, 0) / lastYearRatio(rank);
    const ratioOf = (rank: number) => {
      const limit = demoTargets(basisOf(rank)).targets[0]?.limit ?? 0;
      return Math.round((expected(rank) / limit) * 100) / 100;
    };
    expect([0, 1, 2, 3].map((rank) => [standingOf(rank), ratioOf(rank)])).toEqual([
      ['over', 1.05],
      ['on-plan', 0.93],
      ['near', 1],
      ['far-over', 1.12],
    ]);
  });
});

describe('the ledger of the demo', () => {
  const fleet = createFleet({ seed: 1, enterprisesCount: 40, metersPerEnterpriseMax: 3 });
  const cement = fleet.enterprises.find(({ plant }) => plant.id === 'cement-works');
  if (cement === undefined) throw new Error('No cement works.');

  it('covers last year and what is over of this one', () => {
    const months = closedMonths(NOW_MS);
    expect([months[0], months.at(-1), months.length]).toEqual(['2025-01', '2026-10', 22]);
    // In China the first of January begins eight hours earlier.
    expect(closedMonths(Date.parse('2026-12-31T16:00:00Z')).at(-1)).toBe('2026-12');
  });

  it('makes more of its energy this year, which is what the county’s intensity goes by', () => {
    const outputValue = (isThisYear: boolean) => {
      const amounts = monthAmounts(fleet, cement, '2026-10', 1);
      const csv = ledgerCsv([{ month: '2026-10', amounts, isThisYear }], OTHER_GOODS, 1);
      return Number(csv.trimEnd().split('\n').at(-1)?.split(',').at(-2));
    };
    expect(outputValue(true) / outputValue(false)).toBeCloseTo(OUTPUT_VALUE_GROWTH, 5);
  });

  it('says what the meters have counted, and what was made of it', () => {
    const amounts = monthAmounts(fleet, cement, '2026-10', 1);
    const [meter] = cement.meters;
    if (meter === undefined) throw new Error('No meter.');
    const [fromMs, toMs] = ['2026-10-01', '2026-11-01'].map((day) =>
      Date.parse(`${day}T00:00:00+08:00`),
    );
    expect(amounts[0]?.quantity).toBeCloseTo(fleet.trueEnergy(meter, fromMs ?? 0, toMs ?? 0), 2);
    const product = DEMO_PRODUCTS['cement-works'] ?? null;
    const lines = ledgerCsv([{ month: '2026-10', amounts }], product, 1)
      .trim()
      .split('\n');
    expect(lines).toHaveLength(1 + amounts.length + 1);
    expect(new Set(lines.map((line) => line.split(',').length))).toEqual(new Set([11]));
    const tce = amounts.reduce((sum, each) => sum + each.tce, 0);
    const output = Number(lines.at(-1)?.split(',')[8]);
    expect(Math.abs((tce * 1_000) / output - 89)).toBeLessThan(89 * 0.04);
  });
});

describe('the people of the demo', () => {
  let folder = '';
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('keep their random passwords, which nobody else may read', () => {
    folder = mkdtempSync(join(tmpdir(), 'demo-'));
    const first = keepPasswords(folder);
    expect(keepPasswords(folder)).toEqual(first);
    expect(new Set(Object.values(first)).size).toBe(8);
    expect(statSync(join(folder, ACCOUNTS_FILE)).mode & 0o777).toBe(0o600);
  });

  it('have one role each', () => {
    folder = mkdtempSync(join(tmpdir(), 'demo-'));
    const users = demoUsers(keepPasswords(folder), 'A', ['B', 'C'], NOW_MS);
    for (const { roles } of users) expect(new Set(roles.map(({ role }) => role)).size).toBe(1);
    expect(users.find(({ username }) => username === 'demo-desk-reporter')?.roles).toHaveLength(2);
  });
});

describe('the places of the demo', () => {
  it('put every sector into one park at most, and mines outside', () => {
    expect(parkOf('mica')?.name).toBe('高新技术产业园');
    expect(parkOf('metallurgy-mining')).toBeNull();
    expect([12_000, 6_000, 3_000, 2_999].map(classOf)).toEqual([
      ...['statutory', 'designated', 'local', 'none'],
    ]);
  });
});
