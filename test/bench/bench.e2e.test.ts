import { expect, it } from 'vitest';

import { runBench } from './run-bench.ts';

it('stores everything that the bench publishes, in each of its rows', async () => {
  const lines: string[] = [];
  const rows = await runBench({
    durationMs: 2_000,
    enterprises: 100,
    log: (line) => lines.push(line),
  });
  expect(rows.length).toBe(11);
  for (const row of rows.slice(0, 3))
    expect(row.measured, lines.join('\n')).toContain('missing 0 of');
}, 600_000);
