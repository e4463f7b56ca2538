import { MESSAGE_BYTES_MAX, receiptSchema } from '@hengneng/contracts';
import { describe, expect, it } from 'vitest';

import type { ReceivedMessage } from '../message-source.ts';
import { MemoryJournal } from '../testing/memory-journal.ts';
import { createCustody } from './custody.ts';
import { receiptOf, scanSequence } from './receipt.ts';

const LIMIT_BYTES = 1_000;

function setUp() {
  const journal = new MemoryJournal();
  const fatal: string[] = [];
  const custody = createCustody({
    journal,
    outstandingBytesMax: LIMIT_BYTES,
    onFatal: (error) => fatal.push(error.message),
  });
  const message = (fields: Partial<ReceivedMessage> = {}): ReceivedMessage => ({
    source: 'mqtt:x',
    topic: 'energy/v1/E/d/readings',
    refusal: null,
    payload: Buffer.from('{}'),
    ...fields,
  });
  return { journal, custody, fatal, message };
}

describe('custody', () => {
  it('shuts the doors above the limit and opens them well below it', async () => {
    const { journal, custody, message } = setUp();
    const changes: boolean[] = [];
    custody.onOpenChange((open) => changes.push(open));
    journal.held = true;
    const taken = [1, 2, 3].map(() => custody.take(message({ payload: Buffer.alloc(400) })));
    expect(custody.open).toBe(false);
    expect(custody.problem()).toMatch(/slower/);
    journal.held = false;
    journal.sync();
    await Promise.all(taken);
    expect(changes).toEqual([false, true]);
  });

  it('tells of a failed journal once, and lets nobody know of the message', async () => {
    const { journal, custody, fatal, message } = setUp();
    journal.failure = new Error('EIO');
    let isSettled = false;
    for (let index = 0; index < 2; index += 1) {
      void custody.take(message()).finally(() => {
        isSettled = true;
      });
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(fatal).toEqual(['EIO']);
    expect(isSettled).toBe(false);
    expect(custody.open).toBe(false);
  });

  it.each([
    { given: null, bytes: MESSAGE_BYTES_MAX, kept: null },
    { given: null, bytes: MESSAGE_BYTES_MAX + 1, kept: 'too-large' },
    { given: 'retained' as const, bytes: MESSAGE_BYTES_MAX + 1, kept: 'too-large' },
    { given: 'wrong-enterprise' as const, bytes: MESSAGE_BYTES_MAX + 1, kept: 'wrong-enterprise' },
  ])('journals $bytes bytes refused as $given as $kept', async ({ given, bytes, kept }) => {
    const { journal, custody, message } = setUp();
    await custody.take(message({ refusal: given, payload: Buffer.alloc(bytes) }));
    expect(journal.records[0]?.refusal).toBe(kept);
    expect((journal.records[0]?.payload.length ?? 0) < 2_000).toBe(bytes > MESSAGE_BYTES_MAX);
  });
});

describe('receipts', () => {
  it.each([
    { payload: '{"sequence":42,"values":{}}', sequence: 42 },
    { payload: '{ "sequence" : 42 }', sequence: 42 },
    { payload: '{"values":{}}', sequence: undefined },
    { payload: '{"sequence":"42"}', sequence: undefined },
    { payload: '{"sequence":-1}', sequence: undefined },
    { payload: '{"sequence":1.5}', sequence: undefined },
    { payload: `{"pad":"${'x'.repeat(600)}","sequence":42}`, sequence: undefined },
    { payload: `{"pad":"${'x'.repeat(480)}","sequence":42}`, sequence: 42 },
    { payload: '', sequence: undefined },
  ])('finds $sequence in $payload', ({ payload, sequence }) => {
    expect(scanSequence(Buffer.from(payload))).toBe(sequence);
  });

  it('fits the contract', () => {
    const position = { gateway: 1, segment: 2, sequence: 3, receivedAtMs: 1_795_219_200_000 };
    expect(receiptSchema.parse(receiptOf(Buffer.from('{}'), position))).toMatchObject({
      position: '1/2/3',
      receivedAt: '2026-11-21T00:00:00.000Z',
    });
  });
});
