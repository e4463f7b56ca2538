import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { DomainError, ERROR_CODES } from './errors.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const ROWS = [...README.matchAll(/^\| `([A-Z_]+)` +\| (.*?) +\| (.*?) +\|$/gm)];

describe('the registry of errors', () => {
  it('is the table of the README, in the same order', () => {
    expect(ROWS.map((row) => row[1])).toEqual([...ERROR_CODES]);
  });

  it('says of each code what it means and what to do', () => {
    const empty = ROWS.filter(([, , meaning = '', advice = '']) => meaning === '' || advice === '');
    expect(empty).toEqual([]);
    expect(ROWS.length).toBeGreaterThan(20);
  });

  it('has each code once', () => {
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
  });
});

describe('DomainError', () => {
  it('carries its code, its details and what caused it', () => {
    const cause = new Error('inner');
    const error = new DomainError('NOT_FOUND', 'No.', { cause, details: { row: 3 } });
    expect(error).toMatchObject({ code: 'NOT_FOUND', details: { row: 3 }, cause });
  });
});
