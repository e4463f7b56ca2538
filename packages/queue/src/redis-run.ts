import type { Redis } from 'ioredis';

/**
 * Reads Redis's run id, once for each connection: it changes with every start of the server. What an
 * append-only file may have lost of the last two seconds must not be believed across it.
 */
export function createRunReader(redis: Redis): () => Promise<string> {
  let run: string | null = null;
  redis.on('close', () => {
    run = null;
  });
  return async () => {
    if (run !== null) return run;
    const info = await redis.info('server');
    const found = /^run_id:(\w+)/m.exec(info)?.[1];
    if (found === undefined) throw new Error('Redis does not tell its run id.');
    run = found;
    return found;
  };
}
