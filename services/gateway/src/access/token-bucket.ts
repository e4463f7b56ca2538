/** A rate to be kept: so many a second, with so many seconds' worth in hand at the start. */
export interface Rate {
  readonly perSecond: number;
  readonly burstSeconds: number;
}

/**
 * Counts what is used up against a steady income. It may go into debt by one item, so that an item
 * larger than the whole burst still passes, slowly.
 */
export class TokenBucket {
  readonly #perMs: number;
  readonly #capacity: number;
  #tokens: number;
  #updatedAtMs: number;

  constructor(rate: Rate, nowMs: number) {
    this.#perMs = rate.perSecond / 1_000;
    this.#capacity = rate.perSecond * rate.burstSeconds;
    this.#tokens = this.#capacity;
    this.#updatedAtMs = nowMs;
  }

  /** Milliseconds until something may be taken again; 0 when it may be now. */
  waitMs(nowMs: number): number {
    this.#refill(nowMs);
    return this.#tokens > 0 ? 0 : Math.ceil((1 - this.#tokens) / this.#perMs);
  }

  /** Takes, whatever is left: ask {@link waitMs} before. */
  take(count: number): void {
    this.#tokens -= count;
  }

  /** True when nothing was taken lately, so that the bucket need not be remembered. */
  isFull(nowMs: number): boolean {
    this.#refill(nowMs);
    return this.#tokens >= this.#capacity;
  }

  #refill(nowMs: number): void {
    const elapsedMs = nowMs - this.#updatedAtMs;
    if (elapsedMs <= 0) return;
    this.#updatedAtMs = nowMs;
    this.#tokens = Math.min(this.#capacity, this.#tokens + elapsedMs * this.#perMs);
  }
}
