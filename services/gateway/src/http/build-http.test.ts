import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';

import { MESSAGE_BYTES_MAX } from '@hengneng/contracts';
import { createLogger, createMetrics, readinessOf } from '@hengneng/telemetry';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { RateLimits } from '../access/rate-limits.ts';
import { createCustody } from '../custody/custody.ts';
import { MemoryDirectory } from '../testing/memory-directory.ts';
import { MemoryJournal } from '../testing/memory-journal.ts';
import { buildHttp } from './build-http.ts';

const ENTERPRISE = '91430626MA4L0001XX';
const AUTHORIZATION = basic(`${ENTERPRISE}.edge-1`, 'secret');
const URL = '/api/v1/ingest/readings';

let journal: MemoryJournal;
let directory: MemoryDirectory;
let custody: ReturnType<typeof createCustody>;
let app: FastifyInstance;
let ready: boolean;

function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

beforeEach(() => {
  journal = new MemoryJournal();
  directory = new MemoryDirectory();
  directory.register(ENTERPRISE, 'edge-1', { password: 'secret' });
  custody = createCustody({ journal, outstandingBytesMax: 1e6, onFatal: () => {} });
  ready = true;
  app = buildHttp({
    custodian: custody,
    directory,
    rateLimits: new RateLimits({
      deviceMessagesPerSecond: 5,
      deviceBytesPerSecond: 1e9,
      enterpriseMessagesPerSecond: 1e9,
      enterpriseBytesPerSecond: 1e9,
    }),
    readiness: () => readinessOf({ journal: ready ? { ready } : { ready, reason: 'full' } }),
    metrics: createMetrics('test'),
    logger: createLogger({
      service: 'test',
      destination: new Writable({ write: (_chunk, _encoding, done) => done() }),
    }),
    onRefused: () => {},
  });
});
afterEach(() => app.close());

/** Posts a message, as the registered device unless told otherwise. */
function post(payload: string | Buffer = '{}', headers: Record<string, string> = {}, url = URL) {
  const merged = { authorization: AUTHORIZATION, 'content-type': 'application/json', ...headers };
  return app.inject({ method: 'POST', url, payload, headers: merged });
}

describe('POST /api/v1/ingest', () => {
  it.each(['readings', 'outputs', 'events'])(
    'takes %s, answers 202 with the receipt',
    async (kind) => {
      const payload = '{"sequence":7,"values":{"E01":1}}';
      const answer = await post(payload, {}, `/api/v1/ingest/${kind}`);
      expect(answer.statusCode).toBe(202);
      expect(answer.json()).toEqual({
        sha256: createHash('sha256').update(payload).digest('hex'),
        position: '1/1/1',
        receivedAt: expect.stringMatching(/Z$/),
        sequence: 7,
      });
      expect(journal.records[0]).toMatchObject({
        source: `http:${ENTERPRISE}.edge-1`,
        topic: `energy/v1/${ENTERPRISE}/edge-1/${kind}`,
        refusal: null,
      });
    },
  );

  it('keeps bytes that are no JSON as they are: nothing is parsed here', async () => {
    const payload = Buffer.from([0xff, 0x00, 0x7b]);
    expect((await post(payload, { 'content-type': 'text/plain' })).statusCode).toBe(202);
    expect(journal.records[0]?.payload).toEqual(payload);
  });

  it('answers after the sync and not before', async () => {
    journal.held = true;
    let isAnswered = false;
    const answer = post().then((response) => {
      isAnswered = true;
      return response;
    });
    while (journal.records.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(isAnswered).toBe(false);
    journal.held = false;
    journal.sync();
    expect((await answer).statusCode).toBe(202);
  });

  it.each([
    { name: 'no credentials', authorization: '' },
    { name: 'a wrong password', authorization: basic(`${ENTERPRISE}.edge-1`, 'guess') },
    { name: 'an unknown device', authorization: basic(`${ENTERPRISE}.edge-9`, 'secret') },
    { name: '__proto__', authorization: basic('__proto__', 'secret') },
    { name: 'no Basic header', authorization: 'Bearer x' },
  ])('answers 401 to $name and journals nothing', async ({ authorization }) => {
    const answer = await post('{}', { authorization });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toMatch(/^Basic/);
    expect(answer.json()).toMatchObject({ code: 'UNAUTHENTICATED', requestId: expect.any(String) });
    expect(journal.records).toEqual([]);
  });

  it('answers 413 above 256 KiB and takes exactly 256 KiB', async () => {
    expect((await post(Buffer.alloc(MESSAGE_BYTES_MAX, 'x'))).statusCode).toBe(202);
    const answer = await post(Buffer.alloc(MESSAGE_BYTES_MAX + 1, 'x'));
    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
  });

  it('answers 429 with Retry-After above the rate', async () => {
    const answers = [];
    for (let index = 0; index < 15; index += 1) answers.push(await post());
    expect(answers.slice(0, 10).map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(202));
    const answer = answers.find(({ statusCode }) => statusCode === 429) ?? (await post());
    expect(answer.statusCode).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.json()).toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('answers 503 while the disk is full', async () => {
    journal.blocked = true;
    custody.recheck();
    const answer = await post();
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ code: 'JOURNAL_BLOCKED' });
  });

  it('answers 503, not 401, while devices cannot be checked', async () => {
    directory.ready = false;
    const answer = await post('{}', { authorization: basic(`${ENTERPRISE}.edge-9`, 'x') });
    expect(answer.statusCode).toBe(503);
  });
});

describe('health pages', () => {
  it('answers alive, ready with its parts, and metrics', async () => {
    expect((await app.inject('/healthz')).statusCode).toBe(200);
    expect((await app.inject('/readyz')).statusCode).toBe(200);
    expect((await app.inject('/metrics')).body).toContain('hengneng_test_');
    ready = false;
    const answer = await app.inject('/readyz');
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ parts: { journal: { reason: 'full' } } });
  });

  it('answers unknown paths in the form of all errors', async () => {
    const answer = await app.inject('/nothing');
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'NOT_FOUND' });
  });
});
