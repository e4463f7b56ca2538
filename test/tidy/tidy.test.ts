import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { importsOf, ROOT, textOf, trackedFiles } from './repository.ts';

const FILES = trackedFiles().filter((path) => existsSync(join(ROOT, path)));
const SOURCES = FILES.filter((path) => /\.(ts|tsx|mjs)$/.test(path));
const LINES_MAX = 500;

/** Files over the limit, each with its reason; the list may only get shorter. */
const LONG_FILES: Record<string, string> = {
  'services/console/src/client/schema.ts': 'generated from the OpenAPI document',
};

const SERVICE_HEADINGS = [
  'Place in the flow',
  'Guarantees',
  'When things fail',
  'Configuration',
  'Run and test',
  'Not here',
];
const TOP_LEVEL =
  /^(services|packages|deploy|test|pnpm-workspace\.yaml|package\.json|tsconfig(\.base)?\.json|README(\.[a-zA-Z-]+)?\.md|LICENSE|pnpm-lock\.yaml|\..*|biome\.json|vitest\.config\.ts)$/;

describe('the repository', () => {
  it('was looked at', () => {
    expect(SOURCES.length).toBeGreaterThan(60);
  });

  it('has only the top level it is meant to have', () => {
    const names = new Set(FILES.map((path) => path.split('/')[0] ?? ''));
    expect([...names].filter((name) => !TOP_LEVEL.test(name))).toEqual([]);
  });

  it('has no source file over 500 lines without a reason', () => {
    const long = SOURCES.filter((path) => textOf(path).split('\n').length > LINES_MAX + 1);
    expect(long.filter((path) => LONG_FILES[path] === undefined)).toEqual([]);
    expect(Object.keys(LONG_FILES).filter((path) => !long.includes(path))).toEqual([]);
  });

  it('has no test that is switched off or alone', () => {
    const marks = /\b(it|test|describe)\.(only|todo|skip)\b|\bFIXME\b/;
    const found = SOURCES.filter(
      (path) => marks.test(textOf(path)) && !path.startsWith('test/tidy/'),
    );
    expect(found).toEqual([]);
  });

  it('reads the environment only at the rim', () => {
    const rim =
      /(main|-cli|config|run)\.ts$|^(test|deploy)\/|\.test\.ts$|^packages\/testkit\/|vitest\.config|drizzle\.config/;
    const found = SOURCES.filter(
      (path) => !rim.test(path) && /\bprocess\.env\b/.test(textOf(path)),
    );
    expect(found).toEqual([]);
  });

  it('names no path of the machine it was written on', () => {
    const found = FILES.filter(
      (path) =>
        path !== 'pnpm-lock.yaml' &&
        /\.(ts|tsx|mjs|md|json|ya?ml|sql|sh)$|run$|Dockerfile$/.test(path),
    ).filter((path) => /(^|[\s"'`(=])\/(work|farm|root)\//m.test(textOf(path)));
    expect(found.filter((path) => !path.startsWith('test/tidy/'))).toEqual([]);
  });

  it('keeps end-to-end tests in test/', () => {
    expect(
      FILES.filter((path) => path.endsWith('.e2e.test.ts') && !path.startsWith('test/')),
    ).toEqual([]);
  });

  it('has a README in every part, with the headings of a service where it is one', () => {
    const parts = FILES.filter((path) =>
      /^(services|packages)\/[^/]+\/package\.json$/.test(path),
    ).map((path) => path.replace('/package.json', ''));
    expect(parts.length).toBeGreaterThan(9);
    const faults = parts.flatMap((part) => {
      if (!FILES.includes(`${part}/README.md`)) return [`${part} has no README.md`];
      if (!part.startsWith('services/')) return [];
      const text = textOf(`${part}/README.md`);
      return SERVICE_HEADINGS.filter((heading) => !text.includes(`## ${heading}`)).map(
        (heading) => `${part}/README.md lacks "${heading}"`,
      );
    });
    expect(faults).toEqual([]);
  });

  it('has every README link and path point at something', () => {
    const faults = FILES.filter((path) => path.endsWith('README.md')).flatMap((path) => {
      const folder = path.replace(/[^/]*$/, '');
      return [...textOf(path).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
        .map((match) => join(folder, match[1] ?? ''))
        .filter((target) => !existsSync(join(ROOT, target)))
        .map((target) => `${path}: ${target}`);
    });
    expect(faults).toEqual([]);
  });

  it('has every source file of a part reached from an entry point or a test', () => {
    const imported = new Set(SOURCES.flatMap(importsOf).map((entry) => entry.target));
    // Programs that are started as processes of their own are named as text: './writer-process.ts'.
    const texts = SOURCES.map((path) => [path, textOf(path)] as const);
    const isNamed = (path: string) => {
      const name = path.replace(/^.*\//, '');
      return texts.some(([other, text]) => other !== path && text.includes(name));
    };
    const entries =
      /(^|\/)(index|main|[a-z-]+-cli|[a-z-]+worker|bench|run)\.tsx?$|\.test\.ts$|\.config\.ts$|\.mjs$/;
    const lonely = SOURCES.filter(
      (path) => !entries.test(path) && !imported.has(path) && !isNamed(path),
    );
    expect(lonely).toEqual([]);
  });

  it('gives both commands in the README', () => {
    const readme = textOf('README.md');
    expect(readme).toContain('npm start');
    expect(readme).toContain('npm test');
  });
});
