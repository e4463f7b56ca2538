import { TokenBucket } from './token-bucket.ts';

/** What one device and one enterprise may send, a second. */
export interface RateLimitOptions {
  readonly deviceMessagesPerSecond: number;
  readonly deviceBytesPerSecond: number;
  readonly enterpriseMessagesPerSecond: number;
  readonly enterpriseBytesPerSecond: number;
}

/** Seconds' worth of a rate that may come at once after a silence. */
const BURST_SECONDS = 2;
/** Buckets remembered at most before the full ones are thrown out. */
const SWEEP_ABOVE = 10_000;

class Pair {
  readonly messages: TokenBucket;
  readonly bytes: TokenBucket;

  constructor(messagesPerSecond: number, bytesPerSecond: number, nowMs: number) {
    const burstSeconds = BURST_SECONDS;
    this.messages = new TokenBucket({ perSecond: messagesPerSecond, burstSeconds }, nowMs);
    this.bytes = new TokenBucket({ perSecond: bytesPerSecond, burstSeconds }, nowMs);
  }

  waitMs(nowMs: number): number {
    return Math.max(this.messages.waitMs(nowMs), this.bytes.waitMs(nowMs));
  }
}

/** The share of one sender: its own buckets and those of its enterprise. */
export interface SenderAllowance {
  /** Milliseconds until the sender may send its next message; 0 when it may now. */
  waitMs(nowMs: number): number;
  take(bytes: number): void;
}

/**
 * Rates per device and per enterprise, shared by all doors of this process. A device that comes back
 * finds its old bucket: reconnecting buys nothing.
 */
export class RateLimits {
  readonly #options: RateLimitOptions;
  readonly #devices = new Map<string, Pair>();
  readonly #enterprises = new Map<string, Pair>();

  constructor(options: RateLimitOptions) {
    this.#options = options;
  }

  allowanceOf(enterpriseId: string, deviceId: string, nowMs: number): SenderAllowance {
    const options = this.#options;
    const device = this.#pair(this.#devices, `${enterpriseId}.${deviceId}`, nowMs, () => [
      options.deviceMessagesPerSecond,
      options.deviceBytesPerSecond,
    ]);
    const enterprise = this.#pair(this.#enterprises, enterpriseId, nowMs, () => [
      options.enterpriseMessagesPerSecond,
      options.enterpriseBytesPerSecond,
    ]);
    return {
      waitMs: (atMs) => Math.max(device.waitMs(atMs), enterprise.waitMs(atMs)),
      take: (bytes) => {
        device.messages.take(1);
        device.bytes.take(bytes);
        enterprise.messages.take(1);
        enterprise.bytes.take(bytes);
      },
    };
  }

  #pair(
    pairs: Map<string, Pair>,
    key: string,
    nowMs: number,
    rates: () => readonly [number, number],
  ): Pair {
    let pair = pairs.get(key);
    if (pair === undefined) {
      if (pairs.size >= SWEEP_ABOVE) sweep(pairs, nowMs);
      const [messagesPerSecond, bytesPerSecond] = rates();
      pair = new Pair(messagesPerSecond, bytesPerSecond, nowMs);
      pairs.set(key, pair);
    }
    return pair;
  }
}

function sweep(pairs: Map<string, Pair>, nowMs: number): void {
  for (const [key, pair] of pairs) {
    if (pair.messages.isFull(nowMs) && pair.bytes.isFull(nowMs)) pairs.delete(key);
  }
}
