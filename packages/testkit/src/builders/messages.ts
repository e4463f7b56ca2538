import {
  buildTopic,
  deviceUsername,
  type NormalizeMessagesJob,
  type RawMessage,
  shardOf,
  type UplinkKind,
} from '@hengneng/contracts';

import { buildEnterpriseId } from './registry.ts';

/** 2026-11-21T08:15:00+08:00, the time at which built messages are received. */
export const BUILT_RECEIVED_AT_MS = Date.UTC(2026, 10, 21, 0, 15);

/** What may be said about a message to be built; everything has a default. */
export interface MessageFields extends Partial<Omit<RawMessage, 'payload'>> {
  readonly enterpriseId?: string;
  readonly deviceId?: string;
  readonly kind?: UplinkKind;
  /** Text goes as it is, anything else as JSON. */
  readonly body?: unknown;
}

/** A journalled message of a device on its own topic. */
export function buildRawMessage(fields: MessageFields = {}): RawMessage {
  const { enterpriseId = buildEnterpriseId(1), deviceId = 'edge-1', ...rest } = fields;
  const { kind = 'readings', body = { values: {} }, ...raw } = rest;
  return {
    sequence: 1,
    receivedAtMs: BUILT_RECEIVED_AT_MS,
    source: `mqtt:${deviceUsername(enterpriseId, deviceId)}`,
    topic: buildTopic(enterpriseId, deviceId, kind),
    ...(raw.payloadBase64 === undefined
      ? { payload: typeof body === 'string' ? body : JSON.stringify(body) }
      : {}),
    ...raw,
  };
}

/** A job of one gateway's range that holds these messages, in the shard of the first one. */
export function buildNormalizeJob(
  messages: readonly RawMessage[],
  fields: Partial<NormalizeMessagesJob> = {},
): NormalizeMessagesJob {
  const sequences = messages.map((message) => message.sequence);
  const enterpriseId = messages[0]?.topic.split('/')[2] ?? '';
  return {
    schemaVersion: 1,
    gateway: 1,
    from: Math.min(...sequences),
    to: Math.max(...sequences),
    shard: shardOf(enterpriseId),
    messages: [...messages],
    ...fields,
  };
}
