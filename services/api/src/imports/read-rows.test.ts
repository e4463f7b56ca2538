import { ENERGY_KINDS, METER_FLOWS, METER_KINDS } from '@hengneng/domain';
import { describe, expect, it } from 'vitest';

import { creditCode } from '../testing/credit-code.ts';
import { ENERGY_KIND_WORDS, METER_FLOW_WORDS, METER_KIND_WORDS } from './columns.ts';
import { readMeterRows } from './read-rows.ts';

const HEADER = '信用代码,表计编号,表计名称,能源品种,示值类型,计量单位,流向';
const row = (extra = '', value = '') => {
  const cells = [creditCode(1), 'E01', '总表', '电力', '累计', 'kWh', '购入'].join(',');
  return new TextEncoder().encode(`${HEADER}${extra}\n${cells}${value}`);
};

describe('readMeterRows', () => {
  it('reads Chinese words as the words of the interface', () => {
    expect(readMeterRows(row()).rows[0]?.item).toMatchObject({
      enterpriseId: creditCode(1),
      energyKind: 'electricity',
      kind: 'register',
      flow: 'purchased',
    });
  });

  it('reads a day alone as its midnight in China', () => {
    const { rows } = readMeterRows(row(',生效时间', ',2026-05-01'));
    expect(rows[0]?.item.validFrom).toBe(Date.parse('2026-05-01T00:00:00+08:00'));
  });

  it.each([
    { name: 'a thousand separator', value: ',"1,200"' },
    { name: 'hexadecimal', value: ',0x10' },
    { name: 'a word', value: ',many' },
    { name: 'infinity', value: ',1e999' },
  ])('refuses $name as a number', ({ value }) => {
    const { problems } = readMeterRows(row(',倍率', value));
    expect(problems).toMatchObject([{ row: 2, column: 'multiplier' }]);
  });

  it('knows only kinds, flows and energies that there are', () => {
    expect(new Set(Object.values(METER_KIND_WORDS))).toEqual(new Set(METER_KINDS));
    expect(new Set(Object.values(METER_FLOW_WORDS))).toEqual(new Set(METER_FLOWS));
    expect(new Set(Object.values(ENERGY_KIND_WORDS))).toEqual(new Set(ENERGY_KINDS));
  });
});
