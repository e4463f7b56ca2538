import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { type ApiRequest, createApiRequest } from '../api-request.ts';
import { COUNTY } from '../county/published-figures.ts';

/** People of the demo, each with one role; those of the desk act for every other enterprise. */
export const DEMO_PEOPLE = [
  'demo-authority',
  'demo-inspector',
  'demo-inspector-2',
  'demo-auditor',
  'demo-reporter',
  'demo-reviewer',
  'demo-desk-reporter',
  'demo-desk-reviewer',
] as const;
export type DemoPerson = (typeof DEMO_PEOPLE)[number];

/** Passwords of the demo's people by username. */
export type DemoPasswords = Readonly<Record<DemoPerson, string>>;

/** Name of the file with the passwords, in the state folder of the simulator. */
export const ACCOUNTS_FILE = 'demo-accounts.json';

/** Enterprises that the desk reports for, at most; the one with people of its own besides. */
export const DESK_ENTERPRISES_MAX = 49;

const passwordsSchema = z.record(z.enum(DEMO_PEOPLE), z.string());

/** The passwords of the last run, or new random ones, written down (mode 600) before they are used. */
export function keepPasswords(folder: string): DemoPasswords {
  const path = join(folder, ACCOUNTS_FILE);
  try {
    return passwordsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new Error(`${path} is damaged; remove it to begin anew.`, { cause: error });
    }
  }
  const passwords = Object.fromEntries(
    DEMO_PEOPLE.map((name) => [name, randomBytes(15).toString('base64url')]),
  ) as unknown as DemoPasswords;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, JSON.stringify(passwords, null, 2), { mode: 0o600 });
  return passwords;
}

/**
 * The accounts as the api takes them.
 *
 * @param own the enterprise with people of its own
 * @param others those that the desk fills in for, {@link DESK_ENTERPRISES_MAX} at most
 */
export function demoUsers(
  passwords: DemoPasswords,
  own: string,
  others: readonly string[],
  nowMs: number,
) {
  const county = [{ type: 'region', code: COUNTY.regionCode }];
  const of = (ids: readonly string[]) => ids.map((id) => ({ type: 'enterprise', id }));
  const year = new Date(nowMs).getUTCFullYear();
  const engagement = {
    ...{ type: 'engagement', title: `${year}年度能源审计`, enterpriseIds: [own] },
    ...{ periodFrom: `${year - 1}-01-01`, periodTo: `${year}-12-31` },
    expiresAt: new Date(nowMs + 180 * 86_400_000).toISOString(),
  };
  const user = (username: DemoPerson, name: string, role: string, scopes: readonly object[]) => {
    const roles = scopes.map((scope) => ({ role, scope }));
    return { username, name, password: passwords[username], roles };
  };
  return [
    user('demo-authority', '县发改局 周敏', 'authority', county),
    user('demo-inspector', '节能监察中心 李强', 'inspector', county),
    user('demo-inspector-2', '节能监察中心 王芳', 'inspector', county),
    user('demo-auditor', '能源审计机构 陈立', 'auditor', [engagement]),
    user('demo-reporter', '能源统计员 张伟', 'enterprise-reporter', of([own])),
    user('demo-reviewer', '能源管理负责人 刘洋', 'enterprise-reviewer', of([own])),
    user('demo-desk-reporter', '代报人员', 'enterprise-reporter', of(others)),
    user('demo-desk-reviewer', '代审人员', 'enterprise-reviewer', of(others)),
  ];
}

/** The requests of each of the demo's people, who sign in once, when they first ask. */
export function signedInAs(url: string, passwords: DemoPasswords): (who: DemoPerson) => ApiRequest {
  const known = new Map<DemoPerson, ApiRequest>();
  return (who) => {
    const request =
      known.get(who) ?? createApiRequest({ url, username: who, password: passwords[who] });
    known.set(who, request);
    return request;
  };
}
