import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ensureConsoleBuilt, isCurrent } from './console-build.ts';

let folder = '';
const page = () => join(folder, 'dist/index.html');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hengneng-console-'));
  for (const name of ['src/pages', 'dist']) mkdirSync(join(folder, name), { recursive: true });
  for (const name of ['src/pages/a.tsx', 'dist/index.html']) writeFileSync(join(folder, name), '');
});
afterEach(() => rmSync(folder, { recursive: true }));
const ageAll = (names: readonly string[], seconds: number) => {
  for (const name of names) utimesSync(join(folder, name), seconds, seconds);
};

describe('a build of the console', () => {
  it('is current until something it was made from is newer', () => {
    ageAll(['src/pages/a.tsx', 'src/pages', 'src', 'dist/index.html'], 1_000);
    expect(isCurrent(folder, page())).toBe(true);
    ageAll(['src/pages/a.tsx'], 1_001);
    expect(isCurrent(folder, page())).toBe(false);
  });

  it('is not current when there is none', () => {
    rmSync(page());
    expect(isCurrent(folder, page())).toBe(false);
  });

  it('is left out with a word, not with an error, where its packages are missing', async () => {
    const root = mkdtempSync(join(tmpdir(), 'hengneng-root-'));
    mkdirSync(join(root, 'services/console'), { recursive: true });
    const said: string[] = [];
    expect(await ensureConsoleBuilt(root, (line) => said.push(line))).toBe(false);
    expect(said).toEqual(['The console is not built: its packages are not installed.']);
    rmSync(root, { recursive: true });
  });
});
