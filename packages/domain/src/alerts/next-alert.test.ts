import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { higher, type Judgement, type Severity } from '../rules/judgement.ts';
import { ALERT_DEFAULTS, type AlertState, type AlertTransition } from './alert-state.ts';
import { nextAlert, withdrawAlert } from './next-alert.ts';
import { judged } from './testing/judgements.ts';

const HOUR_MS = 3_600_000;
const ENTERPRISE = '91430626MA4L00011X';

interface Observation {
  readonly atHours: number;
  readonly judgement: Judgement;
}

/** Applies judgements in turn. */
function run(
  observations: readonly Observation[],
  settings = ALERT_DEFAULTS,
  start: AlertState | null = null,
): { readonly state: AlertState | null; readonly transitions: readonly AlertTransition[] } {
  let state = start;
  const transitions: AlertTransition[] = [];
  for (const { atHours, judgement } of observations) {
    const step = nextAlert(ENTERPRISE, state, judgement, atHours * HOUR_MS, settings);
    state = step.state;
    transitions.push(...step.transitions);
  }
  return { state, transitions };
}

/** Data and clock go together. */
function live(severities: readonly Severity[], fromHours = 0): Observation[] {
  return severities.map((severity, index) => ({
    atHours: fromHours + index,
    judgement: judged(severity, fromHours + index),
  }));
}

function typesOf(transitions: readonly AlertTransition[]): string[] {
  return transitions.map(({ type, to }) => `${type} ${to}`);
}

const NOT_JUDGED: Partial<Judgement> = { notJudged: 'awaiting-report', severity: 0 };

describe('nextAlert', () => {
  it('needs no alert where all is well', () => {
    expect(run(live([0, 0]))).toEqual({ state: null, transitions: [] });
  });

  it('opens, rises, falls and resolves on one row, each change once', () => {
    const { state, transitions } = run(live([1, 1, 2, 3, 3, 1, 1, 1, 0, 0, 0]));
    expect(typesOf(transitions)).toEqual([
      'opened 1',
      'raised 2',
      'raised 3',
      'lowered 1',
      'resolved 0',
    ]);
    expect(state).toMatchObject({ condition: 'resolved', worstSeverity: 3, firedCount: 1 });
  });

  it('fires again on the same row', () => {
    const { state, transitions } = run(live([2, 0, 0, 0, 0, 2]));
    expect(typesOf(transitions)).toEqual(['opened 2', 'resolved 0', 're-fired 2']);
    expect(state).toMatchObject({ condition: 'firing', firedCount: 2, openedAtMs: 0 });
  });

  it.each([
    { name: 'held by hysteresis', holdSeverity: 2, types: ['opened 2'] },
    { name: 'not held', holdSeverity: 1, types: ['opened 2', 'lowered 1'] },
    { name: 'held nowhere', holdSeverity: 0, types: ['opened 2', 'lowered 1'] },
  ] as const)('lowers only what is not supported any more: $name', ({ holdSeverity, types }) => {
    const below = { severity: 1, holdSeverity: higher(holdSeverity, 1) } as const;
    const later = [1, 2, 3].map((atHours) => ({
      atHours,
      judgement: judged(1, atHours, below),
    }));
    expect(typesOf(run([...live([2]), ...later]).transitions)).toEqual(types);
  });

  it.each([
    { name: 'a minute less than the dwell', clockHours: 59 / 60, eventHours: 2, resolved: false },
    { name: 'data of less than the dwell', clockHours: 2, eventHours: 59 / 60, resolved: false },
    { name: 'the dwell by both', clockHours: 1, eventHours: 1, resolved: true },
  ])(
    'resolves after the dwell by clock and data: $name',
    ({ clockHours, eventHours, resolved }) => {
      const { state } = run([
        ...live([1]),
        { atHours: 1, judgement: judged(0, 1) },
        { atHours: 1 + clockHours, judgement: judged(0, 1 + eventHours) },
      ]);
      expect(state?.condition).toBe(resolved ? 'resolved' : 'firing');
    },
  );

  it('is not opened by a backlog of three hours that is uploaded at once', () => {
    const settings = { ...ALERT_DEFAULTS, openDwellMs: HOUR_MS / 2 };
    const backlog = [10, 11, 12, 13].map((event, index) => ({
      atHours: 13 + index / 3_600,
      judgement: judged(2, event),
    }));
    expect(run(backlog, settings).transitions).toEqual([]);
    const later = { atHours: 13.6, judgement: judged(2, 13.6) };
    expect(typesOf(run([...backlog, later], settings).transitions)).toEqual(['opened 2']);
  });

  it('is not resolved by a backlog, nor by silence', () => {
    const backlog = [1, 2, 3, 4].map((event) => ({ atHours: 4, judgement: judged(0, event) }));
    expect(run([...live([1]), ...backlog]).state?.condition).toBe('firing');
    const silence = [1, 2, 3, 4].map((atHours) => ({ atHours, judgement: judged(0, 1) }));
    expect(run([...live([1]), ...silence]).state?.condition).toBe('firing');
  });

  it('keeps the last state while there is nothing to judge, and starts the dwell anew', () => {
    const missing = { atHours: 1.5, judgement: judged(0, 1.5, NOT_JUDGED) };
    const { state, transitions } = run([
      ...live([2, 0]),
      missing,
      { atHours: 2, judgement: judged(0, 2) },
    ]);
    expect(typesOf(transitions)).toEqual(['opened 2']);
    expect(state).toMatchObject({ condition: 'firing', severity: 2 });
    expect(run([missing])).toEqual({ state: null, transitions: [] });
  });

  it('never lowers on a preview what settled figures raised', () => {
    const preview = { isPreview: true, hasFormal: false };
    const previews = [1, 2, 3, 4].map((atHours) => ({
      atHours,
      judgement: judged(0, atHours, preview),
    }));
    expect(run([...live([2]), ...previews]).state).toMatchObject({ severity: 2 });
  });

  it('says when settled figures confirm a preview', () => {
    const preview = { isPreview: true, hasFormal: false };
    const { transitions } = run([
      { atHours: 0, judgement: judged(1, 0, preview) },
      { atHours: 1, judgement: judged(1, 1) },
      { atHours: 2, judgement: judged(1, 2) },
    ]);
    expect(typesOf(transitions)).toEqual(['opened 1', 'confirmed 1']);
  });

  it('holds a flapping alert, without telling people each time', () => {
    const flapping = live([1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]);
    const settings = { ...ALERT_DEFAULTS, resolveDwellMs: 0 };
    const { state, transitions } = run(flapping, settings);
    expect(state).toMatchObject({ condition: 'firing', isFlapping: true });
    expect(transitions.length).toBeLessThan(7);
    const calm = run(live(Array(30).fill(0), 12), settings, state);
    expect(calm.state).toMatchObject({ condition: 'resolved', isFlapping: false });
    const worse = run(live([3], 12), settings, state);
    expect(worse.transitions[0]).toMatchObject({ type: 'raised', isNotified: true });
  });

  it('refuses the judgement of another period: that is a new alert', () => {
    const { state } = run(live([2]));
    const next = judged(2, 9_000, { period: { name: '2027', startMs: 0, endMs: 1 } });
    expect(() => nextAlert(ENTERPRISE, state, next, 9_000 * HOUR_MS)).toThrow('its own alert');
    const step = nextAlert(ENTERPRISE, null, next, 9_000 * HOUR_MS);
    expect(step.state?.key.period).toBe('2027');
  });

  it('ignores an older evaluation that arrives late', () => {
    const { state } = run(live([0, 0, 2]));
    const late = nextAlert(ENTERPRISE, state, judged(0, 1), 1 * HOUR_MS);
    expect(late).toEqual({ state, transitions: [] });
  });
});

