import { localDate, periodAt } from '@hengneng/domain';
import { buildEnterpriseId } from '@hengneng/testkit';
import pg from 'pg';

import { registerEnterprise, signIn } from '../support/api.ts';
import { personWith } from '../support/energy.ts';
import type { Stack } from '../support/stack.ts';
import { cpuMs, pause } from './measure.ts';

const ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;
const METERS = 5;
const KWH_PER_DAY = 24_000;
const KGCE_PER_KWH = 0.1229;
/** Every so manieth enterprise uses twice as much, which is over its budget. */
const OVER_EVERY = 50;
const FIRST_NUMBER = 100_000;
/** Enterprises that one statement or one write is for. */
const PER_STATEMENT = 2_000;
const PER_WRITE = 8;
const WRITERS = 3;
const LOOKED_WITHIN_MS = 1_800_000;
/** Tables whose rows are copied from the pattern, parents first. */
const COPIED = ['enterprise_epoch', 'meter', 'meter_epoch', 'policy_version'] as const;

/** What looking at every enterprise took. */
export interface DailyLook {
  readonly enterprises: number;
  readonly seededMs: number;
  /** The first look of a process that knows nothing yet, milliseconds. */
  readonly firstMs: number;
  /** The same again, as on the next day. */
  readonly nextMs: number;
  /** The same by a process that was started for it after the one before was killed, its start included. */
  readonly restartedMs: number;
  /** CPU of the rules' own process for each, milliseconds. */
  readonly firstCpuMs: number;
  readonly nextCpuMs: number;
  readonly restartedCpuMs: number;
}

/**
 * The daily look of the rules at many enterprises with five meters, a year of days and two budgets each,
 * put into PostgreSQL and InfluxDB directly. One in fifty is over its budget and has to have its alert.
 */
export async function dailyLook(stack: Stack, enterprises: number): Promise<DailyLook> {
  const database = new pg.Client({
    connectionString: stack.environmentOf('rules').DATABASE_URL ?? '',
  });
  await database.connect();
  const rulesPid = pidOfRules(stack);
  try {
    const pattern = await patternEnterprise(stack);
    const ids = Array.from({ length: enterprises }, (_, index) =>
      buildEnterpriseId(FIRST_NUMBER + index),
    );
    const startedAtMs = performance.now();
    process.kill(rulesPid, 'SIGSTOP');
    try {
      await copyRecords(database, pattern, ids);
      await writeYears(stack, ids);
    } finally {
      process.kill(rulesPid, 'SIGCONT');
    }
    const seededMs = performance.now() - startedAtMs;
    const beforeCpuMs = cpuMs(rulesPid);
    const firstMs = await untilLooked(database, ids);
    const betweenCpuMs = cpuMs(rulesPid);
    await assertRaised(database, ids);
    await makeDue(database, ids);
    const nextMs = await untilLooked(database, ids);
    const nextCpuMs = cpuMs(rulesPid) - betweenCpuMs;
    await assertRaised(database, ids);
    const firstCpuMs = betweenCpuMs - beforeCpuMs;
    // The launcher starts another one.
    process.kill(rulesPid, 'SIGKILL');
    await makeDue(database, ids);
    const restartedMs = await untilLooked(database, ids);
    const restartedCpuMs = cpuMs(pidOfRules(stack));
    await assertRaised(database, ids);
    const restarted = { restartedMs, restartedCpuMs };
    return { enterprises, seededMs, firstMs, nextMs, firstCpuMs, nextCpuMs, ...restarted };
  } finally {
    await database.end();
  }
}

function pidOfRules(stack: Stack): number {
  const pid = stack.pidOf('rules');
  if (pid === null) throw new Error('The rules do not run.');
  return pid;
}

/** Lets the time of every enterprise have come, as on the next day. */
async function makeDue(database: pg.Client, ids: readonly string[]): Promise<void> {
  await database.query(
    'update rule_evaluation set due_at = now(), evaluated_at = null where enterprise_id = any($1)',
    [ids],
  );
}

