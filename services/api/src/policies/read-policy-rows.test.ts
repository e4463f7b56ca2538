import { describe, expect, it } from 'vitest';

import { creditCode } from '../testing/credit-code.ts';
import { readPolicyLines, readPolicyTable } from './read-policy-rows.ts';

const ID = creditCode(1);
const bytes = (text: string) => Buffer.from(text, 'utf8');
const HEADER = '统一社会信用代码,年度,目标编号,指标,折标口径,限额,产品\n';
const places = (problems: readonly { row: number; column: string }[]) =>
  problems.map(({ row, column }) => `${row} ${column}`);

describe('readPolicyTable', () => {
  it('makes one document of the rows of an enterprise and year', () => {
    const text = `${HEADER}${ID},2026,total,tce,等价,12500,\n${ID},2026,clinker,kgce-per-unit,当量,117,cement-clinker\n`;
    const { rows, problems, rowCount } = readPolicyTable(bytes(text));
    expect(problems).toEqual([]);
    expect(rowCount).toBe(2);
    expect(rows).toMatchObject([
      {
        row: 2,
        item: {
          ...{ enterpriseId: ID, year: 2026 },
          document: {
            targets: [
              { id: 'total', basis: 'primary', limit: 12_500, period: 'year' },
              { id: 'clinker', product: 'cement-clinker', basis: 'calorific' },
            ],
          },
        },
      },
    ]);
  });

  it('names row and column of what is wrong', () => {
    const text = `${HEADER}${ID},2026,total,tce,等价,many,\n${ID},2026,clinker,kgce-per-unit,当量,117,\n`;
    expect(places(readPolicyTable(bytes(text)).problems)).toEqual(['2 limit']);
    const second = `${HEADER}${ID},2026,total,tce,等价,1,\n${ID},2026,c,kgce-per-unit,当量,117,\n`;
    expect(places(readPolicyTable(bytes(second)).problems)).toEqual(['3 product']);
  });

  it('reads the months of a plan', () => {
    const months = Array.from({ length: 12 }, (_, index) => `${index + 1}月`).join();
    const text = `企业代码,年度,目标编号,指标,基准,限额,${months}\n${ID},2026,t,tce,等价,12,${'1,'.repeat(11)}1\n`;
    const { rows } = readPolicyTable(bytes(text));
    expect(rows[0]?.item.document.targets[0]?.monthlyPlan).toEqual(Array(12).fill(1));
  });
});

describe('readPolicyLines', () => {
  const target = { id: 'total', metric: 'tce', basis: 'primary', period: 'year', limit: 1 };
  const line = (value: object) => JSON.stringify({ enterpriseId: ID, year: 2026, ...value });

  it('reads a document a line', () => {
    const { rows, problems } = readPolicyLines(bytes(`${line({ targets: [target] })}\n\n`));
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([{ row: 1, item: { document: { targets: [target] } } }]);
  });

  it.each([
    { name: 'no JSON', text: '{', place: '2 ' },
    { name: 'a list', text: '[]', place: '2 ' },
    { name: 'a plan', text: line({ targets: [], measures: [] }), place: '2 measures' },
    {
      name: 'a limit below 0',
      text: line({ targets: [{ ...target, limit: -1 }] }),
      place: '2 limit',
    },
    {
      name: 'another code',
      text: line({ targets: [], enterpriseId: 'X' }),
      place: '2 enterpriseId',
    },
  ])('names line and field of $name', ({ text, place }) => {
    expect(places(readPolicyLines(bytes(`\n${text}\n`)).problems)).toEqual([place]);
  });
});
