import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Letters and digits that nobody confuses when they copy them from a screen. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const PASSWORD_LENGTH = 20;

/** The first admin's password, and whether we made it up. */
export interface AdminPassword {
  readonly password: string;
  /** Made in this start, so nobody has seen it yet. */
  readonly isNew: boolean;
  /** The environment names another one than the one kept from an earlier start. */
  readonly differsFromGiven: boolean;
}

/**
 * The password of the first admin: the one kept in `file`, else `given`, else a generated one of
 * about 99 bits. It is kept with mode 600 and never changes here once the account exists.
 */
export function readOrMakeAdminPassword(file: string, given: string | undefined): AdminPassword {
  if (existsSync(file)) {
    const password = readFileSync(file, 'utf8').trim();
    return { password, isNew: false, differsFromGiven: given !== undefined && given !== password };
  }
  const letters = Array.from({ length: PASSWORD_LENGTH }, () => ALPHABET[randomInt(31)] ?? '');
  const password = given ?? letters.join('');
  writePrivateFile(file, `${password}\n`);
  return { password, isNew: given === undefined, differsFromGiven: false };
}

/** Makes the Ed25519 key that signs journal segments (PKCS#8 PEM, mode 600) unless it is there. */
export function ensureSigningKey(file: string): void {
  if (existsSync(file)) return;
  const { privateKey } = generateKeyPairSync('ed25519');
  writePrivateFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
}

/** Makes the key that secrets of notification channels are sealed with (mode 600) unless it is there. */
export function ensureSecretsKey(file: string): void {
  if (existsSync(file)) return;
  writePrivateFile(file, `${randomBytes(32).toString('hex')}\n`);
}

/** Writes a file that only we may read, whole or not at all. */
export function writePrivateFile(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.new`;
  writeFileSync(draft, content, { mode: 0o600 });
  // The mode above is not applied to a draft that an earlier, interrupted start left behind.
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}
