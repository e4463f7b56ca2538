import { describe, expect, it } from 'vitest';

import { policyFilter, readPolicyQuery, writePolicyQuery } from './policy-query.ts';

const read = (text: string) => readPolicyQuery(new URLSearchParams(text), 2026);

describe('the question of the policies', () => {
  it('is of this year, everywhere, unless the address says otherwise', () => {
    expect(read('year=20xx&area=planet:1&missing=all')).toEqual(read(''));
    expect(policyFilter(read(''))).toEqual({ year: 2026 });
    expect(writePolicyQuery(read(''), 2026).size).toBe(0);
  });

  it.each([
    ['year=2027&area=region:430626&missing=targets', { regionCode: '430626', missing: 'targets' }],
    ['year=2027&area=park:PJ-GX&search=水泥', { parkCode: 'PJ-GX', search: '水泥' }],
  ])('survives the address: %s', (address, filter) => {
    expect(policyFilter(read(address))).toEqual({ year: 2027, ...filter });
    const again = writePolicyQuery(read(address), 2026);
    expect(readPolicyQuery(again, 2026)).toEqual(read(address));
  });
});
