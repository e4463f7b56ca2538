import { randomInt } from 'node:crypto';
import path from 'node:path';
import { crc32 } from 'node:zlib';

import {
  asError,
  errorCode,
  ForwardingLogDamagedError,
  ForwardingLogFailedError,
  ForwardingLogFullError,
  isDiskFull,
} from './errors.ts';
import type { JournalFileSystem } from './file-system.ts';
import { ForwardingRanges } from './forwarding-ranges.ts';
import { nodeFileSystem } from './node-file-system.ts';
import { ReplicatedFile } from './replicated-file.ts';
import type { ForwardingLog, ForwardingRange } from './types.ts';

/*
 * The file `forwarding.log`: lines of ASCII, each ended by its CRC-32 as eight hexadecimal digits.
 *   b {completedThrough} {salt}  where the file starts: all before is complete
 *   p {from} {to} {bytes}        a planned range
 *   c {from}                     the range is complete
 * The CRCs start with salt xor the line's offset: a line of an older file, or one that stands
 * elsewhere in this one, is never taken for one of its own.
 */

/** Name of the log's file. */
export const FORWARDING_LOG_NAME = 'forwarding.log';

/** The file is written anew, without what is complete, when it is this long. */
const FILE_BYTES_MAX = 4 * 1024 * 1024;
/** Completions are written at the latest after this time, when no plan takes them along. */
const COMPLETIONS_DELAY_MS = 1_000;

/** How a forwarding log is opened. */
export interface OpenForwardingLogOptions {
  /** Directory of the log; made if absent. */
  readonly directory: string;
  /** Second copy: the longer valid one counts at the next open. */
  readonly mirrorDirectory?: string;
  /** Disk to use; the real one by default. */
  readonly fileSystem?: JournalFileSystem;
}

/**
 * Opens the log of planned and completed ranges. It must be opened by one process only: the lock of
 * the journal guards it.
 *
 * A torn end is cut: nothing that `plan` answered is in it. Rejects with `ForwardingLogDamagedError`
 * when a planned range is missing in the middle.
 */
export async function openForwardingLog(options: OpenForwardingLogOptions): Promise<ForwardingLog> {
  const { directory, mirrorDirectory, fileSystem = nodeFileSystem } = options;
  const directories = mirrorDirectory === undefined ? [directory] : [directory, mirrorDirectory];
  let ranges: ForwardingRanges | undefined;
  let damage: ForwardingLogDamagedError | undefined;
  for (const each of directories) {
    await fileSystem.makeDirectory(each);
    try {
      const read = parseLog(
        await readWhole(fileSystem, path.join(each, FORWARDING_LOG_NAME)),
        each,
      );
      if (ranges === undefined || isFurther(read, ranges)) ranges = read;
    } catch (error) {
      if (!(error instanceof ForwardingLogDamagedError)) throw error;
      damage = error;
    }
  }
  // An empty copy beside a damaged one is a new disk, not proof that nothing was planned.
  if (damage !== undefined && (ranges === undefined || ranges.plannedThrough === 0)) throw damage;
  const log = new FileForwardingLog(fileSystem, directories, ranges ?? new ForwardingRanges(0));
  try {
    await log.rewrite();
  } catch (cause) {
    if (!isDiskFull(cause)) throw cause;
    throw new ForwardingLogFullError('The disk is full.', { cause });
  }
  return log;
}

function isFurther(one: ForwardingRanges, other: ForwardingRanges): boolean {
  if (one.plannedThrough !== other.plannedThrough) {
    return one.plannedThrough > other.plannedThrough;
  }
  return one.completedThrough > other.completedThrough;
}

class FileForwardingLog implements ForwardingLog {
  readonly #fileSystem: JournalFileSystem;
  readonly #directories: readonly string[];
  readonly #ranges: ForwardingRanges;
  #file: ReplicatedFile | undefined;
  #completions: number[] = [];
  /** Everything that touches the file, one after the other. */
  #queue: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #failure: ForwardingLogFailedError | undefined;
  #isClosed = false;
  #salt = 0;

  constructor(
    fileSystem: JournalFileSystem,
    directories: readonly string[],
    ranges: ForwardingRanges,
  ) {
    this.#fileSystem = fileSystem;
    this.#directories = directories;
    this.#ranges = ranges;
  }

  get plannedThrough(): number {
    return this.#ranges.plannedThrough;
  }

  get completedThrough(): number {
    return this.#ranges.completedThrough;
  }

  get uncompletedBytes(): number {
    return this.#ranges.uncompletedBytes;
  }

  plan(range: ForwardingRange): Promise<void> {
    return this.#serially(async () => {
      const { from, to, bytes } = range;
      if (from !== this.plannedThrough + 1 || to < from) {
        throw new RangeError(`Range ${from}..${to} does not follow ${this.plannedThrough}.`);
      }
      await this.#write(`p ${from} ${to} ${bytes}`);
      this.#ranges.plan({ from, to, bytes });
      if ((this.#file?.sizeBytes ?? 0) > FILE_BYTES_MAX) await this.#compact();
    });
  }

