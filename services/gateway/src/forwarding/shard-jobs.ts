import { isUtf8 } from 'node:buffer';

import {
  type NormalizeMessagesJob,
  parseTopic,
  type RawMessage,
  shardOf,
} from '@hengneng/contracts';
import { QUARANTINE_REASONS, type QuarantineReason } from '@hengneng/domain';
import type { JournalRecord } from '@hengneng/journal';

/** Bytes a record costs besides its payload, topic and source: job envelope and list entry. */
const RECORD_OVERHEAD_BYTES = 64;

const REASONS: ReadonlySet<string> = new Set(QUARANTINE_REASONS);

/** Bytes of a record as the cap on outstanding work counts them. */
export function recordBytes(record: JournalRecord): number {
  return record.payload.length + record.topic.length + record.source.length + RECORD_OVERHEAD_BYTES;
}

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

/** The jobs of one planned range: one for each shard that has messages in it, by shard number. */
export function shardJobs(
  gateway: number,
  range: { readonly from: number; readonly to: number },
  records: readonly JournalRecord[],
): NormalizeMessagesJob[] {
  const jobs = new Map<number, NormalizeMessagesJob>();
  for (const record of records) {
    const shard = shardOfTopic(record.topic);
    let job = jobs.get(shard);
    if (job === undefined) {
      const { from, to } = range;
      job = { schemaVersion: 1, gateway, from, to, shard, messages: [] };
      jobs.set(shard, job);
    }
    job.messages.push(rawMessage(record));
  }
  return [...jobs.values()].sort((left, right) => left.shard - right.shard);
}

function rawMessage(record: JournalRecord): RawMessage {
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
