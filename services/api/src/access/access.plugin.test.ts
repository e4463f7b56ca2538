import cookie from '@fastify/cookie';
import { fastify } from 'fastify';
import { describe, expect, it } from 'vitest';

import type { ApiDependencies } from '../dependencies.ts';
import { accessPlugin, tokenSha256 } from './access.plugin.ts';
import type { RoutePermission } from './matrix.ts';

async function appWith(config: { permission?: RoutePermission }) {
  const app = fastify();
  await app.register(cookie);
  // No request gets as far as the database here.
  const dependencies = { clock: () => 0, settings: {} } as unknown as ApiDependencies;
  await app.register(accessPlugin, { dependencies });
  app.get('/probe', { config }, async () => 'seen');
  return app;
}

describe('accessPlugin', () => {
  it('keeps the api from starting over a route without a permission', async () => {
    const app = await appWith({});
    await expect(app.ready()).rejects.toThrow('The route GET /probe declares no permission.');
  });

  it('keeps the api from starting over a permission that nobody can hold', async () => {
    const app = await appWith({ permission: 'probe.read' as RoutePermission });
    await expect(app.ready()).rejects.toThrow('declares no permission');
  });

  it('opens a public route and no other to nobody', async () => {
    const open = await appWith({ permission: 'public' });
    expect((await open.inject('/probe')).body).toBe('seen');
    const closed = await appWith({ permission: 'registry.read' });
    expect((await closed.inject('/probe')).statusCode).toBe(500);
    expect((await closed.inject('/probe')).body).not.toContain('seen');
  });

  it.each([
    { name: 'another scheme', authorization: 'Basic YTpi' },
    { name: 'no token', authorization: 'Bearer ' },
    { name: 'blanks in it', authorization: `Bearer ${'a'.repeat(30)} b` },
    { name: 'a token of a kilobyte', authorization: `Bearer ${'a'.repeat(1_024)}` },
  ])('looks at no database for $name', async ({ authorization }) => {
    const app = await appWith({ permission: 'signed-in' });
    const response = await app.inject({ url: '/probe', headers: { authorization } });
    expect(response.json()).toMatchObject({ message: expect.stringContaining('Sign in first') });
  });
});

describe('tokenSha256', () => {
  it('is the only form in which a token is kept', () => {
    expect(tokenSha256('a')).toBe(
      'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
    );
  });
});
