import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { listAuditLog } from '../audit/read-audit.ts';
import { createTenantScope, SYSTEM_SCOPE } from '../tenant-scope.ts';
import {
  registerEnterprise,
  startTestDatabase,
  type TestDatabase,
} from '../testing/test-database.ts';
import { actOnAlert } from './alert-actions.ts';
import { countAlerts, getAlert, listAlerts, listAlertTransitions } from './list-alerts.ts';
import { type AlertFinding, raiseOrUpdateAlert, raiseOrUpdateAlerts } from './raise-alerts.ts';

const T0 = Date.parse('2026-11-01T00:00:00Z');
const OFFICIAL = { scope: SYSTEM_SCOPE, seesHidden: true };

let server: TestDatabase;
let enterpriseId: string;
let other: string;
beforeAll(async () => {
  server = await startTestDatabase();
  enterpriseId = await registerEnterprise(server.database, 1);
  other = await registerEnterprise(server.database, 2, { regionCode: '520102' });
});
afterAll(() => server.dispose());

let periods = 0;
/** A finding about a period of its own. */
function finding(change: Partial<AlertFinding> = {}): AlertFinding {
  periods += 1;
  return {
    enterpriseId,
    rule: 'progress',
    targetId: 'total',
    periodFrom: `20${10 + (periods % 80)}-01-01`,
    periodTo: `20${10 + (periods % 80)}-12-31`,
    condition: 'firing',
    severity: 1,
    evidence: { actualTce: 10_900, planTce: 10_000, ratio: 1.09 },
    ruleVersion: '1',
    policyVersion: '3',
    factorVersion: 'reference-2026-1',
    hidden: false,
    atMs: T0,
    ...change,
  };
}
const raise = (item: AlertFinding) =>
  server.database.transaction((tx) => raiseOrUpdateAlert(tx, item));
const by = { userId: '00000000-0000-4000-8000-000000000001', username: 'li', atMs: T0, origin: {} };

describe('raiseOrUpdateAlert', () => {
  it('opens once, moves on what changes, and keeps the evidence of the opening', async () => {
    const first = finding();
    const types: (string | undefined)[] = [];
    let at = T0;
    const put = async (change: Partial<AlertFinding>) => {
      at += 1_000;
      types.push((await raise({ ...first, ...change, atMs: at }))?.transition?.type);
    };
    await put({});
    await put({});
    await put({ severity: 3, evidence: { ratio: 1.2 } });
    await put({ severity: 2 });
    await put({ condition: 'resolved' });
    await put({ condition: 'resolved' });
    await put({ severity: 2 });
    expect(types).toEqual([
      ...['opened', undefined, 'severity-raised', 'severity-lowered'],
      ...['resolved', undefined, 're-fired'],
    ]);
    const { items } = await listAlerts(server.database.executor, OFFICIAL, {
      enterpriseId,
      sort: 'newest',
      limit: 10,
    });
    const [only] = items.filter(({ periodFrom }) => periodFrom === first.periodFrom);
    expect(only).toMatchObject({ severity: 2, condition: 'firing', evidence: first.evidence });
    const history = await listAlertTransitions(server.database.executor, only?.id ?? '');
    expect(history.map(({ no }) => no)).toEqual([1, 2, 3, 4, 5]);
    expect(history[1]?.details).toMatchObject({ evidence: { ratio: 1.2 } });
    const log = await listAuditLog(server.database.executor, { limit: 5 });
    expect(log.items.map(({ sequence }) => sequence).sort()).toEqual(
      history.map(({ auditSequence }) => auditSequence).sort(),
    );
  });

  it('knows nothing of what never fired, and ignores what was judged before the last change', async () => {
    const first = finding();
    expect(await raise({ ...first, condition: 'resolved' })).toBeNull();
    await raise({ ...first, atMs: T0 + 1_000 });
    const stale = await raise({ ...first, condition: 'resolved', atMs: T0 });
    expect(stale).toMatchObject({ transition: null, alert: { condition: 'firing' } });
  });

  it('makes one alert and one transition of twenty writers at once', async () => {
    const same = finding({ targetId: null });
    const raised = await Promise.all(Array.from({ length: 20 }, () => raise(same)));
    expect(new Set(raised.map((each) => each?.alert.id)).size).toBe(1);
    expect(raised.filter((each) => each?.transition !== null)).toHaveLength(1);
  });

  it('lets two writers raise the same alerts in opposite orders', async () => {
    const items = Array.from({ length: 15 }, () => finding({ rule: 'forecast' }));
    const both = await Promise.all(
      [items, [...items].reverse()].map((list) =>
        server.database.transaction((tx) => raiseOrUpdateAlerts(tx, list)),
      ),
    );
    const opened = both.flat().filter((each) => each?.transition?.type === 'opened');
    expect(opened).toHaveLength(15);
    expect(both[0]?.map((each) => each?.alert.periodFrom)).toEqual(
      items.map(({ periodFrom }) => periodFrom),
    );
  });

  it('opens an alert again for people when it gets worse after it was judged false', async () => {
    const first = finding();
    const opened = await raise(first);
    const alertId = opened?.alert.id ?? '';
    const action = { action: 'verify', outcome: 'false-alarm', note: '计划填报错误' } as const;
    await server.database.transaction((tx) =>
      actOnAlert(tx, SYSTEM_SCOPE, { alertId, action, by }),
    );
    const worse = await raise({ ...first, severity: 2, atMs: T0 + 5_000 });
    expect(worse?.alert.handling).toBe('new');
  });
});

