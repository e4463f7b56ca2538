import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Levels a service may be told to log at; by harm: error = data or a person is needed. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Fields that never reach a log, whatever object carries them. */
const SECRET_FIELDS = ['password', 'secret', 'token', 'authorization', 'cookie'];

/** Longest text of one field, in characters: topics and client ids are written by strangers. */
const TEXT_MAX = 2_000;

/**
 * A logger that writes one JSON line per event: `{level, time, service, …, message}`, errors under
 * the key `error` with their stack and causes. Text from outside goes in as fields, never into the
 * message, so that nobody can forge a line.
 */
export function createLogger(options: {
  readonly service: string;
  readonly level?: LogLevel;
  readonly destination?: DestinationStream;
}): Logger {
  return pino(
    {
      level: options.level ?? 'info',
      base: { service: options.service },
      messageKey: 'message',
      // Without this pino prints {} for { error }.
      errorKey: 'error',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: shorten },
      redact: { paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`]), censor: '[secret]' },
    },
    options.destination ?? pino.destination({ fd: 1, sync: false }),
  );
}

function shorten(fields: Record<string, unknown>): Record<string, unknown> {
  for (const [key, value] of Object.entries(fields)) {
    if (typeof value === 'string' && value.length > TEXT_MAX) {
      fields[key] = `${value.slice(0, TEXT_MAX)}… (${value.length} characters)`;
    }
  }
  return fields;
}
