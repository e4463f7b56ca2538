import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { parseConfig } from './config.ts';
import { readinessOf, startHealthServer } from './health-server.ts';
import { createLogger } from './logger.ts';
import { createMetrics } from './metrics.ts';

/** A logger whose lines end up in an array. */
function captured() {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (text: string) => lines.push(JSON.parse(text)) };
  return { logger: createLogger({ service: 'probe', destination }), lines };
}

describe('createLogger', () => {
  it('prints an error with message, stack and cause under the key "error"', () => {
    const { logger, lines } = captured();
    logger.error({ error: new Error('outer', { cause: new Error('inner') }) }, 'It failed.');
    const error = lines[0]?.error as { message: string; stack: string };
    expect(error.message).toContain('outer');
    expect(error.stack).toContain('inner');
    expect(lines[0]).toMatchObject({ level: 'error', service: 'probe', message: 'It failed.' });
  });

  it('hides secrets, one level down as well', () => {
    const { logger, lines } = captured();
    logger.info({ password: 'p', device: { token: 't', id: 'd1' } }, 'Seen.');
    expect(lines[0]).toMatchObject({
      password: '[secret]',
      device: { token: '[secret]', id: 'd1' },
    });
  });

  it('keeps a stranger’s line breaks inside the JSON and cuts long text', () => {
    const { logger, lines } = captured();
    logger.info({ topic: `a\n{"level":"error"}${'x'.repeat(5_000)}` }, 'Seen.');
    expect(lines).toHaveLength(1);
    expect(String(lines[0]?.topic).length).toBeLessThan(2_100);
  });
});

describe('startHealthServer', () => {
  it('answers life, readiness with its reasons, and metrics', async () => {
    const metrics = createMetrics('probe');
    metrics.counter('seen_messages_total', 'Messages seen.').inc(3);
    let ready = false;
    const server = await startHealthServer({
      host: '127.0.0.1',
      port: 0,
      metrics,
      readiness: () =>
        readinessOf({ redis: ready ? { ready } : { ready, reason: 'Redis does not answer.' } }),
    });
    const get = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);
    try {
      expect((await get('/healthz')).status).toBe(200);
      const before = await get('/readyz');
      expect(before.status).toBe(503);
      expect(await before.text()).toContain('Redis does not answer.');
      ready = true;
      expect((await get('/readyz')).status).toBe(200);
      expect(await (await get('/metrics')).text()).toContain(
        'hengneng_probe_seen_messages_total 3',
      );
      expect((await get('/other')).status).toBe(404);
    } finally {
      await server.close();
    }
  });
});

describe('parseConfig', () => {
  const schema = z.object({
    PROBE_PORT: z.coerce.number().int().max(65_535).default(1_883),
    PROBE_NAME: z.string().min(1),
  });

  it('fills defaults and takes an empty variable as not set', () => {
    expect(parseConfig(schema, { PROBE_NAME: 'a', PROBE_PORT: '' }, ['PROBE_'])).toEqual({
      PROBE_NAME: 'a',
      PROBE_PORT: 1_883,
    });
  });

  it('names every problem at once, typos included, and prints no value', () => {
    const env = { PROBE_PORT: '99999secret', PROBE_PROT: '1' };
    let message = '';
    try {
      parseConfig(schema, env, ['PROBE_']);
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain('PROBE_PROT: no such option');
    expect(message).toContain('PROBE_PORT');
    expect(message).toContain('PROBE_NAME');
    expect(message).not.toContain('secret');
  });
});
