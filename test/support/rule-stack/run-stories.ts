import { writeFileSync } from 'node:fs';
import { AGGREGATE_ENERGY, buildTopic, EVALUATE_POLICIES } from '@hengneng/contracts';
import { connectRedis, waitUntilRedisReady } from '@hengneng/queue';
import pg from 'pg';

import { instantOf, type Look } from '../../cases/rules/support/scenario.ts';
import { type Api, type DeviceCredential, registerEnterprise, waitUntilProcessed } from '../api.ts';
import { eventually, figuresOf } from '../energy.ts';
import { type Publish, publishAll } from '../publish-all.ts';
import type { Stack } from '../stack.ts';
import { countDays } from './duty-days.ts';
import type { DatedAct, People, SentReading } from './stack-plan.ts';
import type { Story } from './stories.ts';

const READINGS_PER_MESSAGE = 1_500;
const PARALLEL = 8;
const STORED_MS = 30_000;
const QUIET_MS = 120_000;
const SETTLED_MS = 1_000;
const JUDGED_MS = 30_000;

/** A story and the enterprise that it happens to. */
export interface ToldStory {
  readonly story: Story;
  readonly enterpriseId: string;
  readonly device: DeviceCredential;
}

/** An alert as the list answers it. */
export interface SeenAlert {
  readonly id: string;
  readonly enterpriseId: string;
  readonly rule: string;
  readonly period: { readonly from: string };
  readonly severity: number;
  readonly condition: 'firing' | 'resolved';
  readonly hidden: boolean;
  readonly evidence: unknown;
}

/** Registers an enterprise for a story, with its device, meters, products and policies. */
export async function settle(
  { admin, authority }: Pick<People, 'admin' | 'authority'>,
  story: Story,
  number: number,
): Promise<ToldStory> {
  const { plan } = story;
  const enterpriseId = await registerEnterprise(admin, number);
  const path = `/enterprises/${enterpriseId}`;
  for (const meter of plan.meters) {
    await admin.call('POST', `${path}/meters`, { ...meter, validFrom: '2023-12-31T16:00:00Z' });
  }
  for (const id of plan.products) {
    await admin.call('POST', `${path}/products`, { id, name: id, unit: 't' });
  }
  for (const year of plan.policyYears ?? [2025]) {
    await authority.call('POST', `${path}/policies`, {
      ...{ year, part: 'authority', revision: 0 },
      document: { targets: plan.targets, thresholds: plan.thresholds },
    });
    await authority.call('POST', `${path}/policies/${year}/authority/sign`, {
      ...{ revision: 1, documentNo: `平发改〔${year}〕15号` },
    });
  }
  const device = await admin.call<DeviceCredential>('POST', `${path}/devices`, { id: 'edge-1' });
  return { story, enterpriseId, device };
}

/** Publishes everything that the enterprise's device has measured, over MQTT. */
export async function publish(stack: Stack, told: ToldStory): Promise<void> {
  const { readings, outputs, resent = [] } = told.story.plan;
  await send(stack, told, readings);
  await send(stack, told, resent);
  if (outputs.length === 0) return;
  const topic = buildTopic(told.enterpriseId, 'edge-1', 'outputs');
  await publishAll(stack.mqtt, told.device, [{ topic, payload: JSON.stringify({ outputs }) }]);
}

async function send(
  stack: Stack,
  { enterpriseId, device }: ToldStory,
  readings: readonly SentReading[],
): Promise<void> {
  const messages: Publish[] = [];
  const topic = buildTopic(enterpriseId, 'edge-1', 'readings');
  for (let from = 0; from < readings.length; from += READINGS_PER_MESSAGE) {
    const part = readings.slice(from, from + READINGS_PER_MESSAGE);
    messages.push({ topic, payload: JSON.stringify({ readings: part }) });
  }
  if (messages.length > 0) await publishAll(stack.mqtt, device, messages);
}

