import path from 'node:path';
import { crc32 } from 'node:zlib';

import { errorCode, isDiskFull } from './errors.ts';
import type { JournalFile, JournalFileSystem } from './file-system.ts';
import { allDone, createAnew } from './open-segment.ts';
import { HASH_BYTES, readU64, writeU64 } from './record-format.ts';

/*
 * The file `journal.synced`: two slots, at 0 and 4 096. A slot, little endian, 96 bytes:
 *   0       magic, `HNJSYNC1`
 *   8  u64  counter: the slot with the higher one counts
 *  16  u64  segment
 *  24  u64  offset in that segment behind the last synced record
 *  32  u64  sequence of that record
 *  40       its chain hash
 *  72  u32  gateway number
 *  76  u32  1 after a clean close, else 0
 *  80       reserved, 0
 *  92  u32  CRC-32 of the 92 bytes before
 */

/** Name of the file of the synced offset; sorts before the segments, so copies take it first. */
export const SYNCED_OFFSET_NAME = 'journal.synced';

const MAGIC = 'HNJSYNC1';
const SLOT_BYTES = 96;
const CRC_OFFSET = 92;
const SLOT_DISTANCE_BYTES = 4_096;
const FILE_BYTES = 2 * SLOT_DISTANCE_BYTES;

/** How far the journal was synced when this was written: never ahead of the truth. */
export interface SyncedOffset {
  readonly counter: number;
  readonly gateway: number;
  readonly segment: number;
  readonly offsetBytes: number;
  readonly sequence: number;
  readonly chainHash: Buffer;
  readonly isClosed: boolean;
}

/** What `SyncedOffsetFile.note` is told; the counter is its own business. */
export type SyncedState = Omit<SyncedOffset, 'counter'>;

/** Writes the synced offset beside the journal, behind the commits and without delaying them. */
export class SyncedOffsetFile {
  readonly #files: readonly JournalFile[];
  readonly #delayMs: number;
  readonly #onError: (error: unknown) => void;
  #counter: number;
  /** The slot that is not synced yet; the other one is, and is not touched before this one is. */
  #slot = 1;
  #latest: SyncedState | undefined;
  #syncedAtMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #isUnsynced = false;
  #isClosed = false;

  private constructor(
    files: readonly JournalFile[],
    options: { counter: number; delayMs: number; onError: (error: unknown) => void },
  ) {
    this.#files = files;
    this.#counter = options.counter;
    this.#delayMs = options.delayMs;
    this.#onError = options.onError;
  }

  /** Replaces the file in every directory by a new, synced one that holds `state`. */
  static async create(
    fileSystem: JournalFileSystem,
    directories: readonly string[],
    state: SyncedOffset,
    options: { readonly delayMs: number; readonly onError: (error: unknown) => void },
  ): Promise<SyncedOffsetFile> {
    const files: JournalFile[] = [];
    try {
      for (const directory of directories) {
        const target = path.join(directory, SYNCED_OFFSET_NAME);
        const file = await createAnew(fileSystem, `${target}.tmp`);
        files.push(file);
        const content = Buffer.alloc(FILE_BYTES);
        encodeSlot(state).copy(content, 0);
        encodeSlot(state).copy(content, SLOT_DISTANCE_BYTES);
        await file.write(0, content);
        await file.datasync();
        await fileSystem.rename(`${target}.tmp`, target);
        await fileSystem.syncDirectory(directory);
      }
    } catch (error) {
      for (const file of files) await file.close();
      throw error;
    }
    return new SyncedOffsetFile(files, { counter: state.counter, ...options });
  }

