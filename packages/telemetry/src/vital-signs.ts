import { type Readiness, readinessOf, startHealthServer } from './health-server.ts';
import type { Metrics } from './metrics.ts';
import { repeat } from './repeat.ts';

const BEAT_INTERVAL_MS = 1_000;
const ASK_INTERVAL_MS = 2_000;

/** What a service tells the others of itself. */
export interface SignOfLife {
  readonly service: string;
  readonly instance: string;
  readonly ready: boolean;
  /** Why it is not ready, for people. */
  readonly reason?: string;
  readonly atMs: number;
}

/** Health page and heartbeat of a service that runs. */
export interface VitalSigns {
  /** Port of the health page. */
  readonly port: number;
  readiness(): Readiness;
  close(): Promise<void>;
}

/**
 * Serves the health page of a service that has no other HTTP server, and tells the others every
 * second whether it can work.
 */
export async function startVitalSigns(options: {
  readonly service: string;
  readonly instance: string;
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly metrics: Metrics;
  readonly nowMs: () => number;
  readonly parts: () => Readiness['parts'];
  /** A part that has to be asked: resolves while it answers. */
  readonly ask: { readonly part: string; readonly question: () => Promise<void> };
  readonly beat: (sign: SignOfLife) => Promise<void>;
}): Promise<VitalSigns> {
  const { service, instance, host, port, metrics, nowMs, ask } = options;
  let asked: Readiness['parts'][string] = { ready: false, reason: 'not asked yet' };
  const asking = repeat(ASK_INTERVAL_MS, async () => {
    try {
      await ask.question();
      asked = { ready: true };
    } catch (error) {
      asked = { ready: false, reason: error instanceof Error ? error.message : String(error) };
    }
  });
  const readiness = () => readinessOf({ ...options.parts(), [ask.part]: asked });
  const beating = repeat(BEAT_INTERVAL_MS, async () => {
    const { ready, parts } = readiness();
    const reason = Object.entries(parts).find(([, part]) => !part.ready);
    const why = reason === undefined ? {} : { reason: `${reason[0]}: ${reason[1].reason ?? ''}` };
    await options.beat({ service, instance, ready, ...why, atMs: nowMs() }).catch(() => {});
  });
  const health = await startHealthServer({ host, port, readiness, metrics });
  return {
    port: health.port,
    readiness,
    close: async () => {
      asking.stop();
      beating.stop();
      await health.close();
    },
  };
}
