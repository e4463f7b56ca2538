/** Characters of the code (GB 32100-2015); I, O, S, V and Z look like digits and are left out. */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** A credit code as people type it, in the form it is kept. */
export function normalCreditCode(text: string): string {
  return text.replace(/\s/g, '').toUpperCase();
}

/** Whether a typed code can be one: said while it is typed; the api decides. */
export function isCreditCode(text: string): boolean {
  const values = [...normalCreditCode(text)].map((character) => CHARACTERS.indexOf(character));
  if (values.length !== 18 || values.includes(-1)) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * (values[at] ?? 0), 0);
  return values[17] === (31 - (sum % 31)) % 31;
}
