import { unifiedSocialCreditCheckCharacter } from '@hengneng/domain';

/** A valid unified social credit code for each number: 91430626MA0000001 and on, with its check. */
export function creditCode(number: number): string {
  const first17 = `91430626MA${String(number).padStart(7, '0')}`;
  return first17 + (unifiedSocialCreditCheckCharacter(first17) ?? '');
}
