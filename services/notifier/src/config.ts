import { LOG_LEVELS, parseConfig } from '@hengneng/telemetry';
import { z } from 'zod';

/** Robots' own servers; a robot's channel may name no other host unless the operator allows it. */
const ROBOT_HOSTS = 'oapi.dingtalk.com,qyapi.weixin.qq.com,open.feishu.cn,open.larksuite.com';

const hostList = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ''),
  )
  .refine(
    (hosts) => hosts.every((host) => /^(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/.test(host)),
    'must be hosts by comma, such as hooks.example.com or *.example.com',
  );

const configSchema = z.object({
  NODE_ENV: z.string().default('development'),
  /** PostgreSQL: outbox, channels, log. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Redis: messages to devices and to the console. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }),
  /** Mail server, `smtp://user@host:587` or `smtps://…`; without it e-mail waits as failed. */
  NOTIFIER_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** File with the password of the mail server. */
  NOTIFIER_SMTP_PASSWORD_FILE: z.string().min(1).optional(),
  /** Sender of e-mail. */
  NOTIFIER_SMTP_FROM: z.string().min(3).default('hengneng@localhost'),
  /** HTTP gateway of SMS; gets `{phone, text, messageId}` by POST, signed like a webhook. */
  NOTIFIER_SMS_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** File with the key that signs requests to the SMS gateway. */
  NOTIFIER_SMS_SECRET_FILE: z.string().min(1).optional(),
  /** File with the key of channel secrets, the api's own (API_SECRETS_KEY_FILE). */
  NOTIFIER_SECRETS_KEY_FILE: z.string().min(1).optional(),
  /** Hosts that webhooks may name, by comma; `*.example.com` covers every name below. */
  NOTIFIER_WEBHOOK_HOSTS: hostList.prefault(''),
  /** Hosts that robots may name. */
  NOTIFIER_ROBOT_HOSTS: hostList.prefault(ROBOT_HOSTS),
  /** Whether allowed hosts may have addresses of this machine or a private network. */
  NOTIFIER_PRIVATE_ADDRESSES: z.enum(['refused', 'allowed']).default('refused'),
  /** Time one attempt may take, in milliseconds. */
  NOTIFIER_SEND_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(10_000),
  /** Messages sent at once. */
  NOTIFIER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(8),
  /** How often the outbox is looked at, in milliseconds. */
  NOTIFIER_POLL_INTERVAL_MS: z.coerce.number().int().min(20).default(300),
  /** From the first news of a group to its message, in milliseconds. */
  NOTIFIER_GROUP_WAIT_MS: z.coerce.number().int().min(0).default(30_000),
  /** Between two messages of a group, in milliseconds. */
  NOTIFIER_GROUP_INTERVAL_MS: z.coerce.number().int().min(0).default(300_000),
  /** Reminder while something fires, in milliseconds. */
  NOTIFIER_REPEAT_INTERVAL_MS: z.coerce.number().int().min(60_000).default(86_400_000),
  /** Name of this instance among several. */
  NOTIFIER_INSTANCE: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{1,64}$/)
    .default('1'),
  /** Address and port of health page and metrics; port 0 takes a free one. */
  NOTIFIER_HTTP_HOST: z.string().default('127.0.0.1'),
  NOTIFIER_HTTP_PORT: z.coerce.number().int().min(0).max(65_535).default(9_105),
  /** Time the running attempts get at a stop, in milliseconds. */
  NOTIFIER_SHUTDOWN_DEADLINE_MS: z.coerce.number().int().min(100).default(8_000),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
});

/** Settings of the notifier. */
export type Config = Readonly<z.infer<typeof configSchema>>;

/** Reads the settings from environment variables, or throws one error that names every problem. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return parseConfig(configSchema, env, ['NOTIFIER_']);
}
