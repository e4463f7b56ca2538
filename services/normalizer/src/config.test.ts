import { describe, expect, it } from 'vitest';

import { readConfig } from './config.ts';

const REQUIRED = { REDIS_URL: 'redis://127.0.0.1:6379', INFLUX_URL: 'http://127.0.0.1:8086' };

describe('readConfig', () => {
  it('has a default for everything but the addresses', () => {
    expect(readConfig(REQUIRED)).toMatchObject({
      INFLUX_DATABASE: 'hengneng',
      NORMALIZER_HTTP_PORT: 9_102,
      LOG_LEVEL: 'info',
    });
  });

  it('names every problem at once', () => {
    const env = { REDIS_URL: 'http://x', NORMALIZER_PROT: '1', NORMALIZER_HTTP_PORT: '70000' };
    expect(() => readConfig(env)).toThrow(
      /NORMALIZER_PROT[\s\S]*REDIS_URL[\s\S]*INFLUX_URL[\s\S]*NORMALIZER_HTTP_PORT/,
    );
  });
});