  /** Notes a new synced state; returns at once. */
  note(state: SyncedState): void {
    this.#latest = state;
    if (this.#writing === undefined && !this.#isClosed) this.#start();
  }

  /** Writes and syncs the latest state and closes the files. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#writing;
    try {
      await this.#writeLatest();
      if (this.#isUnsynced) await this.#sync();
    } finally {
      for (const file of this.#files) await file.close();
    }
  }

  #start(): void {
    this.#writing = this.#run()
      .catch((error: unknown) => {
        // A full disk delays only this hint; the next commit writes it again.
        if (!isDiskFull(error)) this.#onError(error);
      })
      .finally(() => {
        this.#writing = undefined;
      });
  }

  async #run(): Promise<void> {
    while (this.#latest !== undefined) {
      await this.#writeLatest();
      const waitMs = this.#syncedAtMs + this.#delayMs - performance.now();
      if (waitMs <= 0) await this.#sync();
      else if (this.#timer === undefined) this.#syncLater(waitMs);
      if (this.#isClosed) return;
    }
  }

  #syncLater(waitMs: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#writing === undefined && !this.#isClosed && this.#isUnsynced) {
        this.#writing = this.#sync()
          .catch((error: unknown) => this.#onError(error))
          .finally(() => {
            this.#writing = undefined;
            if (this.#latest !== undefined && !this.#isClosed) this.#start();
          });
      }
    }, waitMs);
    this.#timer.unref();
  }

  async #writeLatest(): Promise<void> {
    const state = this.#latest;
    if (state === undefined) return;
    this.#latest = undefined;
    this.#counter += 1;
    const slot = encodeSlot({ ...state, counter: this.#counter });
    this.#isUnsynced = true;
    await allDone(this.#files.map((file) => file.write(this.#slot * SLOT_DISTANCE_BYTES, slot)));
  }

  async #sync(): Promise<void> {
    await allDone(this.#files.map((file) => file.datasync()));
    this.#isUnsynced = false;
    this.#syncedAtMs = performance.now();
    this.#slot = 1 - this.#slot;
  }
}

/**
 * The synced offset in a directory: undefined when there is no such file, or in words why neither
 * slot can be read. One bad slot is no damage: a crash may have torn it.
 */
export async function readSyncedOffset(
  fileSystem: JournalFileSystem,
  directory: string,
): Promise<SyncedOffset | string | undefined> {
  let bytes: Buffer;
  try {
    const file = await fileSystem.open(path.join(directory, SYNCED_OFFSET_NAME), 'read');
    try {
      bytes = await file.read(0, FILE_BYTES);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  const slots = [0, SLOT_DISTANCE_BYTES].flatMap((start) => {
    const slot = decodeSlot(bytes.subarray(start, start + SLOT_BYTES));
    return slot === undefined ? [] : [slot];
  });
  const [first, second] = slots;
  if (first === undefined) return 'both slots of the synced offset are damaged';
  return second !== undefined && second.counter > first.counter ? second : first;
}

function encodeSlot(state: SyncedOffset): Buffer {
  const slot = Buffer.alloc(SLOT_BYTES);
  slot.write(MAGIC, 0, 'latin1');
  writeU64(slot, state.counter, 8);
  writeU64(slot, state.segment, 16);
  writeU64(slot, state.offsetBytes, 24);
  writeU64(slot, state.sequence, 32);
  state.chainHash.copy(slot, 40, 0, HASH_BYTES);
  slot.writeUInt32LE(state.gateway, 72);
  slot.writeUInt32LE(state.isClosed ? 1 : 0, 76);
  slot.writeUInt32LE(crc32(slot.subarray(0, CRC_OFFSET)), CRC_OFFSET);
  return slot;
}

function decodeSlot(slot: Buffer): SyncedOffset | undefined {
  if (slot.length < SLOT_BYTES || slot.toString('latin1', 0, 8) !== MAGIC) return undefined;
  if (crc32(slot.subarray(0, CRC_OFFSET)) !== slot.readUInt32LE(CRC_OFFSET)) return undefined;
  return {
    counter: readU64(slot, 8),
    segment: readU64(slot, 16),
    offsetBytes: readU64(slot, 24),
    sequence: readU64(slot, 32),
    chainHash: Buffer.from(slot.subarray(40, 40 + HASH_BYTES)),
    gateway: slot.readUInt32LE(72),
    isClosed: slot.readUInt32LE(76) === 1,
  };
}
