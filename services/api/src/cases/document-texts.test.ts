import { describe, expect, it } from 'vitest';

import { figureNameZh, figureTextZh, targetNameZh } from './document-texts.ts';

describe('a figure in a document', () => {
  it.each([
    { name: 'progressRatio', value: 1.049327600365289, unit: '', text: '104.9%' },
    { name: 'actual', value: 90.833894843, unit: 'tce', text: '90.83吨标准煤' },
    { name: 'intensity', value: 89.52875, unit: 'kgce/t', text: '89.53千克标准煤/t' },
    { name: 'silence', value: 4, unit: 'd', text: '4天' },
    { name: 'planned', value: null, unit: 'tce', text: '缺' },
  ])('reads $text', ({ text, ...figure }) => {
    expect(figureTextZh(figure)).toBe(text);
    expect(figureNameZh(figure.name)).toMatch(/\p{Script=Han}/u);
  });

  it('is about something with a name', () => {
    expect([null, 'total', 'clinker'].map(targetNameZh)).toEqual(['—', '能耗总量', 'clinker']);
  });
});
