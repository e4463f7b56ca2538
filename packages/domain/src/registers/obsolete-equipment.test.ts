import { describe, expect, it } from 'vitest';

import { REFERENCE_ELIMINATION_LIST, withReferenceList } from './elimination-list.ts';
import { obsoleteEquipment } from './obsolete-equipment.ts';
import type { EliminationItem, Equipment } from './register-documents.ts';

const ITEM: EliminationItem & { id: string } = {
  ...{ id: 'T1', category: 'transformer', models: ['S7-*', 'SL7-30/10'] },
  ...{ document: '高耗能落后机电设备淘汰目录（第一批）', eliminatedFrom: '2015-01-01', note: '' },
};
const MACHINE: Equipment & { id: string } = {
  ...{ id: 'B1', name: '1号变压器', category: 'transformer', model: 'S7-500/10', count: 1 },
  ...{ ratedPowerKw: null, commissionedOn: null, state: 'in-use' },
};
const asked = (equipment: Partial<typeof MACHINE>, date = '2026-01-01') =>
  obsoleteEquipment([{ ...MACHINE, ...equipment }], [ITEM], date);

describe('obsoleteEquipment', () => {
  it('names the item, its document and the breach', () => {
    const { document, eliminatedFrom } = ITEM;
    expect(asked({})).toEqual([
      { equipmentId: 'B1', itemId: 'T1', document, eliminatedFrom, breach: true, verified: true },
    ]);
  });

  it.each([
    { name: 'another spelling', change: { model: 'ｓ7 -500/10' }, count: 1 },
    { name: 'a model that is named whole', change: { model: 'SL7-30/10' }, count: 1 },
    { name: 'a longer name than the whole one', change: { model: 'SL7-30/10A' }, count: 0 },
    { name: 'a later series', change: { model: 'S11-500/10' }, count: 0 },
    { name: 'the same name of other equipment', change: { category: 'motor' }, count: 0 },
    { name: 'what is scrapped', change: { state: 'scrapped' as const }, count: 0 },
  ])('judges $name', ({ change, count }) => {
    expect(asked(change)).toHaveLength(count);
  });

  it.each([
    { name: 'on the day before', state: 'in-use' as const, date: '2014-12-31', breach: false },
    { name: 'on the day', state: 'in-use' as const, date: '2015-01-01', breach: true },
    { name: 'out of use', state: 'disused' as const, date: '2026-01-01', breach: false },
  ])('sees a breach $name: $breach', ({ state, date, breach }) => {
    expect(asked({ state }, date)).toMatchObject([{ breach }]);
  });
});

describe('REFERENCE_ELIMINATION_LIST', () => {
  it.each([
    {
      name: 'a transformer of the S7 series',
      category: 'transformer',
      model: 'S7-500/10',
      item: '1-transformer-s7',
    },
    { name: 'a motor of the Y series', category: 'motor', model: 'Y132S-4', item: '3-motor-y' },
    { name: 'a motor of the Y2 series', category: 'motor', model: 'Y2-132S-4', item: undefined },
    {
      name: 'a motor of a high efficiency',
      category: 'motor',
      model: 'YE3-132S-4',
      item: undefined,
    },
    {
      name: 'a transformer of the S13 series',
      category: 'transformer',
      model: 'S13-500/10',
      item: undefined,
    },
  ])('proposes $item for $name, and accuses nobody', ({ category, model, item }) => {
    const machine = { ...MACHINE, category, model };
    const [found] = obsoleteEquipment([machine], REFERENCE_ELIMINATION_LIST, '2026-11-21');
    expect(found?.itemId).toBe(item);
    if (item !== undefined) expect(found).toMatchObject({ breach: false, verified: false });
  });

  it('gives way to what an officer recorded under its id', () => {
    const recorded = { ...ITEM, id: '1-transformer-s7' };
    const list = withReferenceList([recorded]);
    expect(list).toHaveLength(REFERENCE_ELIMINATION_LIST.length);
    expect(obsoleteEquipment([MACHINE], list, '2026-11-21')).toMatchObject([{ breach: true }]);
  });
});
