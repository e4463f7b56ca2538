import { gatewayStatusSchema } from '@hengneng/contracts';
import { describe, expect, it } from 'vitest';

import { JournalDays, startOfDayMs, statusOf } from './gateway-status.ts';
import { MemoryForwardingLog, MemoryJournal } from './testing/memory-journal.ts';

/** 16:00 UTC is midnight in Shanghai. */
const MIDNIGHT_MS = Date.UTC(2026, 10, 20, 16);
const HOUR_MS = 3_600_000;

function journalWith(receivedAtMs: readonly number[]): MemoryJournal {
  let index = 0;
  const journal = new MemoryJournal({ clock: () => receivedAtMs[index++] ?? 0 });
  for (const _ of receivedAtMs) {
    void journal.append({ source: '', topic: '', refusal: null, payload: Buffer.alloc(0) });
  }
  journal.sync();
  return journal;
}

describe('startOfDayMs', () => {
  it.each([
    { atMs: MIDNIGHT_MS - 1, start: MIDNIGHT_MS - 24 * HOUR_MS },
    { atMs: MIDNIGHT_MS, start: MIDNIGHT_MS },
    { atMs: MIDNIGHT_MS + 24 * HOUR_MS - 1, start: MIDNIGHT_MS },
  ])('is midnight in Shanghai before $atMs', ({ atMs, start }) => {
    expect(startOfDayMs(atMs)).toBe(start);
  });
});

describe('statusOf', () => {
  it('counts journalled and in flight by day of receipt', async () => {
    const journal = journalWith([
      MIDNIGHT_MS - 2,
      MIDNIGHT_MS - 1,
      MIDNIGHT_MS,
      MIDNIGHT_MS + 1,
      MIDNIGHT_MS + 2,
    ]);
    const log = new MemoryForwardingLog();
    await log.plan({ from: 1, to: 1, bytes: 1 });
    await log.plan({ from: 2, to: 3, bytes: 1 });
    log.complete(1);
    const atMs = MIDNIGHT_MS + HOUR_MS;
    const days = await new JournalDays(journal).last(atMs, 2);
    const status = statusOf({ gateway: 1, atMs, journal, log, days });
    expect(gatewayStatusSchema.parse(status)).toMatchObject({
      headSequence: 5,
      completedThrough: 1,
      journalledByDate: { '2026-11-20': 2, '2026-11-21': 3 },
      inFlightByDate: { '2026-11-20': 1, '2026-11-21': 3 },
    });
  });

  it('knows a day without messages, and its first message when it comes', async () => {
    const journal = journalWith([MIDNIGHT_MS - 1]);
    const days = new JournalDays(journal);
    const today = async () => (await days.last(MIDNIGHT_MS + HOUR_MS, 2)).at(-1);
    expect(await today()).toEqual({ date: '2026-11-21', from: 2, to: 1 });
    journal.records.push({
      gateway: 1,
      segment: 1,
      sequence: 2,
      receivedAtMs: MIDNIGHT_MS + 1,
      source: '',
      topic: '',
      refusal: null,
      payload: Buffer.alloc(0),
    });
    journal.sync();
    expect(await today()).toEqual({ date: '2026-11-21', from: 2, to: 2 });
  });
});
