import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Metrics } from './metrics.ts';

/** Whether a service can do its work now; every part that cannot says why. */
export interface Readiness {
  readonly ready: boolean;
  readonly parts: Readonly<Record<string, { readonly ready: boolean; readonly reason?: string }>>;
}

/** Puts the parts together: ready when all of them are. */
export function readinessOf(parts: Readiness['parts']): Readiness {
  return { ready: Object.values(parts).every((part) => part.ready), parts };
}

/**
 * Serves `/healthz` (200 while the process lives), `/readyz` (200 or 503 with the parts) and
 * `/metrics` (Prometheus text) for services that have no other HTTP server.
 */
export async function startHealthServer(options: {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly readiness: () => Readiness | Promise<Readiness>;
  readonly metrics: Metrics;
}): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const send = (status: number, body: string, type = 'application/json') => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    };
    const answer = async () => {
      const path = (request.url ?? '').split('?', 1)[0];
      if (path === '/healthz') return send(200, '{"status":"alive"}');
      if (path === '/readyz') {
        const readiness = await options.readiness();
        return send(readiness.ready ? 200 : 503, JSON.stringify(readiness));
      }
      if (path === '/metrics') {
        return send(200, await options.metrics.text(), options.metrics.contentType);
      }
      return send(404, '{"code":"NOT_FOUND","message":"Try /healthz, /readyz or /metrics."}');
    };
    answer().catch((error: unknown) => {
      send(503, JSON.stringify({ ready: false, reason: String(error) }));
    });
  });
  server.requestTimeout = 10_000;
  server.headersTimeout = 5_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
