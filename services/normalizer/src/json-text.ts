/** Where things are in a text that is known to be valid JSON. */
const COLON = 0x3a;
const BLANKS = new Set([' ', '\t', '\r', '\n']);

/** Index after the closing quote of the string that begins at `from`. */
export function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at + 1;
}

/** Whether the string that ends there is a name: a colon follows. */
export function isName(text: string, end: number): boolean {
  return text.charCodeAt(afterBlanks(text, end)) === COLON;
}

/** Index after the colon that follows a name. */
export function afterColon(text: string, end: number): number {
  return afterBlanks(text, end) + 1;
}

function afterBlanks(text: string, from: number): number {
  let at = from;
  while (BLANKS.has(text.charAt(at))) at += 1;
  return at;
}
