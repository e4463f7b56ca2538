import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSafeId } from '@hengneng/domain';

import { parseRegistryEntry, type RegistryEntry } from './registry-entry.ts';

/** The last copy of every snapshot a service has used: one file per enterprise. */
export interface RegistryDisk {
  /** Every readable copy; damaged files are passed over, the next look-up replaces them. */
  load(): Promise<RegistryEntry[]>;
  /** Keeps a copy; a crash in between leaves the old one. */
  save(enterpriseId: string, text: string): Promise<void>;
}

/** Copies under `directory`, which is made if absent. */
export function createRegistryDisk(directory: string): RegistryDisk {
  const made = mkdir(directory, { recursive: true, mode: 0o700 });
  made.catch(() => {});
  return {
    load: async () => {
      await made;
      const names = (await readdir(directory)).filter((name) => name.endsWith('.json'));
      const entries: RegistryEntry[] = [];
      for (const name of names) {
        const entry = parseRegistryEntry(await readFile(join(directory, name), 'utf8'));
        if (entry !== null) entries.push(entry);
      }
      return entries;
    },
    save: async (enterpriseId, text) => {
      // The id becomes a file name; ids of other shapes are never registered.
      if (!isSafeId(enterpriseId) || enterpriseId.startsWith('.')) return;
      await made;
      const draft = join(directory, `${enterpriseId}.draft`);
      await writeFile(draft, text, { mode: 0o600 });
      await rename(draft, join(directory, `${enterpriseId}.json`));
    },
  };
}
