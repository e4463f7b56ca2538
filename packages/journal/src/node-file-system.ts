import fs from 'node:fs';
import fsp from 'node:fs/promises';
import path from 'node:path';

import type { JournalFile, JournalFileSystem, OpenMode } from './file-system.ts';
import { takeLock } from './lock.ts';

const FLAGS: Record<OpenMode, string> = { read: 'r', update: 'r+', create: 'wx+' };

/** The real disk. Callback functions of `node:fs` rather than `FileHandle`: less overhead a call. */
export const nodeFileSystem: JournalFileSystem = {
  open(filePath, mode) {
    return new Promise((resolve, reject) => {
      fs.open(filePath, FLAGS[mode], 0o640, (error, descriptor) => {
        if (error) reject(error);
        else resolve(nodeFile(descriptor));
      });
    });
  },
  rename: (from, to) => fsp.rename(from, to),
  unlink: (filePath) => fsp.unlink(filePath),
  readDirectory: (directory) => fsp.readdir(directory),
  async makeDirectory(directory) {
    const target = path.resolve(directory);
    const firstMade = await fsp.mkdir(target, { recursive: true });
    if (firstMade === undefined) return;
    // A directory is lost with all that is in it until the one above it is synced.
    for (let made = target; made.length >= firstMade.length; made = path.dirname(made)) {
      await syncDirectory(path.dirname(made));
    }
  },
  syncDirectory,
  lock: takeLock,
};

async function syncDirectory(directory: string): Promise<void> {
  const handle = await fsp.open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function nodeFile(descriptor: number): JournalFile {
  return {
    read: (positionBytes, lengthBytes) => readAll(descriptor, positionBytes, lengthBytes),
    write: (positionBytes, data) => writeAll(descriptor, positionBytes, data),
    datasync: () => settle((done) => fs.fdatasync(descriptor, done)),
    truncate: (sizeBytes) => settle((done) => fs.ftruncate(descriptor, sizeBytes, done)),
    size: () =>
      new Promise((resolve, reject) => {
        fs.fstat(descriptor, (error, stats) => (error ? reject(error) : resolve(stats.size)));
      }),
    close: () => settle((done) => fs.close(descriptor, done)),
  };
}

function settle(start: (done: (error: Error | null | undefined) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) => (error ? reject(error) : resolve()));
  });
}

async function readAll(descriptor: number, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const count = await new Promise<number>((resolve, reject) => {
      fs.read(descriptor, buffer, done, length - done, position + done, (error, bytesRead) =>
        error ? reject(error) : resolve(bytesRead),
      );
    });
    if (count === 0) break;
    done += count;
  }
  return done === length ? buffer : buffer.subarray(0, done);
}

async function writeAll(descriptor: number, position: number, data: Uint8Array): Promise<void> {
  let done = 0;
  // A nearly full disk writes a part first and answers ENOSPC only to the rest.
  while (done < data.length) {
    done += await new Promise<number>((resolve, reject) => {
      fs.write(descriptor, data, done, data.length - done, position + done, (error, written) =>
        error ? reject(error) : resolve(written),
      );
    });
  }
}
