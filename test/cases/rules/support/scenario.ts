import {
  type AlertState,
  type AlertStep,
  type AlertTransitionType,
  alertSettingsOf,
  type Judgement,
  type NotJudgedReason,
  nextAlert,
  type PolicyThresholds,
  RULE_VERSION,
  type RuleContext,
  type Severity,
} from '@hengneng/domain';
import { expect, it } from 'vitest';

export const ZONE = 'Asia/Shanghai';
const ENTERPRISE_ID = '91430626F00000018K';

/** What stands in the alert list after a look; the words are those of the rows. */
export interface Shows {
  /** Severity of the alert that is firing; `none` while nothing was ever opened; or `resolved`. */
  readonly alert: Severity | 'none' | 'resolved';
  /** What this look did to it; nothing by default, so that a second alert is noticed. */
  readonly did?: readonly AlertTransitionType[];
  /** Whether only the running month has spoken for the alert so far. */
  readonly preview?: boolean;
  readonly notJudged?: NotJudgedReason;
  /** Figures of the evidence, by name; compared to a millionth. */
  readonly figures?: Readonly<Record<string, number | null>>;
  readonly months?: readonly string[];
  /** A sum in words that the evidence must hold. */
  readonly arithmetic?: string | RegExp;
  readonly value?: number;
  readonly message?: string | RegExp;
  readonly cappedBy?: readonly string[];
  readonly hidden?: boolean;
}

/** One look at the enterprise: a local time of 2026 and what must be seen. */
export interface Look<W = object> {
  /** `YYYY-MM-DD` is noon, or `YYYY-MM-DDTHH:mm`. */
  readonly on: string;
  /** What changed since the last look, for scenarios that are not told by a calendar. */
  readonly when?: W;
  readonly shows: Shows;
}

/** A story of one alert: what is given, then looks in order. */
export interface Scenario<G, W = object> {
  readonly name: string;
  /** Why it is not told on the real stack; absent: it is. */
  readonly inProcessOnly?: string;
  readonly given: G;
  /** How long a change has to last, where the policy says so. */
  readonly settling?: PolicyThresholds['settling'];
  readonly looks: readonly Look<W>[];
}

/** Asks the rule under test. */
export type Ask<G, W> = (given: G, whens: readonly W[], context: RuleContext) => Judgement;

/** Runs each scenario as a test: facts → judgement → alert, at every look in turn. */
export function runScenarios<G, W>(scenarios: readonly Scenario<G, W>[], ask: Ask<G, W>): void {
  it.each(scenarios)('$name', ({ given, settling, looks }) => {
    const settings = alertSettingsOf({ settling });
    let state: AlertState | null = null;
    const whens: W[] = [];
    for (const look of looks) {
      if (look.when !== undefined) whens.push(look.when);
      const nowMs = instantOf(look.on);
      const judgement = ask(given, whens, contextAt(nowMs));
      // An alert of another period is another alert.
      if (state !== null && state.key.period !== judgement.period.name) state = null;
      const step: AlertStep = nextAlert(ENTERPRISE_ID, state, judgement, nowMs, settings);
      const again = nextAlert(ENTERPRISE_ID, step.state, judgement, nowMs, settings);
      expect(again.transitions, `${look.on}: the same judgement twice`).toEqual([]);
      state = step.state;
      check(
        look,
        judgement,
        state,
        step.transitions.map(({ type }) => type),
      );
    }
  });
}

/** The instant of a local time of the county. */
export function instantOf(on: string): number {
  const [date = '', time = '12:00'] = on.split('T');
  return Date.parse(`${date}T${time}:00+08:00`);
}

/** What a rule is told of the time and the versions it judges by. */
export function contextAt(nowMs: number): RuleContext {
  return {
    ...{ nowMs, dataThroughMs: nowMs, timeZone: ZONE, policyVersion: '3' },
    ...{ factorSet: 'reference-2026-1', hasExpiredMeter: false },
  };
}

function check(
  { on, shows }: Look<unknown>,
  judgement: Judgement,
  state: AlertState | null,
  did: readonly AlertTransitionType[],
): void {
  const isThere = state !== null && state.condition !== 'pending';
  const condition = isThere ? state.condition : 'none';
  const seen = condition === 'firing' ? state?.severity : condition;
  expect(seen, `${on}: alert (${judgement.message.en})`).toBe(shows.alert);
  expect(did, `${on}: what happened`).toEqual(shows.did ?? []);
  expect(judgement.notJudged, `${on}: not judged`).toBe(shows.notJudged ?? null);
  if (shows.preview !== undefined) expect(state?.isPreview, `${on}: preview`).toBe(shows.preview);
  if (shows.hidden !== undefined) {
    expect(judgement.isHiddenFromEnterprise, on).toBe(shows.hidden);
  }
  const { evidence } = judgement;
  expect(evidence.ruleVersion).toBe(RULE_VERSION);
  expect(evidence.policyVersion).toBe('3');
  expect(evidence.factorSet).toBe('reference-2026-1');
  for (const [name, value] of Object.entries(shows.figures ?? {})) {
    const found = evidence.figures.find((figure) => figure.name === name)?.value;
    if (value === null) expect(found, `${on}: ${name}`).toBeNull();
    else expect(found, `${on}: ${name}`).toBeCloseTo(value ?? Number.NaN, 6);
  }
  if (shows.value !== undefined) expect(judgement.value, on).toBeCloseTo(shows.value, 6);
  if (shows.months !== undefined) expect(evidence.months, `${on}: months`).toEqual(shows.months);
  if (shows.cappedBy !== undefined) expect(evidence.cappedBy, on).toEqual(shows.cappedBy);
  if (shows.arithmetic !== undefined) {
    expect(evidence.arithmetic.join('\n'), `${on}: arithmetic`).toMatch(shows.arithmetic);
  }
  if (shows.message !== undefined) expect(judgement.message.zh, on).toMatch(shows.message);
}
