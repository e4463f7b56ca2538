import { describe, expect, it } from 'vitest';

import { ApiFailure } from '../client/api.ts';
import { wordsOf } from '../words/words.ts';
import { bodyOf, type FieldSpec, valuesOf } from './field-spec.ts';
import { problemText } from './problem-text.ts';
import { fieldOfProblem, problemsOf } from './problems.ts';

const HAN = /\p{Script=Han}/u;

describe('what the api finds wrong', () => {
  it.each([
    ['This cell must be filled.', '此单元格不能为空。'],
    ['Invalid input: expected number, received string', '应为数字。'],
    ['Invalid option: expected one of "register"|"interval"', '不是可选的内容。'],
    ['Too small: expected number to be >0', '数值过小（应 > 0）。'],
    ['Too big: expected string to have <=64 characters', '内容过长（最多 64 个字符）。'],
    ['There is no column "颜色".', '没有“颜色”这一列。'],
    ['The months add up to 11, the limit is 12.', '各月合计 11，限值为 12。'],
  ])('is said in Chinese: %s', (message, text) => {
    expect(problemText(wordsOf('zh'), message)).toBe(text);
    expect(problemText(wordsOf('en'), message.replace('颜色', 'colour'))).not.toMatch(HAN);
  });

  it('is never shown in English to who reads Chinese', () => {
    expect(problemText(wordsOf('zh'), 'Something new.')).toBe('内容不正确。');
    expect(problemText(wordsOf('en'), 'Something new.')).toBe('Something new.');
  });

  it('leads to the field it is about', () => {
    const failure = new ApiFailure('POLICY_INVALID', {
      ...{ message: '', requestId: null, retryAfterSeconds: null },
      details: { problems: [{ path: 'body.document.targets[1].limit', message: 'x' }] },
    });
    const [problem] = problemsOf(failure);
    expect(problem).toEqual({ path: 'document.targets.1.limit', message: 'x' });
    expect(problem && fieldOfProblem(problem, ['basis', 'limit'])).toBe('limit');
    expect(problem && fieldOfProblem(problem, ['basis'])).toBeNull();
    expect(problemsOf(new Error('x'))).toEqual([]);
  });
});

describe('a form', () => {
  const specs: FieldSpec[] = [
    { name: 'title', label: ['标题', 'Title'], kind: 'text' },
    { name: 'models', label: ['型号', 'Models'], kind: 'lines' },
    { name: 'count', label: ['数量', 'Count'], kind: 'number' },
    { name: 'isOn', label: ['启用', 'On'], kind: 'switch' },
  ];

  it('sends what is filled in, and nothing for what is not', () => {
    expect(bodyOf(specs, { title: '  A ', models: 'S7-*\nS9, S11', count: null })).toEqual({
      ...{ title: 'A', models: ['S7-*', 'S9', 'S11'], isOn: false },
    });
  });

  it('begins with what it would send', () => {
    const body = { title: 'A', models: ['S7', 'S9'], count: 2, isOn: true };
    expect(bodyOf(specs, valuesOf(specs, body))).toEqual(body);
  });
});
