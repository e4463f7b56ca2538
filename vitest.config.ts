import { defineConfig } from 'vitest/config';

const IGNORED = ['**/node_modules/**', '**/.hengneng/**'];

/** What people do in a browser. */
const CONSOLE = 'test/e2e/console*.e2e.test.ts';

/** Tests with servers wait a good deal: three files fill two cores. */
const WORKERS = 3;

/**
 * Six suites. `unit` and `tidy` need no server; the others start real ones on free ports, so they get long
 * limits and few workers (the machines we test on have two cores). `load` is what fills a machine by itself.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages,services,deploy}/**/src/**/*.test.ts', 'test/cases/**/*.test.ts'],
          exclude: [...IGNORED, '**/*.int.test.ts', '**/*.e2e.test.ts'],
          testTimeout: 30_000,
          // Vitest would leave one of two cores idle.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'tidy',
          include: ['test/tidy/**/*.test.ts', 'deploy/*.test.ts'],
          exclude: IGNORED,
          testTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'int',
          include: ['{packages,services,deploy}/**/src/**/*.int.test.ts'],
          exclude: IGNORED,
          globalSetup: ['packages/database/src/testing/run-postgres.ts'],
          testTimeout: 60_000,
          // Several files begin at a time, each with servers of its own.
          hookTimeout: 180_000,
          maxWorkers: WORKERS,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.test.ts'],
          exclude: [...IGNORED, CONSOLE],
          testTimeout: 300_000,
          hookTimeout: 240_000,
          maxWorkers: WORKERS,
        },
      },
      {
        test: {
          name: 'load',
          include: ['test/chaos/**/*.e2e.test.ts', 'test/bench/**/*.e2e.test.ts'],
          exclude: IGNORED,
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'console',
          include: [CONSOLE],
          exclude: IGNORED,
          testTimeout: 300_000,
          hookTimeout: 240_000,
          maxWorkers: WORKERS,
          // Pages go on moving while counting and judging do: a step that looked at the wrong moment looks again.
          retry: 1,
        },
      },
    ],
  },
});
