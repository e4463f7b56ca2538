import { randomBytes } from 'node:crypto';
import { DomainError } from '@hengneng/domain';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id with 19 MiB, two passes, one lane: the floor that OWASP gives. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Hashes at once: each takes 19 MiB and a core for some 30 ms. */
const CONCURRENT_MAX = 2;
/** Beyond this many waiting sign-ins somebody is flooding us. */
const WAITING_MAX = 64;

/** Hashes and checks people's passwords, a few at a time. */
export interface Passwords {
  /** Argon2id in PHC text form. */
  hash(password: string): Promise<string>;
  /** Whether the password fits; with null as hash it takes as long and says no. */
  verify(password: string, storedHash: string | null): Promise<boolean>;
}

/** A password of 128 random bits, for accounts and devices alike. */
export function generateSecret(): string {
  return randomBytes(16).toString('base64url');
}

/**
 * Makes the hasher.
 *
 * @throws DomainError RATE_LIMITED from its methods when too many wait already
 */
export function createPasswords(
  limits: { readonly concurrentMax: number; readonly waitingMax: number } = {
    concurrentMax: CONCURRENT_MAX,
    waitingMax: WAITING_MAX,
  },
): Passwords {
  const waiting: (() => void)[] = [];
  let running = 0;
  let dummyHash: Promise<string> | null = null;

  const limited = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= limits.concurrentMax) {
      if (waiting.length >= limits.waitingMax) {
        throw new DomainError('RATE_LIMITED', 'Too many sign-ins at once; try again.');
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };

  const hashNow = (password: string) => limited(() => hash(password, ARGON2));
  return {
    hash: hashNow,
    verify: async (password, storedHash) => {
      if (storedHash !== null) return await limited(() => verify(storedHash, password));
      // An unknown name must take as long as a wrong password.
      dummyHash ??= hashNow(generateSecret());
      const dummy = await dummyHash;
      await limited(() => verify(dummy, password));
      return false;
    },
  };
}
