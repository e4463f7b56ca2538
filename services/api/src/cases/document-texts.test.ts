import { describe, expect, it } from 'vitest';

import { figureNameZh, figureTextZh, periodTextZh, targetNameZh } from './document-texts.ts';

describe('a figure in a document', () => {
  it.each([
    { name: 'progressRatio', value: 1.049327600365289, unit: '', text: '104.9%' },
    { name: 'actual', value: 90.833894843, unit: 'tce', text: '90.83吨标准煤' },
    { name: 'intensity', value: 89.52875, unit: 'kgce/t', text: '89.53千克标准煤/吨' },
    { name: 'limit', value: 44_684.2, unit: 'tCO2', text: '44684.2吨二氧化碳' },
    { name: 'silence', value: 4, unit: 'd', text: '4天' },
    { name: 'planned', value: null, unit: 'tce', text: '缺' },
  ])('reads $text', ({ text, ...figure }) => {
    expect(figureTextZh(figure)).toBe(text);
    expect(figureNameZh(figure.name)).toMatch(/\p{Script=Han}/u);
  });

  it('is about something with a name', () => {
    const products = { clinker: '水泥熟料' };
    const names = ['total', 'clinker', 'product:clinker', 'tile'].map((id) =>
      targetNameZh(id, products),
    );
    expect(names).toEqual(['能耗总量', '水泥熟料', '水泥熟料', 'tile']);
    const told = [null, 'annual-report-2025', 'calibration-E01', 'M2'];
    expect(told.map((id) => targetNameZh(id, products))).toEqual([null, null, null, null]);
  });

  it.each([
    ['2026-01-01', '2026-12-31', '2026年'],
    ['2026-02-01', '2026-02-28', '2026年2月'],
    ['2028-02-01', '2028-02-28', '2028年2月1日至2028年2月28日'],
    ['2026-11-01', '2026-11-30', '2026年11月'],
    ['2026-01-01', '2026-03-31', '2026年1月1日至2026年3月31日'],
  ])('is of %s to %s', (from, to, text) => {
    expect(periodTextZh(from, to)).toBe(text);
  });
});
