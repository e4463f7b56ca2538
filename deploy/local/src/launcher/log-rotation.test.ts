import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rotateLargeLogs } from './log-rotation.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hengneng-logs-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('rotateLargeLogs', () => {
  it('empties a log above the limit, keeps its content beside it and goes on in the same file', () => {
    const log = join(folder, 'api.log');
    writeFileSync(log, '12345');
    rotateLargeLogs(folder, 4);
    appendFileSync(log, '6');
    expect(readFileSync(log, 'utf8')).toBe('6');
    expect(readFileSync(`${log}.1`, 'utf8')).toBe('12345');
  });

  it('leaves a log at the limit, and what is no log, alone', () => {
    writeFileSync(join(folder, 'api.log'), '1234');
    writeFileSync(join(folder, 'notes.txt'), '12345678');
    rotateLargeLogs(folder, 4);
    expect(readdirSync(folder).sort()).toEqual(['api.log', 'notes.txt']);
  });
});
