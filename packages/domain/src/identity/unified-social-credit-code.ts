/** The 31 characters a code is made of: digits and letters without I, O, S, V and Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** 3^i mod 31 for the first seventeen positions (GB 32100-2015). */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/**
 * The check character (position 18) of a unified social credit code, or null where one of the first
 * seventeen characters is not in the alphabet. Source: GB 32100-2015.
 *
 * @example unifiedSocialCreditCheckCharacter('91430626MA4L0001X'.slice(0, 17))
 */
export function unifiedSocialCreditCheckCharacter(first17: string): string | null {
  let sum = 0;
  for (let index = 0; index < 17; index += 1) {
    const value = ALPHABET.indexOf(first17.charAt(index));
    if (value < 0 || first17.charAt(index) === '') return null;
    sum += value * (WEIGHTS[index] ?? 0);
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** True for a well-formed code of 18 characters whose check character fits. Source: GB 32100-2015. */
export function isUnifiedSocialCreditCode(text: string): boolean {
  return SHAPE.test(text) && unifiedSocialCreditCheckCharacter(text) === text.charAt(17);
}

/**
 * What people type, as the code is written: trimmed, full-width characters made half-width, upper
 * case. It does not check; call {@link isUnifiedSocialCreditCode} afterwards.
 */
export function normaliseUnifiedSocialCreditCode(text: string): string {
  return text.normalize('NFKC').trim().toUpperCase();
}
