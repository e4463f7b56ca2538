import { describe, expect, it } from 'vitest';

import { arithmeticText } from './arithmetic-text.ts';

describe('the arithmetic of evidence', () => {
  it.each([
    ['69.5 tce of 68.1 tce', '累计 69.5 tce，预算 68.1 tce'],
    ['68.1 − 60 = 8.1 tce left', '68.1 − 60 = 8.1 tce（剩余）'],
    ['limit 117 set by 平发改〔2026〕15号', '限额 117，依据：平发改〔2026〕15号'],
    ['1200 over 10 units = 120 kgce/unit', '1200 ÷ 10 = 120 kgce/unit'],
    ['GB 16780-2021 熟料 level 3: 117 kgce/t', 'GB 16780-2021 熟料 3 级：117 kgce/t'],
    ['51.74 tce / 45.48 tce = 1.14', '51.74 tce / 45.48 tce = 1.14'],
  ])('says «%s» in Chinese, figures untouched', (line, zh) => {
    expect(arithmeticText(line, 'zh')).toBe(zh);
    expect(arithmeticText(line, 'en')).toBe(line);
  });

  it('says in words how a plan by month came about', () => {
    const line = 'plan by month: from-earlier-years';
    expect(arithmeticText(line, 'zh')).toBe('分月计划：按往年各月比例');
    expect(arithmeticText(line, 'en')).toBe('plan by month: in the shape of earlier years');
    expect(arithmeticText('plan by month: new-way', 'en')).toBe('plan by month: new-way');
  });
});