  complete(from: number): void {
    if (!this.#ranges.complete(from) || this.#isClosed) return;
    this.#completions.push(from);
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      // Lost completions are harmless; a failing disk shows itself at the next plan.
      this.#serially(() => this.#write()).catch(() => undefined);
    }, COMPLETIONS_DELAY_MS);
    this.#timer.unref();
  }

  uncompleted(): ForwardingRange[] {
    return this.#ranges.uncompleted();
  }

  rangeHolding(sequence: number): ForwardingRange | undefined {
    return this.#ranges.holding(sequence);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#serially(() => this.#write()).catch(() => undefined);
    await this.#file?.close();
  }

  /** Writes the file anew, synced; also leaves behind a file whose pages a failed sync lost. */
  async rewrite(): Promise<void> {
    const kept = this.#ranges.kept();
    const salt = randomInt(2 ** 32);
    const start = `b ${(kept[0]?.from ?? this.plannedThrough + 1) - 1} ${salt}`;
    const lines = kept.flatMap(({ from, to, bytes, isComplete }) =>
      isComplete ? [`p ${from} ${to} ${bytes}`, `c ${from}`] : [`p ${from} ${to} ${bytes}`],
    );
    const startLine = withCrc(start, 0);
    const file = await ReplicatedFile.replace(
      this.#fileSystem,
      { directories: this.#directories, name: FORWARDING_LOG_NAME },
      Buffer.from(startLine + encodeLines(lines, salt, startLine.length)),
    );
    await this.#file?.close();
    this.#file = file;
    this.#salt = salt;
  }

  async #compact(): Promise<void> {
    try {
      await this.rewrite();
    } catch (error) {
      // The old file is whole and goes on being used; the next plan tries again.
      if (!isDiskFull(error)) throw error;
    }
  }

  /** Appends the completions that wait, then `planLine`; after an error all of it is as before. */
  async #write(planLine?: string): Promise<void> {
    const completions = this.#completions;
    const lines = completions.map((from) => `c ${from}`);
    if (planLine !== undefined) lines.push(planLine);
    if (lines.length === 0 || this.#file === undefined) return;
    await this.#file.append(Buffer.from(encodeLines(lines, this.#salt, this.#file.sizeBytes)));
    this.#completions = this.#completions.slice(completions.length);
  }

  #serially(work: () => Promise<void>): Promise<void> {
    const result = this.#queue.then(async () => {
      if (this.#failure !== undefined) throw this.#failure;
      try {
        await work();
      } catch (error) {
        if (error instanceof RangeError) throw error;
        if (isDiskFull(error)) {
          throw new ForwardingLogFullError('The disk is full; the range was not planned.', {
            cause: error,
          });
        }
        this.#failure = new ForwardingLogFailedError(
          `The forwarding log failed: ${asError(error).message}`,
          { cause: error },
        );
        throw this.#failure;
      }
    });
    this.#queue = result.catch(() => undefined);
    return result;
  }
}

/** The lines as they stand from `offsetBytes` on. */
function encodeLines(lines: readonly string[], salt: number, offsetBytes: number): string {
  let text = '';
  for (const each of lines) text += withCrc(each, crcSeed(salt, offsetBytes + text.length));
  return text;
}

function withCrc(text: string, seed: number): string {
  return `${text} ${crc32(text, seed).toString(16).padStart(8, '0')}\n`;
}

function crcSeed(salt: number, offsetBytes: number): number {
  return (salt ^ offsetBytes) >>> 0;
}

/** Bytes of the log; empty when there is none yet. */
async function readWhole(fileSystem: JournalFileSystem, filePath: string): Promise<Buffer> {
  try {
    const file = await fileSystem.open(filePath, 'read');
    try {
      return await file.read(0, await file.size());
    } finally {
      await file.close();
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

/**
 * The ranges in a log. Lines that do not check are skipped: completions that a crash tore. A
 * planned range among them shows as a hole, for it was synced before anything behind it was written.
 */
function parseLog(bytes: Buffer, directory: string): ForwardingRanges {
  if (bytes.length === 0) return new ForwardingRanges(0);
  const [startText = '', ...texts] = bytes.toString('latin1').split('\n');
  const start = /^(b (\d+) (\d+)) ([0-9a-f]{8})$/.exec(startText);
  if (start === null || crc32(start[1] ?? '') !== Number.parseInt(start[4] ?? '', 16)) {
    throw damaged(directory, 'it has no start');
  }
  const ranges = new ForwardingRanges(Number(start[2]));
  const salt = Number(start[3]);
  let offsetBytes = startText.length + 1;
  for (const text of texts) {
    applyLine(ranges, text, { seed: crcSeed(salt, offsetBytes), directory });
    offsetBytes += text.length + 1;
  }
  return ranges;
}

function applyLine(
  ranges: ForwardingRanges,
  text: string,
  place: { readonly seed: number; readonly directory: string },
): void {
  const match = /^(([pc]) (\d+)(?: (\d+) (\d+))?) ([0-9a-f]{8})$/.exec(text);
  const isIntact =
    match !== null && crc32(match[1] ?? '', place.seed) === Number.parseInt(match[6] ?? '', 16);
  if (!isIntact) return;
  const from = Number(match[3]);
  if (match[2] === 'c') {
    ranges.complete(from);
    return;
  }
  if (from !== ranges.plannedThrough + 1) {
    throw damaged(place.directory, `no range between ${ranges.plannedThrough} and ${from}`);
  }
  ranges.plan({ from, to: Number(match[4]), bytes: Number(match[5]) });
}

function damaged(directory: string, reason: string): ForwardingLogDamagedError {
  const file = path.join(directory, FORWARDING_LOG_NAME);
  return new ForwardingLogDamagedError(
    `${file} is damaged: ${reason}. It may be deleted: then everything is forwarded again.`,
  );
}
