import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { DomainError } from '@hengneng/domain';

const VERSION = 'v1';
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_CHARACTERS_MIN = 32;
const PURPOSE = 'hengneng channel secrets';

/** Seals what a channel keeps secret, so that a copy of the database tells nobody. */
export interface SecretBox {
  /** Seals a text; only under the same `about` it is opened again. */
  seal(text: string, about: string): string;
  /**
   * Opens what was sealed by the present key or an earlier one.
   *
   * @throws DomainError SECRETS_KEY_MISSING naming the key by its id, or when the text was altered
   */
  open(sealed: string, about: string): string;
  /** Whether the present key sealed it; if not, it is to be sealed anew before that key goes. */
  isCurrent(sealed: string): boolean;
}

/**
 * The box of a key file: a random secret of 32 characters or more a line. The first one seals, the
 * others still open, so a key is replaced by putting a new one before it.
 *
 * @throws Error for a file without a key, or with one that is too short; it names no key
 */
export function createSecretBox(keyFileText: string): SecretBox {
  const lines = keyFileText.split(/\s+/).filter((line) => line !== '');
  const [present] = lines;
  if (present === undefined || lines.some((line) => line.length < KEY_CHARACTERS_MIN)) {
    const problem = `needs a random secret of ${KEY_CHARACTERS_MIN} characters or more on each line`;
    throw new Error(`The key file of channel secrets ${problem}.`);
  }
  const keys = new Map(lines.map((line) => [keyIdOf(line), keyOf(line)]));
  const presentId = keyIdOf(present);
  return {
    seal: (text, about) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, keyOf(present), iv).setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const bytes = Buffer.concat([iv, cipher.getAuthTag(), body]);
      return `${VERSION}:${presentId}:${bytes.toString('base64')}`;
    },
    open: (sealed, about) => {
      const [version, id = '', text = ''] = sealed.split(':');
      const key = keys.get(id);
      if (version !== VERSION || key === undefined) {
        throw missing(`Its key (${id}) is not in the key file of channel secrets.`);
      }
      const bytes = Buffer.from(text, 'base64');
      try {
        const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(Buffer.from(about));
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        const body = bytes.subarray(IV_BYTES + TAG_BYTES);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      } catch {
        throw missing('What is kept of this channel was altered; enter its secret anew.');
      }
    },
    isCurrent: (sealed) => sealed.startsWith(`${VERSION}:${presentId}:`),
  };
}

/** Refuses to keep or read secrets where no key is configured. */
export function withoutSecretBox(): DomainError {
  return missing('This installation has no key for channel secrets (SECRETS_KEY_FILE).');
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', PURPOSE, 32));
}

/** Tells keys apart and nothing about them. */
function keyIdOf(secret: string): string {
  return createHash('sha256').update(keyOf(secret)).digest('hex').slice(0, 12);
}

function missing(message: string): DomainError {
  return new DomainError('SECRETS_KEY_MISSING', message);
}