describe('the outbox', () => {
  it('holds each transition of the rules once, a suspicion for officials alone', async () => {
    const first = finding({ rule: 'suspicion', hidden: true });
    const raised = await raise(first);
    await raise(first);
    const alertId = raised?.alert.id ?? '';
    const action = { action: 'verify', outcome: 'true', note: '现场核实属实' } as const;
    await server.database.transaction((tx) =>
      actOnAlert(tx, SYSTEM_SCOPE, { alertId, action, by }),
    );
    const { rows } = await server.database.executor.execute(
      sql`select event, audience from notification where subject_id = ${alertId} order by sequence`,
    );
    expect(rows).toEqual([
      { event: 'firing', audience: 'authority' },
      { event: 'firing', audience: 'everyone' },
    ]);
  });
});

describe('a preview that settled figures confirm', () => {
  it('has their evidence on record, once, and people are told', async () => {
    const first = finding();
    const raised = await raise(first);
    const settled = {
      ...first,
      atMs: T0 + 1_000,
      evidence: { isPreview: false },
      isConfirmation: true,
    };
    expect((await raise(settled))?.transition).toMatchObject({
      ...{ type: 'confirmed', no: 2, severity: 1 },
      details: { evidence: { isPreview: false } },
    });
    expect((await raise(settled))?.transition).toBeNull();
    const { rows } = await server.database.executor.execute(
      sql`select event from notification where subject_id = ${raised?.alert.id} order by sequence`,
    );
    expect(rows).toEqual([{ event: 'firing' }, { event: 'firing' }]);
  });
});

describe('a flapping alert', () => {
  it('has every turn on record, and tells nobody of those that are not announced', async () => {
    const first = finding();
    const raised = await raise(first);
    const turned = await raise({
      ...first,
      ...{ condition: 'resolved', atMs: T0 + 1_000, isUntold: true },
    });
    expect(turned?.transition).toMatchObject({ type: 'resolved', no: 2 });
    const { rows } = await server.database.executor.execute(
      sql`select dedup_key from notification where subject_id = ${raised?.alert.id}`,
    );
    expect(rows).toEqual([{ dedup_key: `alert/${raised?.alert.id}/1` }]);
  });
});

describe('an alert on record', () => {
  it('cannot be removed, moved to another period, or given other evidence', async () => {
    const raised = await raise(finding());
    const id = raised?.alert.id ?? '';
    const attempts = [
      sql`delete from alert where id = ${id}`,
      sql`update alert set evidence = '{}' where id = ${id}`,
      sql`update alert set period_from = '2001-01-01' where id = ${id}`,
      sql`update alert set rule_version = '9' where id = ${id}`,
      sql`update alert set hidden = true where id = ${id}`,
      sql`update alert_transition set note = 'x' where alert_id = ${id}`,
      sql`delete from alert_transition where alert_id = ${id}`,
      sql`truncate alert_transition`,
    ];
    for (const attempt of attempts) {
      const refused = server.database.executor.execute(attempt);
      await expect(refused).rejects.toMatchObject({ cause: { code: '42501' } });
    }
  });

  it('is a suspicion of nobody but officials until a person found it true', async () => {
    const raised = await raise(finding({ rule: 'suspicion', hidden: true }));
    const alertId = raised?.alert.id ?? '';
    const viewer = {
      scope: createTenantScope({ enterpriseIds: [enterpriseId] }),
      seesHidden: false,
    };
    const look = () => getAlert(server.database.executor, viewer, alertId);
    await expect(look()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const action = { action: 'verify', outcome: 'true', note: '现场核实属实' } as const;
    await server.database.transaction((tx) =>
      actOnAlert(tx, SYSTEM_SCOPE, { alertId, action, by }),
    );
    expect(await look()).toMatchObject({ handling: 'verified', hidden: false });
  });

  it('is not merged with another enterprise’s, nor a suspicion with what can be seen', async () => {
    const [own, foreign, suspicion, second] = await Promise.all([
      raise(finding()),
      raise(finding({ enterpriseId: other })),
      raise(finding({ rule: 'suspicion', hidden: true })),
      raise(finding({ rule: 'exhausted' })),
    ]);
    const merge = (into: typeof own) => {
      const intoAlertId = into?.alert.id ?? '';
      const request = {
        alertId: own?.alert.id ?? '',
        action: { action: 'merge', intoAlertId, note: '同一原因' } as const,
        by,
      };
      return server.database.transaction((tx) => actOnAlert(tx, SYSTEM_SCOPE, request));
    };
    for (const wrong of [foreign, suspicion, own]) {
      await expect(merge(wrong)).rejects.toMatchObject({ code: 'ALERT_ACTION_REFUSED' });
    }
    expect(await merge(second)).toMatchObject({
      handling: 'merged',
      mergedIntoId: second?.alert.id,
    });
  });
});

describe('a list of alerts', () => {
  it('holds what the scope covers, page by page, and counts by group', async () => {
    const { executor } = server.database;
    const viewer = { scope: createTenantScope({ regionCodes: ['52'] }), seesHidden: true };
    for (const severity of [1, 3, 2] as const) {
      await raise(finding({ enterpriseId: other, severity, atMs: T0 + severity }));
    }
    const seen: number[] = [];
    let after: string | undefined;
    do {
      const page = await listAlerts(executor, viewer, { sort: 'severity', limit: 2, after });
      seen.push(...page.items.map(({ severity }) => severity));
      expect(page.items.every((item) => item.enterpriseId === other)).toBe(true);
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual([3, 2, 1, 1]);
    expect(await countAlerts(executor, viewer, { severityMin: 2 }, 'region')).toEqual([
      { key: '520102', name: null, count: 2, severityMax: 3 },
    ]);
  });
});
