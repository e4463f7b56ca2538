import type { FieldSpec, Values } from '../forms/field-spec.ts';
import { ROLES } from '../words/codes.ts';

/** A role with what it covers, as the api takes and answers it. */
export interface Grant {
  readonly role: string;
  readonly scope: Readonly<Record<string, unknown>> & { readonly type: string };
}

/** An account, as the api answers it. */
export interface Account {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly mustChangePassword: boolean;
  readonly disabledAt: string | null;
  readonly createdAt: string;
  readonly roles: readonly Grant[];
}

const REGIONAL = ['authority', 'inspector'];
const OWN = ['enterprise-reporter', 'enterprise-reviewer'];
const isOf = (roles: readonly string[]) => (values: Values) => roles.includes(String(values.role));

/** Fields of an account; which of them are asked depends on the role. */
export function userFields(isNew: boolean): readonly FieldSpec[] {
  const username: FieldSpec = {
    name: 'username',
    label: ['用户名', 'User name'],
    kind: 'text',
    isRequired: true,
    hint: ['字母、数字和 _ . @ -', 'Letters, digits and _ . @ -'],
  };
  return [
    ...(isNew ? [username] : []),
    { name: 'name', label: ['姓名', 'Name'], kind: 'text', isRequired: true },
    { name: 'role', label: ['角色', 'Role'], kind: 'choice', names: ROLES, isRequired: true },
    {
      name: 'regions',
      label: ['行政区划代码', 'Region codes'],
      kind: 'lines',
      hint: [
        '每行一个；代码覆盖其下级，如 4306 覆盖岳阳市各县。',
        'One a line; a code covers what it prefixes, as 4306 covers every county of Yueyang.',
      ],
      isShown: isOf(REGIONAL),
    },
    {
      name: 'parks',
      label: ['园区代码', 'Park codes'],
      kind: 'lines',
      hint: ['每行一个。', 'One a line.'],
      isShown: isOf(['authority']),
    },
    {
      name: 'enterprises',
      label: ['企业', 'Enterprises'],
      kind: 'enterprises',
      isRequired: true,
      isShown: isOf(OWN),
    },
  ];
}

/** What the form of an account begins with. */
export function userValues({ name, roles }: Account): Values {
  const codes = (type: string, field: string) =>
    roles.filter(({ scope }) => scope.type === type).map(({ scope }) => String(scope[field]));
  return {
    name,
    role: roles[0]?.role,
    regions: codes('region', 'code'),
    parks: codes('park', 'code'),
    enterprises: codes('enterprise', 'id'),
  };
}

/**
 * The grants that a form means. An auditor's come from engagements, which the authority or the
 * enterprise commissions: those there are stay, and a new auditor begins without one.
 */
export function grantsOf(values: Values, before: readonly Grant[], nowMs: number): Grant[] {
  const role = String(values.role ?? '');
  const list = (name: string) => (values[name] ?? []) as readonly string[];
  if (role === 'auditor') {
    const kept = before.filter((grant) => grant.role === role);
    return kept.length > 0 ? kept : [{ role, scope: noEngagement(nowMs) }];
  }
  if (REGIONAL.includes(role)) {
    return [
      ...list('regions').map((code) => ({ role, scope: { type: 'region', code } })),
      ...list('parks').map((code) => ({ role, scope: { type: 'park', code } })),
    ];
  }
  if (OWN.includes(role)) {
    return list('enterprises').map((id) => ({ role, scope: { type: 'enterprise', id } }));
  }
  return role === '' ? [] : [{ role, scope: { type: 'all' } }];
}

function noEngagement(nowMs: number) {
  const expiresAt = new Date(nowMs).toISOString();
  const day = expiresAt.slice(0, 10);
  return {
    ...{ type: 'engagement', enterpriseIds: [], periodFrom: day, periodTo: day, expiresAt },
  };
}
