import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { CONSOLE_POLICY } from './console.routes.ts';

const folder = mkdtempSync(join(tmpdir(), 'hengneng-console-'));
let api: ApiHarness;
beforeAll(async () => {
  api = await startApiHarness({ consoleDirectory: folder });
});
afterAll(async () => {
  await api.dispose();
  rmSync(folder, { recursive: true });
});
const get = (url: string, accept = 'text/html') =>
  api.app.inject({ method: 'GET', url, headers: { accept } });

describe('the console', () => {
  it('says how to build it while there is none', async () => {
    const { statusCode, body } = await get('/');
    expect(statusCode).toBe(503);
    expect(body).toContain('npm start');
  });

  it('is served once it is built, without a restart, under every address of its own', async () => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><p>console');
    writeFileSync(join(folder, 'assets/index-Ab1.js'), 'export {};');
    for (const url of ['/', '/history', '/enterprises/X?a=b']) {
      const { statusCode, headers, body } = await get(url);
      expect([url, statusCode, body]).toEqual([url, 200, '<!doctype html><p>console']);
      expect(headers).toMatchObject({
        'content-security-policy': CONSOLE_POLICY,
        'cache-control': 'no-cache',
      });
    }
    expect(CONSOLE_POLICY).toContain("script-src 'self';");
    const file = await get('/assets/index-Ab1.js', '*/*');
    expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(file.headers['content-type']).toContain('javascript');
  });

  it('hides nothing of the api, and no other file', async () => {
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    for (const url of [
      '/api/nothing',
      '/api/v1/nothing',
      '/assets/none.js',
      '/assets/..%2Fsecret.txt',
    ]) {
      const { statusCode, body } = await get(url, url.startsWith('/api') ? 'text/html' : '*/*');
      expect([url, statusCode, JSON.parse(body).code]).toEqual([url, 404, 'NOT_FOUND']);
    }
    expect((await get('/secret.txt', '*/*')).statusCode).toBe(404);
    expect((await get('/api/docs/')).statusCode).toBe(200);
    expect((await get('/healthz')).statusCode).toBe(200);
    expect((await api.request('GET', '/enterprises')).status).toBe(401);
  });
});

describe('the OpenAPI document', () => {
  it('has the target of every reference', async () => {
    const text = (await api.app.inject({ url: '/api/openapi.json' })).body;
    const { schemas } = JSON.parse(text).components;
    const names = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name = '']) => name,
    );
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => schemas[name] === undefined)).toEqual([]);
  });
});
