import { describe, expect, it } from 'vitest';

import { readConfig } from './config.ts';

const NEEDED = {
  REDIS_URL: 'redis://localhost:6379',
  JOURNAL_DIR: 'journal',
  JOURNAL_SIGNING_KEY_FILE: 'key.pem',
};

describe('readConfig', () => {
  it('takes what is needed and fills in the rest', () => {
    expect(readConfig(NEEDED)).toMatchObject({ GATEWAY_NUMBER: 1, GATEWAY_MQTT_PORT: 1883 });
  });

  it('names every problem at once', () => {
    const read = () => readConfig({ GATEWAY_NUMBER: '1024', GATEWAY_TYPO: '1' });
    for (const name of ['REDIS_URL', 'JOURNAL_DIR', 'GATEWAY_NUMBER', 'GATEWAY_TYPO']) {
      expect(read).toThrow(name);
    }
  });

  it.each([
    { name: 'a certificate without its key', more: { GATEWAY_TLS_CERT_FILE: 'x' } },
    { name: 'an instance beyond their number', more: { GATEWAY_INSTANCE: '1' } },
    { name: 'a broker that is not MQTT', more: { GATEWAY_BROKER_URL: 'http://x' } },
    { name: 'a journal option that does not exist', more: { JOURNAL_DIRECTORY: 'x' } },
  ])('refuses $name', ({ more }) => {
    expect(() => readConfig({ ...NEEDED, ...more })).toThrow('Invalid configuration');
  });
});
