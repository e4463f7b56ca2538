import type { QuarantinedMessage, RangeOutcome } from '@hengneng/contracts';

const RECEIVED_MS = Date.parse('2026-11-21T02:00:00Z');

/** The report of a range of one message, which was refused. */
export function refusedMessage(
  given: { readonly gateway: number; readonly sequence: number; readonly enterpriseId: string },
  message: Partial<QuarantinedMessage> = {},
): RangeOutcome {
  const { gateway, sequence, enterpriseId } = given;
  return {
    type: 'range-outcome',
    schemaVersion: 1,
    gateway,
    from: sequence,
    to: sequence,
    shard: 0,
    receivedFromMs: RECEIVED_MS,
    receivedToMs: RECEIVED_MS,
    registryVersions: {},
    counts: [],
    quarantined: [
      {
        sequence,
        enterpriseId,
        deviceId: 'edge-1',
        receivedAtMs: RECEIVED_MS,
        source: 'mqtt:x',
        topic: `energy/v1/${enterpriseId}/edge-1/readings`,
        reason: 'unknown-meter',
        message: 'No such meter.',
        payloadBytes: 4,
        rejected: [],
        ...message,
      },
    ],
    conflicts: [],
    outputs: [],
    events: [],
  };
}
