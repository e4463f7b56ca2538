import { copyFileSynced } from './copy-file.ts';
import { asError, isDiskFull } from './errors.ts';
import type { JournalFileSystem } from './file-system.ts';
import type { MissingCopy } from './recovery.ts';
import { sealedSegmentName } from './segment-header.ts';
import type { JournalNotice } from './types.ts';

/** What the restorer needs. */
export interface RestorerOptions {
  readonly fileSystem: JournalFileSystem;
  readonly onNotice: (notice: JournalNotice) => void;
}

/**
 * Copies old segments to the copy that lacks them, in the background, oldest last: a disk that was
 * replaced must not keep the gateway from taking messages. Reads use the other copy meanwhile.
 *
 * What is not done when the journal closes, or fails, is found missing again at the next start.
 */
export class Restorer {
  readonly #options: RestorerOptions;
  #running: Promise<void> = Promise.resolve();
  #isStopping = false;

  constructor(options: RestorerOptions) {
    this.#options = options;
  }

  start(missing: readonly MissingCopy[]): void {
    if (missing.length > 0) this.#running = this.#run([...missing].reverse());
  }

  /** Ends after the segment at hand. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#running;
  }

  async #run(missing: readonly MissingCopy[]): Promise<void> {
    const { fileSystem, onNotice } = this.#options;
    for (const { segment, from, to } of missing) {
      if (this.#isStopping) return;
      try {
        const source = { directory: from, name: sealedSegmentName(segment) };
        await copyFileSynced(fileSystem, source, to);
        onNotice({ kind: 'restored', segment, from, to, reason: 'missing' });
      } catch (error) {
        // A failed write has stopped the journal by its disk; a bad source is for verification.
        onNotice({ kind: 'restore-failed', segment, from, to, error: asError(error) });
        if (isDiskFull(error)) return;
      }
    }
  }
}
