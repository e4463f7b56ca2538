import { isUtf8 } from 'node:buffer';

import { parseTopic, type RawMessage, shardOf } from '@hengneng/contracts';
import { QUARANTINE_REASONS, type QuarantineReason } from '@hengneng/domain';

/** A message as the journal keeps it. */
export interface JournalledMessage {
  readonly sequence: number;
  readonly receivedAtMs: number;
  readonly source: string;
  readonly topic: string;
  readonly refusal: string | null;
  readonly payload: Buffer;
}

const REASONS: ReadonlySet<string> = new Set(QUARANTINE_REASONS);
/** Topics whose shard is remembered; a device has three. */
const TOPICS_KNOWN_MAX = 50_000;
const shardsByTopic = new Map<string, number>();

/** The shard that a message belongs to; 0 for a topic that is not ours. */
export function shardOfTopic(topic: string): number {
  let shard = shardsByTopic.get(topic);
  if (shard === undefined) {
    const parsed = parseTopic(topic);
    shard = parsed === null ? 0 : shardOf(parsed.enterpriseId);
    if (shardsByTopic.size >= TOPICS_KNOWN_MAX) shardsByTopic.clear();
    shardsByTopic.set(topic, shard);
  }
  return shard;
}

/** A journalled message as jobs carry it; a refusal that no list knows counts as `malformed`. */
export function toRawMessage(record: JournalledMessage): RawMessage {
  const { sequence, receivedAtMs, source, topic, payload } = record;
  const body = isUtf8(payload)
    ? { payload: payload.toString('utf8') }
    : { payloadBase64: payload.toString('base64') };
  if (record.refusal === null) return { sequence, receivedAtMs, source, topic, ...body };
  return { sequence, receivedAtMs, source, topic, refusal: reasonOf(record.refusal), ...body };
}

function reasonOf(refusal: string): QuarantineReason {
  return REASONS.has(refusal) ? (refusal as QuarantineReason) : 'malformed';
}
