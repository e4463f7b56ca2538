import { invariant, unifiedSocialCreditCheckCharacter } from '@hengneng/domain';

/** Characters of a unified social credit code: no I, O, S, V, Z (GB 32100-2015). */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Weights of the organisation code inside it (GB 11714). */
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Check character of the eight characters of an organisation code (GB 11714, modulo 11). */
function organisationCheckCharacter(first8: string): string {
  let sum = 0;
  for (const [index, weight] of ORGANISATION_WEIGHTS.entries()) {
    sum += Number.parseInt(first8.charAt(index), 36) * weight;
  }
  const check = 11 - (sum % 11);
  if (check === 10) return 'X';
  return check === 11 ? '0' : String(check);
}

/**
 * The credit code (18 characters) of a fictional enterprise of the simulated county.
 *
 * The organisation part is `F`, three characters of the seed and a running number, a sequence
 * that no registrar hands out, so that the code cannot be a real company's by accident. The
 * counties of two seeds do not meet in one registry (seeds repeat after 31 cubed).
 */
export function fictionalCreditCode(regionCode: string, seed: number, index: number): string {
  const seedText =
    ALPHABET.charAt(Math.floor(seed / 961) % 31) +
    ALPHABET.charAt(Math.floor(seed / 31) % 31) +
    ALPHABET.charAt(seed % 31);
  const organisation = `F${seedText}${String(index).padStart(4, '0')}`;
  const first17 = `91${regionCode}${organisation}${organisationCheckCharacter(organisation)}`;
  const check = unifiedSocialCreditCheckCharacter(first17);
  invariant(check !== null, 'a fictional credit code is made of the right characters');
  return first17 + check;
}
