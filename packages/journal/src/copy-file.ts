import path from 'node:path';

import type { JournalFileSystem } from './file-system.ts';
import { createAnew } from './open-segment.ts';

const CHUNK_BYTES = 1024 * 1024;

/**
 * Copies a file into a directory under the same name, replacing what is there, safe at every crash:
 * written under another name, synced, renamed, directory synced. Source and target may be the same
 * file: then it is rewritten, so that pages which a failed sync left "clean" reach the disk.
 */
export async function copyFileSynced(
  fileSystem: JournalFileSystem,
  source: { readonly directory: string; readonly name: string },
  targetDirectory: string,
): Promise<void> {
  const target = path.join(targetDirectory, source.name);
  const from = await fileSystem.open(path.join(source.directory, source.name), 'read');
  try {
    const to = await createAnew(fileSystem, `${target}.tmp`);
    try {
      const sizeBytes = await from.size();
      for (let offset = 0; offset < sizeBytes; offset += CHUNK_BYTES) {
        await to.write(offset, await from.read(offset, Math.min(CHUNK_BYTES, sizeBytes - offset)));
      }
      await to.datasync();
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
  await fileSystem.rename(`${target}.tmp`, target);
  await fileSystem.syncDirectory(targetDirectory);
}
