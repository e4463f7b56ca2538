import { copyFileSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

const SIZE_MAX_BYTES = 64 * 1024 * 1024;
const CHECK_EVERY_MS = 60_000;

/**
 * Keeps each log of the folder below twice 64 MiB: a larger one is copied to `<name>.1` and emptied.
 * The processes write to it directly and in append mode, so they outlive us and need not be told;
 * lines written between copy and emptying are lost.
 *
 * Returns what ends the watch.
 */
export function watchLogSizes(folder: string): () => void {
  const timer = setInterval(() => rotateLargeLogs(folder, SIZE_MAX_BYTES), CHECK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Copies every `*.log` above `sizeMaxBytes` to `*.log.1`, in place of the former one, and empties it. */
export function rotateLargeLogs(folder: string, sizeMaxBytes: number): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (!name.endsWith('.log') || statSync(file).size <= sizeMaxBytes) continue;
    copyFileSync(file, `${file}.1`);
    truncateSync(file);
  }
}
