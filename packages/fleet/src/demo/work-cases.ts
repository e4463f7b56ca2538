import { localDate } from '@hengneng/domain';
import { z } from 'zod';

import type { ApiRequest } from '../api-request.ts';
import { COUNTY } from '../county/published-figures.ts';
import type { Fleet } from '../meters/fleet.ts';
import { pause } from '../simulate/pacer.ts';
import { DESK_ENTERPRISES_MAX, keepPasswords, signedInAs } from './demo-accounts.ts';
import { type CaseFacts, DEMO_CASES, type DemoCase } from './demo-cases.ts';

/** What the casework of a demo is made from. */
export interface CasesRequest {
  readonly url: string;
  readonly stateDir: string;
  readonly fleet: Fleet;
  readonly now: () => number;
  readonly print: (line: string) => void;
  readonly signal: AbortSignal;
  /** How long it waits for alerts that a case can begin with, in milliseconds. */
  readonly patienceMs: number;
}

/** An alert, as far as it decides whether a case begins with it. */
export interface CaseAlert {
  readonly id: string;
  readonly enterpriseId: string;
  readonly rule: string;
  readonly targetId: string | null;
  readonly handling: string;
  readonly caseId: string | null;
}

const LOOK_AGAIN_MS = 3_000;
const CASES_MAX = 200;
const ALERTS_MAX = 200;

const alertSchema = z.object({
  ...{ id: z.string(), enterpriseId: z.string(), rule: z.string(), handling: z.string() },
  ...{ targetId: z.string().nullable(), caseId: z.string().nullable() },
  evidence: z.object({ message: z.object({ zh: z.string() }).optional() }).nullable(),
});
const alertsSchema = z.object({ items: z.array(alertSchema) });
const casesSchema = z.object({
  items: z.array(z.object({ id: z.string(), title: z.string(), enterpriseId: z.string() })),
});
const caseSchema = z.object({
  ...{ id: z.string(), enterpriseId: z.string(), alerts: z.array(alertSchema) },
  documents: z.array(z.object({ id: z.string(), kind: z.string() })),
  steps: z.array(z.object({ act: z.string() })),
});
type OpenCase = z.infer<typeof caseSchema>;
type Person = ReturnType<typeof signedInAs>;

/**
 * Works the demo's cases as its people, over the api: verifies alerts, opens the cases, drafts, signs,
 * serves and answers documents. The rules need a moment for their first alerts, so it looks again until
 * every case has begun or its patience is over. What is there already is left as it is: a case that was
 * cut short is finished, one that somebody went on with is not touched.
 */
export async function workDemoCases(request: CasesRequest): Promise<void> {
  const { url, stateDir, fleet, now, print, signal, patienceMs } = request;
  const bySize = [...fleet.enterprises].sort((a, b) => b.annualTce - a.annualTce);
  const enterpriseIds = bySize.slice(0, DESK_ENTERPRISES_MAX + 1).map(({ id }) => id);
  const as = signedInAs(url, keepPasswords(stateDir));
  const untilMs = now() + patienceMs;
  let waiting: readonly DemoCase[] = DEMO_CASES;
  while (!signal.aborted) {
    const left: DemoCase[] = [];
    for (const plan of waiting) {
      if (signal.aborted) return;
      const item = await begun(as, plan, enterpriseIds);
      if (item === null) left.push(plan);
      else await goOn(as, plan, item, { own: enterpriseIds[0], now });
    }
    waiting = left;
    if (waiting.length === 0 || now() >= untilMs) break;
    await pause(LOOK_AGAIN_MS, signal);
  }
  const begunCount = DEMO_CASES.length - waiting.length;
  print(`Cases: ${begunCount} of ${DEMO_CASES.length} worked by the demo's people.`);
}

/**
 * The alerts that a case begins with, all of one enterprise: the biggest that has what the plan
 * begins with and no case of the demo. Empty where there is none yet.
 *
 * @param enterpriseIds by size; the first is the one with people of its own
 * @param takenIds enterprises that have a case
 */
