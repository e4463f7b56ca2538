import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The user got the command line wrong: shown without stack, exit status 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** Environment variables as a program gets them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A path as its user means it: `npm run` changes the folder and leaves the old one in INIT_CWD. */
export function userPath(path: string, env: Environment, workingDirectory: string): string {
  return resolve(env.INIT_CWD ?? workingDirectory, path);
}

/**
 * The password of the admin: from `--password-file`, else from HENGNENG_ADMIN_PASSWORD.
 * Throws UsageError without either.
 */
export function readPassword(file: string | undefined, env: Environment, cwd: string): string {
  if (file !== undefined) {
    const password = readFileSync(userPath(file, env, cwd), 'utf8').trim();
    if (password === '') throw new UsageError(`${file} is empty.`);
    return password;
  }
  const password = env.HENGNENG_ADMIN_PASSWORD;
  if (password === undefined || password === '') {
    throw new UsageError('No password: give --password-file or set HENGNENG_ADMIN_PASSWORD.');
  }
  return password;
}

/** Parses a number option. Throws UsageError for anything else. */
export function parseNumber(
  name: string,
  text: string,
  {
    min = Number.MIN_VALUE,
    integer = false,
  }: { readonly min?: number; readonly integer?: boolean },
): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < min) {
    throw new UsageError(`--${name} must be a number${min > 0 ? ' above 0' : ''}, not "${text}".`);
  }
  if (integer && !Number.isInteger(value)) {
    throw new UsageError(`--${name} must be a whole number, not "${text}".`);
  }
  return value;
}

/** Parses an option that must be one of a list. Throws UsageError for anything else. */
export function parseChoice<T extends string | number>(
  name: string,
  text: string,
  choices: readonly T[],
): T {
  const found = choices.find((choice) => String(choice) === text);
  if (found === undefined) {
    throw new UsageError(`--${name} must be one of ${choices.join(', ')}, not "${text}".`);
  }
  return found;
}

const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Parses `15m`, `400d`, `30s`, `2h` into milliseconds. Throws UsageError for anything else. */
export function parseDuration(name: string, text: string): number {
  const match = /^(\d+)([smhd])$/.exec(text);
  const unitMs = UNIT_MS[match?.[2] ?? ''];
  if (match === null || unitMs === undefined) {
    throw new UsageError(
      `--${name} must be a duration such as 30s, 15m, 2h or 400d, not "${text}".`,
    );
  }
  return Number(match[1]) * unitMs;
}