/** Waits until everything that was published is counted and judged: nothing waits in the queues. */
export async function untilQuiet(stack: Stack): Promise<void> {
  const redis = connectRedis(stack.redisUrl, 'reader');
  await waitUntilRedisReady(redis);
  const deadlineMs = Date.now() + QUIET_MS;
  let quietSinceMs: number | null = null;
  try {
    while (quietSinceMs === null || Date.now() - quietSinceMs < SETTLED_MS) {
      if (Date.now() > deadlineMs) throw new Error('Jobs are still waiting.');
      const lengths = await Promise.all(
        [AGGREGATE_ENERGY, EVALUATE_POLICIES].flatMap((queue) => [
          redis.llen(`bull:${queue}:wait`),
          redis.llen(`bull:${queue}:active`),
          redis.zcard(`bull:${queue}:delayed`),
        ]),
      );
      const isQuiet = lengths.every((length) => length === 0);
      quietSinceMs = isQuiet ? (quietSinceMs ?? Date.now()) : null;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    redis.disconnect();
  }
}

/** Goes through all looks of all stories in the order of time; calls back after each was judged. */
export async function tellAll(
  stack: Stack,
  people: People,
  clockFile: string,
  told: readonly ToldStory[],
  check: (each: ToldStory, look: Look<unknown>, alerts: readonly SeenAlert[]) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({
    connectionString: stack.environmentOf('rules').DATABASE_URL ?? '',
  });
  await client.connect();
  try {
    const done = new Set<DatedAct>();
    for (const [atMs, looks] of looksInOrder(told)) {
      await holdAll(client);
      writeFileSync(clockFile, new Date(atMs).toISOString());
      await inParallel(looks, ({ each, look }) => act(stack, people, each, look.on, done));
      const late = looks.filter(({ each, look }) => isSending(each, look.on));
      if (late.length > 0) {
        await waitUntilProcessed(people.admin, STORED_MS);
        await countDays(
          client,
          late.map(({ each }) => each),
        );
      }
      await judge(
        client,
        looks.map(({ each }) => each.enterpriseId),
        atMs,
      );
      await inParallel(looks, async ({ each, look }) => {
        await check(each, look, await alertsOf(people.inspector, each.enterpriseId));
      });
    }
  } finally {
    await client.end();
  }
}

/** Every alert of an enterprise that somebody may see. */
export async function alertsOf(person: Api, enterpriseId: string): Promise<SeenAlert[]> {
  const path = `/alerts?enterpriseId=${enterpriseId}&limit=100`;
  return (await person.call<{ items: SeenAlert[] }>('GET', path)).items;
}

/** The alert of a story's rule and of the period that is judged at a time. */
export function alertAt(
  { rule, periodFrom }: Story,
  look: Look<unknown>,
  alerts: readonly SeenAlert[],
): SeenAlert[] {
  const from = periodFrom(look);
  return alerts.filter((alert) => alert.rule === rule && alert.period.from === from);
}

function looksInOrder(told: readonly ToldStory[]) {
  const all = told.flatMap((each) => each.story.looks.map((look) => ({ each, look })));
  return [...Map.groupBy(all, ({ each, look }) => each.story.judgedAtMs(look))].sort(
    ([one], [other]) => one - other,
  );
}

function isSending({ story }: ToldStory, on: string): boolean {
  return story.plan.acts.some((each) => each.sends !== undefined && each.on === on.slice(0, 10));
}

/** What people and devices do up to that day, and its figures. */
async function act(
  stack: Stack,
  people: People,
  told: ToldStory,
  on: string,
  done: Set<DatedAct>,
): Promise<void> {
  const { story, enterpriseId } = told;
  for (const each of story.plan.acts) {
    if (done.has(each) || each.on > on.slice(0, 10)) continue;
    done.add(each);
    await each.act?.(people, `/enterprises/${enterpriseId}`);
    if (each.sends !== undefined) await send(stack, told, each.sends);
    const { changes } = each;
    if (changes === undefined) continue;
    const atMs = instantOf(`${changes.date}T00:00`);
    await eventually(
      () => figuresOf(stack, 'daily_energy', enterpriseId, 'E01'),
      (rows) =>
        rows.some(([day, kwh]) => day === atMs && Math.abs(Number(kwh) - changes.kwh) < 0.01),
      STORED_MS,
    );
  }
}

/**
 * Lets nobody be judged: only the looks of a story say when that is, whatever is counted meanwhile. What is
 * being judged is waited for, since its end would set it free.
 */
async function holdAll(client: pg.Client): Promise<void> {
  const deadlineMs = Date.now() + JUDGED_MS;
  for (;;) {
    const { rowCount } = await client.query(
      `update rule_evaluation set due_at = 'infinity', held_until = 'infinity'
       where not exists (select 1 from rule_evaluation
         where held_until is not null and held_until <> 'infinity')`,
    );
    if (rowCount !== 0) return;
    if (Date.now() > deadlineMs) throw new Error('Judgements do not come to an end.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function judge(client: pg.Client, ids: readonly string[], atMs: number): Promise<void> {
  const at = new Date(atMs).toISOString();
  await client.query(
    `update rule_evaluation set due_at = $2, held_until = null, version = version + 1
     where enterprise_id = any($1)`,
    [ids, at],
  );
  const deadlineMs = Date.now() + JUDGED_MS;
  for (;;) {
    const { rows } = await client.query<{ waiting: number }>(
      `select count(*)::int as waiting from rule_evaluation
       where enterprise_id = any($1) and (due_at <= $2 or evaluated_at is distinct from $2)`,
      [ids, at],
    );
    if (rows[0]?.waiting === 0) return;
    if (Date.now() > deadlineMs) throw new Error(`Not judged for ${at}: ${ids.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A few at a time. */
export async function inParallel<Item>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) await work(item, index);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}
