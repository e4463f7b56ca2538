import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Database,
  enqueueNotification,
  insertEnterprises,
  type NewNotification,
  openDatabase,
} from '@hengneng/database';
import { createLogger } from '@hengneng/telemetry';
import { createMigratedDatabase, startTestRedis, temporaryDirectory } from '@hengneng/testkit';

import { readConfig } from '../config.ts';
import { type NotifierService, startNotifier } from '../notifier-service.ts';

/** A valid credit code. */
export const ENTERPRISE = '91430626MA00000011';

/** Key that secrets of channels are sealed with here. */
export const SECRETS_KEY = 'k'.repeat(48);

/** Real PostgreSQL and Redis with one enterprise, for one test file. */
export interface NotifierWorld {
  readonly database: Database;
  readonly redisUrl: string;
  readonly env: Readonly<Record<string, string>>;
  /** Starts a notifier with short waiting times. */
  start(env?: Readonly<Record<string, string>>): Promise<NotifierService>;
  enqueue(item?: Partial<NewNotification>): Promise<boolean>;
  dispose(): Promise<void>;
}

/** Starts the servers; `dispose` when the file's tests are over. */
export async function startNotifierWorld(): Promise<NotifierWorld> {
  const directory = temporaryDirectory('notifier');
  const [own, redis] = await Promise.all([createMigratedDatabase(), startTestRedis()]);
  const database = openDatabase({ url: own.url });
  await database.transaction((tx) =>
    insertEnterprises(tx, [enterpriseNamed(ENTERPRISE, '平江水泥有限公司')], 'tester'),
  );
  const keyFile = join(directory, 'secrets-key');
  writeFileSync(keyFile, SECRETS_KEY);
  const env = {
    NOTIFIER_SECRETS_KEY_FILE: keyFile,
    DATABASE_URL: own.url,
    REDIS_URL: redis.url,
    NOTIFIER_HTTP_PORT: '0',
    NOTIFIER_POLL_INTERVAL_MS: '20',
    NOTIFIER_GROUP_WAIT_MS: '50',
    NOTIFIER_GROUP_INTERVAL_MS: '100',
    NOTIFIER_PRIVATE_ADDRESSES: 'allowed',
    NOTIFIER_WEBHOOK_HOSTS: '127.0.0.1',
    NOTIFIER_ROBOT_HOSTS: '127.0.0.1',
  };
  const logger = createLogger({ service: 'notifier', level: 'error' });
  return {
    database,
    redisUrl: redis.url,
    env,
    start: (more = {}) => startNotifier(readConfig({ ...env, ...more }), logger),
    enqueue: (item = {}) =>
      database.transaction((tx) => enqueueNotification(tx, alertOf(item), Date.now())),
    dispose: async () => {
      await database.close();
      await own.drop();
      await redis.dispose();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** An enterprise of the county. */
export function enterpriseNamed(id: string, name = id) {
  const place = { regionCode: '430626', industryCode: 'C3011', timeZone: 'Asia/Shanghai' };
  return { id, name, ...place, parkCode: null, class: null };
}

/** A warning that begins. */
export function alertOf(item: Partial<NewNotification>): NewNotification {
  const subjectId = item.subjectId ?? 'alert-1';
  const event = item.event ?? 'firing';
  return {
    dedupKey: `alert/${subjectId}/${event}`,
    enterpriseId: ENTERPRISE,
    subjectId,
    event,
    word: 'warning',
    severity: 2,
    rule: 'over-budget',
    labels: {},
    audience: 'everyone',
    messageKey: 'alert.over-budget',
    params: {},
    atMs: Date.parse('2026-11-21T08:00:00+08:00'),
    ...item,
  };
}
