import type { Random } from './random.ts';

/** Unit that a disk writes as a whole; a longer write may be torn between two of them. */
export const SECTOR_BYTES = 512;

type Change =
  | { readonly kind: 'write'; readonly offset: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly size: number };

/** One file: what is on the platter, what the page cache shows, and what is between the two. */
export class SimulatedInode {
  #durable: Buffer = Buffer.alloc(0);
  #cached: Buffer = Buffer.alloc(0);
  #dirty: Change[] = [];

  /** What a reader sees. */
  get cached(): Buffer {
    return this.#cached;
  }

  get size(): number {
    return this.#cached.length;
  }

  get dirtyCount(): number {
    return this.#dirty.length;
  }

  write(offset: number, data: Uint8Array): void {
    if (data.length === 0) return;
    const change: Change = { kind: 'write', offset, data: Buffer.from(data) };
    this.#cached = applied(this.#cached, change);
    this.#dirty.push(change);
  }

  truncate(size: number): void {
    const change: Change = { kind: 'truncate', size };
    this.#cached = applied(this.#cached, change);
    this.#dirty.push(change);
  }

  /** Makes the oldest `count` changes durable. */
  sync(count: number): void {
    for (const change of this.#dirty.splice(0, count)) {
      this.#durable = applied(this.#durable, change);
    }
  }

  /**
   * A sync that fails: some sectors got through, and the rest is forgotten, although the page cache
   * goes on showing it and the next sync will succeed (what Linux does).
   */
  failSync(count: number, random: Random): void {
    for (const change of this.#dirty.splice(0, count)) this.#persistSome(change, random, 0.3);
  }

  /**
   * The power fails: each dirty sector is on the platter or not. The size may have got through
   * without the data; then there is zero or `stale` data of another file.
   */
  losePower(random: Random, stale: Buffer): void {
    const probability = random.pick([0, 0.1, 0.5, 0.9, 1]);
    const sizeCached = this.#cached.length;
    for (const change of this.#dirty) this.#persistSome(change, random, probability);
    if (this.#durable.length < sizeCached && random.chance(0.4)) {
      const missing = Buffer.alloc(sizeCached - this.#durable.length);
      if (random.chance(0.5)) stale.copy(missing);
      this.#durable = Buffer.concat([this.#durable, missing]);
    }
    this.#dirty = [];
    this.#cached = this.#durable;
  }

  /** Flips one bit on the platter and in the cache: rot, or a hand. */
  flip(offset: number, mask = 1): void {
    for (const content of new Set([this.#durable, this.#cached])) {
      const byte = content[offset];
      if (byte !== undefined) content[offset] = byte ^ mask;
    }
  }

  #persistSome(change: Change, random: Random, probability: number): void {
    if (change.kind === 'truncate') {
      if (random.chance(probability)) this.#durable = applied(this.#durable, change);
      return;
    }
    let position = 0;
    while (position < change.data.length) {
      const offset = change.offset + position;
      const length = Math.min(
        SECTOR_BYTES - (offset % SECTOR_BYTES),
        change.data.length - position,
      );
      if (random.chance(probability)) {
        const data = change.data.subarray(position, position + length);
        this.#durable = applied(this.#durable, { kind: 'write', offset, data });
      }
      position += length;
    }
  }
}

function applied(content: Buffer, change: Change): Buffer {
  if (change.kind === 'truncate') {
    const shorter = Buffer.alloc(change.size);
    content.copy(shorter);
    return shorter;
  }
  const size = Math.max(content.length, change.offset + change.data.length);
  const next = Buffer.alloc(size);
  content.copy(next);
  change.data.copy(next, change.offset);
  return next;
}
