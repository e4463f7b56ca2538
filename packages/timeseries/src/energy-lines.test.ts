import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  COUNTER_CHECKPOINT,
  checkpointLine,
  correctionLine,
  DAILY_DEMAND,
  DAILY_ENERGY,
  dayLine,
  demandLine,
  hourLine,
  INTERVAL_DEMAND,
  INTERVAL_ENERGY,
  METER_READING_CORRECTION,
  quoted,
  storeIdentityLine,
} from './energy-lines.ts';

const ENTERPRISE = '91430626MA4L0001XT';
const AT = 1_795_219_200_000;
const TAGS = 'enterprise_id=91430626MA4L0001XT,meter_id=E01';

const energy = {
  meterId: 'E01',
  startMs: AT,
  quantity: 12.5 + 2 ** -20,
  estimatedQuantity: 0,
  coveredMs: 3_600_000,
};
const demand = { minKw: -0.5, maxKw: 7, sumKw: 0.1, quarterCount: 96, estimatedCount: 2 };
const correction = {
  meterId: 'E01',
  readAtMs: AT,
  value: 1234.5,
  recordedAtMs: AT + 1,
  correctionNo: 7,
};

describe('stored formats', () => {
  it.each([
    { format: INTERVAL_ENERGY, fields: 'quantity estimated_quantity covered_ms' },
    { format: DAILY_ENERGY, fields: 'quantity estimated_quantity covered_ms' },
    {
      format: DAILY_DEMAND,
      fields:
        'covered_ms demand_count demand_estimated_count demand_min_kw demand_max_kw demand_sum_kw',
    },
    { format: INTERVAL_DEMAND, fields: 'kw estimated' },
    { format: METER_READING_CORRECTION, fields: 'value recorded_at_ms correction_no voided' },
    { format: COUNTER_CHECKPOINT, fields: 'state history_sha256' },
  ])('$format.measurement has the fields that databases hold', ({ format, fields }) => {
    expect(format.fields.join(' ')).toBe(fields);
    expect(format.tags).toEqual(['enterprise_id', 'meter_id']);
  });

  it.each([
    {
      line: hourLine(ENTERPRISE, energy),
      expected: `interval_energy,${TAGS} quantity=12.500000953674316,estimated_quantity=0,covered_ms=3600000 ${AT}`,
    },
    {
      line: dayLine(ENTERPRISE, energy),
      expected: `daily_energy,${TAGS} quantity=12.500000953674316,estimated_quantity=0,covered_ms=3600000 ${AT}`,
    },
    {
      line: dayLine(ENTERPRISE, { ...energy, quantity: 1, demand: null }),
      expected: `daily_energy,${TAGS} quantity=1,estimated_quantity=0,covered_ms=3600000,demand_count=0 ${AT}`,
    },
    {
      line: dayLine(ENTERPRISE, { ...energy, quantity: 1, demand }),
      expected: `daily_energy,${TAGS} quantity=1,estimated_quantity=0,covered_ms=3600000,demand_count=96,demand_estimated_count=2,demand_min_kw=-0.5,demand_max_kw=7,demand_sum_kw=0.1 ${AT}`,
    },
    {
      line: demandLine(ENTERPRISE, { meterId: 'E01', startMs: AT, kw: 0.1, estimated: true }),
      expected: `interval_demand,${TAGS} kw=0.1,estimated=1 ${AT}`,
    },
    {
      line: demandLine(ENTERPRISE, { meterId: 'E01', startMs: AT, kw: 1e-7, estimated: false }),
      expected: `interval_demand,${TAGS} kw=1e-7,estimated=0 ${AT}`,
    },
    {
      line: correctionLine(ENTERPRISE, correction),
      expected: `meter_reading_correction,${TAGS} value=1234.5,recorded_at_ms=${AT + 1},correction_no=7,voided=0 ${AT}`,
    },
    {
      line: correctionLine(ENTERPRISE, { ...correction, value: null }),
      expected: `meter_reading_correction,${TAGS} value=0,recorded_at_ms=${AT + 1},correction_no=7,voided=1 ${AT}`,
    },
    {
      line: checkpointLine(ENTERPRISE, {
        meterId: 'E01',
        atMs: AT,
        state: '[1,"r\\"]',
        historySha256: 'ab',
      }),
      expected: `counter_checkpoint,${TAGS} state="[1,\\"r\\\\\\"]",history_sha256="ab" ${AT}`,
    },
    { line: storeIdentityLine('a-1'), expected: 'store_identity id="a-1" 0' },
  ])('are written as $expected', ({ line, expected }) => {
    expect(line).toBe(expected);
  });

  it.each([
    { name: 'a quantity that is no number', change: { quantity: Number.NaN } },
    { name: 'an endless quantity', change: { quantity: Number.POSITIVE_INFINITY } },
    { name: 'a start between two milliseconds', change: { startMs: AT + 0.5 } },
    { name: 'a meter that would need escaping', change: { meterId: 'E 01' } },
  ])('never hold $name', ({ change }) => {
    expect(() => hourLine(ENTERPRISE, { ...energy, ...change })).toThrow();
  });
});

describe('quoted', () => {
  it('gives back every text when read as line protocol is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { value, end } = readQuoted(`${quoted(text)},next="x"`);
        expect(value).toBe(text);
        expect(end).toBe(quoted(text).length);
      }),
    );
  });

  it('gives back texts full of what is escaped', () => {
    const unit = fc.constantFrom('\\', '"', '\n', ',', ' ', 'n', '=');
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        expect(readQuoted(`${quoted(text)} 1`).value).toBe(text);
      }),
    );
  });

  it('takes no half of a character', () => {
    expect(() => quoted('\ud83d')).toThrow('half characters');
  });
});

/** Reads a string field as InfluxDB documents it: a backslash counts before a quote or a backslash. */
function readQuoted(line: string): { value: string; end: number } {
  let value = '';
  let at = 1;
  while (line[at] !== '"') {
    if (line[at] === '\\' && (line[at + 1] === '"' || line[at + 1] === '\\')) at += 1;
    value += line[at];
    at += 1;
  }
  return { value, end: at + 1 };
}
