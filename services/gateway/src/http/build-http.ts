import { randomUUID } from 'node:crypto';

import { buildTopic, MESSAGE_BYTES_MAX, UPLINK_KINDS } from '@hengneng/contracts';
import { DomainError } from '@hengneng/domain';
import type { Logger, Metrics, Readiness } from '@hengneng/telemetry';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';

import type { Identity } from '../access/admission.ts';
import { checkAccess, type DeviceDirectory } from '../access/credentials.ts';
import type { RateLimits } from '../access/rate-limits.ts';
import { receiptOf } from '../custody/receipt.ts';
import type { Custodian } from '../message-source.ts';
import { answerErrors, rateLimited } from './error-handler.ts';

/** Slowest sender that is waited for: headers, whole request, idle connection. */
const HEADERS_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 15_000;
const IDLE_TIMEOUT_MS = 60_000;
/** How often the three are looked at; Node's own 30 s would stretch them. */
const TIMEOUT_CHECK_MS = 2_000;
const CONNECTIONS_MAX = 2_000;
/** Longest wait for the disk before the sender is told to send again. */
const CUSTODY_TIMEOUT_MS = 10_000;

interface Options {
  readonly custodian: Custodian;
  readonly directory: DeviceDirectory;
  readonly rateLimits: RateLimits;
  readonly readiness: () => Readiness;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly onRefused: (reason: 'credentials' | 'not-ready') => void;
}

/** Builds the HTTP door with its health pages; it does not listen. */
export function buildHttp(options: Options): FastifyInstance {
  const app = Fastify({
    // Requests are counted, not logged; unexpected failures are logged by the error handler.
    logger: false,
    genReqId: () => randomUUID(),
    bodyLimit: MESSAGE_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: IDLE_TIMEOUT_MS,
    keepAliveTimeout: IDLE_TIMEOUT_MS,
    http: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    },
    forceCloseConnections: 'idle',
  });
  app.server.maxConnections = CONNECTIONS_MAX;
  answerErrors(app, options.logger);
  addHealthPages(app, options);
  addIngest(app, options);
  return app;
}

function addHealthPages(app: FastifyInstance, { readiness, metrics }: Options): void {
  app.get('/healthz', async () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    const state = readiness();
    return reply.status(state.ready ? 200 : 503).send(state);
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.text()),
  );
}

/** The same road as MQTT: journal first, then the answer, which is the receipt. */
function addIngest(app: FastifyInstance, options: Options): void {
  const { custodian, directory, rateLimits, onRefused } = options;
  const identities = new WeakMap<FastifyRequest, Identity>();

  /** Before the body is read: strangers and floods cost no memory. */
  const admit = async (request: FastifyRequest) => {
    if (!custodian.open) {
      throw new DomainError('JOURNAL_BLOCKED', 'The journal takes no messages now; send again.');
    }
    const decision = await checkAccess(directory, basicCredentials(request.headers.authorization));
    if (!decision.granted) {
      onRefused(decision.reason === 'not-ready' ? 'not-ready' : 'credentials');
      if (decision.reason === 'not-ready') {
        throw new DomainError('REGISTRY_NOT_PUBLISHED', 'Devices cannot be checked now.');
      }
      throw new DomainError('UNAUTHENTICATED', 'User name or password is wrong.');
    }
    const { enterpriseId, deviceId } = decision.identity;
    const allowance = rateLimits.allowanceOf(enterpriseId, deviceId, performance.now());
    const waitMs = allowance.waitMs(performance.now());
    if (waitMs > 0) throw rateLimited(waitMs);
    allowance.take(Number(request.headers['content-length'] ?? 0) || 1);
    identities.set(request, decision.identity);
  };

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    for (const kind of UPLINK_KINDS) {
      scope.post(`/api/v1/ingest/${kind}`, { onRequest: admit }, async (request, reply) => {
        const identity = identities.get(request);
        if (identity === undefined) throw new DomainError('UNAUTHENTICATED', 'Who are you?');
        const payload = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const { username, enterpriseId, deviceId } = identity;
        const topic = buildTopic(enterpriseId, deviceId, kind);
        const message = { source: `http:${username}`, topic, refusal: null, payload };
        const position = await orBlocked(custodian.take(message));
        return reply.status(202).send(receiptOf(payload, position));
      });
    }
  });
}

function basicCredentials(header: string | undefined) {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1] ?? '';
  const text = Buffer.from(encoded, 'base64');
  const colon = text.indexOf(0x3a);
  const username = text.toString('utf8', 0, Math.max(0, colon));
  const password = colon < 0 ? undefined : text.subarray(colon + 1);
  return { username, password, certificateSha256: null };
}

/** A message whose answer is late may still be journalled; sent again it is a duplicate. */
async function orBlocked<T>(taken: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const error = new DomainError('JOURNAL_BLOCKED', 'The journal is late; send again.');
    timer = setTimeout(() => reject(error), CUSTODY_TIMEOUT_MS);
  });
  return await Promise.race([taken, late]).finally(() => clearTimeout(timer));
}
