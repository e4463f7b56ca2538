/** Alarms of many enterprises at once are a fault of ours: one message about it, and no storm. */
export interface BreakerState {
  /** Since when nothing is said; null while everything goes out. */
  readonly openedAtMs: number | null;
}

/** What happened in the last {@link BREAKER_WINDOW_MS}. */
export interface BreakerSigns {
  readonly nowMs: number;
  /** Enterprises with an alarm that began. */
  readonly alarmingEnterpriseCount: number;
  readonly enterpriseCount: number;
  /** Messages made, of all kinds. */
  readonly messageCount: number;
}

/** When it opens. */
export interface BreakerLimits {
  /** Of all enterprises, 0 to 1. */
  readonly shareMax: number;
  /** Fewer enterprises than this never open it. */
  readonly enterprisesMin: number;
  readonly messagesMax: number;
}

/** A third of the enterprises and at least ten, or 500 messages, within ten minutes. */
export const DEFAULT_BREAKER_LIMITS: BreakerLimits = {
  shareMax: 1 / 3,
  enterprisesMin: 10,
  messagesMax: 500,
};
export const BREAKER_WINDOW_MS = 600_000;

/**
 * The breaker after what was seen: opens at a limit, closes when the window is down to half of it.
 * What was kept back and still fires is said then.
 */
export function stepBreaker(
  state: BreakerState,
  signs: BreakerSigns,
  limits: BreakerLimits = DEFAULT_BREAKER_LIMITS,
): BreakerState {
  const enterprisesMax = Math.max(limits.enterprisesMin, limits.shareMax * signs.enterpriseCount);
  const load = Math.max(
    signs.alarmingEnterpriseCount / enterprisesMax,
    signs.messageCount / limits.messagesMax,
  );
  if (state.openedAtMs === null) return load >= 1 ? { openedAtMs: signs.nowMs } : state;
  return load < 0.5 ? { openedAtMs: null } : state;
}
