import { createHash } from 'node:crypto';
import {
  type NormalizeMessagesJob,
  oversizeStubSchema,
  PLATFORM_TIME_ZONE,
  type QuarantinedMessage,
  type RangeOutcome,
  type ReadingConflict,
  type Rejection,
} from '@hengneng/contracts';
import { isSafeId, localDate } from '@hengneng/domain';
import type { Downlink } from '@hengneng/queue';

import type { EnterpriseBatch, JudgedMessage } from './enterprise-batch.ts';
import { bytesOf } from './payload.ts';

/** Refused items of one range that go on record one by one; beyond, one for each message. */
const REJECTED_PER_RANGE_MAX = 20_000;

/** Everything the control plane is told about one shard's share of a range. */
export function rangeOutcome(
  job: NormalizeMessagesJob,
  batches: readonly EnterpriseBatch[],
  conflicts: readonly ReadingConflict[],
): RangeOutcome {
  const { gateway, from, to, shard } = job;
  const receivedAtMs = job.messages.map((message) => message.receivedAtMs);
  const known = batches.filter((batch) => batch.entry.enterpriseId !== '');
  return {
    type: 'range-outcome',
    schemaVersion: 1,
    gateway,
    from,
    to,
    shard,
    receivedFromMs: receivedAtMs.reduce((least, at) => Math.min(least, at), Infinity),
    receivedToMs: receivedAtMs.reduce((most, at) => Math.max(most, at), 0),
    registryVersions: Object.fromEntries(
      known.map(({ entry }) => [entry.enterpriseId, entry.version]),
    ),
    counts: batches.flatMap((batch) => batch.tallies.counts()),
    messagesByDate: messagesByDate(receivedAtMs),
    devicesHeard: Object.fromEntries(
      known.map((batch) => [batch.entry.enterpriseId, devicesHeard(batch)]),
    ),
    quarantined: quarantinedMessages(batches),
    conflicts: [...conflicts],
    outputs: batches.flatMap((batch) => batch.outputs),
    events: batches.flatMap((batch) => batch.events),
  };
}

/** Refusals of what a device of the enterprise itself sent: it is alive all the same. */
const SENT_BY_ITSELF: readonly string[] = [
  'malformed',
  'too-large',
  'too-many-readings',
  'rate-limited',
];

/** Latest receipt from each device of an enterprise. */
function devicesHeard({ messages }: EnterpriseBatch): Record<string, number> {
  const latest = new Map<string, number>();
  for (const { address, raw, refusal } of messages) {
    const isOwn = refusal === null || SENT_BY_ITSELF.includes(refusal.reason);
    if (!isOwn || !isSafeId(address.deviceId)) continue;
    const before = latest.get(address.deviceId) ?? 0;
    latest.set(address.deviceId, Math.max(before, raw.receivedAtMs));
  }
  return Object.fromEntries(latest);
}

/** Messages by day of receipt in the platform zone, to hold against what the gateway journalled. */
function messagesByDate(receivedAtMs: readonly number[]): Record<string, number> {
  const dates = receivedAtMs.map(localDateOnce());
  return Object.fromEntries(
    [...Map.groupBy(dates, (date) => date)].map(([date, group]) => [date, group.length]),
  );
}

/**
 * The platform's day of instants that hardly differ: a day is looked up once, not for each message.
 */
function localDateOnce(): (atMs: number) => string {
  const known = new Map<number, string>();
  return (atMs) => {
    // The platform zone's days begin at a full hour of UTC.
    const hour = Math.floor(atMs / 3_600_000);
    const date = known.get(hour) ?? localDate(atMs, PLATFORM_TIME_ZONE);
    known.set(hour, date);
    return date;
  };
}

/** What the sender of a message is told, where something or all of it was refused. */
export function rejectionsOf(batches: readonly EnterpriseBatch[]): Downlink[] {
  return batches.flatMap((batch) =>
    batch.messages.filter(isRefused).flatMap((message) => {
      const { enterpriseId } = batch.entry;
      const { deviceId } = message.address;
      // Ids of strangers could hold anything, wildcards of topics included.
      if (enterpriseId === '' || !isSafeId(deviceId)) return [];
      return [{ enterpriseId, deviceId, kind: 'rejections' as const, payload: rejection(message) }];
    }),
  );
}

function isRefused(message: JudgedMessage): boolean {
  return message.refusal !== null || message.rejectedCount > 0;
}

function rejection(message: JudgedMessage): Rejection {
  const { refusal, rejected, sequence } = message;
  const whole = refusal === null ? [] : [{ code: refusal.reason, message: refusal.message }];
  return {
    sha256: sha256Of(message),
    ...(sequence === null ? {} : { sequence }),
    rejected: [
      ...whole,
      ...rejected.map(({ meterId, code, message: text }) => ({ meterId, code, message: text })),
    ],
  };
}

/** Of the payload as it was sent: the journal keeps only the hash of one that was too large. */
function sha256Of({ raw, refusal }: JudgedMessage): string {
  const bytes = bytesOf(raw);
  if (refusal?.reason === 'too-large') {
    const stub = oversizeStubSchema.safeParse(parseJson(bytes));
    if (stub.success && stub.data.sha256 !== null) return stub.data.sha256;
  }
  return createHash('sha256').update(bytes).digest('hex');
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

function quarantinedMessages(batches: readonly EnterpriseBatch[]): QuarantinedMessage[] {
  const refused = batches.flatMap((batch) =>
    batch.messages.filter(isRefused).map((message) => ({ batch, message })),
  );
  const total = refused.reduce((sum, { message }) => sum + message.rejected.length, 0);
  const keptPerMessage = total > REJECTED_PER_RANGE_MAX ? 1 : Infinity;
  return refused.flatMap(({ batch, message }) => {
    const { raw, address, refusal, rejectedCount } = message;
    const rejected = message.rejected.slice(0, keptPerMessage);
    const first = refusal ?? asRefusal(rejected[0]);
    if (first === null) return [];
    const more = rejectedCount > 1 ? ` (${rejectedCount} refused, ${rejected.length} listed)` : '';
    return [
      {
        sequence: raw.sequence,
        receivedAtMs: raw.receivedAtMs,
        source: raw.source,
        topic: raw.topic,
        enterpriseId: batch.entry.enterpriseId,
        deviceId: address.deviceId.slice(0, 64),
        reason: first.reason,
        message: first.message + more,
        payloadBytes: bytesOf(raw).length,
        rejected,
      },
    ];
  });
}

function asRefusal(item: JudgedMessage['rejected'][number] | undefined) {
  return item === undefined ? null : { reason: item.code, message: item.message };
}
