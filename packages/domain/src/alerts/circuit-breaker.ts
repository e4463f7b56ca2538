/** One device as the breaker sees it. */
export interface DeviceActivity {
  readonly deviceId: string;
  readonly enterpriseId: string;
  /** Last message of any kind, ms since the epoch; null: never. */
  readonly lastSeenMs: number | null;
  /** Silent after this time, where its habit is known; absent: the setting. */
  readonly silentAfterMs?: number;
}

/** When so many are silent that the fault is ours. */
export interface BreakerSettings {
  /** A device is silent after this time without any message. */
  readonly silentAfterMs: number;
  /** A device that has been silent for longer is given up on and counts on neither side. */
  readonly goneAfterMs: number;
  /** After our own start nobody is judged for this time. */
  readonly startDelayMs: number;
  /** Share of silent devices from which the breaker trips, and below which it closes again. */
  readonly tripRatio: number;
  readonly closeRatio: number;
  /** With fewer devices than this a share says nothing. */
  readonly devicesMin: number;
}

/** Half an hour of silence; half of all devices. */
export const BREAKER_DEFAULTS: BreakerSettings = {
  silentAfterMs: 1_800_000,
  goneAfterMs: 7 * 86_400_000,
  startDelayMs: 900_000,
  tripRatio: 0.5,
  closeRatio: 0.25,
  devicesMin: 6,
};

/** What to do with alarms about silence. */
export interface BreakerDecision {
  /** `starting`: nobody is judged yet; `tripped`: one platform alarm instead of all of them. */
  readonly state: 'starting' | 'closed' | 'tripped';
  /** True when this evaluation tripped it: raise the platform alarm. */
  readonly isNewlyTripped: boolean;
  readonly silentCount: number;
  readonly deviceCount: number;
  readonly silentRatio: number;
  /** Devices whose silence may be told one by one; empty unless closed. */
  readonly silentDeviceIds: readonly string[];
}

/**
 * Decides whether silence is the devices' or ours. Half of the county silent at once is our fault: one
 * platform alarm, and no alarm of a single device until most of them are back.
 *
 * @param wasTripped the decision of the evaluation before
 */
export function breakerDecision(
  devices: readonly DeviceActivity[],
  wasTripped: boolean,
  clock: { readonly nowMs: number; readonly startedAtMs: number },
  settings: BreakerSettings = BREAKER_DEFAULTS,
): BreakerDecision {
  const { nowMs, startedAtMs } = clock;
  const alive = devices.filter(
    ({ lastSeenMs }) => lastSeenMs !== null && nowMs - lastSeenMs <= settings.goneAfterMs,
  );
  const silent = alive.filter(
    ({ lastSeenMs, silentAfterMs }) =>
      nowMs - (lastSeenMs ?? nowMs) > (silentAfterMs ?? settings.silentAfterMs),
  );
  const silentRatio = alive.length === 0 ? 0 : silent.length / alive.length;
  const counts = { silentCount: silent.length, deviceCount: alive.length, silentRatio };
  if (nowMs - startedAtMs < settings.startDelayMs) {
    return { state: 'starting', isNewlyTripped: false, ...counts, silentDeviceIds: [] };
  }
  const bound = wasTripped ? settings.closeRatio : settings.tripRatio;
  const isTripped = alive.length >= settings.devicesMin && silentRatio >= bound;
  return {
    state: isTripped ? 'tripped' : 'closed',
    isNewlyTripped: isTripped && !wasTripped,
    ...counts,
    silentDeviceIds: isTripped ? [] : silent.map(({ deviceId }) => deviceId).sort(),
  };
}