describe('nextAlert, for any judgements', () => {
  const severity = fc.constantFrom<Severity>(0, 1, 2, 3);
  const observation = fc.record({
    severity,
    stepHours: fc.double({ min: 0, max: 3, noNaN: true }),
  });
  const history = fc.array(observation, { maxLength: 40 }).map((steps) => {
    let atHours = 0;
    return steps.map(({ severity: of, stepHours }) => {
      atHours += stepHours;
      return { atHours, judgement: judged(of, atHours) };
    });
  });

  it('changes nothing when every judgement comes twice', () => {
    fc.assert(
      fc.property(history, (observations) => {
        const twice = observations.flatMap((each) => [each, each]);
        expect(run(twice)).toEqual(run(observations));
      }),
      { numRuns: 2_000 },
    );
  });

  it('never ends below what is wanted, and opens exactly once', () => {
    fc.assert(
      fc.property(history, (observations) => {
        const { state, transitions } = run(observations);
        const last = observations.at(-1)?.judgement.severity ?? 0;
        expect(state?.severity ?? 0).toBeGreaterThanOrEqual(last);
        const opened = transitions.filter(({ type }) => type === 'opened');
        expect(opened).toHaveLength(state === null ? 0 : 1);
        // Each transition starts where the one before it ended.
        for (const [index, { from }] of transitions.entries()) {
          expect(from).toBe(index === 0 ? 0 : transitions[index - 1]?.to);
        }
      }),
    );
  });

  it('never passes 1 on previews alone', () => {
    fc.assert(
      fc.property(history, (observations) => {
        const previews = observations.map(({ atHours, judgement }) => ({
          atHours,
          judgement: { ...judgement, isPreview: true, hasFormal: false },
        }));
        const { state } = run(previews);
        expect(state?.worstSeverity ?? 0).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('withdrawAlert', () => {
  it('resolves a firing alert with its reason, once', () => {
    const { state } = run(live([2]));
    if (state === null) throw new Error('An alert was opened.');
    const first = withdrawAlert(state, 5 * HOUR_MS, 'The target was withdrawn.');
    expect(first.transitions).toMatchObject([{ type: 'resolved', from: 2, judgement: null }]);
    if (first.state === null) throw new Error('It stays on record.');
    expect(withdrawAlert(first.state, 6 * HOUR_MS, 'again').transitions).toEqual([]);
  });
});
