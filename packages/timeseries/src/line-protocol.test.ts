import { describe, expect, it } from 'vitest';

import { createLineWriter, METER_READING } from './line-protocol.ts';

const reading = {
  enterpriseId: '91430626MA4L0001XT',
  meterId: 'E01',
  readAtMs: 1_795_219_200_000,
  value: 12345.67,
  position: 2 ** 43 + 42,
};

describe('stored format', () => {
  it('is the one that is in every database since the first release', () => {
    expect(METER_READING).toMatchInlineSnapshot(`
      {
        "fields": [
          "value",
          "position",
        ],
        "measurement": "meter_reading",
        "tags": [
          "enterprise_id",
          "meter_id",
        ],
      }
    `);
    expect(createLineWriter().line(reading)).toBe(
      'meter_reading,enterprise_id=91430626MA4L0001XT,meter_id=E01 ' +
        'value=12345.67,position=8796093022250 1795219200000',
    );
  });

  it.each([
    { name: 'a blank', meterId: 'E 01' },
    { name: 'a comma', meterId: 'E,01' },
    { name: 'a line end', meterId: 'E01\nmeter_reading' },
    { name: 'nothing', meterId: '' },
    { name: 'an inherited name', meterId: '__proto__' },
  ])('never holds a tag with $name', ({ meterId }) => {
    expect(() => createLineWriter().line({ ...reading, meterId })).toThrow('safe id');
  });
});
