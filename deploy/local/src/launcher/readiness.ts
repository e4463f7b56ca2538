import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { getPage } from './processes.ts';

const POLL_MS = 100;
const FIRST_NOTICE_AFTER_MS = 10_000;

const readinessSchema = z.object({
  parts: z.record(z.string(), z.object({ ready: z.boolean(), reason: z.string().optional() })),
});

/** Waits until `/readyz` of every address answers 200; says now and then what is missing. */
export async function waitUntilReady(
  pages: Readonly<Record<string, string>>,
  report: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let noticeAfterMs = FIRST_NOTICE_AFTER_MS;
  const startedAtMs = performance.now();
  for (;;) {
    signal.throwIfAborted();
    const missing = await missingParts(pages);
    if (missing.length === 0) return;
    if (performance.now() - startedAtMs > noticeAfterMs) {
      noticeAfterMs *= 2;
      report(`Still waiting: ${missing.join('; ')}.`);
    }
    await sleep(POLL_MS);
  }
}

async function missingParts(pages: Readonly<Record<string, string>>): Promise<string[]> {
  const answers = await Promise.all(
    Object.entries(pages).map(async ([name, url]) => {
      try {
        const { status, text } = await getPage(url);
        return status === 200 ? undefined : `${name} is not ready${reasonIn(text)}`;
      } catch {
        return `${name} does not answer`;
      }
    }),
  );
  return answers.filter((answer) => answer !== undefined);
}

function reasonIn(text: string): string {
  try {
    const { parts } = readinessSchema.parse(JSON.parse(text));
    const reasons = Object.entries(parts)
      .filter(([, part]) => !part.ready)
      .map(([name, { reason }]) => (reason === undefined ? name : `${name}: ${reason}`));
    return reasons.length === 0 ? '' : ` (${reasons.join(', ')})`;
  } catch {
    return '';
  }
}
