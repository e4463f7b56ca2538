import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const fileSchema = z.object({
  /** The filling and the run of Redis that the positions speak of. */
  redis: z.string(),
  /** Journal sequence by gateway number: everything up to it is counted. */
  sequences: z.record(z.string(), z.int().nonnegative()),
});

/** How far everything is known to be counted, by gateway. */
export type DrainedPositions = z.infer<typeof fileSchema>;

/** The file that survives Redis. */
export interface PositionsFile {
  /** What was written last; null when there is nothing to go by. */
  read(): Promise<DrainedPositions | null>;
  /** Durable when it resolves; a crash in between leaves the old ones. */
  write(positions: DrainedPositions): Promise<void>;
}

/** The file in a folder; without a folder it is kept in memory, and a start knows nothing. */
export function createPositionsFile(directory: string | null): PositionsFile {
  if (directory === null) {
    let kept: DrainedPositions | null = null;
    return {
      read: async () => kept,
      write: async (positions) => {
        kept = positions;
      },
    };
  }
  const path = join(directory, 'drained-positions.json');
  return {
    read: async () => {
      try {
        const parsed = fileSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
        return parsed.success ? parsed.data : null;
      } catch {
        return null;
      }
    },
    write: async (positions) => {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const file = await open(`${path}.draft`, 'w', 0o600);
      try {
        await file.writeFile(JSON.stringify(positions));
        await file.datasync();
      } finally {
        await file.close();
      }
      await rename(`${path}.draft`, path);
    },
  };
}
