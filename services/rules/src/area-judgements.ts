import {
  type AreaFinding,
  type AreaKey,
  areaText,
  type Database,
  listAreaStates,
  lockArea,
  raiseAreaAlerts,
  type StoredAreaState,
  saveAreaStates,
} from '@hengneng/database';
import {
  ALERT_DEFAULTS,
  type AlertTransition,
  AREA_RULES,
  type AreaJudgement,
  type AreaRuleId,
  localDate,
  monthPeriod,
  nextAlert,
  RULE_VERSION,
  withdrawAlert,
} from '@hengneng/domain';
import { AREA_ZONE, type AreaWorld, judgeArea } from '@hengneng/judging';

const GONE = 'What the alert is about is gone: the target was withdrawn or replaced.';

/** What came of judging one area. */
export interface AreaResult {
  readonly transitions: readonly AlertTransition<AreaRuleId>[];
  /** First instant at which a change that waits has waited long enough by the clock; null: none does. */
  readonly againAtMs: number | null;
}

interface Change {
  readonly stored: StoredAreaState;
  readonly transitions: readonly AlertTransition<AreaRuleId>[];
  readonly judgement: AreaJudgement | null;
}

/**
 * Judges one area: locks it, reads its targets and what is kept of its members, steps its alerts, and commits
 * states, alerts, history, audit log and news together. Two at once go one after the other; killed in the
 * middle it has done nothing, and doing it again changes nothing more.
 */
export async function evaluateArea(
  database: Database,
  world: Omit<AreaWorld, 'executor'>,
  area: AreaKey,
  nowMs: () => number,
): Promise<AreaResult> {
  return await database.transaction(async (tx) => {
    await lockArea(tx, area);
    const known = await listAreaStates(tx, area);
    const atMs = nowMs();
    const judged = await judgeArea({ ...world, executor: tx }, area, { nowMs: atMs });
    const changes = changesOf(area, judged, known, atMs);
    const stored = changes.map((change) => change.stored);
    await saveAreaStates(tx, stored);
    const findings = changes.flatMap((change) =>
      change.transitions.map((transition) => findingOf(change, transition)),
    );
    if (findings.length > 0) await raiseAreaAlerts(tx, findings);
    const changed = new Map(stored.map((each) => [keyOf(each), each]));
    const after = known.map((each) => changed.get(keyOf(each)) ?? each);
    return {
      transitions: changes.flatMap(({ transitions }) => transitions),
      againAtMs: againAtMs([...after, ...stored], atMs),
    };
  });
}

/** The states that a judgement changes; alerts whose target is not spoken of any more are withdrawn. */
function changesOf(
  area: AreaKey,
  judged: { readonly judgements: readonly AreaJudgement[]; readonly sinceMs: number },
  known: readonly StoredAreaState[],
  atMs: number,
): Change[] {
  const byKey = new Map(known.map((stored) => [keyOf(stored), stored]));
  const spokenOf = new Set<string>();
  const changes: Change[] = [];
  for (const judgement of judged.judgements) {
    const { rule, targetId, period } = judgement;
    const identity = {
      ...{ ...area, rule, targetId: targetId ?? '' },
      periodFrom: localDate(period.startMs, AREA_ZONE),
      periodTo: localDate(period.endMs - 1, AREA_ZONE),
    };
    const key = keyOf(identity);
    spokenOf.add(key);
    const before = byKey.get(key)?.state ?? null;
    const { state, transitions } = nextAlert(areaText(area), before, judgement, atMs);
    if (state === null || JSON.stringify(state) === JSON.stringify(before)) continue;
    changes.push({ stored: { ...identity, state }, transitions, judgement });
  }
  for (const stored of known) {
    const startMs = monthPeriod(stored.periodFrom.slice(0, 7), AREA_ZONE).startMs;
    const isLooked = AREA_RULES.includes(stored.rule) && startMs >= judged.sinceMs;
    if (!isLooked || spokenOf.has(keyOf(stored)) || atMs < stored.state.judgedAtMs) continue;
    const { state, transitions } = withdrawAlert(stored.state, atMs, GONE);
    if (state === null || state === stored.state) continue;
    changes.push({ stored: { ...stored, state }, transitions, judgement: null });
  }
  return changes;
}

function keyOf(stored: Omit<StoredAreaState, 'state'>): string {
  return JSON.stringify([stored.rule, stored.targetId, stored.periodFrom]);
}

function findingOf(
  { stored, judgement }: Change,
  { to, from, atMs, reason, isNotified }: AlertTransition<AreaRuleId>,
): AreaFinding {
  const { state: _, ...identity } = stored;
  const isFiring = to > 0;
  return {
    ...identity,
    condition: isFiring ? 'firing' : 'resolved',
    severity: (isFiring ? to : Math.max(1, from)) as AreaFinding['severity'],
    evidence: judgement === null ? { reason } : evidenceOf(judgement),
    ruleVersion: judgement?.evidence.ruleVersion ?? RULE_VERSION,
    atMs,
    isUntold: !isNotified,
  };
}

/** Everything a judgement rests on, as it is frozen with the alert. */
function evidenceOf(judgement: AreaJudgement) {
  const { evidence, area, period, value, threshold, unit, message, messageKey } = judgement;
  return {
    ...evidence,
    ...{ value, threshold, unit, message, messageKey, area, period: period.name },
  };
}

function againAtMs(states: readonly StoredAreaState[], atMs: number): number | null {
  const { lowerDwellMs, resolveDwellMs } = ALERT_DEFAULTS;
  const ends = states.flatMap(({ state: { lowering } }) => {
    if (lowering === null) return [];
    return [lowering.sinceMs + (lowering.severity === 0 ? resolveDwellMs : lowerDwellMs)];
  });
  // Where the clock has waited long enough it is the data that have to move on.
  const toCome = ends.filter((end) => end > atMs);
  return toCome.length === 0 ? null : Math.min(...toCome);
}
