import { createAccountBook } from '@hengneng/accounting';
import type { MeterMeanings } from '@hengneng/database';
import {
  type AlertState,
  CHINA_WORK_CALENDAR,
  type Judgement,
  monthPeriod,
  nextAlert,
  periodAt,
  REFERENCE_LIMIT_TABLE,
  stopsInEffect,
} from '@hengneng/domain';
import type { PlantedCounty, PlantedEnterprise } from '@hengneng/fleet';
import {
  createFigureMemo,
  GATHERERS,
  type JudgingWorld,
  recordAt as judgedRecordAt,
  judgeEnterprise,
  judgeSuspicionsOf,
  type RecordedSources,
  suspicionRange,
} from '@hengneng/judging';

import type { IssuedBudget } from './budgets.ts';
import { COUNTY_FACTORS } from './county-factors.ts';
import { emptyDatabase } from './empty-database.ts';
import type { MeasuredEnterprise } from './measured-county.ts';

const DAY_MS = 86_400_000;
/** Families of facts that need no database. */
const FAMILIES = GATHERERS.filter(({ name }) => name === 'budget' || name === 'ratio');

/** An alert as it was at its worst. */
export interface RaisedAlert {
  readonly enterpriseId: string;
  readonly judgement: Judgement;
  /** Worst severity that settled figures supported; 0 where only a running month spoke. */
  formalSeverity: number;
  readonly openedAtMs: number;
  /** Settled figures spoke for it first. */
  formalAtMs: number | null;
}

/** Everything that is judged of one enterprise. */
export interface JudgedEnterprise {
  readonly enterprise: PlantedEnterprise;
  readonly issued: IssuedBudget;
  readonly alerts: readonly RaisedAlert[];
}

/** When an enterprise is looked at. */
export interface Looks {
  /** Instants at which its budgets are judged. */
  readonly budgetsMs: readonly number[];
  /** Months whose data are judged, with the instant. */
  readonly suspicions: readonly { readonly month: string; readonly atMs: number }[];
  readonly stretchFromMs: number;
}

/** Judges one enterprise over the year by the code that the platform judges by. */
export async function judgeOverTime(
  county: PlantedCounty,
  enterprise: PlantedEnterprise,
  measured: MeasuredEnterprise,
  issued: IssuedBudget,
  looks: Looks,
): Promise<JudgedEnterprise> {
  const states = new Map<string, AlertState>();
  const alerts = new Map<string, RaisedAlert>();
  const take = (judgements: readonly Judgement[], atMs: number) => {
    for (const judgement of judgements) {
      const key = JSON.stringify([judgement.rule, judgement.targetId, judgement.period.name]);
      const step = nextAlert(enterprise.id, states.get(key) ?? null, judgement, atMs);
      if (step.state !== null) states.set(key, step.state);
      if (step.transitions.length > 0)
        note(alerts, key, enterprise.id, judgement, step.state, atMs);
    }
  };
  for (const atMs of looks.budgetsMs) {
    const record = recordAt(county, enterprise, measured, issued, looks, atMs);
    const { judgements } = await judgeEnterprise(record, 'always', FAMILIES);
    take(judgements, atMs);
  }
  for (const { month, atMs } of looks.suspicions) {
    const record = recordAt(county, enterprise, measured, issued, looks, atMs);
    const context = {
      ...{ nowMs: atMs, dataThroughMs: atMs, timeZone: enterprise.timeZone },
      ...{ policyVersion: null, factorSet: null, hasExpiredMeter: false },
    };
    const sources = await suspicionSources(enterprise, measured, month, atMs);
    take(judgeSuspicionsOf(record, month, context, sources), atMs);
  }
  return { enterprise, issued, alerts: [...alerts.values()] };
}

function note(
  alerts: Map<string, RaisedAlert>,
  key: string,
  enterpriseId: string,
  judgement: Judgement,
  state: AlertState | null,
  atMs: number,
): void {
  const known = alerts.get(key) ?? {
    ...{ enterpriseId, judgement, formalSeverity: 0, openedAtMs: atMs, formalAtMs: null },
  };
  if (state !== null && !state.isPreview && state.condition === 'firing') {
    known.formalAtMs ??= atMs;
    known.formalSeverity = Math.max(known.formalSeverity, state.severity);
  }
  alerts.set(key, known);
}

