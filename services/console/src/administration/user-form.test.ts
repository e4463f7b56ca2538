import { describe, expect, it } from 'vitest';

import { bodyOf, valuesOf } from '../forms/field-spec.ts';
import { type Account, grantsOf, userFields, userValues } from './user-form.ts';

const account = (roles: Account['roles']): Account => ({
  ...{ id: '1', username: 'wang', name: '王', mustChangePassword: false },
  ...{ disabledAt: null, createdAt: '2026-01-01T00:00:00Z', roles },
});

describe('the form of an account', () => {
  it.each<{ name: string; roles: Account['roles'] }>([
    { name: 'an admin', roles: [{ role: 'admin', scope: { type: 'all' } }] },
    {
      name: 'an authority of a region and a park',
      roles: [
        { role: 'authority', scope: { type: 'region', code: '430626' } },
        { role: 'authority', scope: { type: 'park', code: 'p1' } },
      ],
    },
    {
      name: 'a reporter',
      roles: [{ role: 'enterprise-reporter', scope: { type: 'enterprise', id: 'A' } }],
    },
    {
      name: 'an auditor with an engagement',
      roles: [{ role: 'auditor', scope: { type: 'engagement', id: 'E', enterpriseIds: ['A'] } }],
    },
  ])('leaves $name as it was', ({ roles }) => {
    const specs = userFields(false);
    const body = bodyOf(specs, valuesOf(specs, userValues(account(roles))));
    expect(grantsOf(body, roles, 0)).toEqual(roles);
  });

  it('begins an auditor without an engagement', () => {
    expect(grantsOf({ role: 'auditor' }, [], 0)).toMatchObject([
      { role: 'auditor', scope: { type: 'engagement', enterpriseIds: [] } },
    ]);
  });

  it('gives an inspector no park, whatever was typed before', () => {
    const body = bodyOf(userFields(true), { role: 'inspector', regions: '43', parks: 'p1' });
    expect(grantsOf(body, [], 0)).toEqual([
      { role: 'inspector', scope: { type: 'region', code: '43' } },
    ]);
  });
});
