import { describe, expect, it } from 'vitest';

import {
  parseChoice,
  parseDuration,
  parseNumber,
  readPassword,
  UsageError,
} from './command-line.ts';

describe('parseDuration', () => {
  it.each([
    { text: '30s', ms: 30_000 },
    { text: '15m', ms: 900_000 },
    { text: '2h', ms: 7_200_000 },
    { text: '400d', ms: 34_560_000_000 },
  ])('reads $text', ({ text, ms }) => {
    expect(parseDuration('history', text)).toBe(ms);
  });

  it.each(['', '15', '1.5h', '-1d', '15 m', '1w'])('refuses "%s"', (text) => {
    expect(() => parseDuration('history', text)).toThrow(UsageError);
  });
});

describe('parseNumber', () => {
  it.each([
    { text: '120', options: {}, value: 120 },
    { text: '0', options: { min: 0 }, value: 0 },
    { text: '0.5', options: {}, value: 0.5 },
  ])('reads $text', ({ text, options, value }) => {
    expect(parseNumber('n', text, options)).toBe(value);
  });

  it.each([
    { text: '', options: {} },
    { text: '0', options: {} },
    { text: '-1', options: { min: 0 } },
    { text: '1.5', options: { integer: true } },
    { text: 'many', options: {} },
    { text: 'Infinity', options: {} },
  ])('refuses "$text"', ({ text, options }) => {
    expect(() => parseNumber('n', text, options)).toThrow(UsageError);
  });
});

describe('parseChoice', () => {
  it('gives the choice itself, number or text', () => {
    expect(parseChoice('level', '2', [1, 2, 3])).toBe(2);
    expect(() => parseChoice('level', '4', [1, 2, 3])).toThrow('one of 1, 2, 3');
  });
});

describe('readPassword', () => {
  it('takes the environment where there is no file, and misses neither silently', () => {
    expect(readPassword(undefined, { HENGNENG_ADMIN_PASSWORD: 'secret' }, '/')).toBe('secret');
    expect(() => readPassword(undefined, { HENGNENG_ADMIN_PASSWORD: '' }, '/')).toThrow(UsageError);
  });
});
