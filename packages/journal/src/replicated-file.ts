import path from 'node:path';

import { asError, isDiskFull } from './errors.ts';
import type { JournalFile, JournalFileSystem } from './file-system.ts';
import { allDone, createAnew } from './open-segment.ts';

/** A small append-only file kept in one or two directories, synced with every append. */
export class ReplicatedFile {
  readonly #files: readonly JournalFile[];
  #sizeBytes: number;

  private constructor(files: readonly JournalFile[], sizeBytes: number) {
    this.#files = files;
    this.#sizeBytes = sizeBytes;
  }

  /** Puts a synced file with `content` in place of what was there, safe at every crash. */
  static async replace(
    fileSystem: JournalFileSystem,
    place: { readonly directories: readonly string[]; readonly name: string },
    content: Buffer,
  ): Promise<ReplicatedFile> {
    const files: JournalFile[] = [];
    const temporaryOf = (directory: string) => path.join(directory, `${place.name}.tmp`);
    try {
      for (const directory of place.directories) {
        const file = await createAnew(fileSystem, temporaryOf(directory));
        files.push(file);
        await file.write(0, content);
        await file.datasync();
      }
    } catch (error) {
      for (const file of files) await file.close();
      for (const directory of place.directories) {
        await fileSystem.unlink(temporaryOf(directory)).catch(() => undefined);
      }
      throw error;
    }
    await renameAll(fileSystem, place);
    return new ReplicatedFile(files, content.length);
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Appends and syncs. After a disk-full error the files are as before; any other is fatal. */
  async append(data: Buffer): Promise<void> {
    const offset = this.#sizeBytes;
    const writes = await Promise.allSettled(this.#files.map((file) => file.write(offset, data)));
    const failures = writes.flatMap((write) => (write.status === 'rejected' ? [write.reason] : []));
    if (failures.length > 0) {
      const hard = failures.find((failure) => !isDiskFull(failure));
      if (hard !== undefined) throw hard;
      for (const file of this.#files) await file.truncate(offset);
      throw failures[0];
    }
    await allDone(this.#files.map((file) => file.datasync()));
    this.#sizeBytes += data.length;
  }

  async close(): Promise<void> {
    for (const file of this.#files) await file.close();
  }
}

async function renameAll(
  fileSystem: JournalFileSystem,
  place: { readonly directories: readonly string[]; readonly name: string },
): Promise<void> {
  try {
    for (const directory of place.directories) {
      const target = path.join(directory, place.name);
      await fileSystem.rename(`${target}.tmp`, target);
      await fileSystem.syncDirectory(directory);
    }
  } catch (cause) {
    // One copy may be replaced and the other not: not to be taken for a full disk and gone on with.
    throw new Error(`${place.name} could not be replaced: ${asError(cause).message}`, { cause });
  }
}
