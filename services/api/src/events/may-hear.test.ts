import type { ConsoleEvent } from '@hengneng/contracts';
import type { RoleGrant } from '@hengneng/database';
import { describe, expect, it } from 'vitest';

import { createPrincipal } from '../access/principal.ts';
import { mayHear } from './may-hear.ts';

const OWN = '91430626MA00000011';
const PLACE = { regionCode: '430626', parkCode: 'P1' };

function event(change: Partial<ConsoleEvent> = {}): ConsoleEvent {
  return {
    id: 'e1',
    enterpriseId: OWN,
    audience: 'everyone',
    subjectId: 'alert-1',
    event: 'firing',
    word: 'warning',
    severity: 2,
    rule: 'over-budget',
    text: { zh: '超预算用能', en: 'Over-budget energy use' },
    at: '2026-11-21T00:00:00Z',
    ...change,
  };
}

function person(role: RoleGrant['role'], scope: RoleGrant['scope']) {
  const roles = [{ role, scope }];
  const user = { id: 'u', username: 'u', name: 'u', mustChangePassword: false, roles };
  return createPrincipal({ ...user, disabledAtMs: null, createdAtMs: 0 }, 'sha', 0);
}

const inspector = (code: string) => person('inspector', { type: 'region', code });
const reporter = (id: string) => person('enterprise-reporter', { type: 'enterprise', id });
const admin = person('admin', { type: 'all' });
const auditor = person('auditor', {
  type: 'engagement',
  enterpriseIds: [OWN],
  periodFrom: '2020-01-01',
  periodTo: '2030-01-01',
  expiresAtMs: 1,
});

describe('mayHear', () => {
  it.each([
    { name: 'an inspector of the region', who: inspector('4306'), hears: true },
    { name: 'an inspector of the county next door', who: inspector('430621'), hears: false },
    { name: 'a park', who: person('authority', { type: 'park', code: 'P1' }), hears: true },
    { name: 'another park', who: person('authority', { type: 'park', code: 'P2' }), hears: false },
    { name: 'the enterprise', who: reporter(OWN), hears: true },
    { name: 'another enterprise', who: reporter('91430626MA00000022'), hears: false },
    { name: 'the admin', who: admin, hears: true },
    { name: 'an auditor', who: auditor, hears: false },
    { name: 'who reads logs', who: person('log-auditor', { type: 'all' }), hears: false },
    { name: 'who manages accounts', who: person('security', { type: 'all' }), hears: false },
  ])('of an alert of the enterprise lets $name hear: $hears', ({ who, hears }) => {
    expect(mayHear(who, event(), PLACE)).toBe(hears);
  });

  it.each([
    { audience: 'authority', name: 'the enterprise', who: reporter(OWN), hears: false },
    { audience: 'authority', name: 'the inspector', who: inspector('43'), hears: true },
    { audience: 'enterprise', name: 'the enterprise', who: reporter(OWN), hears: true },
    { audience: 'enterprise', name: 'the inspector', who: inspector('43'), hears: true },
    { audience: 'platform', name: 'the inspector', who: inspector('43'), hears: false },
    { audience: 'platform', name: 'the enterprise', who: reporter(OWN), hears: false },
    { audience: 'platform', name: 'the admin', who: admin, hears: true },
  ] as const)('of what is for the $audience lets $name hear: $hears', (row) => {
    expect(mayHear(row.who, event({ audience: row.audience }), PLACE)).toBe(row.hears);
  });

  it.each([
    { name: 'an inspector of the region around it', who: inspector('4306'), hears: true },
    { name: 'an inspector of a part of it', who: inspector('43062601'), hears: false },
    { name: 'its park', who: person('authority', { type: 'park', code: 'P1' }), hears: true },
    { name: 'another park', who: person('authority', { type: 'park', code: 'P2' }), hears: false },
    { name: 'an enterprise of it', who: reporter(OWN), hears: false },
    { name: 'an auditor', who: auditor, hears: false },
    { name: 'admin', who: admin, hears: true },
  ])('tells of an area $name: $hears', ({ who, hears }) => {
    const area = { type: 'park', code: 'P1', regionCode: '430626' } as const;
    expect(mayHear(who, event({ enterpriseId: null, audience: 'authority', area }), null)).toBe(
      hears,
    );
  });

  it('tells regions nothing of an enterprise that is nowhere', () => {
    expect(mayHear(inspector('43'), event(), null)).toBe(false);
    expect(mayHear(admin, event(), null)).toBe(true);
  });

  it('tells of the platform itself those who run it alone', () => {
    const ofPlatform = event({ enterpriseId: null, audience: 'everyone' });
    expect(mayHear(inspector('43'), ofPlatform, null)).toBe(false);
    expect(mayHear(admin, ofPlatform, null)).toBe(true);
  });
});
