import { createHash } from 'node:crypto';
import { getUser, type TenantScope, touchSession } from '@hengneng/database';
import { DomainError, invariant } from '@hengneng/domain';
import type { FastifyRequest, RouteOptions } from 'fastify';
import fp from 'fastify-plugin';

import type { ApiDependencies } from '../dependencies.ts';
import { isRoutePermission, type RoutePermission } from './matrix.ts';
import { createPrincipal, isAllowed, type Principal, scopeOf } from './principal.ts';

/** Name of the console's session cookie. */
export const SESSION_COOKIE = 'hengneng_session';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a caller needs; a route without one keeps the api from starting. */
    permission?: RoutePermission;
    /** Open to people who still have to change a generated password. */
    allowedBeforePasswordChange?: boolean;
  }
  interface FastifyRequest {
    /** Who asks; null on public routes alone. */
    principal: Principal | null;
  }
  interface FastifyInstance {
    /** Every route with what it asks for, for the documentation and the tests. */
    declaredRoutes: readonly DeclaredRoute[];
  }
}

/** A route and the permission it declares. */
export interface DeclaredRoute {
  readonly method: string;
  readonly url: string;
  readonly permission: RoutePermission;
}

/** SHA-256 (hex) of a session token: the only form in which it is kept. */
export function tokenSha256(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The principal of a request to a route that is not public. */
export function principalOf(request: FastifyRequest): Principal {
  invariant(request.principal !== null, 'a route that is not public has a principal');
  return request.principal;
}

/** The enterprises that the request's own permission reaches for who asks. */
export function requestScope(request: FastifyRequest): TenantScope {
  const permission = request.routeOptions.config.permission;
  invariant(
    permission !== undefined && permission !== 'public' && permission !== 'signed-in',
    'a route that reads enterprise data declares a permission',
  );
  return scopeOf(principalOf(request), permission);
}

/**
 * Deny by default: knows who asks from the cookie or the bearer token, and lets a request through
 * only where the route's permission is held.
 */
export const accessPlugin = fp<{ readonly dependencies: ApiDependencies }>(
  async (app, { dependencies }) => {
    const { database, clock, settings } = dependencies;
    const routes: RouteOptions[] = [];
    const declared: DeclaredRoute[] = [];
    app.decorateRequest('principal', null);
    app.decorate('declaredRoutes', declared);
    app.addHook('onRoute', (route) => {
      routes.push(route);
    });

    app.addHook('onReady', async () => {
      for (const { method, url, config } of routes) {
        const permission = config?.permission;
        if (!isRoutePermission(permission)) {
          throw new Error(`The route ${method} ${url} declares no permission.`);
        }
        for (const each of [method].flat()) declared.push({ method: each, url, permission });
      }
    });

    const authenticate = async (request: FastifyRequest): Promise<Principal> => {
      const token = tokenOf(request);
      if (token === null) throw unauthenticated();
      const atMs = clock();
      const sha256 = tokenSha256(token);
      const now = { atMs, idleMs: settings.sessionIdleMs };
      const session = await touchSession(database.executor, sha256, now);
      if (session === null) throw unauthenticated();
      const user = await getUser(database.executor, session.userId);
      if (user.disabledAtMs !== null) throw unauthenticated();
      return createPrincipal(user, sha256, atMs);
    };

    app.addHook('onRequest', async (request) => {
      const { permission, allowedBeforePasswordChange } = request.routeOptions.config;
      if (permission === 'public' || request.is404) return;
      // Unreachable while onReady holds; a gate that fails must fail closed.
      if (permission === undefined) throw new DomainError('FORBIDDEN', 'This is not allowed.');
      const principal = await authenticate(request);
      request.principal = principal;
      if (principal.mustChangePassword && allowedBeforePasswordChange !== true) {
        throw new DomainError(
          'PASSWORD_CHANGE_REQUIRED',
          'Your password was generated; change it first (POST /api/v1/auth/password).',
        );
      }
      if (permission !== 'signed-in' && !isAllowed(principal, permission)) {
        throw new DomainError('FORBIDDEN', 'None of your roles allows this.');
      }
    });
  },
  { name: 'access', dependencies: ['@fastify/cookie'] },
);

/** The session token: from the header for programs, from the cookie for the console. */
export function tokenOf(request: FastifyRequest): string | null {
  const header = request.headers.authorization;
  if (header !== undefined) return /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(header)?.[1] ?? null;
  const cookie = request.cookies[SESSION_COOKIE];
  if (cookie === undefined) return null;
  const site = request.headers['sec-fetch-site'];
  const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none';
  // SameSite=Strict already keeps the cookie away from foreign sites; this is the second wall.
  if (isForeign && request.method !== 'GET' && request.method !== 'HEAD') return null;
  return cookie;
}

function unauthenticated(): DomainError {
  return new DomainError('UNAUTHENTICATED', 'Sign in first (POST /api/v1/auth/login).');
}
