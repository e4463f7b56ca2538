import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type AuditRow, auditRowText } from './audit-log.ts';
import { canonicalJson, type PlainJson, toPlainJson } from './canonical-json.ts';

describe('canonicalJson', () => {
  it('writes the example of RFC 8785, section 3.2.3', () => {
    const value = {
      numbers: [333_333_333.333_333_3, 1e30, 4.5, 2e-3, 1e-27],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts keys by UTF-16 code units', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6 };
    expect(canonicalJson(value)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}',
    );
  });

  it('does not depend on the order of keys and survives being read back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = toPlainJson(value);
        const text = canonicalJson(plain);
        expect(canonicalJson(JSON.parse(text) as PlainJson)).toBe(text);
        expect(canonicalJson(reversed(plain))).toBe(text);
      }),
    );
  });
});

describe('toPlainJson', () => {
  it('keeps what JSON can say and PostgreSQL can keep', () => {
    const value = { a: undefined, b: -0, c: ['x\0', undefined], '\ud800': { d: 'ok' } };
    expect(toPlainJson(value)).toEqual({ b: 0, c: ['x\ufffd', null], '\ufffd': { d: 'ok' } });
    expect(Object.is((toPlainJson({ b: -0 }) as { b: number }).b, 0)).toBe(true);
  });

  it('keeps __proto__ as a key', () => {
    const text = '{"__proto__":{"admin":true}}';
    expect(canonicalJson(toPlainJson(JSON.parse(text)))).toBe(text);
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [1n], [new Date(0)], [() => 1], [new Map()]])(
    'refuses %s',
    (value) => {
      expect(() => toPlainJson({ value })).toThrow(TypeError);
    },
  );
});

describe('auditRowText', () => {
  const row: Omit<AuditRow, 'sha256'> = {
    sequence: 7,
    at: '2026-11-21T04:00:00.123Z',
    actor: { userId: null, username: 'li' },
    action: 'meter.create',
    enterpriseId: null,
    subject: { type: 'meter', id: 'E01' },
    details: { unit: 'kWh' },
    previousSha256: '0'.repeat(64),
  };

  it('is fixed for ever', () => {
    expect(auditRowText(row)).toBe(
      '{"action":"meter.create","actor":{"userId":null,"username":"li"},' +
        '"at":"2026-11-21T04:00:00.123Z","details":{"unit":"kWh"},"enterpriseId":null,' +
        `"previousSha256":"${'0'.repeat(64)}","sequence":7,"subject":{"id":"E01","type":"meter"}}`,
    );
  });

  it('changes with every field', () => {
    const others: Partial<typeof row>[] = [
      { sequence: 8 },
      { at: '2026-11-21T04:00:00.124Z' },
      { actor: { userId: 'x', username: 'li' } },
      { actor: { userId: null, username: 'l' } },
      { action: 'meter.update' },
      { enterpriseId: '' },
      { subject: { type: 'meters', id: 'E01' } },
      { subject: { type: 'meter', id: 'E02' } },
      { details: { unit: 'MWh' } },
      { previousSha256: '1'.repeat(64) },
    ];
    const texts = others.map((other) => auditRowText({ ...row, ...other }));
    expect(new Set([auditRowText(row), ...texts]).size).toBe(others.length + 1);
  });
});

function reversed(value: PlainJson): PlainJson {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}
