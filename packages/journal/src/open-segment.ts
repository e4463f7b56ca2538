import path from 'node:path';

import type { Batch } from './batch.ts';
import { errorCode, isDiskFull } from './errors.ts';
import type { JournalFile, JournalFileSystem } from './file-system.ts';
import { FRAME_HEADER_BYTES, readU64 } from './record-format.ts';
import { RegionIndex } from './region-index.ts';
import {
  encodeSegmentHeader,
  openSegmentName,
  SEGMENT_HEADER_BYTES,
  type SegmentHeader,
} from './segment-header.ts';

/**
 * A segment whose frames can be read region by region from one or two equal files: the open
 * segment of a running journal, or one that recovery found.
 */
export interface FrameSource {
  readonly header: SegmentHeader;
  readonly index: RegionIndex;
  /** End of the records that count; what is behind is not synced, or cut. */
  readonly endBytes: number;
  /** Last record that counts; `firstSequence - 1` when there is none. */
  readonly lastSequence: number;
  /** Chain hash at `endBytes`. */
  readonly chainHash: Buffer;
  /** The directories that hold a copy. */
  readonly directories: readonly string[];
  /** Reads from the copy in `directories[copy]`. */
  read(copy: number, positionBytes: number, lengthBytes: number): Promise<Buffer>;
}

/** The segment that is being written, in the primary directory and the mirror. */
export class OpenSegment implements FrameSource {
  readonly header: SegmentHeader;
  readonly index = new RegionIndex();
  readonly directories: readonly string[];
  readonly #files: readonly JournalFile[];
  #endBytes = SEGMENT_HEADER_BYTES;
  #lastSequence: number;
  #chainHash: Buffer;

  private constructor(
    header: SegmentHeader,
    directories: readonly string[],
    files: readonly JournalFile[],
  ) {
    this.header = header;
    this.directories = directories;
    this.#files = files;
    this.#lastSequence = header.firstSequence - 1;
    this.#chainHash = header.previousChainHash;
  }

  /** Makes the files with their header, all synced. A full disk leaves nothing behind. */
  static async create(
    fileSystem: JournalFileSystem,
    directories: readonly string[],
    header: SegmentHeader,
  ): Promise<OpenSegment> {
    const name = openSegmentName(header.segment);
    const files: JournalFile[] = [];
    try {
      for (const directory of directories) {
        const file = await createAnew(fileSystem, path.join(directory, name));
        files.push(file);
        await file.write(0, encodeSegmentHeader(header));
        await file.datasync();
        await fileSystem.syncDirectory(directory);
      }
    } catch (error) {
      for (const file of files) await file.close();
      throw error;
    }
    return new OpenSegment(header, directories, files);
  }

  get endBytes(): number {
    return this.#endBytes;
  }

  get lastSequence(): number {
    return this.#lastSequence;
  }

  get chainHash(): Buffer {
    return this.#chainHash;
  }

  /** True while the segment holds no record. */
  get isEmpty(): boolean {
    return this.#endBytes === SEGMENT_HEADER_BYTES;
  }

  /**
   * Writes and syncs a batch in all copies.
   *
   * Rejects with the disk-full error after cutting the files back to where they were, so that it
   * can be tried again; after any other error the segment must not be written any more.
   */
  async commit(batch: Batch): Promise<void> {
    const { buffer } = batch;
    const writes = await Promise.allSettled(
      this.#files.map((file) => file.write(this.#endBytes, buffer)),
    );
    const failures = writes.flatMap((write) => (write.status === 'rejected' ? [write.reason] : []));
    if (failures.length > 0) {
      const hard = failures.find((failure) => !isDiskFull(failure));
      if (hard !== undefined) throw hard;
      for (const file of this.#files) await file.truncate(this.#endBytes);
      throw failures[0];
    }
    if (this.#files.length === 1) await this.#files[0]?.datasync();
    else await allDone(this.#files.map((file) => file.datasync()));

    for (const start of batch.starts) {
      const body = start + FRAME_HEADER_BYTES;
      this.index.note(this.#endBytes + start, readU64(buffer, body), readU64(buffer, body + 8));
    }
    this.#endBytes += buffer.length;
    this.#lastSequence = batch.lastSequence;
    this.#chainHash = batch.chainHash;
  }

  async read(copy: number, positionBytes: number, lengthBytes: number): Promise<Buffer> {
    const file = this.#files[copy];
    return file === undefined ? Buffer.alloc(0) : file.read(positionBytes, lengthBytes);
  }

  async close(): Promise<void> {
    for (const file of this.#files) await file.close();
  }
}

/** Waits for all, then throws the first failure: nothing is left running behind an error. */
export async function allDone(promises: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(promises);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** Creates a file; one that an earlier attempt left behind is removed first. */
export async function createAnew(
  fileSystem: JournalFileSystem,
  filePath: string,
): Promise<JournalFile> {
  try {
    return await fileSystem.open(filePath, 'create');
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    await fileSystem.unlink(filePath);
    return await fileSystem.open(filePath, 'create');
  }
}
