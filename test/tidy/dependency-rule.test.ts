import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { type Import, importsOf, partOf, ROOT, textOf, trackedFiles } from './repository.ts';

const SOURCES = trackedFiles().filter(
  (path) => /\.tsx?$/.test(path) && existsSync(join(ROOT, path)),
);
const isTest = (path: string) =>
  /\.(int\.|e2e\.)?test\.tsx?$/.test(path) || path.startsWith('test/');
const isTestHelp = (path: string) => /\/(testing|test-support)\//.test(path);
const PRODUCT = SOURCES.filter((path) => !isTest(path) && !path.startsWith('packages/testkit/'));
const IMPORTS: Import[] = PRODUCT.flatMap(importsOf);

/** What each part may import of ours. A part that is not listed may import no other part. */
const ALLOWED: Record<string, readonly string[]> = {
  'packages/domain': [],
  'packages/contracts': ['domain'],
  'packages/journal': ['domain', 'contracts'],
  'packages/timeseries': ['domain', 'contracts'],
  'packages/database': ['domain', 'contracts'],
  'packages/accounting': ['domain', 'contracts', 'database'],
  'packages/judging': ['domain', 'contracts', 'database', 'accounting'],
  'packages/queue': ['domain', 'contracts'],
  'packages/telemetry': ['domain', 'contracts'],
  'packages/fleet': ['domain', 'contracts'],
  'deploy/local': ['domain', 'contracts', 'telemetry'],
};
/** The console talks to the api, and to nothing else of ours. */
const CONSOLE = 'services/console';
const SERVICE_MAY = [
  'domain',
  'accounting',
  'judging',
  'contracts',
  'journal',
  'timeseries',
  'database',
  'queue',
  'telemetry',
];

/** Parts of ours that an import reaches, `domain` for `@hengneng/domain`. */
function ownPackage(specifier: string): string | null {
  return /^@hengneng\/([^/]+)/.exec(specifier)?.[1] ?? null;
}

function violations(): string[] {
  return IMPORTS.flatMap((entry) => {
    const part = partOf(entry.from);
    const own = ownPackage(entry.specifier);
    if (entry.target !== null && partOf(entry.target) !== part) {
      return [`${entry.from} reaches into ${entry.target}`];
    }
    if (own === null) return [];
    if (entry.specifier !== `@hengneng/${own}`) return [`${entry.from} imports ${entry.specifier}`];
    const isService = part.startsWith('services/') && part !== CONSOLE;
    const allowed = isService ? SERVICE_MAY : (ALLOWED[part] ?? []);
    return allowed.includes(own) || isTestHelp(entry.from) ? [] : [`${entry.from} imports ${own}`];
  });
}

describe('the dependency rule', () => {
  it('looked at the whole tree', () => {
    expect(PRODUCT.length).toBeGreaterThan(40);
    expect(IMPORTS.length).toBeGreaterThan(150);
    expect(
      IMPORTS.filter((entry) => ownPackage(entry.specifier) === 'domain').length,
    ).toBeGreaterThan(5);
  });

  it('has every part import only what it may', () => {
    expect(violations()).toEqual([]);
  });

  it('keeps the domain free of every module but its own', () => {
    const foreign = IMPORTS.filter(
      (entry) => partOf(entry.from) === 'packages/domain' && entry.target === null,
    ).map((entry) => `${entry.from}: ${entry.specifier}`);
    expect(foreign).toEqual([]);
  });

  it('keeps the domain free of clocks, chance and the environment', () => {
    const impure = PRODUCT.filter((path) => partOf(path) === 'packages/domain').filter((path) =>
      /\bDate\.now\(|new Date\(\)|Math\.random\(|\bprocess\.|\bconsole\./.test(textOf(path)),
    );
    expect(impure).toEqual([]);
  });

  it('has no circle of imports', () => {
    expect(firstCircle()).toEqual([]);
  });

  it('declares every package of ours that a part imports', () => {
    const missing = IMPORTS.flatMap((entry) => {
      const own = ownPackage(entry.specifier);
      if (own === null) return [];
      const manifest = textOf(`${partOf(entry.from)}/package.json`);
      return manifest.includes(`"@hengneng/${own}"`) ? [] : [`${entry.from}: ${own}`];
    });
    expect(missing).toEqual([]);
  });
});

/** The files of the first circle found, in order, or an empty list. */
function firstCircle(): string[] {
  const graph = new Map<string, string[]>();
  for (const entry of IMPORTS) {
    if (entry.target === null || entry.typeOnly) continue;
    graph.set(entry.from, [...(graph.get(entry.from) ?? []), entry.target]);
  }
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    path.push(file);
    for (const next of graph.get(file) ?? []) {
      const circle = visit(next);
      if (circle.length > 0) return circle;
    }
    path.pop();
    done.add(file);
    return [];
  };
  for (const file of graph.keys()) {
    const circle = visit(file);
    if (circle.length > 0) return circle;
  }
  return [];
}
