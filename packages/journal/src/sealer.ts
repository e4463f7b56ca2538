import type { KeyObject } from 'node:crypto';
import path from 'node:path';

import { asError, isDiskFull } from './errors.ts';
import type { JournalFileSystem } from './file-system.ts';
import type { OpenSegment } from './open-segment.ts';
import { sealSegment } from './sealed-writer.ts';
import { openSegmentName, sealedSegmentName } from './segment-header.ts';
import type { JournalNotice } from './types.ts';

/**
 * A full disk is tried ever less often: each attempt takes the last space away from the appends for
 * a moment.
 */
const RETRY_FACTOR_MAX = 64;

/** What the sealer needs. */
export interface SealerOptions {
  readonly fileSystem: JournalFileSystem;
  readonly directories: readonly string[];
  readonly signingKey: KeyObject;
  readonly merkleRoot: Buffer;
  readonly clock: () => number;
  readonly retryDelayMs: number;
  readonly onSealed: (segment: number) => void;
  readonly onFatal: (error: Error) => void;
  readonly onNotice: (notice: JournalNotice) => void;
}

/** Seals finished segments in the background, one after the other. */
export class Sealer {
  readonly #options: SealerOptions;
  readonly #queue: OpenSegment[] = [];
  #merkleRoot: Buffer;
  #running: Promise<void> | undefined;
  #isStopping = false;
  #hasFailed = false;
  #wakeUp: (() => void) | undefined;

  constructor(options: SealerOptions) {
    this.#options = options;
    this.#merkleRoot = options.merkleRoot;
  }

  /** Takes over a segment that is synced to its end and written no more; closes its files. */
  add(segment: OpenSegment): void {
    this.#queue.push(segment);
    this.#start();
  }

  #start(): void {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      // One may have come between the end of the loop and here.
      if (this.#queue.length > 0 && !this.#isStopping && !this.#hasFailed) this.#start();
    });
  }

  /** True when every segment that was added is sealed. */
  get isIdle(): boolean {
    return this.#queue.length === 0;
  }

  /**
   * Waits until all is sealed. A full disk is tried once more, then the open files stay for the
   * next start.
   */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#wakeUp?.();
    await this.#running;
    for (const segment of this.#queue) await segment.close();
  }

  async #run(): Promise<void> {
    let attempts = 0;
    for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
      try {
        await this.#seal(next);
        this.#queue.shift();
        attempts = 0;
      } catch (error) {
        if (!isDiskFull(error)) {
          this.#hasFailed = true;
          this.#options.onFatal(asError(error));
          return;
        }
        const { segment } = next.header;
        this.#options.onNotice({ kind: 'seal-blocked', segment, error: asError(error) });
        await this.#removeTemporary(segment);
        if (this.#isStopping) return;
        await this.#pause(Math.min(2 ** attempts, RETRY_FACTOR_MAX));
        attempts += 1;
      }
    }
  }

  async #seal(source: OpenSegment): Promise<void> {
    const { fileSystem, directories, signingKey, clock } = this.#options;
    const { segment } = source.header;
    const startedAtMs = performance.now();
    const { footer, sealedBytes } = await sealSegment(source, {
      fileSystem,
      directories,
      signingKey,
      previousMerkleRoot: this.#merkleRoot,
      sealedAtMs: Math.floor(clock()),
      isRecovered: false,
    });
    this.#merkleRoot = footer.merkleRoot;
    this.#options.onSealed(segment);
    await source.close();
    for (const directory of directories) {
      await fileSystem.unlink(path.join(directory, openSegmentName(segment)));
      await fileSystem.syncDirectory(directory);
    }
    this.#options.onNotice({
      kind: 'sealed',
      segment,
      records: footer.recordCount,
      rawBytes: source.endBytes,
      sealedBytes,
      durationMs: performance.now() - startedAtMs,
    });
  }

  /** Gives the space of a half-written file back at once. */
  async #removeTemporary(segment: number): Promise<void> {
    const { fileSystem, directories } = this.#options;
    for (const directory of directories) {
      const temporary = path.join(directory, `${sealedSegmentName(segment)}.tmp`);
      await fileSystem.unlink(temporary).catch(() => undefined);
    }
  }

  async #pause(factor: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, factor * this.#options.retryDelayMs);
      this.#wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wakeUp = undefined;
  }
}
