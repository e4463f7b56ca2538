import { describe, expect, it } from 'vitest';
import type { Child, ProcessExit } from '../servers/child.ts';
import { restartDelayMs, supervise } from './supervisor.ts';

/** A child that lives in memory and ends when told. */
class FakeChild implements Child {
  readonly name = 'thing';
  readonly pid = 1;
  readonly exited: Promise<ProcessExit>;
  stopped = false;
  end: (exit: ProcessExit) => void = () => {};

  constructor() {
    this.exited = new Promise((resolve) => {
      this.end = resolve;
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.end({ code: 0, signal: null });
  }

  kill(signal: NodeJS.Signals): void {
    this.end({ code: null, signal });
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe('restartDelayMs', () => {
  it('doubles from one second to thirty', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 60].map(restartDelayMs);
    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });
});

describe('supervise', () => {
  it('starts a crashed child again and says so in one line', async () => {
    const children: FakeChild[] = [];
    const lines: string[] = [];
    const supervised = await supervise({
      name: 'thing',
      start: async () => {
        const child = new FakeChild();
        children.push(child);
        return child;
      },
      report: (line) => lines.push(line),
      delayMs: () => 1,
    });
    children[0]?.kill('SIGKILL');
    await until(() => children.length === 2);
    await supervised.stop(1_000);
    expect(lines).toEqual(['thing ended (SIGKILL); starting it again in 0.001 s.']);
    expect(children[1]?.stopped).toBe(true);
    expect(children).toHaveLength(2);
  });

  it('tries on after a restart that fails, with a growing pause', async () => {
    const children: FakeChild[] = [];
    const pauses: number[] = [];
    let attempts = 0;
    const supervised = await supervise({
      name: 'thing',
      start: async () => {
        attempts += 1;
        if (attempts === 2) throw new Error('no port');
        const child = new FakeChild();
        children.push(child);
        return child;
      },
      report: () => {},
      delayMs: (restart) => {
        pauses.push(restart);
        return 1;
      },
    });
    children[0]?.end({ code: 1, signal: null });
    await until(() => children.length === 2);
    await supervised.stop(1_000);
    expect(Math.max(...pauses)).toBe(2);
  });

  it('falls silent about what never comes up, but for a line now and then', async () => {
    let attempts = 0;
    const lines: string[] = [];
    const first = new FakeChild();
    const supervised = await supervise({
      name: 'thing',
      start: async () => {
        attempts += 1;
        if (attempts > 1) throw new Error('no port');
        return first;
      },
      report: (line) => lines.push(line),
      delayMs: () => 0,
    });
    first.kill('SIGKILL');
    await until(() => attempts > 45);
    await supervised.stop(1_000);
    expect(lines).toHaveLength(6 + 2);
  });

  it('does not start again what is stopped during the pause', async () => {
    const child = new FakeChild();
    let starts = 0;
    const lines: string[] = [];
    const supervised = await supervise({
      name: 'thing',
      start: async () => {
        starts += 1;
        return child;
      },
      report: (line) => lines.push(line),
      delayMs: () => 60_000,
    });
    child.kill('SIGKILL');
    await until(() => lines.length === 1);
    await supervised.stop(1_000);
    expect(starts).toBe(1);
  });

  it('throws when the first start fails', async () => {
    const start = () => Promise.reject(new Error('cannot'));
    const supervised = supervise({ name: 'thing', start, report: () => {} });
    await expect(supervised).rejects.toThrow('cannot');
  });
});
