import { readFile } from 'node:fs/promises';
import { countMessages, createSecretBox, type Database, openDatabase } from '@hengneng/database';
import { assertRedisSafe, connectRedis, createHeartbeats, createPatience } from '@hengneng/queue';
import {
  createMetrics,
  type Logger,
  type Readiness,
  repeat,
  startVitalSigns,
} from '@hengneng/telemetry';
import type { Redis } from 'ioredis';

import { createConsoleChannel, createMqttChannel } from './channels/built-in.ts';
import { createEmailChannel } from './channels/email.ts';
import type { HttpGuard } from './channels/guarded-http.ts';
import { createRobotChannel } from './channels/robots.ts';
import { createSmsChannel } from './channels/sms.ts';
import { createWebhookChannel } from './channels/webhook.ts';
import type { Config } from './config.ts';
import { createNotifierEvents } from './notifier-metrics.ts';
import { planMessages } from './plan-messages.ts';
import { startRounds } from './rounds.ts';
import { type SendOptions, sendMessages } from './send-messages.ts';

const COUNT_INTERVAL_MS = 5_000;
/** Beyond the time an attempt may take, so that a slow one is not sent twice. */
const LEASE_MARGIN_MS = 20_000;

/** A running notifier. */
export interface NotifierService {
  /** Port of health page and metrics. */
  readonly httpPort: number;
  readiness(): Readiness;
  /** Claims nothing further, gives running attempts their time, closes everything. */
  stop(): Promise<void>;
}

/** Starts the notifier: waits for Redis, refuses an unsafe one, and works. */
export async function startNotifier(config: Config, logger: Logger): Promise<NotifierService> {
  const nowMs = () => Date.now();
  const metrics = createMetrics('notifier');
  const events = createNotifierEvents(metrics, logger, nowMs);
  const stopping = new AbortController();
  const patience = createPatience((step, error) => {
    logger.warn({ step, error }, 'Notifier waits.');
  });
  const redis = connectRedis(config.REDIS_URL, 'reader', (error) =>
    logger.debug({ error }, 'Redis connection failed.'),
  );
  await patience.untilDone('reach redis', stopping.signal, () => redis.ping());
  await assertRedisSafe(redis);
  const database = openDatabase({
    url: config.DATABASE_URL,
    onIdleError: (error) => logger.warn({ error }, 'A connection to PostgreSQL broke.'),
  });

  const times = {
    waitMs: config.NOTIFIER_GROUP_WAIT_MS,
    intervalMs: config.NOTIFIER_GROUP_INTERVAL_MS,
    repeatMs: config.NOTIFIER_REPEAT_INTERVAL_MS,
  };
  const keys = await readSecret(config.NOTIFIER_SECRETS_KEY_FILE);
  const sendOptions: SendOptions = {
    database,
    box: keys === null ? null : createSecretBox(keys),
    channels: await createChannels(config, redis, nowMs),
    events,
    nowMs,
    leaseMs: config.NOTIFIER_SEND_TIMEOUT_MS + LEASE_MARGIN_MS,
    concurrency: config.NOTIFIER_CONCURRENCY,
    signal: stopping.signal,
  };
  const sender = startRounds(config.NOTIFIER_POLL_INTERVAL_MS, async (isStopped) => {
    try {
      // A full round may have left some behind.
      while (!isStopped() && (await sendMessages(sendOptions)) === sendOptions.concurrency);
    } catch (error) {
      events.roundFailed('send', error);
    }
  });
  const planner = startRounds(config.NOTIFIER_POLL_INTERVAL_MS, async () => {
    try {
      const round = await planMessages({ database, times, nowMs });
      events.planned(round);
      // What was made just now need not wait for the sender's own turn.
      if (round.messageCount > 0) sender.hurry();
    } catch (error) {
      events.roundFailed('plan', error);
    }
  });
  const counting = repeat(COUNT_INTERVAL_MS, () => count(database, events.counted));

  const vitalSigns = await startVitalSigns({
    ...{ service: 'notifier', instance: config.NOTIFIER_INSTANCE, metrics, nowMs },
    ...{ host: config.NOTIFIER_HTTP_HOST, port: config.NOTIFIER_HTTP_PORT },
    ask: { part: 'postgresql', question: () => database.ping() },
    parts: () => ({
      redis: redis.status === 'ready' ? { ready: true } : { ready: false, reason: redis.status },
    }),
    beat: createHeartbeats(redis).beat,
  });
  logger.info({ httpPort: vitalSigns.port }, 'Notifier started.');

  return {
    httpPort: vitalSigns.port,
    readiness: vitalSigns.readiness,
    stop: async () => {
      const letGo = setTimeout(() => stopping.abort(), config.NOTIFIER_SHUTDOWN_DEADLINE_MS / 2);
      counting.stop();
      await Promise.all([planner.stop(), sender.stop()]);
      clearTimeout(letGo);
      stopping.abort();
      await vitalSigns.close();
      redis.disconnect();
      await database.close();
    },
  };
}

/** The channels that the configuration sets up. */
async function createChannels(
  config: Config,
  redis: Redis,
  nowMs: () => number,
): Promise<SendOptions['channels']> {
  const timeoutMs = config.NOTIFIER_SEND_TIMEOUT_MS;
  const isPrivateAllowed = config.NOTIFIER_PRIVATE_ADDRESSES === 'allowed';
  const guardOf = (hosts: readonly string[]): HttpGuard => ({ hosts, isPrivateAllowed, timeoutMs });
  const robots = guardOf(config.NOTIFIER_ROBOT_HOSTS);
  const smtpPassword = await readSecret(config.NOTIFIER_SMTP_PASSWORD_FILE);
  const smsSecret = await readSecret(config.NOTIFIER_SMS_SECRET_FILE);
  const { NOTIFIER_SMTP_URL: smtpUrl, NOTIFIER_SMS_URL: smsUrl } = config;
  return {
    console: createConsoleChannel(redis),
    mqtt: createMqttChannel(redis),
    webhook: createWebhookChannel(guardOf(config.NOTIFIER_WEBHOOK_HOSTS), nowMs),
    dingtalk: createRobotChannel('dingtalk', robots, nowMs),
    wecom: createRobotChannel('wecom', robots, nowMs),
    feishu: createRobotChannel('feishu', robots, nowMs),
    ...(smtpUrl === undefined
      ? {}
      : {
          email: createEmailChannel({
            ...{ url: smtpUrl, password: smtpPassword },
            ...{ from: config.NOTIFIER_SMTP_FROM, timeoutMs },
          }),
        }),
    ...(smsUrl === undefined
      ? {}
      : { sms: createSmsChannel({ url: smsUrl, secret: smsSecret, timeoutMs }, nowMs) }),
  };
}

async function readSecret(file: string | undefined): Promise<string | null> {
  return file === undefined ? null : (await readFile(file, 'utf8')).trim();
}

async function count(
  database: Database,
  tell: (counts: Awaited<ReturnType<typeof countMessages>>) => void,
): Promise<void> {
  try {
    tell(await countMessages(database.executor));
  } catch {
    // The next count tells; readiness says meanwhile that PostgreSQL is away.
  }
}
