import { redisKeys } from '@hengneng/contracts';
import type { Redis } from 'ioredis';

import { newestId } from './downlink-stream.ts';
import { type QueueLogger, warnOfTrouble } from './queue-logger.ts';
import { createRegistryDisk, type RegistryDisk } from './registry-disk.ts';
import { parseRegistryEntry, type RegistryEntry } from './registry-entry.ts';

/** The registry cannot be asked now and nothing is known: try again, never call it unknown. */
export class RegistryUnavailableError extends Error {
  override readonly name = 'RegistryUnavailableError';
}

/** Told of every enterprise whose registry became known or changed. */
export type RegistryListener = (entry: RegistryEntry, previous: RegistryEntry | undefined) => void;

/**
 * The data plane's side of the registry: what was looked up once stays in memory, is kept up to
 * date by the change stream and copied to disk, so that it is there while Redis is away.
 */
export interface RegistryCache {
  /** What is known of an enterprise at this moment, without asking anybody. */
  get(enterpriseId: string): RegistryEntry | undefined;
  /**
   * What Redis says about an enterprise now, or null when it does not exist. An answer that is at
   * most `ageMaxMs` old (1 000 unless given) is used again. Ask before calling any id unknown.
   *
   * @throws RegistryUnavailableError when Redis is away, or was emptied and not published again
   *   yet, and nothing is known of the enterprise. What is known is answered instead, however old.
   */
  lookUp(enterpriseId: string, ageMaxMs?: number): Promise<RegistryEntry | null>;
  /** The enterprises known at this moment. */
  known(): IterableIterator<RegistryEntry>;
  /** Calls `listener` with every change from now on; the answer ends it. */
  onChange(listener: RegistryListener): () => void;
  /** Whether unknown ids can be told from unpublished ones; says why not. */
  readiness(): { readonly ready: boolean; readonly reason?: string };
  close(): Promise<void>;
}

/** How a cache is made. */
export interface RegistryCacheOptions {
  /** A `reader` connection for look-ups, shared. */
  readonly redis: Redis;
  /** A `reader` connection of its own for the change stream, which blocks; closed by `close`. */
  readonly streamRedis: Redis;
  /** Folder of the copies on disk; null for none. */
  readonly directory: string | null;
  readonly logger: QueueLogger;
  readonly nowMs?: () => number;
}

const LOOK_UP_AGE_MS_MAX = 1_000;
const REFRESH_BATCH = 200;
const BLOCK_MS = 5_000;
const RETRY_DELAY_MS = 500;

/** Loads the copies from disk and starts to follow the change stream; needs no Redis to begin. */
export async function createRegistryCache(options: RegistryCacheOptions): Promise<RegistryCache> {
  const cache = new SnapshotCache(options);
  await cache.loadFromDisk();
  cache.follow();
  return cache;
}

class SnapshotCache implements RegistryCache {
  readonly #redis: Redis;
  readonly #streamRedis: Redis;
  readonly #disk: RegistryDisk | null;
  readonly #logger: QueueLogger;
  readonly #nowMs: () => number;
  readonly #entries = new Map<string, RegistryEntry>();
  readonly #listeners = new Set<RegistryListener>();
  readonly #lookUps = new Map<string, { startedAtMs: number; answer: Promise<LookUp> }>();
  #diskTail: Promise<void> = Promise.resolve();
  #following: Promise<void> = Promise.resolve();
  #closing = false;
  #state: { ready: boolean; reason?: string } = { ready: false, reason: 'not read yet' };

  constructor(options: RegistryCacheOptions) {
    this.#redis = options.redis;
    this.#streamRedis = options.streamRedis;
    this.#disk = options.directory === null ? null : createRegistryDisk(options.directory);
    this.#logger = options.logger;
    this.#nowMs = options.nowMs ?? Date.now;
  }

  get(enterpriseId: string): RegistryEntry | undefined {
    return this.#entries.get(enterpriseId);
  }

  known(): IterableIterator<RegistryEntry> {
    return this.#entries.values();
  }

