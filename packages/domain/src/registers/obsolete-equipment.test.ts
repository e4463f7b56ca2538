import { describe, expect, it } from 'vitest';

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
      { equipmentId: 'B1', itemId: 'T1', document, eliminatedFrom, breach: true },
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
