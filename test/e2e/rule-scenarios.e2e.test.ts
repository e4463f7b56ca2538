import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Look } from '../cases/rules/support/scenario.ts';
import { signIn, waitUntilProcessed } from '../support/api.ts';
import { personWith } from '../support/energy.ts';
import { untilDaysAreCounted } from '../support/rule-stack/duty-days.ts';
import {
  alertAt,
  alertsOf,
  inParallel,
  publish,
  type SeenAlert,
  settle,
  type ToldStory,
  tellAll,
  untilQuiet,
} from '../support/rule-stack/run-stories.ts';
import type { People } from '../support/rule-stack/stack-plan.ts';
import { allStories } from '../support/rule-stack/stories.ts';
import { type Stack, startStack } from '../support/stack.ts';

const REGION = { type: 'region', code: '4306' };
const FIRST_NUMBER = 601;
/** Under load; a machine by itself needs a fifth of it. */
const SETTING_UP_MS = 300_000;
/** Words of the history for what rules do to an alert; what people and deadlines do is not theirs. */
const HISTORY_WORDS: Readonly<Record<string, string>> = {
  ...{ opened: 'opened', resolved: 'resolved', 're-fired': 're-fired' },
  'severity-raised': 'raised',
  'severity-lowered': 'lowered',
};

interface Evidence {
  readonly figures: readonly { readonly name: string; readonly value: number | null }[];
  readonly months: readonly string[];
  readonly arithmetic: readonly string[];
  readonly cappedBy: readonly string[];
  readonly value: number;
  readonly isPreview: boolean;
  readonly message: { readonly zh: string };
}

describe('the scenarios of every rule, on the real stack', () => {
  let stack: Stack;
  let people: People;
  const folder = mkdtempSync(join(tmpdir(), 'hengneng-clock-'));
  const clockFile = join(folder, 'clock');
  const told: ToldStory[] = [];

  beforeAll(async () => {
    writeFileSync(clockFile, '2025-01-01T12:00:00+08:00');
    const env = { RULES_CLOCK_FILE: clockFile, RULES_SWEEP_MS: '20', API_DUTY_POLL_MS: '500' };
    stack = await startStack({ env });
    const admin = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
    const here = (name: string, password: string) => signIn(stack.apiUrl, name, password);
    const one = (username: string, role: string) =>
      personWith(admin, here, { username, role, scope: REGION });
    const [authority, inspector] = await Promise.all([
      one('authority', 'authority'),
      one('inspector', 'inspector'),
    ]);
    await inParallel(allStories(), async (story, index) => {
      told.push(await settle({ admin, authority }, story, FIRST_NUMBER + index));
    });
    const acting = told.filter(
      ({ story: { plan, looks } }) =>
        plan.prepare.length + plan.acts.length > 0 || looks.some(({ shows }) => shows.hidden),
    );
    const everywhere = (role: string) =>
      acting.map(({ enterpriseId: id }) => ({ role, scope: { type: 'enterprise', id } }));
    const own = async (username: string, role: string) => {
      const password = `${username} has a long pass phrase`;
      const roles = everywhere(role);
      await admin.call('POST', '/users', { username, name: username, password, roles });
      return await here(username, password);
    };
    const [reporter, reviewer] = await Promise.all([
      own('reporter', 'enterprise-reporter'),
      own('reviewer', 'enterprise-reviewer'),
    ]);
    people = { admin, authority, inspector, reporter, reviewer };
    await inParallel(told, async (each) => {
      const path = `/enterprises/${each.enterpriseId}`;
      for (const act of each.story.plan.prepare) await act(people, path);
      await publish(stack, each);
    });
    await waitUntilProcessed(admin, 60_000);
    await untilDaysAreCounted(stack, told);
    await untilQuiet(stack);
  }, SETTING_UP_MS);
  afterAll(async () => {
    await stack?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('raises each alert once, as it is told in process, and no other', async () => {
    const wrong: string[] = [];
    const histories = new Map<string, string[]>();
    await tellAll(stack, people, clockFile, told, async (each, look, alerts) => {
      const title = `${each.story.rule}, ${each.story.name}, ${look.on}`;
      try {
        await check(each, look, alerts, histories);
      } catch (error) {
        wrong.push(`${title}: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
    for (const { story, enterpriseId } of told) {
      const alerts = await alertsOf(people.inspector, enterpriseId);
      const foreign = alerts.filter(({ id }) => !histories.has(id));
      if (foreign.length > 0) wrong.push(`${story.name}: ${JSON.stringify(foreign)}`);
    }
    expect(wrong).toEqual([]);
    expect(histories.size).toBeGreaterThan(40);
  });

  /** Holds what is in the list against what must be seen at a look. */
  async function check(
    { story, enterpriseId }: ToldStory,
    look: Look<unknown>,
    alerts: readonly SeenAlert[],
    histories: Map<string, string[]>,
  ): Promise<void> {
    const { shows } = look;
    const found = alertAt(story, look, alerts);
    expect(found.length).toBe(shows.alert === 'none' ? 0 : 1);
    const [alert] = found;
    if (alert === undefined) return;
    expect(alert.condition === 'firing' ? alert.severity : alert.condition).toBe(shows.alert);
    if (shows.hidden !== undefined) {
      expect(alert.hidden).toBe(shows.hidden);
      const own = await alertsOf(people.reporter, enterpriseId);
      expect(
        own.some(({ id }) => id === alert.id),
        'its people see it',
      ).toBe(!shows.hidden);
    }
    const history = [...(histories.get(alert.id) ?? []), ...(shows.did ?? [])];
    histories.set(alert.id, history);
    const { transitions } = await people.inspector.call<{
      transitions: { type: string; details: { evidence?: Evidence } }[];
    }>('GET', `/alerts/${alert.id}`);
    expect(transitions.flatMap(({ type }) => HISTORY_WORDS[type] ?? [])).toEqual(history);
    if (shows.did === undefined) return;
    const last = transitions.findLast(({ details }) => details.evidence !== undefined);
    const evidence = last?.details.evidence ?? (alert.evidence as Evidence);
    checkEvidence(evidence, shows);
  }
});

function checkEvidence(evidence: Evidence, shows: Look<unknown>['shows']): void {
  for (const [name, value] of Object.entries(shows.figures ?? {})) {
    const figure = evidence.figures.find((each) => each.name === name)?.value;
    if (value === null) expect(figure).toBeNull();
    else expect(figure, name).toBeCloseTo(value ?? Number.NaN, 6);
  }
  if (shows.value !== undefined) expect(evidence.value).toBeCloseTo(shows.value, 6);
  if (shows.preview !== undefined) expect(evidence.isPreview).toBe(shows.preview);
  if (shows.months !== undefined) expect(evidence.months).toEqual(shows.months);
  if (shows.cappedBy !== undefined) expect(evidence.cappedBy).toEqual(shows.cappedBy);
  if (shows.message !== undefined) expect(evidence.message.zh).toMatch(shows.message);
  if (shows.arithmetic !== undefined) {
    expect(evidence.arithmetic.join('\n')).toMatch(shows.arithmetic);
  }
}