/** Facts come from memory, and the county has nothing in its registers: those are all that is asked of it. */
const EMPTY_DATABASE = emptyDatabase(['register_entry']);

function recordAt(
  county: PlantedCounty,
  enterprise: PlantedEnterprise,
  measured: MeasuredEnterprise,
  { document }: IssuedBudget,
  { stretchFromMs }: Looks,
  nowMs: number,
) {
  const { id, name, regionCode, industryCode, timeZone } = enterprise;
  const registered = {
    ...{ id, name, regionCode, industryCode, timeZone, parkCode: null, class: null },
    ...{ registryVersion: 1, publishedVersion: 1 },
  };
  const world: JudgingWorld = {
    ...{ executor: EMPTY_DATABASE, energyStore: measured.storeAt(nowMs) },
    ...{ calendar: CHINA_WORK_CALENDAR, limits: REFERENCE_LIMIT_TABLE },
  };
  const book = createAccountBook({
    enterprise: registered,
    ...{ sources: [], generations: [], rules: [], ledger: new Map(), owedKinds: [] },
  });
  const policy = { year: document.year, document, version: `${document.year} authority 1` };
  const untilMs = periodAt(nowMs, 'day', timeZone).endMs;
  const recorded: RecordedSources = {
    ...{ enterprise: registered, firstMonth: `${document.year - 2}-01`, untilMs },
    ...{ recordedMs: nowMs, ledger: new Map() },
    months: null,
    figures: createFigureMemo(world.energyStore, {
      fromMs: monthPeriod(`${document.year - 2}-01`, timeZone).startMs,
      toMs: untilMs,
    }),
    sources: {
      ...{ enterprise: registered, meanings: meaningsOf(enterprise), virtualMeters: [] },
      ...{ calibrations: [], factors: COUNTY_FACTORS, book, ledger: new Map() },
    },
    outputs: county
      .outputs(enterprise, stretchFromMs, periodAt(nowMs, 'day', timeZone).startMs)
      .map(({ startMs, endMs, reported }) => ({
        ...{ id: String(startMs), product: enterprise.product, unit: 't' },
        ...{ fromMs: startMs, toMs: endMs, quantity: reported },
      })),
  };
  return judgedRecordAt(world, recorded, [policy], nowMs);
}

function meaningsOf(enterprise: PlantedEnterprise): MeterMeanings[] {
  return enterprise.meters.map((meter) => ({
    ...{ enterpriseId: enterprise.id, meterId: meter.id, name: meter.name, level: meter.level },
    ...{ siteId: null, retiredAtMs: null },
    epochs: [
      {
        ...{ energyKind: meter.energyKind, kind: meter.kind, unit: meter.unit, flow: meter.flow },
        ...{ multiplier: meter.multiplier, intervalSeconds: meter.intervalSeconds ?? null },
        ...{ registerMax: meter.registerMax ?? null, ratedPowerKw: meter.ratedPowerKw ?? null },
        ...{ masterMeterId: meter.masterMeterId ?? null },
        ...{ revision: 1, validFromMs: Date.UTC(2000, 0, 1), recordedAtMs: 0, recordedBy: 'admin' },
      },
    ],
  }));
}

async function suspicionSources(
  enterprise: PlantedEnterprise,
  measured: MeasuredEnterprise,
  month: string,
  atMs: number,
) {
  const { id: enterpriseId, timeZone } = enterprise;
  const range = suspicionRange(month, timeZone);
  const hours = await measured
    .storeAt(atMs)
    .hours({ enterpriseId, fromMs: range.startMs, toMs: range.endMs });
  const declared = enterprise.planted
    .filter(({ kind, isDeclared }) => kind === 'plant-stop' && isDeclared)
    .map(({ fromMs, toMs }, index) => ({
      ...{ id: String(index), kind: 'stop' as const, fromMs, toMs, meterIds: [] },
      declaredAtMs: fromMs - DAY_MS,
    }));
  const stops = stopsInEffect(declared, timeZone, CHINA_WORK_CALENDAR);
  const meterDays = measured.meterDays.get(month) ?? [];
  const conflictCounts = measured.conflicts.get(month) ?? new Map<string, number>();
  return { hours, meterDays, conflictCounts, stops };
}
