/** The part of a logger this package uses; pino's fits. */
export interface QueueLogger {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

/** An outage repeats itself on every connection, several times a second: one line in this time. */
const INTERVAL_MS = 10_000;
/** Different troubles remembered; beyond, all are forgotten and may be told again. */
const TROUBLES_MAX = 100;

const toldAtMsByLogger = new WeakMap<QueueLogger, Map<string, number>>();

/** Warns of a trouble, but of the same trouble once in ten seconds over all users of the logger. */
export function warnOfTrouble(
  logger: QueueLogger,
  fields: Record<string, unknown> & { readonly error: unknown },
  message: string,
): void {
  const toldAtMs = toldAtMsByLogger.get(logger) ?? new Map<string, number>();
  toldAtMsByLogger.set(logger, toldAtMs);
  const { error } = fields;
  const trouble = `${message} ${error instanceof Error ? error.message : String(error)}`;
  const nowMs = performance.now();
  if (nowMs - (toldAtMs.get(trouble) ?? -Infinity) < INTERVAL_MS) return;
  if (toldAtMs.size >= TROUBLES_MAX) toldAtMs.clear();
  toldAtMs.set(trouble, nowMs);
  logger.warn(fields, message);
}
