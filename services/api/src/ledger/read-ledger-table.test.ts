import { describe, expect, it } from 'vitest';

import { readXlsx } from '../tables/xlsx-reader.ts';
import { xlsxBytes } from '../tables/xlsx-writer.ts';
import { templateSheets } from './ledger-template.ts';
import { readLedgerTable } from './read-ledger-table.ts';

const csv = (...lines: string[]) => Buffer.from(lines.join('\r\n'));
const HEADER = '月份,能源品种,计量单位,期初库存量,购进量（实物量）,消费量合计,期末库存量';

describe('readLedgerTable', () => {
  it('reads months, lines and outputs from one CSV table', async () => {
    const read = await readLedgerTable(
      csv(
        `${HEADER},产品编号,产量,低位发热量`,
        '2020年1月,原煤,吨,0,"1,200.5",1000.5,200,,,20934',
        '2020/2,原煤,t,200,0,150,50,,,',
        '202001,,t,,,,,clinker,9000,',
      ),
    );
    expect(read.problems).toEqual([]);
    expect([...read.months.keys()]).toEqual(['2020-01', '2020-02']);
    expect(read.months.get('2020-01')?.draft).toMatchObject({
      lines: [
        {
          kind: 'raw-coal',
          unit: 't',
          purchased: 1_200.5,
          closingStock: 200,
          suppliedOut: null,
          calorificBatches: [{ quantity: 1_200.5, kjPerUnit: 20_934 }],
        },
      ],
      outputs: [{ productId: 'clinker', unit: 't', quantity: 9_000 }],
    });
    expect(read.months.get('2020-02')?.linePlaces).toEqual([{ row: 3 }]);
  });

  it.each([
    { name: 'a month that is none', row: '2020-13,原煤,吨,0,1,1,0', column: 'month' },
    { name: 'a kind nobody knows', row: '2020-01,石头,吨,0,1,1,0', column: 'kind' },
    { name: 'a unit nobody knows', row: '2020-01,原煤,车,0,1,1,0', column: 'unit' },
    { name: 'words for a number', row: '2020-01,原煤,吨,0,很多,1,0', column: 'purchased' },
    { name: 'a formula', row: '2020-01,原煤,吨,0,=1+1,1,0', column: 'purchased' },
    { name: 'commas in the wrong place', row: '2020-01,原煤,吨,0,"1,2",1,0', column: 'purchased' },
  ])('names row and column of $name', async ({ row, column }) => {
    const { problems } = await readLedgerTable(csv(HEADER, '2020-01,柴油,吨,0,1,1,0', row));
    expect(problems).toMatchObject([{ row: 3, column, code: 'INVALID_REQUEST' }]);
  });

  it('refuses a table that is none, and columns that it does not know', async () => {
    await expect(readLedgerTable(csv('a,b', '1,2'))).rejects.toMatchObject({
      code: 'IMPORT_INVALID',
    });
    const noTable = { name: 's', columns: [], hasHeader: false, rows: [['说明']] };
    await expect(readLedgerTable(await xlsxBytes([noTable]))).rejects.toThrow(/No sheet begins/);
  });
});

describe('the template', () => {
  const content = {
    month: '2026-10',
    kinds: ['raw-coal', 'electricity'] as const,
    products: [{ id: 'clinker', name: '水泥熟料', unit: 't' }],
    previous: {
      month: '2026-09',
      lines: [{ kind: 'raw-coal', unit: 'kg', closingStock: 300_000 }],
      outputs: [],
    },
    draft: null,
  } as unknown as Parameters<typeof templateSheets>[0];

  it('has kinds, products and the opening stock filled in, and says what may be typed', async () => {
    const bytes = await xlsxBytes(templateSheets(content));
    const sheets = await readXlsx(bytes);
    expect(sheets.map((sheet) => sheet.name)).toEqual([
      '能源台账',
      '批次热值',
      '产品产量',
      '填表说明',
      '选项',
    ]);
    const [lines, , outputs] = sheets;
    expect(lines?.rows[0]?.cells.slice(0, 5)).toEqual([
      '月份',
      '能源品种',
      '计量单位',
      '期初库存量',
      '购进量',
    ]);
    expect(lines?.rows.slice(1).map(({ cells }) => cells.slice(0, 4))).toEqual([
      ['2026-10', '原煤', '千克', 300_000],
      ['2026-10', '电力', '万千瓦时', null],
    ]);
    expect(outputs?.rows[1]?.cells.slice(0, 4)).toEqual(['2026-10', 'clinker', '水泥熟料', 't']);
  });

  it('reads back as nothing while nobody filled it in', async () => {
    const read = await readLedgerTable(await xlsxBytes(templateSheets(content)), '2026-10');
    expect(read).toEqual({ rowCount: 0, months: new Map(), problems: [] });
  });

  it('reads back what was filled in', async () => {
    const draft = {
      month: '2026-10',
      lines: [
        {
          kind: 'raw-coal',
          unit: 't',
          openingStock: 300,
          purchased: 1_000.25,
          consumed: 900,
          closingStock: 400.25,
          calorificBatches: [
            { quantity: 600, kjPerUnit: 20_500 },
            { quantity: 400.25, kjPerUnit: 21_000 },
          ],
        },
      ],
      outputs: [
        {
          productId: 'clinker',
          unit: 't',
          quantity: 9_000,
          outputValueCny: 2e6,
          valueAddedCny: -5,
        },
      ],
    } as const;
    const bytes = await xlsxBytes(templateSheets({ ...content, draft }));
    const read = await readLedgerTable(bytes, '2026-10');
    expect(read.problems).toEqual([]);
    const month = read.months.get('2026-10');
    expect(month?.draft.lines).toHaveLength(1);
    expect(month?.draft.lines[0]).toMatchObject(draft.lines[0]);
    expect(month?.draft.outputs).toEqual(draft.outputs);
    expect(month?.linePlaces).toEqual([{ row: 2, sheet: '能源台账' }]);
  });

  it('is refused for another month', async () => {
    const draft = {
      month: '2026-10',
      lines: [{ kind: 'diesel', unit: 't', consumed: 1 }],
      outputs: [],
    };
    const bytes = await xlsxBytes(templateSheets({ ...content, draft: draft as never }));
    const read = await readLedgerTable(bytes, '2026-09');
    expect(read.problems).toMatchObject([{ row: 4, sheet: '能源台账', column: 'month' }]);
  });
});
