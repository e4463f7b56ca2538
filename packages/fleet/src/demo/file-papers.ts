import { localDate } from '@hengneng/domain';
import { z } from 'zod';

import { type ApiRequest, createApiRequest, unlessThere } from '../api-request.ts';
import { COUNTY } from '../county/published-figures.ts';
import type { Fleet, FleetEnterprise } from '../meters/fleet.ts';
import { seedFor } from '../random.ts';
import { forEachAtOnce } from '../simulate/pacer.ts';
import { DESK_ENTERPRISES_MAX, demoUsers, keepPasswords, signedInAs } from './demo-accounts.ts';
import { closedMonths } from './demo-ledger.ts';
import { DEMO_PARKS, DEMO_REGION } from './demo-places.ts';
import { DEMO_ISSUER } from './demo-policies.ts';
import { type Desk, filePapersOf } from './papers-of-enterprise.ts';

/** What the papers of a demo are made from. */
export interface PapersRequest {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly stateDir: string;
  readonly seed: number;
  readonly fleet: Fleet;
  /** Where the readings begin: whole months from then on are metered, earlier ones are the ledger's. */
  readonly historyFromMs: number;
  readonly nowMs: number;
  readonly print: (line: string) => void;
  readonly signal: AbortSignal;
}

const ENTERPRISES_AT_ONCE = 4;

/**
 * Gives the simulated county what a real one has on paper: accounts of its people, names of places,
 * factors, ledgers of last year and this one, budgets, plans with measures, certificates. What is there
 * already is left as it is, so a run that was cut short is finished by the next one.
 */
export async function fileDemoPapers(request: PapersRequest): Promise<void> {
  const { url, stateDir, fleet, nowMs, print, signal } = request;
  const startedAt = Date.now();
  const admin = createApiRequest(request);
  const bySize = [...fleet.enterprises].sort((a, b) => b.annualTce - a.annualTce);
  const [own, ...others] = bySize;
  if (own === undefined) return;
  const passwords = keepPasswords(stateDir);
  const people = demoUsers(
    passwords,
    own.id,
    others.slice(0, DESK_ENTERPRISES_MAX).map(({ id }) => id),
    nowMs,
  );
  for (const user of people) await unlessThere(() => admin('POST', '/api/v1/users', user));
  const as = signedInAs(url, passwords);
  await nameAreas(admin);
  const factorSet = await publishFactors(admin, nowMs);
  await issueForCounty(as('demo-authority'), nowMs, bySize);
  const covered = bySize.slice(0, DESK_ENTERPRISES_MAX + 1);
  let filed = 0;
  await forEachAtOnce(covered, ENTERPRISES_AT_ONCE, async (enterprise) => {
    if (signal.aborted) return;
    const rank = bySize.indexOf(enterprise);
    const isOwn = rank === 0;
    const desk: Desk = {
      admin,
      authority: as('demo-authority'),
      reporter: as(isOwn ? 'demo-reporter' : 'demo-desk-reporter'),
      reviewer: as(isOwn ? 'demo-reviewer' : 'demo-desk-reviewer'),
    };
    const papers = { ...request, rank, factorSet, months: closedMonths(nowMs) };
    if (await filePapersOf(desk, enterprise, papers, seedFor(request.seed, enterprise.id))) {
      filed += 1;
    }
  });
  const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
  print(`Papers: ledgers, budgets and plans of ${filed} enterprises filed in ${seconds} s.`);
  print(`Papers: accounts of the demo's people stand in ${stateDir}/demo-accounts.json.`);
}

async function nameAreas(admin: ApiRequest): Promise<void> {
  const { code: regionCode, name } = DEMO_REGION;
  await admin('PUT', `/api/v1/regions/${regionCode}`, { name });
  for (const park of DEMO_PARKS) {
    await admin('PUT', `/api/v1/parks/${park.code}`, { name: park.name, regionCode });
  }
}

const setsSchema = z.object({ items: z.array(z.object({ id: z.string() })) });
/** Made up in the manner of a province's yearly notice: what the reference set leaves open. */
const PROVINCIAL = [
  { kind: 'steam', unit: 'MJ', basis: 'primary', kgcePerUnit: 0.0375 },
  { kind: 'heat', unit: 'MJ', basis: 'primary', kgcePerUnit: 0.0375 },
] as const;

/** Publishes the county's factors for this year on top of the reference; answers the id of the set. */
async function publishFactors(admin: ApiRequest, nowMs: number): Promise<string> {
  const year = new Date(nowMs).getUTCFullYear();
  const id = `demo-${year}-provisional`;
  // The newest set counts where nobody names one: it has to be younger than the reference.
  const today = localDate(nowMs, COUNTY.timeZone);
  const known = setsSchema.parse(await admin('GET', '/api/v1/factor-sets'));
  if (known.items.some((set) => set.id === id)) return id;
  const basedOn = known.items.find((set) => set.id.startsWith('reference-'))?.id;
  await admin('POST', '/api/v1/factor-sets', {
    ...{ id, name: `${year}年折标系数（暂定，模拟）`, publishedOn: today, basedOn },
    standardCoal: PROVINCIAL.map((factor) => ({
      ...factor,
      ...{ id: `demo-${factor.kind}-primary`, validFrom: `${year - 1}-01-01` },
      ...{ status: 'provisional', source: '模拟县域等价值，仅供演示' },
    })),
  });
  return id;
}

const bodiesSchema = z.object({ items: z.array(z.object({ mark: z.string() })) });
const entriesSchema = z.object({ items: z.array(z.object({ id: z.string() })) });

/** What the county sets for itself: who issues its documents, and its own targets. */
async function issueForCounty(
  authority: ApiRequest,
  nowMs: number,
  enterprises: readonly FleetEnterprise[],
): Promise<void> {
  const year = new Date(nowMs).getUTCFullYear();
  const { code } = DEMO_REGION;
  const targets = `/api/v1/regions/${code}/targets`;
  const known = entriesSchema.parse(await authority('GET', `${targets}?year=${year}`));
  if (known.items.length > 0) return;
  const issued = {
    issuer: DEMO_ISSUER,
    documentNo: `平发改〔${year}〕8号`,
    issuedOn: `${year}-01-12`,
  };
  const totalTce = enterprises.reduce((sum, { annualTce }) => sum + annualTce, 0);
  // Primary energy of a county of this mix is about half as much again as its calorific value.
  const base = Math.round((totalTce * 1.45) / 100) * 100;
  const goals = [
    {
      id: 'total',
      document: { metric: 'total-tce', basis: 'primary', base, stretch: base * 0.97 },
    },
    {
      id: 'intensity',
      // Against the year that the ledgers go back to: of an earlier one nothing is known here.
      document: { metric: 'intensity-cut', base: 0.03, stretch: 0.05, baseYear: year - 1 },
    },
    { id: 'audits', document: { metric: 'audit-coverage', base: 0.3, stretch: 0.5 } },
  ];
  const bodies = bodiesSchema.parse(await authority('GET', '/api/v1/issuing-bodies'));
  if (!bodies.items.some(({ mark }) => mark === '平发改')) {
    await authority('POST', '/api/v1/issuing-bodies', {
      ...{ mark: '平发改', name: DEMO_ISSUER, regionCode: code, reviewBody: '平江县人民政府' },
    });
  }
  for (const { id, document } of goals) {
    await authority('POST', targets, { id, year, document: { ...document, ...issued } });
  }
}
