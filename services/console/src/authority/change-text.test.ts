import { describe, expect, it } from 'vitest';

import { changeText } from './change-text.ts';

const TITLES = new Map([['total', '年度用能预算']]);
const CHANGE = {
  path: 'targets[total].limit',
  zh: '“total”的限额由 12500 调整为 13000',
  en: 'targets[total].limit was changed from 12500 to 13000',
};

describe('a difference of two versions', () => {
  it('names the target instead of its id', () => {
    expect(changeText({ language: 'zh' }, CHANGE, TITLES)).toBe(
      '“年度用能预算”的限额由 12500 调整为 13000',
    );
    expect(changeText({ language: 'en' }, CHANGE, TITLES)).toBe(
      'limit of “年度用能预算” was changed from 12500 to 13000',
    );
  });

  it('stays as it is where the target has no name, and where it is about the whole', () => {
    expect(changeText({ language: 'zh' }, CHANGE, new Map())).toBe(CHANGE.zh);
    const whole = { path: 'thresholds', zh: '阈值由 1 调整为 2', en: 'thresholds was changed' };
    expect(changeText({ language: 'en' }, whole, TITLES)).toBe(whole.en);
  });
});
