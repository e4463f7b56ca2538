import type { NormalizeMessagesJob } from '@hengneng/contracts';
import type { JournalRecord } from '@hengneng/journal';
import { shardOfTopic, toRawMessage } from '@hengneng/queue';

/** Bytes a record costs besides its payload, topic and source: job envelope and list entry. */
const RECORD_OVERHEAD_BYTES = 64;

/** Bytes of a record as the cap on outstanding work counts them. */
export function recordBytes(record: JournalRecord): number {
  return record.payload.length + record.topic.length + record.source.length + RECORD_OVERHEAD_BYTES;
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
    job.messages.push(toRawMessage(record));
  }
  return [...jobs.values()].sort((left, right) => left.shard - right.shard);
}
