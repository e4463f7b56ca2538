import { describe, expect, it } from 'vitest';

import { assertPasswordStrong } from './password-policy.ts';
import { createPasswords, generateSecret } from './passwords.ts';
import { blockMsAfter } from './sign-in.ts';

describe('assertPasswordStrong', () => {
  it.each([
    { name: 'twelve characters', password: 'kq7 mdz!ptw4' },
    { name: 'a sentence without figures', password: 'horses graze behind the kiln' },
    { name: 'a Chinese sentence', password: '窑头的马在雨后慢慢吃青草' },
    { name: 'a common word with much around it', password: 'my password is a river in spring' },
    { name: 'the longest', password: 'abcde'.repeat(25) },
  ])('takes $name', ({ password }) => {
    assertPasswordStrong(password, 'wang');
  });

  it.each([
    { name: 'eleven characters', password: 'kq7 mdz!ptw' },
    { name: 'one character over the longest', password: 'a1b2c'.repeat(26) },
    { name: 'four different characters', password: 'abcdabcdabcdabcd' },
    { name: 'a common word with little around it', password: 'Passw0rd2026' },
    { name: 'a row of the keyboard', password: 'qwertyuiop12' },
    { name: 'the user name', password: 'wangxiaoming1' },
  ])('refuses $name', ({ password }) => {
    expect(() => assertPasswordStrong(password, 'wangxiaoming')).toThrow(
      expect.objectContaining({ code: 'PASSWORD_TOO_WEAK' }),
    );
  });
});

describe('createPasswords', () => {
  it('hashes with Argon2id, differently each time, and checks', async () => {
    const passwords = createPasswords();
    const [one, two] = [await passwords.hash('secret one'), await passwords.hash('secret one')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await passwords.verify('secret one', one)).toBe(true);
    expect(await passwords.verify('secret two', one)).toBe(false);
    expect(await passwords.verify('secret one', null)).toBe(false);
  });

  it('refuses a flood instead of piling it up', async () => {
    const passwords = createPasswords({ concurrentMax: 1, waitingMax: 2 });
    const hash = await passwords.hash('x');
    const tries = Array.from({ length: 5 }, () => passwords.verify('y', hash));
    const outcomes = await Promise.allSettled(tries);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.length).toBe(5 - 1 - 2);
    expect(refused[0]).toMatchObject({ reason: { code: 'RATE_LIMITED' } });
  });
});

describe('generateSecret', () => {
  it('has 128 bits in characters that survive copying', () => {
    expect(generateSecret()).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(generateSecret()).not.toBe(generateSecret());
  });
});

describe('blockMsAfter', () => {
  it.each([
    { failures: 4, blockMs: 0 },
    { failures: 5, blockMs: 1_000 },
    { failures: 6, blockMs: 2_000 },
    { failures: 14, blockMs: 512_000 },
    { failures: 15, blockMs: 900_000 },
    { failures: 100_000, blockMs: 900_000 },
  ])('blocks $blockMs ms after $failures failures', ({ failures, blockMs }) => {
    expect(blockMsAfter(failures, 4)).toBe(blockMs);
  });
});
