import type { DeclaredStop } from '../duty/duty-day.ts';

/** Kinds of alarms about data that can be muted by a cause that is known. */
export const DATA_ALARMS = ['no-data', 'frozen-value', 'device-offline'] as const;
export type DataAlarmKind = (typeof DATA_ALARMS)[number];

/** An alarm before anybody is told. */
export interface DataAlarm {
  readonly kind: DataAlarmKind;
  /** Null for an alarm about a device. */
  readonly meterId: string | null;
  /** Device that sends the meter, or that the alarm is about; null where nobody knows. */
  readonly deviceId: string | null;
  /** Instant that the alarm is about, ms since the epoch. */
  readonly atMs: number;
}

/** Why an alarm is muted; it stays on record. */
export type Inhibition =
  | { readonly by: 'device-offline'; readonly deviceId: string }
  | { readonly by: 'declared-stop'; readonly stopId: string };

/**
 * Whether a known cause mutes an alarm: an offline device the no-data of its meters, a declared stop
 * no-data and frozen values of the meters it is for. Null: tell people.
 */
export function inhibitionOf(
  alarm: DataAlarm,
  known: {
    readonly offlineDeviceIds: readonly string[];
    readonly stops: readonly Pick<DeclaredStop, 'id' | 'fromMs' | 'toMs' | 'meterIds'>[];
  },
): Inhibition | null {
  if (alarm.kind === 'device-offline') return null;
  const { deviceId, meterId, atMs } = alarm;
  if (alarm.kind === 'no-data' && deviceId !== null && known.offlineDeviceIds.includes(deviceId)) {
    return { by: 'device-offline', deviceId };
  }
  const stop = known.stops.find(
    ({ meterIds, fromMs, toMs }) =>
      fromMs <= atMs &&
      (toMs === null || atMs < toMs) &&
      (meterIds.length === 0 || (meterId !== null && meterIds.includes(meterId))),
  );
  return stop === undefined ? null : { by: 'declared-stop', stopId: stop.id };
}
