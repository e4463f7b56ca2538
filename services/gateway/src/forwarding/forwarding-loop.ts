import type { Logger } from '@hengneng/telemetry';

import type { Forwarder } from './forwarder.ts';

/** Time a lone message waits for company before its range is cut. */
const LINGER_MS = 100;
/** Messages that are a range of their own worth. */
const ENOUGH_MESSAGES = 4_000;
const REPORTS_INTERVAL_MS = 250;
/** Pause after a failed step. */
const RETRY_DELAY_MS = 200;

interface Options {
  readonly forwarder: Forwarder;
  readonly queue: {
    readonly ready: boolean;
    problem(): string | null;
    onReady(listener: () => void): () => void;
  };
  readonly journal: { onSynced(listener: (syncedThrough: number) => void): () => void };
  readonly logger: Logger;
  /** The log can promise nothing any more: the process must end. */
  readonly onFatal: (error: Error) => void;
}

/** Runs a forwarder for as long as the service lives. */
export function startForwarding(options: Options): {
  problem(): string | null;
  stop(): Promise<void>;
} {
  const { forwarder, queue, logger } = options;
  let stopping = false;
  let problem: string | null = null;
  let waitingSinceMs: number | null = null;
  let reportsAtMs = 0;
  let wake: () => void = () => {};

  const rest = (durationMs: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, durationMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const stopListening = [
    options.journal.onSynced(() => {
      waitingSinceMs ??= performance.now();
      if (forwarder.unplannedCount >= ENOUGH_MESSAGES) wake();
    }),
    queue.onReady(() => {
      forwarder.reconnected();
      wake();
    }),
  ];

  /** One round; returns how long nothing is to be done. */
  const round = async (): Promise<number> => {
    if (!queue.ready) return REPORTS_INTERVAL_MS;
    await forwarder.checkEpoch();
    if (performance.now() - reportsAtMs >= REPORTS_INTERVAL_MS) {
      await forwarder.absorbReports();
      reportsAtMs = performance.now();
    }
    const waitedMs = waitingSinceMs === null ? 0 : performance.now() - waitingSinceMs;
    const mayPlan = forwarder.unplannedCount >= ENOUGH_MESSAGES || waitedMs >= LINGER_MS;
    if (await forwarder.addOne(mayPlan)) {
      if (mayPlan) waitingSinceMs = forwarder.unplannedCount > 0 ? performance.now() : null;
      return 0;
    }
    const lingerLeftMs = waitingSinceMs === null || mayPlan ? LINGER_MS : LINGER_MS - waitedMs;
    return Math.max(1, Math.min(lingerLeftMs, REPORTS_INTERVAL_MS));
  };

  const run = async () => {
    while (!stopping) {
      try {
        const restMs = await round();
        if (problem !== null) logger.info('Forwarding goes on.');
        problem = null;
        if (restMs > 0) await rest(restMs);
      } catch (error) {
        if (stopping) return;
        if (isFatal(error)) return options.onFatal(error);
        if (problem === null) logger.warn({ error }, 'Forwarding waits.');
        problem = error instanceof Error ? error.message : String(error);
        await rest(RETRY_DELAY_MS);
      }
    }
  };
  const done = run();

  return {
    problem: () => queue.problem() ?? problem,
    stop: async () => {
      stopping = true;
      wake();
      for (const stop of stopListening) stop();
      await done;
    },
  };
}

function isFatal(error: unknown): error is Error {
  return error instanceof Error && error.name === 'ForwardingLogFailedError';
}
