import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { RULES, THRESHOLDS } from './rule-words.ts';

/** Names of the tables of defaults, read as text: the console imports nothing but the api's client. */
function namesIn(file: string): { readonly rules: string[]; readonly thresholds: string[] } {
  const path = new URL(`../../../../packages/domain/src/rules/${file}`, import.meta.url);
  const table =
    /_RULE_DEFAULTS? = \{\n([\s\S]*?)\n\} as const|RULE_DEFAULTS = \{\n([\s\S]*?)\n\} as const/;
  const found = table.exec(readFileSync(path, 'utf8'));
  const body = (found?.[1] ?? found?.[2] ?? '').replace(/\/\*\*.*?\*\//gs, '');
  const rules = [...body.matchAll(/^ {2}'?([a-z-]+)'?: \{/gm)].map((each) => each[1] ?? '');
  const thresholds = [...body.matchAll(/([a-z]\w*): (?:true|[\d.]+)/g)].map(
    (each) => each[1] ?? '',
  );
  return { rules, thresholds: [...new Set(thresholds)] };
}

describe('words of the thresholds page', () => {
  it.each(['thresholds.ts', 'area/area-thresholds.ts'])('name every default of %s', (file) => {
    const { rules, thresholds } = namesIn(file);
    expect(rules.length).toBeGreaterThan(5);
    expect(thresholds).toContain('enabled');
    expect(rules.filter((rule) => RULES[rule] === undefined)).toEqual([]);
    expect(thresholds.filter((name) => THRESHOLDS[name] === undefined)).toEqual([]);
  });
});
