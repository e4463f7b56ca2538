import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isSafeId } from './ids.ts';
import {
  isUnifiedSocialCreditCode,
  normaliseUnifiedSocialCreditCode,
  unifiedSocialCreditCheckCharacter,
} from './unified-social-credit-code.ts';

/** Codes of well-known bodies, from their own web pages. */
const REAL_CODES = ['91110000600037341L', '91440300708461136T', '914403001922038216'];
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A code that fits its check character, for any seventeen characters before it. */
const codes = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 2, maxLength: 2 }),
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 6, maxLength: 6 }),
    fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 9, maxLength: 9 }),
  )
  .map((parts) => parts.join(''))
  .map((first17) => first17 + unifiedSocialCreditCheckCharacter(first17));

describe('isUnifiedSocialCreditCode', () => {
  it.each(REAL_CODES)('accepts the real code %s', (code) => {
    expect(isUnifiedSocialCreditCode(code)).toBe(true);
  });

  it.each([
    { name: 'a letter that is not in the alphabet', code: '91110000600037341I' },
    { name: 'one character too few', code: '91110000600037341' },
    { name: 'lower case', code: '91110000600037341l' },
    { name: 'a wrong check character', code: '91110000600037341M' },
    { name: 'nothing', code: '' },
  ])('refuses $name', ({ code }) => {
    expect(isUnifiedSocialCreditCode(code)).toBe(false);
  });

  it('catches every single wrong character', () => {
    fc.assert(
      fc.property(codes, fc.nat(17), fc.constantFrom(...ALPHABET), (code, index, character) => {
        expect(isUnifiedSocialCreditCode(code)).toBe(true);
        fc.pre(code.charAt(index) !== character);
        const wrong = code.slice(0, index) + character + code.slice(index + 1);
        expect(isUnifiedSocialCreditCode(wrong)).toBe(false);
      }),
    );
  });
});

describe('normaliseUnifiedSocialCreditCode', () => {
  it('mends white space, full-width characters and lower case', () => {
    expect(normaliseUnifiedSocialCreditCode('　９１110000600037341l ')).toBe('91110000600037341L');
  });
});

describe('isSafeId', () => {
  it.each(['E01', 'a', 'meter-1.2_b', 'x'.repeat(64)])('accepts %s', (id) => {
    expect(isSafeId(id)).toBe(true);
  });
  it.each([
    '',
    'a/b',
    'a b',
    'é',
    '#',
    '+',
    '__proto__',
    'constructor',
    'toString',
    'x'.repeat(65),
  ])('refuses "%s"', (id) => {
    expect(isSafeId(id)).toBe(false);
  });
});
