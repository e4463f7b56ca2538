import { readFileSync } from 'node:fs';
import { ERROR_CODES } from '@hengneng/domain';
import { describe, expect, it } from 'vitest';

import { CONFIG_VARIABLES, readConfig } from './config.ts';
import { STATUS_BY_CODE } from './errors/status-by-code.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const NEEDED = {
  DATABASE_URL: 'postgresql://a:b@localhost/c',
  REDIS_URL: 'redis://localhost',
  INFLUX_URL: 'http://localhost:8086',
};

describe('readConfig', () => {
  it('needs the three stores and has a default for the rest', () => {
    expect(readConfig(NEEDED)).toMatchObject({ API_HTTP_HOST: '127.0.0.1', API_HTTP_PORT: 8_080 });
  });

  it.each([
    { name: 'a typo', env: { API_HTTP_PROT: '1' }, about: 'API_HTTP_PROT' },
    { name: 'a port there is not', env: { API_HTTP_PORT: '70000' }, about: 'API_HTTP_PORT' },
    { name: 'a CA without its key', env: { API_PKI_CA_CERT_FILE: 'x' }, about: 'API_PKI_CA_KEY' },
    { name: 'another database', env: { DATABASE_URL: 'mysql://x' }, about: 'DATABASE_URL' },
  ])('refuses $name', ({ env, about }) => {
    expect(() => readConfig({ ...NEEDED, ...env })).toThrow(about);
  });

  it('has every variable in the README, and the README no other', () => {
    const named = [...README.matchAll(/^\| `([A-Z_]+)`/gm)].map((match) => match[1]);
    expect(named.toSorted()).toEqual(CONFIG_VARIABLES.toSorted());
  });
});

describe('the HTTP status of a failure', () => {
  it('is known for every code, and is one of a failure', () => {
    expect(Object.keys(STATUS_BY_CODE).sort()).toEqual([...ERROR_CODES].sort());
    const odd = Object.values(STATUS_BY_CODE).filter((status) => status < 400 || status > 503);
    expect(odd).toEqual([]);
  });
});
