import type { DeviceActivity } from '@hengneng/domain';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { chunks } from './chunks.ts';
import type { Executor } from './connection.ts';
import { alert } from './schema/alerts.ts';
import { deviceActivity, deviceWatch } from './schema/device-activity.ts';
import { device } from './schema/registry.ts';

/** A row is written this often at most: a device may send a thousand messages in that time. */
const TOUCHED_EVERY = "interval '30 seconds'";
/** A pause longer than this is an outage, not a habit. */
const USUAL_GAP_MS_MAX = 2 * 86_400_000;
/** Before as many touches nobody knows a device's habit. */
const TOUCHES_KNOWN_MIN = 3;
const UNKNOWN_SILENT_MS = 86_400_000;
const SILENT_MS_MIN = 1_800_000;
/** Silent is who misses as many of its usual pauses. */
const GAPS_SILENT = 3;
const WATCH_ID = 1;

/** A device that was heard, and when it was heard last. */
export interface HeardDevice {
  readonly enterpriseId: string;
  readonly deviceId: string;
  readonly atMs: number;
}

/**
 * Notes when registered devices were heard; earlier instants change nothing. Answers those that were
 * never heard before.
 */
export async function touchDevices(
  tx: Executor,
  heard: readonly HeardDevice[],
): Promise<HeardDevice[]> {
  const latest = new Map<string, HeardDevice>();
  for (const each of heard) {
    const key = `${each.enterpriseId}.${each.deviceId}`;
    if ((latest.get(key)?.atMs ?? 0) < each.atMs) latest.set(key, each);
  }
  // One order for all writers, so that two of them cannot wait for each other.
  const ordered = [...latest].sort(([one], [other]) => (one < other ? -1 : 1));
  const fresh: HeardDevice[] = [];
  for (const part of chunks(ordered.map(([, each]) => each))) {
    const { rows } = await tx.execute<{ enterprise_id: string; device_id: string }>(sql`
      with written as (
        insert into ${deviceActivity} as own (enterprise_id, device_id, first_seen_at, last_seen_at)
        select known.enterprise_id, known.id, heard.at, heard.at
        from unnest(
          ${sql.param(part.map(({ enterpriseId }) => enterpriseId))}::text[],
          ${sql.param(part.map(({ deviceId }) => deviceId))}::text[],
          ${sql.param(part.map(({ atMs }) => new Date(atMs).toISOString()))}::timestamptz[]
        ) as heard (enterprise_id, device_id, at)
        join ${device} as known
          on known.enterprise_id = heard.enterprise_id and known.id = heard.device_id
        on conflict (enterprise_id, device_id) do update set
          last_seen_at = excluded.last_seen_at,
          touch_count = least(own.touch_count + 1, 1000000),
          usual_gap_ms = greatest(
            least(extract(epoch from excluded.last_seen_at - own.last_seen_at) * 1000, ${USUAL_GAP_MS_MAX}),
            own.usual_gap_ms * 0.9)::bigint
        where excluded.last_seen_at > own.last_seen_at + ${sql.raw(TOUCHED_EVERY)}
        returning enterprise_id, device_id, xmax = 0 as is_new)
      select enterprise_id, device_id from written where is_new`);
    for (const row of rows) {
      const own = latest.get(`${row.enterprise_id}.${row.device_id}`);
      if (own !== undefined) fresh.push(own);
    }
  }
  return fresh;
}

/** A device's activity, with the ids apart. */
export interface WatchedDevice extends DeviceActivity {
  readonly ownId: string;
  readonly lastSeenMs: number;
  readonly silentAfterMs: number;
}

/** Every device that may send and was heard; `deviceId` is unique over all enterprises. */
export async function listDeviceActivity(executor: Executor): Promise<WatchedDevice[]> {
  const rows = await executor
    .select({
      enterpriseId: deviceActivity.enterpriseId,
      ownId: deviceActivity.deviceId,
      lastSeenMs: deviceActivity.lastSeenAt,
      usualGapMs: deviceActivity.usualGapMs,
      touchCount: deviceActivity.touchCount,
    })
    .from(deviceActivity)
    .innerJoin(
      device,
      and(
        eq(device.enterpriseId, deviceActivity.enterpriseId),
        eq(device.id, deviceActivity.deviceId),
        isNull(device.revokedAt),
      ),
    );
  return rows.map(({ usualGapMs, touchCount, ...row }) => ({
    ...row,
    deviceId: `${row.enterpriseId}.${row.ownId}`,
    silentAfterMs:
      touchCount < TOUCHES_KNOWN_MIN
        ? UNKNOWN_SILENT_MS
        : Math.max(SILENT_MS_MIN, GAPS_SILENT * usualGapMs),
  }));
}

/** When the devices of an enterprise were heard last, milliseconds since the epoch. */
export async function lastSeenOfDevices(
  executor: Executor,
  enterpriseId: string,
): Promise<Map<string, number>> {
  const rows = await executor
    .select({ id: deviceActivity.deviceId, atMs: deviceActivity.lastSeenAt })
    .from(deviceActivity)
    .where(eq(deviceActivity.enterpriseId, enterpriseId));
  return new Map(rows.map(({ id, atMs }) => [id, atMs]));
}

/** An alert about a silent device that fires. */
export interface SilenceAlert {
  readonly enterpriseId: string;
  readonly targetId: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly severity: number;
}

/** Alerts of silent devices that fire now; their targets are `device:{id}`. */
export async function listSilenceAlerts(executor: Executor): Promise<SilenceAlert[]> {
  return await executor
    .select({
      enterpriseId: alert.enterpriseId,
      targetId: sql<string>`${alert.targetId}`,
      periodFrom: alert.periodFrom,
      periodTo: alert.periodTo,
      severity: alert.severity,
    })
    .from(alert)
    .where(
      and(
        eq(alert.rule, 'data-duty'),
        eq(alert.condition, 'firing'),
        sql`starts_with(${alert.targetId}, 'device:')`,
      ),
    );
}

/**
 * Whether the watch is tripped, and since when, held to the end of the transaction; null while another
 * process looks.
 */
export async function holdDeviceWatch(
  tx: Executor,
  nowMs: number,
): Promise<{ readonly trippedAtMs: number | null } | null> {
  await tx.insert(deviceWatch).values({ id: WATCH_ID, updatedAt: nowMs }).onConflictDoNothing();
  const [row] = await tx
    .select()
    .from(deviceWatch)
    .where(eq(deviceWatch.id, WATCH_ID))
    .for('update', { skipLocked: true });
  return row === undefined ? null : { trippedAtMs: row.trippedAt };
}

/** Keeps the watch that the transaction holds. */
export async function keepDeviceWatch(
  tx: Executor,
  trippedAtMs: number | null,
  nowMs: number,
): Promise<void> {
  await tx
    .update(deviceWatch)
    .set({ trippedAt: trippedAtMs, updatedAt: nowMs })
    .where(eq(deviceWatch.id, WATCH_ID));
}

/** Whether so many devices are silent that no alarm of one of them says anything. */
export async function isDeviceWatchTripped(executor: Executor): Promise<boolean> {
  const [row] = await executor.select({ trippedAt: deviceWatch.trippedAt }).from(deviceWatch);
  return row !== undefined && row.trippedAt !== null;
}
