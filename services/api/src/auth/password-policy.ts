import { DomainError } from '@hengneng/domain';

/** Shortest password a person may choose, in characters. */
export const PASSWORD_LENGTH_MIN = 12;
/** Longest one: long pass phrases are welcome, megabytes are an attack. */
export const PASSWORD_LENGTH_MAX = 128;
/** Different characters a password must have, so that `aaaaaaaaaaaa` is none. */
const DISTINCT_CHARACTERS_MIN = 5;

/**
 * Beginnings and whole words that stand in every list of breached passwords. Length does most of the
 * work; composition rules and forced changes do none (OWASP ASVS 5.0, 6.2).
 */
const COMMON = [
  '123456789012',
  '1234567890',
  'abcdefghijkl',
  'qwertyuiop',
  'asdfghjkl',
  '1q2w3e4r5t',
  '1qaz2wsx3edc',
  'qazwsxedcrfv',
  'password',
  'passw0rd',
  'p@ssw0rd',
  'iloveyou',
  'administrator',
  'admin123',
  'admin888',
  'letmein',
  'welcome',
  'changeme',
  'woaini',
  '5201314',
  'hengneng',
];

/**
 * Refuses a password that guessing finds: too short, too long, of few characters, common, or made of
 * the account's own name.
 *
 * @throws DomainError PASSWORD_TOO_WEAK with what is wrong
 */
export function assertPasswordStrong(password: string, username: string): void {
  const refuse = (message: string) => {
    throw new DomainError('PASSWORD_TOO_WEAK', message);
  };
  const length = [...password].length;
  if (length < PASSWORD_LENGTH_MIN) {
    refuse(`The password needs at least ${PASSWORD_LENGTH_MIN} characters; spaces count.`);
  }
  if (length > PASSWORD_LENGTH_MAX) {
    refuse(`The password may have at most ${PASSWORD_LENGTH_MAX} characters.`);
  }
  if (new Set(password).size < DISTINCT_CHARACTERS_MIN) {
    refuse(`The password needs at least ${DISTINCT_CHARACTERS_MIN} different characters.`);
  }
  const folded = password.toLowerCase();
  const common = COMMON.find((word) => folded.includes(word));
  // A common word with much around it is no longer common.
  if (common !== undefined && length - common.length < PASSWORD_LENGTH_MIN / 2) {
    refuse('The password is one of those that are tried first; choose another.');
  }
  if (username.length >= 3 && folded.includes(username.toLowerCase()) && length < 20) {
    refuse('The password must not contain the user name.');
  }
}
