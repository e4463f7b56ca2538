import type { GatewayStatus } from '@hengneng/contracts';

/** A gateway reports every second; after this long without a report it is away. */
const REPORT_AGE_MS_MAX = 10_000;

/** Whether a gateway's last report is recent enough to speak for it. */
export function isReporting(status: GatewayStatus | null, nowMs: number): boolean {
  return status !== null && nowMs - status.atMs <= REPORT_AGE_MS_MAX;
}

/** What is known of one gateway's messages of one day of the platform zone. */
export interface GatewayDay {
  readonly gateway: number;
  /** Messages the gateway has reported as journalled; null where it reported none. */
  readonly reported: number | null;
  /** Messages whose outcome is on record. */
  readonly processed: number;
  /** The gateway's last report; null before the first, or after Redis was emptied. */
  readonly status: GatewayStatus | null;
}

/** Messages of one day: journalled = processed + in flight, or something is wrong. */
export interface MessageAccount {
  readonly journalled: number;
  readonly processed: number;
  readonly inFlight: number;
  readonly balanced: boolean;
}

/**
 * Puts the gateways' days together.
 *
 * Journalled is the higher of the last report and the live count, since both only lag. A message
 * whose outcome is on record is no longer in flight, whatever the gateway has heard of it yet; of the
 * rest the gateway says what is in flight, or, while it is away, all of it is.
 */
export function messageAccount(
  days: readonly GatewayDay[],
  date: string,
  nowMs: number,
): MessageAccount {
  const sums = { journalled: 0, processed: 0, inFlight: 0 };
  for (const { reported, processed, status } of days) {
    const journalled = Math.max(reported ?? 0, status?.journalledByDate[date] ?? 0);
    const open = Math.max(0, journalled - processed);
    sums.journalled += journalled;
    sums.processed += processed;
    const isLive = isReporting(status, nowMs);
    sums.inFlight += isLive ? Math.min(open, status?.inFlightByDate[date] ?? 0) : open;
  }
  return { ...sums, balanced: sums.journalled === sums.processed + sums.inFlight };
}
