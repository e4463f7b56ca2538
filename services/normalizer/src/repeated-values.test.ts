import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readJson } from './read-json.ts';
import { findRepeatedValues } from './repeated-values.ts';

function repeatedIn(text: string): [string, unknown][] | null {
  const body = readJson(text) as { values: Record<string, unknown> };
  return findRepeatedValues(text, body, body.values);
}

describe('findRepeatedValues', () => {
  it.each([
    '{"readAt":"2026-11-21T08:15:00+08:00","values":{"E01":1,"E02":2}}',
    '{"values":{}}',
    '{"note":{"a":":"},"values":{"a:b":"1:2"},"readAt":1}',
    '{"values":{"E01":{"E01":1}},"x":{"values":{"E01":1}}}',
  ])('finds nothing in %s', (text) => {
    expect(repeatedIn(text)).toBeNull();
  });

  it.each([
    {
      text: '{"values":{"a":1,"b":2,"a":3}}',
      pairs: [
        ['a', 1],
        ['b', 2],
        ['a', 3],
      ],
    },
    {
      text: '{"values" : { "a" : 1 , "\\u0061" : "x" } }',
      pairs: [
        ['a', 1],
        ['a', 'x'],
      ],
    },
    {
      text: '{"values":{"a":{"a":[1,{"b":2}]},"a":null}}',
      pairs: [
        ['a', { a: [1, { b: 2 }] }],
        ['a', null],
      ],
    },
    {
      text: '{"values":{"a":1},"values":{"b":2}}',
      pairs: [
        ['a', 1],
        ['b', 2],
      ],
    },
    {
      text: '{"values":{"__proto__":1,"__proto__":2}}',
      pairs: [
        ['__proto__', 1],
        ['__proto__', 2],
      ],
    },
  ])('finds each value in $text', ({ text, pairs }) => {
    expect(repeatedIn(text)).toEqual(pairs);
  });

  it('answers exactly what was written, for any names and values', () => {
    const name = fc.oneof(fc.constantFrom('E01', 'values', 'a:b', '"', '\\'), fc.string());
    const pairs = fc.array(fc.tuple(name, fc.jsonValue()), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(pairs, fc.constantFrom(undefined, 0, 2), (list, indent) => {
        const members = list.map(
          ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value, null, indent)}`,
        );
        const text = `{"readAt":"a:b","values":{${members.join(' ,\n')}},"sequence":1}`;
        const hasRepeat = new Set(list.map(([key]) => key)).size < list.length;
        const written = list.map(([key, value]) => [key, JSON.parse(JSON.stringify(value))]);
        expect(repeatedIn(text)).toEqual(hasRepeat ? written : null);
      }),
    );
  });
});
