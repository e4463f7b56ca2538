import { afterColon, endOfString, isName } from './json-text.ts';

/**
 * Meter and value pairs of a `values` object in which a meter may stand twice, or null when none
 * does.
 *
 * `JSON.parse` keeps the last of two equal names and drops the first without a word; a reading must
 * not vanish so. Names are counted by their colons first, which costs next to nothing: only a text
 * with more colons than names is read again, name by name.
 */
export function findRepeatedValues(
  text: string,
  body: Record<string, unknown>,
  values: Record<string, unknown>,
): [string, unknown][] | null {
  const named = Object.keys(body).length + Object.keys(values).length;
  const inReadAt = typeof body.readAt === 'string' ? colonCount(body.readAt) : 0;
  if (colonCount(text) === named + inReadAt) return null;
  const pairs = pairsOfValues(text);
  return pairs.length > Object.keys(values).length ? pairs : null;
}

function colonCount(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) count += 1;
  return count;
}

/**
 * Every name and value directly inside the top-level `values`, in order. The text is valid JSON.
 */
function pairsOfValues(text: string): [string, unknown][] {
  const pairs: [string, unknown][] = [];
  let depth = 0;
  let insideValues = false;
  let name = '';
  let valueFrom = -1;
  const finishValue = (to: number) => {
    if (valueFrom >= 0) pairs.push([name, JSON.parse(text.slice(valueFrom, to))]);
    valueFrom = -1;
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') {
      const end = endOfString(text, at);
      if (isName(text, end) && (depth === 1 || (depth === 2 && insideValues))) {
        name = JSON.parse(text.slice(at, end));
        if (depth === 1) insideValues = name === 'values';
        else valueFrom = afterColon(text, end);
      }
      at = end - 1;
    } else if (character === '{' || character === '[') {
      depth += 1;
    } else if (character === '}' || character === ']') {
      if (depth === 2 && insideValues) finishValue(at);
      depth -= 1;
    } else if (character === ',' && depth === 2 && insideValues) {
      finishValue(at);
    }
  }
  return pairs;
}
