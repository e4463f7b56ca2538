import { DomainError } from '@hengneng/domain';
import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';

import type { ApiDependencies } from '../dependencies.ts';

const PATH = '/ingest/readings';
/** The gateway refuses more than 256 KiB in its own words; this is only against floods. */
const BODY_BYTES_MAX = 1_048_576;
const TIMEOUT_MS = 20_000;
const anyJson = { 'application/json': { schema: z.unknown() } };
const PASSED_HEADERS = ['content-type', 'retry-after', 'www-authenticate'];

/**
 * Hands a device's HTTP message to the gateway, byte for byte, and its answer back: the gateway knows
 * the credential, keeps the journal and gives the promise.
 */
export const ingestProxyRoutes: FastifyPluginAsync<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { gatewayHttpUrl } = dependencies.settings;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: BODY_BYTES_MAX },
    (_request, body, done) => done(null, body),
  );

  app.post(
    PATH,
    {
      bodyLimit: BODY_BYTES_MAX,
      config: { permission: 'public' },
      schema: {
        tags: ['ingest'],
        summary: 'Readings of a device over HTTP (Basic with the device’s credential)',
        description: 'Same payload as over MQTT. 202 after the fsync, 429 or 503 otherwise.',
        security: [{ device: [] }],
        body: z.unknown().meta({ description: 'One message, in either form of the payload.' }),
        response: {
          202: { description: 'On disk, fsynced: the receipt.', content: anyJson },
        },
      },
    },
    async (request, reply) => {
      if (gatewayHttpUrl === null) {
        throw new DomainError('GATEWAY_UNAVAILABLE', 'No gateway takes messages over HTTP here.');
      }
      const { authorization, 'content-type': contentType } = request.headers;
      let response: Response;
      let body: Buffer;
      try {
        response = await fetch(new URL(`/api/v1${PATH}`, gatewayHttpUrl), {
          method: 'POST',
          headers: {
            ...(authorization === undefined ? {} : { authorization }),
            'content-type': contentType ?? 'application/json',
          },
          body: Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : '',
          signal: AbortSignal.timeout(TIMEOUT_MS),
          redirect: 'error',
        });
        body = Buffer.from(await response.arrayBuffer());
      } catch (cause) {
        const message = 'The gateway does not answer; send the message again.';
        throw new DomainError('GATEWAY_UNAVAILABLE', message, { cause });
      }
      for (const name of PASSED_HEADERS) {
        const value = response.headers.get(name);
        if (value !== null) reply.header(name, value);
      }
      // Whatever the gateway says: the types know only the answer that is documented.
      return reply.status(response.status as 202).send(body);
    },
  );
};