  onChange(listener: RegistryListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  readiness(): { readonly ready: boolean; readonly reason?: string } {
    // A known registry is enough to work with, whatever has become of Redis since.
    return this.#entries.size > 0 ? { ready: true } : this.#state;
  }

  async lookUp(enterpriseId: string, ageMaxMs = LOOK_UP_AGE_MS_MAX): Promise<RegistryEntry | null> {
    const { exists, cause } = await this.#ask(enterpriseId, ageMaxMs);
    const entry = this.#entries.get(enterpriseId);
    if (entry !== undefined) return entry;
    if (exists === false) return null;
    throw new RegistryUnavailableError('The registry is not published yet.', { cause });
  }

  /** Calls at the same time share one question; a stranger's flood costs one a second. */
  #ask(enterpriseId: string, ageMaxMs: number): Promise<LookUp> {
    const nowMs = this.#nowMs();
    const recent = this.#lookUps.get(enterpriseId);
    if (recent !== undefined && nowMs - recent.startedAtMs < ageMaxMs) return recent.answer;
    const answer = this.#fetch(enterpriseId).catch((cause: unknown) => {
      this.#lookUps.delete(enterpriseId);
      return { exists: null, cause };
    });
    this.#lookUps.set(enterpriseId, { startedAtMs: nowMs, answer });
    if (this.#lookUps.size > 1_000) this.#forgetOldLookUps(nowMs);
    return answer;
  }

  #forgetOldLookUps(nowMs: number): void {
    for (const [id, { startedAtMs }] of this.#lookUps) {
      if (nowMs - startedAtMs >= LOOK_UP_AGE_MS_MAX) this.#lookUps.delete(id);
    }
  }

  async #fetch(enterpriseId: string): Promise<LookUp> {
    const key = redisKeys.registry(enterpriseId);
    const [text, mark] = await this.#redis.mget(key, redisKeys.registryPublished);
    this.#noteMark(mark ?? null);
    if (typeof text === 'string') this.#take(enterpriseId, text);
    if (typeof text === 'string') return { exists: true };
    // Without the mark an absent snapshot may only not have been published again.
    return { exists: typeof mark === 'string' ? false : null };
  }

  #noteMark(mark: string | null): void {
    this.#state =
      mark === null
        ? { ready: false, reason: 'the registry is not published in Redis' }
        : { ready: true };
  }

  /** Takes a published text if it is newer than what is known. */
  #take(enterpriseId: string, text: string): void {
    const entry = parseRegistryEntry(text);
    if (entry === null || entry.enterpriseId !== enterpriseId) {
      this.#logger.error({ enterpriseId }, 'Registry snapshot is not readable.');
      return;
    }
    const previous = this.#entries.get(enterpriseId);
    if (previous !== undefined && previous.version >= entry.version) return;
    this.#entries.set(enterpriseId, entry);
    this.#saveLater(enterpriseId, text);
    for (const listener of this.#listeners) listener(entry, previous);
  }

  #saveLater(enterpriseId: string, text: string): void {
    const disk = this.#disk;
    if (disk === null) return;
    this.#diskTail = this.#diskTail
      .then(() => disk.save(enterpriseId, text))
      .catch((error: unknown) => {
        this.#logger.warn({ error, enterpriseId }, 'Registry copy cannot be kept on disk.');
      });
  }

  async loadFromDisk(): Promise<void> {
    try {
      for (const entry of (await this.#disk?.load()) ?? []) {
        this.#entries.set(entry.enterpriseId, entry);
      }
    } catch (error) {
      this.#logger.warn({ error }, 'Registry copies on disk cannot be read.');
    }
  }

  follow(): void {
    this.#following = this.#followForEver();
  }

  async #followForEver(): Promise<void> {
    while (!this.#closing) {
      try {
        // First the place in the stream, then everything known: no change can fall in between.
        const lastId = await newestId(this.#streamRedis, redisKeys.registryChanges);
        await this.#refreshKnown();
        await this.#readChanges(lastId);
      } catch (error) {
        if (this.#closing) return;
        warnOfTrouble(this.#logger, { error }, 'Registry changes cannot be read.');
        await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY_MS));
      }
    }
  }

  async #readChanges(fromId: string): Promise<void> {
    let lastId = fromId;
    while (!this.#closing) {
      const streams = await this.#streamRedis.xread(
        ...(['COUNT', REFRESH_BATCH, 'BLOCK', BLOCK_MS, 'STREAMS'] as const),
        redisKeys.registryChanges,
        lastId,
      );
      const changes = streams?.[0]?.[1] ?? [];
      if (changes.length === 0 || !this.#state.ready) await this.#refreshMark();
      const changed = new Set<string>();
      for (const [id, fields] of changes) {
        lastId = id;
        const enterpriseId = fields[fields.indexOf('enterpriseId') + 1] ?? '';
        // A new enterprise is looked up when its first message or connection comes.
        if (this.#entries.has(enterpriseId)) changed.add(enterpriseId);
      }
      await this.#refresh([...changed]);
    }
  }

  async #refreshMark(): Promise<void> {
    this.#noteMark(await this.#streamRedis.get(redisKeys.registryPublished));
  }

  async #refreshKnown(): Promise<void> {
    await this.#refreshMark();
    const ids = [...this.#entries.keys()];
    for (let from = 0; from < ids.length; from += REFRESH_BATCH) {
      await this.#refresh(ids.slice(from, from + REFRESH_BATCH));
    }
  }

  async #refresh(enterpriseIds: readonly string[]): Promise<void> {
    if (enterpriseIds.length === 0) return;
    const texts = await this.#streamRedis.mget(...enterpriseIds.map(redisKeys.registry));
    for (const [index, enterpriseId] of enterpriseIds.entries()) {
      const text = texts[index];
      if (typeof text === 'string') this.#take(enterpriseId, text);
    }
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.#streamRedis.disconnect();
    await this.#following;
    await this.#diskTail;
  }
}

/** `exists` is null when Redis could not say. */
interface LookUp {
  readonly exists: boolean | null;
  readonly cause?: unknown;
}
