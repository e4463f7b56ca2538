import { isDiskFull } from './errors.ts';
import type { JournalFile, JournalFileSystem } from './file-system.ts';

/**
 * Wraps a disk so that after the first failed write or sync nothing more is changed through it.
 *
 * A failed sync is told to one caller only. Without this another one, say the sealer, would see its
 * own sync succeed on pages that are lost, and remove the file that still had them.
 */
export function failStop(
  inner: JournalFileSystem,
  onFailure: (error: unknown) => void,
): JournalFileSystem {
  const failures: unknown[] = [];
  const refuseAfterFailure = () => {
    if (failures.length > 0) throw failures[0];
  };
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    refuseAfterFailure();
    try {
      const result = await work();
      // One that failed meanwhile may have taken what this one believes to be safe.
      refuseAfterFailure();
      return result;
    } catch (error) {
      if (failures.length === 0 && !isDiskFull(error)) {
        failures.push(error);
        onFailure(error);
      }
      throw error;
    }
  };
  const guardFile = (file: JournalFile): JournalFile => ({
    read: (positionBytes, lengthBytes) => file.read(positionBytes, lengthBytes),
    size: () => file.size(),
    close: () => file.close(),
    write: (positionBytes, data) => guard(() => file.write(positionBytes, data)),
    truncate: (sizeBytes) => guard(() => file.truncate(sizeBytes)),
    datasync: () => guard(() => failForGood(file.datasync())),
  });
  return {
    // Opening may fail for reasons that pass, such as a file that is there already.
    open: async (path, mode) => {
      if (mode !== 'read') refuseAfterFailure();
      return guardFile(await inner.open(path, mode));
    },
    rename: (from, to) => guard(() => inner.rename(from, to)),
    unlink: async (path) => {
      refuseAfterFailure();
      await inner.unlink(path);
    },
    syncDirectory: (path) => guard(() => failForGood(inner.syncDirectory(path))),
    readDirectory: (path) => inner.readDirectory(path),
    makeDirectory: (path) => inner.makeDirectory(path),
    lock: (path) => inner.lock(path),
  };
}

/** A sync that answers "disk full" has lost pages like any other failed sync: it is no full disk. */
async function failForGood(sync: Promise<void>): Promise<void> {
  try {
    await sync;
  } catch (cause) {
    if (!isDiskFull(cause)) throw cause;
    throw new Error('A sync failed because the disk is full; what it lost is not known.', {
      cause,
    });
  }
}