export function alertsToBeginWith<A extends CaseAlert>(
  plan: Pick<DemoCase, 'beginsWith' | 'along' | 'isOwn'>,
  alerts: readonly A[],
  enterpriseIds: readonly string[],
  takenIds: ReadonlySet<string>,
): A[] {
  const isFree = ({ handling, caseId }: A) =>
    caseId === null && (handling === 'new' || handling === 'verified');
  const candidates = (plan.isOwn ? enterpriseIds.slice(0, 1) : enterpriseIds.slice(1)).filter(
    (id) => !takenIds.has(id),
  );
  for (const { rule, target = '' } of plan.beginsWith) {
    for (const enterpriseId of candidates) {
      const own = alerts.filter((alert) => alert.enterpriseId === enterpriseId && isFree(alert));
      const first = own.find(
        (alert) => alert.rule === rule && (alert.targetId ?? '').startsWith(target),
      );
      if (first === undefined) continue;
      return [first, ...own.filter((each) => each !== first && plan.along.includes(each.rule))];
    }
  }
  return [];
}

/** The case of the plan, opened where it is not there; null where nothing was found to begin with. */
async function begun(
  as: Person,
  plan: DemoCase,
  enterpriseIds: readonly string[],
): Promise<OpenCase | null> {
  const inspector = as('demo-inspector');
  const { items } = casesSchema.parse(await inspector('GET', `/api/v1/cases?limit=${CASES_MAX}`));
  const known = items.find(({ title }) => title === plan.title);
  if (known !== undefined) {
    return caseSchema.parse(await inspector('GET', `/api/v1/cases/${known.id}`));
  }
  const taken = new Set(items.map(({ enterpriseId }) => enterpriseId));
  const alerts = alertsToBeginWith(
    plan,
    await alertsOf(inspector, [...plan.beginsWith.map(({ rule }) => rule), ...plan.along]),
    enterpriseIds,
    taken,
  );
  if (alerts.length === 0) return null;
  for (const { id, handling } of alerts) {
    if (handling !== 'new') continue;
    const verify = { action: 'verify', outcome: 'true', note: plan.verified };
    await inspector('POST', `/api/v1/alerts/${id}/actions`, verify);
  }
  const opening = { alertIds: alerts.map(({ id }) => id), title: plan.title };
  return caseSchema.parse(await inspector('POST', '/api/v1/cases', opening));
}

async function alertsOf(inspector: ApiRequest, rules: readonly string[]) {
  const query = new URLSearchParams({
    ...{ rule: [...new Set(rules)].join(','), handling: 'new,verified', condition: 'firing' },
    ...{ sort: 'severity', limit: String(ALERTS_MAX) },
  });
  return alertsSchema.parse(await inspector('GET', `/api/v1/alerts?${query}`)).items;
}

/** Takes the steps of the plan that the case does not have yet. */
async function goOn(
  as: Person,
  plan: DemoCase,
  begunWith: OpenCase,
  { own, now }: { readonly own: string | undefined; readonly now: () => number },
): Promise<void> {
  let item = begunWith;
  // Deadlines add steps of their own; the first step is the opening.
  const taken = item.steps.filter(({ act }) => act !== 'escalate').length - 1;
  for (const work of plan.works.slice(taken)) {
    const { by, path, body } = work(factsOf(item, localDate(now(), COUNTY.timeZone)));
    const isOwn = item.enterpriseId === own;
    const person = by === 'enterprise' ? (isOwn ? 'demo-reviewer' : 'demo-desk-reviewer') : by;
    await as(person)('POST', `/api/v1/cases/${item.id}/${path}`, body);
    const answer = await as('demo-inspector')('GET', `/api/v1/cases/${item.id}`);
    item = caseSchema.parse(answer);
  }
}

function factsOf({ id, alerts, documents }: OpenCase, today: string): CaseFacts {
  const findings = alerts.flatMap(({ evidence }) => evidence?.message?.zh ?? []);
  return { id, findings, documents, today };
}
