import { addMonths } from '@hengneng/domain';
import { z } from 'zod';

import { type ApiRequest, unlessThere } from '../api-request.ts';
import { ZONE_OFFSET_MS } from '../meters/calendar.ts';
import type { Fleet, FleetEnterprise } from '../meters/fleet.ts';
import { ledgerCsv, monthAmounts } from './demo-ledger.ts';
import { classOf } from './demo-places.ts';
import {
  DEMO_ISSUER,
  demoMeasures,
  demoTargets,
  lastYearRatio,
  type PolicyBasis,
} from './demo-policies.ts';
import { DEMO_PRODUCTS, OTHER_GOODS } from './demo-products.ts';

/** Requests of the people who act on an enterprise's papers. */
export interface Desk {
  readonly admin: ApiRequest;
  readonly authority: ApiRequest;
  readonly reporter: ApiRequest;
  readonly reviewer: ApiRequest;
}

/** What an enterprise's papers are made from. */
export interface EnterprisePapers {
  readonly fleet: Fleet;
  /** 0 is the biggest enterprise of the county. */
  readonly rank: number;
  readonly factorSet: string;
  /** Months that are over, from last January on. */
  readonly months: readonly string[];
  readonly historyFromMs: number;
  readonly nowMs: number;
}

const versionsSchema = z.object({ items: z.array(z.object({ part: z.string(), year: z.int() })) });
const itemsSchema = z.object({ items: z.array(z.unknown()) });
const revisionSchema = z.object({ revision: z.int() });
const consumptionSchema = z.object({
  rows: z.array(
    z.object({
      known: z.object({ tcePrimary: z.number() }),
    }),
  ),
  total: z.object({ tco2: z.number().nullable() }),
});
/** Net calorific value of the simulated pellets, kJ/kg. */
const BIOMASS_KJ_PER_KG = 16_720;

/** Files everything of one enterprise; false where it was there already. */
export async function filePapersOf(
  desk: Desk,
  enterprise: FleetEnterprise,
  papers: EnterprisePapers,
  seed: number,
): Promise<boolean> {
  const path = `/api/v1/enterprises/${enterprise.id}`;
  const year = new Date(papers.nowMs + ZONE_OFFSET_MS).getUTCFullYear();
  const { items } = versionsSchema.parse(await desk.admin('GET', `${path}/policies`));
  if (items.some((version) => version.part === 'authority' && version.year === year)) return false;
  const product = DEMO_PRODUCTS[enterprise.plant.id] ?? null;
  const { id, name, unit } = product ?? OTHER_GOODS;
  await unlessThere(() => desk.admin('POST', `${path}/products`, { id, name, unit }));
  await settleSources(desk.admin, path, enterprise, papers, year);
  await fileLedger(desk, path, enterprise, papers, seed);
  await certifyMeters(desk.reporter, path, enterprise, papers.rank, year);
  const lastYear = await readLastYear(desk.reporter, path, year);
  const basis = { year, rank: papers.rank, lastYear, factorSet: papers.factorSet, product };
  // A run that was cut short has signed the plan and not the targets.
  if (!items.some((version) => version.part === 'plan' && version.year === year)) {
    await signPlan(desk, path, enterprise, basis);
  }
  await signTargets(desk.authority, path, basis);
  return true;
}

/** Whole months with readings are the meters', those before the ledger's. */
async function settleSources(
  admin: ApiRequest,
  path: string,
  { energy }: FleetEnterprise,
  { historyFromMs }: EnterprisePapers,
  year: number,
): Promise<void> {
  const begins = new Date(historyFromMs + ZONE_OFFSET_MS).toISOString();
  const isWhole = begins.slice(8, 10) === '01';
  const month = isWhole ? begins.slice(0, 7) : addMonths(begins.slice(0, 7), 1);
  for (const { energyKind } of energy) {
    const body = { energyKind, isFeedstock: false };
    const ledger = { ...body, validFrom: `${year - 1}-01-01`, source: 'ledger' };
    await unlessThere(() => admin('POST', `${path}/energy-sources`, ledger));
    const metered = { ...body, validFrom: `${month}-01`, source: 'metered' };
    await unlessThere(() => admin('POST', `${path}/energy-sources`, metered));
  }
}

/** Every tenth enterprise still owes its last month. */
const OWES_LAST_MONTH = 7;