/** One enterprise, made as people make it. */
async function patternEnterprise(stack: Stack): Promise<string> {
  const admin = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
  const authority = await personWith(
    admin,
    (name, password) => signIn(stack.apiUrl, name, password),
    { username: 'daily', role: 'authority', scope: { type: 'region', code: '430626' } },
  );
  const id = await registerEnterprise(admin, FIRST_NUMBER - 1);
  const path = `/enterprises/${id}`;
  for (let meter = 1; meter <= METERS; meter += 1) {
    await admin.call('POST', `${path}/meters`, {
      ...{ id: `E0${meter}`, name: `进线 ${meter}`, energyKind: 'electricity', kind: 'register' },
      ...{ unit: 'kWh', flow: 'purchased', level: 1 },
    });
  }
  const year = Number(localDate(Date.now(), ZONE).slice(0, 4));
  const tce = (366 * METERS * KWH_PER_DAY * KGCE_PER_KWH) / 1_000;
  const yearly = { id: 'total', metric: 'tce', basis: 'calorific', period: 'year' };
  const monthly = { id: 'month', metric: 'tce', basis: 'calorific', period: 'month' };
  await authority.call('POST', `${path}/policies`, {
    ...{ year, part: 'authority', revision: 0 },
    document: {
      targets: [
        { ...yearly, limit: tce * 1.02 },
        { ...monthly, limit: tce / 11 },
      ],
    },
  });
  await authority.call('POST', `${path}/policies/${year}/authority/sign`, {
    ...{ revision: 1, documentNo: '平发改〔2026〕15号' },
  });
  return id;
}

async function copyRecords(
  database: pg.Client,
  pattern: string,
  ids: readonly string[],
): Promise<void> {
  for (let at = 0; at < ids.length; at += PER_STATEMENT) {
    const some = ids.slice(at, at + PER_STATEMENT);
    await database.query(
      `insert into enterprise select (jsonb_populate_record(null::enterprise, to_jsonb(e)
         || jsonb_build_object('id', copy, 'name', copy, 'published_version', e.registry_version))).*
       from enterprise e, unnest($1::text[]) as copy where e.id = $2`,
      [some, pattern],
    );
    for (const table of COPIED) {
      await database.query(
        `insert into ${table} select (jsonb_populate_record(null::${table}, to_jsonb(t)
           || jsonb_build_object('enterprise_id', copy))).*
         from ${table} t, unnest($1::text[]) as copy where t.enterprise_id = $2`,
        [some, pattern],
      );
    }
  }
  await database.query('analyze');
}

/** A year of days of every meter, the running one among them. */
async function writeYears(stack: Stack, ids: readonly string[]): Promise<void> {
  const today = periodAt(Date.now(), 'day', ZONE).startMs;
  const linesOf = (kwh: number) => {
    const lines: string[] = [];
    for (let meter = 1; meter <= METERS; meter += 1) {
      for (let day = 364; day >= 0; day -= 1) {
        const coveredMs = day === 0 ? Date.now() - today : DAY_MS;
        lines.push(
          `daily_energy,enterprise_id=ENTERPRISE,meter_id=E0${meter} quantity=${kwh}` +
            `,estimated_quantity=0,covered_ms=${coveredMs} ${today - day * DAY_MS}`,
        );
      }
    }
    return `${lines.join('\n')}\n`;
  };
  const [usual, twice] = [linesOf(KWH_PER_DAY), linesOf(2 * KWH_PER_DAY)];
  const { url, database } = stack.influx;
  let next = 0;
  const write = async () => {
    for (let at = next; at < ids.length; at = next) {
      next += PER_WRITE;
      const body = ids
        .slice(at, at + PER_WRITE)
        .map((id, index) => {
          return (isOver(at + index) ? twice : usual).replaceAll('ENTERPRISE', id);
        })
        .join('');
      const answer = await fetch(`${url}/write?db=${database}&precision=ms`, {
        method: 'POST',
        body,
      });
      if (answer.status !== 204) throw new Error(`InfluxDB answered ${answer.status}.`);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}

function isOver(index: number): boolean {
  return index % OVER_EVERY === 0;
}

/** Until every enterprise was looked at; answers how long that took, milliseconds. */
async function untilLooked(database: pg.Client, ids: readonly string[]): Promise<number> {
  const startedAtMs = performance.now();
  while (performance.now() - startedAtMs < LOOKED_WITHIN_MS) {
    const { rows } = await database.query<{ count: number }>(
      `select count(*)::int as count from rule_evaluation
       where enterprise_id = any($1) and evaluated_at is not null and evaluated_on is not null`,
      [ids],
    );
    if (rows[0]?.count === ids.length) return performance.now() - startedAtMs;
    await pause(250);
  }
  throw new Error('The rules did not look at every enterprise in half an hour.');
}

/** Whoever is over the yearly budget has its one alert, and nobody else has one of that rule. */
async function assertRaised(database: pg.Client, ids: readonly string[]): Promise<void> {
  const { rows } = await database.query<{ id: string }>(
    `select enterprise_id as id from alert where enterprise_id = any($1) and rule = 'exhausted'
       and target_id = 'total' and condition = 'firing' order by 1`,
    [ids],
  );
  const wanted = ids.filter((_, index) => isOver(index)).sort();
  const found = rows.map(({ id }) => id).sort();
  if (JSON.stringify(found) !== JSON.stringify(wanted)) {
    throw new Error(`${found.length} enterprises have an alert, ${wanted.length} are over.`);
  }
}
