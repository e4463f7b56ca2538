import { createTenantScope, type RoleGrant } from '@hengneng/database';
import { ROLES } from '@hengneng/domain';
import { describe, expect, it } from 'vitest';

import { assertRolesCompatible } from '../users/role-rules.ts';
import { isRoutePermission, ROLES_BY_PERMISSION, SCOPES_BY_ROLE } from './matrix.ts';
import {
  asOfFor,
  createPrincipal,
  isAllowed,
  permissionsOf,
  scopeOf,
  scopeOn,
} from './principal.ts';

function principal(roles: readonly RoleGrant[], atMs = 0) {
  const user = { id: 'u', username: 'u', name: 'u', mustChangePassword: false, roles };
  return createPrincipal({ ...user, disabledAtMs: null, createdAtMs: 0 }, 'sha', atMs);
}

const region = (code: string) => ({ type: 'region', code }) as const;
const enterprise = (id: string) => ({ type: 'enterprise', id }) as const;

/** What people write about their own enterprise or their own commission; no registry, no users. */
const OWN_RECORD = new Set([
  // A device and its meters, before anything was measured; changes stay with admin.
  'meters.register',
  'credentials.write',
  'metering.write',
  'ledger.fill',
  'ledger.check',
  'ledger.return',
  'ledger.accept',
  'ledger.settings',
  'duty.declare',
  'duty.relax',
  'engagements.manage',
  'papers.write',
  'findings.answer',
  'corrections.request',
  'corrections.check',
  'corrections.approve',
  'corrections.decide',
  'corrections.work',
  'attachments.write',
  'policies.write',
  'policies.sign',
  'plans.write',
  'plans.sign',
  'area-alerts.work',
  // Weather as it was published: it lowers nobody's figures by itself.
  'degree-days.write',
  // A document as it would be, before anybody issues it: nothing is kept.
  'cases.preview',
  // Casework of one's own region, and an enterprise's answers to it.
  'alerts.work',
  'cases.work',
  'cases.sign',
  'cases.close',
  'cases.answer',
  'issuing-bodies.write',
  // Reads what the role sees anyway.
  'readings.verify',
  'exports.run',
  // Who is told what, each of the own side.
  'notifications.send-again',
  'channels.write',
  'contacts.write',
  'silences.write',
  // Of an authority: what it publishes, and the second look at what others did.
  'factors.verify',
  'assessed-rules.write',
  'targets.issue',
]);

describe('the matrix', () => {
  it('keeps the duties apart that must be apart', () => {
    const may = (permission: keyof typeof ROLES_BY_PERMISSION): readonly string[] =>
      ROLES_BY_PERMISSION[permission];
    expect(may('users.manage')).toEqual(['security']);
    expect(may('registry.write')).toEqual(['admin']);
    for (const [permission, roles] of Object.entries(ROLES_BY_PERMISSION)) {
      const isWrite = !permission.endsWith('.read') && !OWN_RECORD.has(permission);
      const others = roles.filter((role) => !['admin', 'security', 'log-auditor'].includes(role));
      if (isWrite) expect(others, permission).toEqual([]);
      const isSecurity = ['users.manage', 'audit.read', 'roots.read'].includes(permission);
      if (!isSecurity) expect(roles, permission).not.toContain('security');
    }
  });

  it('has a ledger filled in, checked and accepted by three', () => {
    const may = (permission: keyof typeof ROLES_BY_PERMISSION) => ROLES_BY_PERMISSION[permission];
    expect(may('ledger.fill')).toEqual(['enterprise-reporter']);
    expect(may('ledger.check')).toEqual(['enterprise-reviewer']);
    expect(may('ledger.accept')).toEqual(['authority']);
    expect(may('ledger.settings')).toEqual(['authority']);
  });

  it('has targets issued by the authority and by nobody who inspects or administers', () => {
    const may = (permission: keyof typeof ROLES_BY_PERMISSION) => ROLES_BY_PERMISSION[permission];
    expect(may('targets.issue')).toEqual(['authority']);
    expect(may('plans.sign')).toEqual(['enterprise-reviewer']);
    for (const permission of ['policies.write', 'policies.sign', 'plans.write'] as const) {
      expect(may(permission)).not.toContain('admin');
      expect(may(permission)).not.toContain('inspector');
    }
  });

  it('lets the log auditor read the audit log, roots and verifications and no enterprise data', () => {
    const held = Object.entries(ROLES_BY_PERMISSION)
      .filter(([, roles]) => (roles as readonly string[]).includes('log-auditor'))
      .map(([permission]) => permission);
    expect(held.sort()).toEqual([
      'audit.read',
      'roots.read',
      'verification.read',
      'verification.run',
    ]);
  });

  it('says of every role what it may cover', () => {
    expect(Object.keys(SCOPES_BY_ROLE).sort()).toEqual([...ROLES].sort());
  });

  it.each([
    { word: 'public', is: true },
    { word: 'registry.read', is: true },
    { word: 'registry.delete', is: false },
    { word: 'toString', is: false },
    { word: undefined, is: false },
  ])('takes $word for a permission: $is', ({ word, is }) => {
    expect(isRoutePermission(word)).toBe(is);
  });
});