async function fileLedger(
  desk: Desk,
  path: string,
  enterprise: FleetEnterprise,
  { fleet, rank, months, nowMs }: EnterprisePapers,
  seed: number,
): Promise<void> {
  const year = new Date(nowMs + ZONE_OFFSET_MS).getUTCFullYear();
  const owed = rank % 10 === OWES_LAST_MONTH ? months.slice(0, -1) : months;
  const filled = owed.map((month) => {
    const ratio = month < `${year}-01` ? lastYearRatio(rank) : 1;
    const amounts = monthAmounts(fleet, enterprise, month, ratio);
    return { month, amounts, isThisYear: month >= `${year}-01` };
  });
  const product = DEMO_PRODUCTS[enterprise.plant.id] ?? OTHER_GOODS;
  const csv = ledgerCsv(filled, product, seed);
  const range = `from=${owed[0]}&to=${owed.at(-1)}`;
  const known = itemsSchema.parse(await desk.reporter('GET', `${path}/ledger?${range}`));
  if (known.items.length > 0) return;
  await desk.reporter('POST', `${path}/ledger/import`, csv, 'text/csv');
  const steps = { months: owed.map((month) => ({ month, revision: 1 })) };
  await desk.reviewer('POST', `${path}/ledger/check`, steps);
  const hasBiomass = enterprise.energy.some(({ energyKind }) => energyKind === 'biomass');
  // The smallest ones have not measured theirs: a factor that is missing is to be seen, too.
  if (!hasBiomass || rank >= 36) return;
  const values = [
    {
      ...{ energyKind: 'biomass', unit: 'kg', kjPerUnit: BIOMASS_KJ_PER_KG },
      ...{ validFrom: `${year - 1}-01-01`, validTo: `${year + 1}-01-01` },
      documentNo: `化验〔${year - 1}〕${rank + 1}号`,
    },
  ];
  await desk.reporter('POST', `${path}/calorific-values`, { values });
}

/** Certificates of the incoming meters: most hold, some have run out, some were never shown. */
async function certifyMeters(
  reporter: ApiRequest,
  path: string,
  { meters }: FleetEnterprise,
  rank: number,
  year: number,
): Promise<void> {
  const incoming = meters.filter(({ level }) => level === 1);
  for (const [index, meter] of incoming.entries()) {
    const turn = (rank + index) % 8;
    if (turn === 6) continue;
    const hasRunOut = turn === 4;
    await reporter('POST', `${path}/meters/${meter.id}/calibrations`, {
      ...{ kind: 'verification', organisation: '岳阳市计量检定所', accuracyClass: '0.5S' },
      certificateNo: `岳检〔${year - 1}〕${rank * 10 + index + 1}号`,
      performedOn: hasRunOut ? `${year - 3}-03-12` : `${year - 1}-06-18`,
      validUntil: hasRunOut ? `${year}-03-11` : `${year + 2}-06-17`,
    });
  }
}

async function readLastYear(
  reporter: ApiRequest,
  path: string,
  year: number,
): Promise<PolicyBasis['lastYear']> {
  const query = `from=${year - 1}&to=${year}&interval=month&account=assessed`;
  const { rows, total } = consumptionSchema.parse(
    await reporter('GET', `${path}/consumption?${query}`),
  );
  return { months: rows.map(({ known }) => known.tcePrimary), tco2: total.tco2 };
}

async function signPlan(
  { authority, reporter, reviewer }: Desk,
  path: string,
  { meters }: FleetEnterprise,
  basis: PolicyBasis,
): Promise<void> {
  const { year, rank } = basis;
  const submeters = meters.filter(({ level }) => level === 2).map(({ id }) => id);
  const document = demoMeasures(basis, submeters);
  const draft = { year, part: 'plan', revision: 0, document };
  const { revision } = revisionSchema.parse(await reporter('POST', `${path}/policies`, draft));
  const own = `${path}/policies/${year}/plan`;
  await reviewer('POST', `${own}/sign`, { revision, note: '年度节能计划' });
  await reviewer('POST', `${own}/versions/1/actions`, { action: 'file', note: '报县发改局备案' });
  if (rank % 3 !== 2) {
    const documentNo = `平发改备〔${year}〕${rank + 1}号`;
    await authority('POST', `${own}/versions/1/actions`, { action: 'acknowledge', documentNo });
  }
  const running = document.measures.find(({ status }) => status === 'running');
  if (running === undefined) return;
  for (const [month, percent] of [
    ['06', 25],
    ['09', rank % 2 === 0 ? 45 : 70],
  ] as const) {
    await reporter('POST', `${path}/measure-progress`, {
      document: {
        ...{ measureId: running.id, month: `${year}-${month}`, status: 'running', percent },
        ...{ spentCny: Math.round(((running.investmentCny ?? 0) * percent) / 100) },
        ...{ milestonesDone: ['施工图审查'], note: '', attachmentIds: [] },
      },
    });
  }
}

async function signTargets(authority: ApiRequest, path: string, basis: PolicyBasis): Promise<void> {
  const { year, rank, lastYear } = basis;
  const total = lastYear.months.reduce((sum, amount) => sum + amount, 0);
  const name = classOf(total);
  if (name !== 'none') {
    const duties = name === 'local' ? ['monthly-ledger'] : ['monthly-ledger', 'annual-report'];
    await authority('POST', `${path}/class-list`, {
      year,
      document: {
        ...{ class: name, decidedByTce: Math.round(total), basis: 'primary', duties },
        ...{ issuer: DEMO_ISSUER, documentNo: `平发改〔${year}〕9号` },
      },
    });
  }
  const document = demoTargets(basis);
  const draft = { year, part: 'authority', revision: 0, document };
  const { revision } = revisionSchema.parse(await authority('POST', `${path}/policies`, draft));
  const documentNo = `平发改〔${year}〕${12 + rank}号`;
  await authority('POST', `${path}/policies/${year}/authority/sign`, { revision, documentNo });
}
