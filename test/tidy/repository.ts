import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of this repository. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Every file that git tracks or would track, relative to the root. */
export function trackedFiles(): string[] {
  const output = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return output.split('\0').filter((name) => name !== '');
}

/** The text of a file, by its path relative to the root. */
export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** One import statement of a source file. */
export interface Import {
  /** Importing file, relative to the root. */
  readonly from: string;
  /** Module as written. */
  readonly specifier: string;
  /** Imported file relative to the root, for relative imports. */
  readonly target: string | null;
  /** True where only types are imported: such an arrow does not exist when the program runs. */
  readonly typeOnly: boolean;
}

const IMPORT =
  /^\s*(?:import|export)\s+(type\s+)?(?:[\w*${}\s,]+?\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gm;

/** The imports of a TypeScript source file. */
export function importsOf(path: string): Import[] {
  return [...textOf(path).matchAll(IMPORT)].map((match) => {
    const specifier = match[2] ?? match[3] ?? '';
    const target = specifier.startsWith('.')
      ? relative(ROOT, resolve(ROOT, dirname(path), specifier))
      : null;
    return { from: path, specifier, target, typeOnly: match[1] !== undefined };
  });
}

/** `packages/x`, `services/x`, `deploy/local` or `test`: the part of the tree that owns a file. */
export function partOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'test' ? first : `${first}/${second}`;
}