describe('a principal', () => {
  it('reaches by a permission what the roles that carry it cover, and no more', () => {
    const both = principal([
      { role: 'inspector', scope: region('4306') },
      { role: 'enterprise-reporter', scope: enterprise('A') },
      { role: 'log-auditor', scope: { type: 'all' } },
    ]);
    expect(scopeOf(both, 'readings.read')).toEqual(
      createTenantScope({ regionCodes: ['4306'], enterpriseIds: ['A'] }),
    );
    expect(scopeOf(both, 'verification.read').all).toBe(true);
    expect(scopeOf(both, 'registry.write')).toEqual(createTenantScope({}));
    expect(isAllowed(both, 'registry.write')).toBe(false);
  });

  it('knows what it may do, by what the roles cover', () => {
    const both = principal([
      { role: 'inspector', scope: region('4306') },
      { role: 'enterprise-reporter', scope: enterprise('A') },
      { role: 'inspector', scope: region('5201') },
    ]);
    const held = permissionsOf(both);
    expect(Object.keys(held).sort()).toEqual(['enterprise', 'region']);
    expect(held.region).toContain('alerts.work');
    expect(held.enterprise).not.toContain('alerts.work');
    expect(held.enterprise?.filter((name) => name === 'cases.answer')).toEqual(['cases.answer']);
    expect(permissionsOf(principal([]))).toEqual({});
  });

  it('loses an engagement at the instant it ends', () => {
    const scope = {
      type: 'engagement',
      enterpriseIds: ['A'],
      periodFrom: '2025-01-01',
      periodTo: '2025-12-31',
      expiresAtMs: 1_000,
    } as const;
    const grants: RoleGrant[] = [{ role: 'auditor', scope }];
    expect(isAllowed(principal(grants, 999), 'readings.read')).toBe(true);
    expect(isAllowed(principal(grants, 1_000), 'readings.read')).toBe(false);
  });
});

describe('scopeOn', () => {
  const engagement = (id: string, year: string): RoleGrant => ({
    role: 'auditor',
    scope: {
      type: 'engagement',
      enterpriseIds: [id],
      periodFrom: `${year}-01-01`,
      periodTo: `${year}-12-31`,
      expiresAtMs: 1_000,
    },
  });
  const auditor = principal([engagement('A', '2024'), engagement('B', '2025')]);

  it.each([
    { date: '2024-12-31', ids: ['A'] },
    { date: '2025-01-01', ids: ['B'] },
  ])('reaches on $date only what is engaged for that day', ({ date, ids }) => {
    expect(scopeOn(auditor, 'accounting.read', date).enterpriseIds).toEqual(ids);
  });

  it('refuses a day that no engagement holds', () => {
    expect(() => scopeOn(auditor, 'accounting.read', '2023-12-31')).toThrow(
      expect.objectContaining({ code: 'TIME_RANGE_INVALID' }),
    );
  });
});

describe('asOfFor', () => {
  const frozen = (id: string, dataAsOfMs?: number): RoleGrant => ({
    role: 'auditor',
    scope: {
      type: 'engagement',
      enterpriseIds: [id],
      periodFrom: '2025-01-01',
      periodTo: '2025-12-31',
      expiresAtMs: 1_000,
      ...(dataAsOfMs === undefined ? {} : { dataAsOfMs }),
    },
  });

  it.each([
    { name: 'the frozen state', grants: [frozen('A', 5)], asOfMs: 5 },
    { name: 'the latest of several', grants: [frozen('A', 9), frozen('A', 5)], asOfMs: 9 },
    { name: 'today where one is not frozen', grants: [frozen('A', 9), frozen('A')], asOfMs: null },
    { name: 'today where none names it', grants: [frozen('B', 5)], asOfMs: null },
    {
      name: 'today for everybody else',
      grants: [{ role: 'inspector', scope: region('43') } as RoleGrant],
      asOfMs: null,
    },
  ])('is $name', ({ grants, asOfMs }) => {
    expect(asOfFor(principal(grants), 'A')).toBe(asOfMs);
  });
});

describe('assertRolesCompatible', () => {
  it('takes one role over several regions', () => {
    assertRolesCompatible([
      { role: 'inspector', scope: region('430626') },
      { role: 'inspector', scope: region('520102') },
    ]);
  });

  it.each([
    {
      name: 'filling in and checking',
      grants: [
        { role: 'enterprise-reporter', scope: enterprise('A') },
        { role: 'enterprise-reviewer', scope: enterprise('A') },
      ],
    },
    {
      name: 'handing out roles and keeping the registry',
      grants: [
        { role: 'security', scope: { type: 'all' } },
        { role: 'admin', scope: { type: 'all' } },
      ],
    },
    { name: 'an inspector of everything', grants: [{ role: 'inspector', scope: { type: 'all' } }] },
    { name: 'a region without an end', grants: [{ role: 'admin', scope: region('43') }] },
  ] as { name: string; grants: RoleGrant[] }[])('refuses $name', ({ grants }) => {
    expect(() => assertRolesCompatible(grants)).toThrow(
      expect.objectContaining({ code: 'ROLES_INCOMPATIBLE' }),
    );
  });
});
