import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Folders and files that a build of the console is made from, relative to `services/console`. */
const SOURCES = ['src', 'public', 'index.html', 'vite.config.ts', 'package.json'];

/**
 * Builds the console (`vite build`) if anything it is made from is newer than the build. The new
 * build takes the place of the old one in one step, so the api never serves half of one. Resolves
 * with false, and says why, when it could not be built: everything else works without it.
 */
export async function ensureConsoleBuilt(root: string, say: (line: string) => void) {
  const folder = join(root, 'services/console');
  const dist = join(folder, 'dist');
  if (!existsSync(folder) || isCurrent(folder, join(dist, 'index.html'))) return true;
  const vite = join(folder, 'node_modules/vite/bin/vite.js');
  if (!existsSync(vite)) {
    say('The console is not built: its packages are not installed.');
    return false;
  }
  say('Building the console …');
  const fresh = mkdtempSync(join(folder, 'dist-'));
  try {
    const output = await run(process.execPath, [
      ...[vite, 'build', folder, '--outDir', fresh, '--emptyOutDir', '--logLevel', 'error'],
    ]);
    if (output !== null) {
      say(`The console could not be built:\n${output}`);
      return false;
    }
    rmSync(dist, { recursive: true, force: true });
    try {
      renameSync(fresh, dist);
    } catch (error) {
      // Another start of the same sources was a moment faster.
      if (!isCurrent(folder, join(dist, 'index.html'))) throw error;
    }
    return true;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Whether the page of a build is newer than everything it was made from. */
export function isCurrent(folder: string, page: string): boolean {
  if (!existsSync(page)) return false;
  const builtAtMs = statSync(page).mtimeMs;
  return SOURCES.every((name) => newestMs(join(folder, name)) <= builtAtMs);
}

function newestMs(path: string): number {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  const children = readdirSync(path).map((name) => newestMs(join(path, name)));
  return Math.max(mtimeMs, ...children);
}

/** Null when it went well, otherwise the end of what the program said. */
function run(command: string, args: readonly string[]): Promise<string | null> {
  // Another NODE_ENV, such as that of a test, would build React with its checks: 70 kB gzip more.
  const env = { NODE_ENV: 'production' };
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4_096);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0 ? null : output));
  });
}
