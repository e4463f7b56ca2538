import { describe, expect, it } from 'vitest';

import { createProgressDisplay } from './progress.ts';

/** A stream that is no terminal and keeps what is written. */
function textStream() {
  const lines: string[] = [];
  const stream = { isTTY: false, write: (text: string) => lines.push(text.trimEnd()) > 0 };
  return { lines, stream: stream as unknown as NodeJS.WriteStream };
}

describe('createProgressDisplay without a terminal', () => {
  it('writes a line now and then, and always the last one', () => {
    const { lines, stream } = textStream();
    let nowMs = 0;
    const display = createProgressDisplay(stream, () => nowMs);
    for (let done = 0; done <= 5_000; done += 500) {
      display.progress('sent', done, 5_000);
      nowMs += 500;
    }
    display.progress('sent', 5_000, 5_000);
    expect(lines).toEqual([
      'sent 0 of 5,000 (0 %)',
      'sent 2,000 of 5,000 (40 %)',
      'sent 4,000 of 5,000 (80 %)',
      'sent 5,000 of 5,000 (100 %)',
    ]);
  });

  it('prints lines as they come', () => {
    const { lines, stream } = textStream();
    createProgressDisplay(stream, () => 0).print('Notice: all is well.');
    expect(lines).toEqual(['Notice: all is well.']);
  });
});
