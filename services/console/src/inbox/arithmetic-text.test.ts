import { describe, expect, it } from 'vitest';

import { arithmeticText } from './arithmetic-text.ts';

describe('the arithmetic of evidence', () => {
  it.each([
    ['69.5 tce of 68.1 tce', '累计 69.5 tce，预算 68.1 tce'],
    ['68.1 − 60 = 8.1 tce left', '68.1 − 60 = 8.1 tce（剩余）'],
    ['limit 117 set by 平发改〔2026〕15号', '限额 117，依据：平发改〔2026〕15号'],
    ['1200 over 10 units = 120 kgce/unit', '1200 ÷ 10 = 120 kgce/unit'],
    ['GB 16780-2021 熟料 level 3: 117 kgce/t', 'GB 16780-2021 熟料 3 级：117 kgce/t'],
    ['season of 2025; 2.12 months to come', '按 2025 年的季节分布，剩余 2.12 个月'],
    ['rest = 27446.9 ± 4467.4', '剩余期间 = 27446.9 ± 4467.4'],
    ['end = 126549.6 + 27446.9 = 153996.5', '期末 = 126549.6 + 27446.9 = 153996.5'],
    [
      '99.7 % known: of 5 of 40 enterprises something is missing',
      '已知 99.7 %：40 家企业中有 5 家数据不全',
    ],
    ['1 tce of 2 tce planned to date', '累计 1 tce，同期计划 2 tce'],
    ['0 / 8 = 0.0 %; 0 more planned', '0 / 8 = 0.0 %；另有计划 0 家'],
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

  it('leaves out digits that say nothing', () => {
    const line = '2026-10: (89.52875089767089 − 89.07921877125193) / 89.07921877125193 = 0.5 %';
    expect(arithmeticText(line, 'en')).toBe('2026-10: (89.5288 − 89.0792) / 89.0792 = 0.5 %');
  });
});
