import type { QuarantineReason } from '@hengneng/domain';
import type { Logger, Metrics } from '@hengneng/telemetry';

import type { DoorEvents } from './door-events.ts';
import type { ForwarderEvents } from './forwarding/forwarder.ts';
import type { ReceivedMessage } from './message-source.ts';

/** Everything the gateway counts; the doors and the forwarder get their events from here. */
export interface GatewayMetrics {
  readonly doorEvents: DoorEvents;
  readonly forwarderEvents: ForwarderEvents;
  /** A message is on disk. */
  taken(message: ReceivedMessage): void;
}

/**
 * Registers the gateway's counters. Events that a person may have to look into are logged as well.
 * Messages are tallied in plain numbers and read at the scrape: there are thousands a second.
 */
export function createGatewayMetrics(metrics: Metrics, logger: Logger): GatewayMetrics {
  const tally = { messages: 0, bytes: 0 };
  metrics.observedGauge('journalled_messages_total', 'Messages on disk.', () => tally.messages);
  metrics.observedGauge('journalled_bytes_total', 'Payload bytes on disk.', () => tally.bytes);
  const refused = metrics.counter<'reason'>(
    'refused_messages_total',
    'Messages acknowledged and marked for quarantine.',
    ['reason'],
  );
  const countRefused = (reason: QuarantineReason) => refused.inc({ reason });
  return {
    doorEvents: createDoorEvents(metrics, logger),
    forwarderEvents: createForwarderEvents(metrics, logger),
    taken: (message) => {
      tally.messages += 1;
      tally.bytes += message.payload.length;
      if (message.refusal !== null) countRefused(message.refusal);
    },
  };
}

function createDoorEvents(metrics: Metrics, logger: Logger): DoorEvents {
  const refusedConnects = metrics.counter<'reason'>(
    'refused_connects_total',
    'CONNECTs and requests refused.',
    ['reason'],
  );
  const violations = metrics.counter<'reason'>(
    'cut_connections_total',
    'Connections cut for breaking a rule of framing.',
    ['reason'],
  );
  const count = (name: string, help: string) => {
    const counter = metrics.counter(name, help);
    return () => counter.inc();
  };
  const revoked = count('revoked_connections_total', 'Connections closed by a revocation.');
  const failed = count('failed_connections_total', 'Connections that ended with an error.');
  return {
    connectRefused: (reason) => refusedConnects.inc({ reason }),
    violation: (reason) => violations.inc({ reason }),
    throttled: count('throttles_total', 'Pauses of senders over their rate.'),
    willIgnored: count('ignored_wills_total', 'Wills that were not taken.'),
    subscribeRefused: count('refused_subscriptions_total', 'Filters refused with 128.'),
    downlinkDropped: count('dropped_downlinks_total', 'Downlinks nobody took.'),
    revoked: (username) => {
      revoked();
      logger.info({ username }, 'Device disconnected: its credential is no longer valid.');
    },
    recheckFailed: (error) => logger.error({ error }, 'Connected devices could not be rechecked.'),
    connectionFailed: (username, error) => {
      failed();
      logger.debug({ username, error }, 'Connection failed.');
    },
  };
}

function createForwarderEvents(metrics: Metrics, logger: Logger): ForwarderEvents {
  const ranges = metrics.counter('forwarded_ranges_total', 'Ranges given to the queues.');
  const jobs = metrics.counter('forwarded_jobs_total', 'Jobs given to the queues.');
  const completed = metrics.counter('completed_ranges_total', 'Ranges stored and recorded.');
  const emptied = metrics.counter('redis_emptied_total', 'Times Redis was found emptied.');
  return {
    added: (_range, jobCount) => {
      ranges.inc();
      jobs.inc(jobCount);
    },
    completed: () => completed.inc(),
    redisEmptied: (rangeCount) => {
      emptied.inc();
      logger.warn({ rangeCount }, 'Redis was emptied; uncompleted ranges are given again.');
    },
    rerunImpossible: (sequence) =>
      logger.error({ sequence }, 'A rerun was asked for, but the range is not known any more.'),
  };
}
