import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readJson } from './read-json.ts';

describe('readJson', () => {
  it.each([
    { first: '{"h":[],"\\\\":0}', text: '{"h":1,"\\"":2}', names: ['h', '"'] },
    { first: '{"values":{"\\\\":0}}', text: '{"values":{"\\u0045":1}}', names: ['values'] },
    { first: '{"\\\\u":0}', text: '{"\\u7535\\u8868":1}', names: ['电表'] },
  ])('reads $text as it is written, whatever was read before', ({ first, text, names }) => {
    readJson(first);
    expect(Object.keys(readJson(text) as object)).toEqual(names);
  });

  it('reads names with escapes at every depth, and the later of two equal ones', () => {
    readJson('{"h":[],"\\\\":0}');
    const text = '{"h":[{"\\n":{"\\"":[1,"\\\\"]}}],"\\u0061":1,"a":2,"7":3,"__proto__":4}';
    const read = readJson(text) as Record<string, unknown>;
    const shown = JSON.stringify(read);
    expect(shown).toBe('{"7":3,"h":[{"\\n":{"\\"":[1,"\\\\"]}}],"a":2,"__proto__":4}');
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  it('reads a name with an escape below thousands of lists', () => {
    const text = `${'['.repeat(20_000)}{"\\"":1}${']'.repeat(20_000)}`;
    let inner = readJson(text);
    while (Array.isArray(inner)) inner = inner[0];
    expect(inner).toEqual({ '"': 1 });
  });

  it('reads a text that ends with a string', () => {
    expect(readJson('"\\n"')).toBe('\n');
  });

  it.each(['', '{"a', '{"\\"":}', '{"\\x":1}', '["\\"'])('refuses %j', (text) => {
    expect(() => readJson(text)).toThrow(SyntaxError);
  });

  it('reads what was written, for any value', () => {
    const name = fc.oneof(fc.constantFrom('"', '\\', '\\u', '\n', 'E01', 'n0'), fc.string());
    const { tree } = fc.letrec((tie) => ({
      leaf: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
      tree: fc.oneof(
        { maxDepth: 4 },
        tie('leaf'),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.array(fc.tuple(name, tie('tree')), { maxLength: 5 }).map(Object.fromEntries),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        expect(readJson(JSON.stringify(value))).toEqual(value);
      }),
      { numRuns: 1_000 },
    );
  });
});
