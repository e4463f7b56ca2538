import { connect } from 'node:net';
import { Writable } from 'node:stream';

import { createLogger, createMetrics, readinessOf } from '@hengneng/telemetry';
import { expect, it } from 'vitest';

import { RateLimits } from '../access/rate-limits.ts';
import { createCustody } from '../custody/custody.ts';
import { MemoryDirectory } from '../testing/memory-directory.ts';
import { MemoryJournal } from '../testing/memory-journal.ts';
import { buildHttp } from './build-http.ts';

it('cuts off an HTTP client that sends its headers too slowly', async () => {
  const app = buildHttp({
    custodian: createCustody({
      journal: new MemoryJournal(),
      outstandingBytesMax: 1,
      onFatal: () => {},
    }),
    directory: new MemoryDirectory(),
    rateLimits: new RateLimits({
      deviceMessagesPerSecond: 1,
      deviceBytesPerSecond: 1,
      enterpriseMessagesPerSecond: 1,
      enterpriseBytesPerSecond: 1,
    }),
    readiness: () => readinessOf({}),
    metrics: createMetrics('test'),
    logger: createLogger({
      service: 'test',
      destination: new Writable({ write: (_chunk, _encoding, done) => done() }),
    }),
    onRefused: () => {},
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const startedAtMs = performance.now();
  const socket = connect(port, '127.0.0.1');
  socket.write('POST /api/v1/ingest/readings HTTP/1.1\r\nHost: x\r\n');
  await new Promise((resolve) => socket.on('data', () => {}).on('close', resolve));
  expect(performance.now() - startedAtMs).toBeLessThan(15_000);
  await app.close();
}, 30_000);
