import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createSecretBox } from './secret-box.ts';

const OLD = 'a'.repeat(48);
const NEW = 'b'.repeat(48);

describe('createSecretBox', () => {
  it('opens what it sealed, and twice the same looks different', () => {
    const box = createSecretBox(`${NEW}\n`);
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, about) => {
        const sealed = box.seal(text, about);
        expect(box.open(sealed, about)).toBe(text);
        expect(box.seal(text, about)).not.toBe(sealed);
      }),
    );
  });

  it('opens with a replaced key as long as it stands behind the new one', () => {
    const sealed = createSecretBox(OLD).seal('SEC', 'channel-1');
    const both = createSecretBox(`${NEW}\n${OLD}`);
    expect(both.open(sealed, 'channel-1')).toBe('SEC');
    expect(both.isCurrent(sealed)).toBe(false);
    expect(both.isCurrent(both.seal('SEC', 'channel-1'))).toBe(true);
    expect(() => createSecretBox(NEW).open(sealed, 'channel-1')).toThrow('is not in the key file');
  });

  it.each([
    { name: 'another channel', about: 'channel-2', change: (text: string) => text },
    {
      name: 'an altered text',
      about: 'channel-1',
      change: (text: string) => `${text.slice(0, -6)}AAAA==`,
    },
    { name: 'half of it', about: 'channel-1', change: (text: string) => text.slice(0, 30) },
    { name: 'a text that was never sealed', about: 'channel-1', change: () => 'SEC' },
  ])('refuses $name', ({ about, change }) => {
    const box = createSecretBox(NEW);
    const sealed = change(box.seal('a secret of some length', 'channel-1'));
    expect(() => box.open(sealed, about)).toThrow(
      expect.objectContaining({ code: 'SECRETS_KEY_MISSING' }),
    );
  });

  it.each(['', ' \n', 'short', `${NEW}\nshort`])('refuses the key file %j', (text) => {
    expect(() => createSecretBox(text)).toThrow('32 characters');
  });
});
