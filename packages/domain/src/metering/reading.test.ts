import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { RegisteredMeter } from '../registry/snapshot.ts';
import { decodePosition, encodePosition, SEQUENCES_PER_GATEWAY } from './position.ts';
import {
  FUTURE_TOLERANCE_MS,
  instantProblem,
  OLDEST_READING_MS,
  parseInstant,
  parseValue,
  valueProblem,
} from './reading.ts';
import { fateOf } from './stored-reading.ts';

const register: RegisteredMeter = {
  id: 'E01',
  kind: 'register',
  energyKind: 'electricity',
  unit: 'kWh',
  intervalSeconds: null,
  registerMax: 999_999.99,
};

describe('parseValue', () => {
  it.each([
    { name: 'a number', value: 12.5, expected: 12.5 },
    { name: 'a decimal string', value: '12.50', expected: 12.5 },
    { name: 'a signed string', value: '-0.007', expected: -0.007 },
    { name: 'an exponent', value: '1e3', expected: 1_000 },
  ])('reads $name', ({ value, expected }) => {
    expect(parseValue(value)).toBe(expected);
  });

  it.each([
    ['null', null],
    ['the text NaN', 'NaN'],
    ['Infinity, as 1e400 parses', Number.POSITIVE_INFINITY],
    ['1e400 as text', '1e400'],
    ['text with a unit', '12 kWh'],
    ['digits and letters', '12abc'],
    ['hexadecimal', '0x10'],
    ['empty text', ''],
    ['a boolean', true],
    ['an object', {}],
    ['very long text', '1'.repeat(65)],
  ])('refuses %s', (_name, value) => {
    expect(parseValue(value)).toMatchObject({ reason: 'not-a-number' });
  });

  it('gives back every finite number it is sent, as number and as text', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parseValue(value)).toBe(value + 0);
        expect(parseValue(String(value))).toBe(value + 0);
      }),
    );
  });
});

describe('parseInstant', () => {
  it.each([
    ['2026-11-21T08:15:00+08:00', '2026-11-21T00:15:00.000Z'],
    ['2026-11-21T08:15:00.250Z', '2026-11-21T08:15:00.250Z'],
    ['2026-11-21T08:15-0330', '2026-11-21T11:45:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(new Date(Number(parseInstant(text))).toISOString()).toBe(expected);
  });

  it.each([
    ['no offset', '2026-11-21T08:15:00'],
    ['a date alone', '2026-11-21'],
    ['a day that does not exist', '2026-02-30T00:00:00Z'],
    ['the 24th hour', '2026-02-20T24:00:00Z'],
    ['seconds since 1970 as a fraction', 1_795_219_200.5],
    ['text of digits', '1795219200000'],
    ['null', null],
    ['nonsense', 'yesterday'],
  ])('refuses %s', (_name, value) => {
    expect(parseInstant(value)).toMatchObject({ reason: 'bad-time' });
  });

  it('agrees with the calendar for every instant', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }),
        (date) => {
          expect(parseInstant(date.toISOString())).toBe(date.getTime());
          expect(parseInstant(date.getTime())).toBe(date.getTime());
        },
      ),
    );
  });
});

describe('instantProblem', () => {
  const receivedAtMs = Date.UTC(2026, 10, 21);
  it.each([
    { name: 'now', readAtMs: receivedAtMs, reason: null },
    {
      name: 'exactly five minutes ahead',
      readAtMs: receivedAtMs + FUTURE_TOLERANCE_MS,
      reason: null,
    },
    {
      name: 'a millisecond more',
      readAtMs: receivedAtMs + FUTURE_TOLERANCE_MS + 1,
      reason: 'future-time',
    },
    { name: 'the first instant of 2000', readAtMs: OLDEST_READING_MS, reason: null },
    { name: 'a millisecond earlier', readAtMs: OLDEST_READING_MS - 1, reason: 'too-old' },
  ])('judges $name', ({ readAtMs, reason }) => {
    expect(instantProblem(readAtMs, receivedAtMs)?.reason ?? null).toBe(reason);
  });
});

describe('valueProblem', () => {
  it.each([
    { name: 'the register full', value: 999_999.99, refused: false },
    { name: 'beyond the register', value: 1_000_000, refused: true },
    { name: 'zero', value: 0, refused: false },
    { name: 'below zero', value: -0.01, refused: true },
  ])('judges $name', ({ value, refused }) => {
    expect(valueProblem(value, register) !== null).toBe(refused);
  });

  it('lets an interval or a power be negative, but not beyond 1e15', () => {
    const power = { ...register, kind: 'power', registerMax: null } as const;
    expect(valueProblem(-5, power)).toBeNull();
    expect(valueProblem(1e15, power)).toBeNull();
    expect(valueProblem(-1.1e15, power)).toMatchObject({ reason: 'out-of-range' });
  });
});

describe('position', () => {
  it('goes through a 64-bit float unchanged, up to the last gateway and sequence', () => {
    const gateways = fc.integer({ min: 1, max: 1_023 });
    const sequences = fc.maxSafeNat().map((n) => (n % (SEQUENCES_PER_GATEWAY - 1)) + 1);
    fc.assert(
      fc.property(gateways, sequences, (gatewayNumber, sequence) => {
        const position = encodePosition(gatewayNumber, sequence);
        expect(Number.isSafeInteger(position)).toBe(true);
        expect(decodePosition(position)).toEqual({ gatewayNumber, sequence });
      }),
    );
  });
});

describe('fateOf', () => {
  const stored = { value: 5, position: 100 };
  it.each([
    { name: 'the same message again', candidate: { value: 5, position: 100 }, fate: 'stored' },
    {
      name: 'a later message with the value',
      candidate: { value: 5, position: 101 },
      fate: 'duplicate',
    },
    {
      name: 'a later message with another value',
      candidate: { value: 6, position: 101 },
      fate: 'conflict',
    },
    {
      name: 'an earlier message, processed late',
      candidate: { value: 6, position: 99 },
      fate: 'displaces',
    },
  ])('decides on $name', ({ candidate, fate }) => {
    expect(fateOf(candidate, stored)).toBe(fate);
  });
});
