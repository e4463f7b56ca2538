import type { Logger } from 'pino';

/**
 * Runs `stop` once at SIGTERM or SIGINT, and ends the process: 0 when it came to an end, 1 when it
 * failed or took longer than the deadline (a BullMQ worker, for one, does not close while Redis is
 * away; what was in flight is run again, which is why every processor is idempotent).
 */
export function stopOnSignal(options: {
  readonly stop: () => Promise<void>;
  readonly deadlineMs: number;
  readonly logger: Logger;
}): void {
  let stopping = false;
  const handle = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    options.logger.info({ signal }, 'Stopping.');
    setTimeout(() => {
      options.logger.warn({ deadlineMs: options.deadlineMs }, 'Stopped by the deadline.');
      setTimeout(() => process.exit(1), 50);
    }, options.deadlineMs).unref();
    options.stop().then(
      () => {
        options.logger.info('Stopped.');
        setTimeout(() => process.exit(0), 50);
      },
      (error: unknown) => {
        options.logger.error({ error }, 'Stopping failed.');
        setTimeout(() => process.exit(1), 50);
      },
    );
  };
  process.on('SIGTERM', handle);
  process.on('SIGINT', handle);
}
