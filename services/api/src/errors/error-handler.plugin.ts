import { isDatabaseUnavailable } from '@hengneng/database';
import { DomainError, type ErrorCode, StoreUnavailableError } from '@hengneng/domain';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';

import { STATUS_BY_CODE } from './status-by-code.ts';

/** Seconds after which a caller may try again what failed because a store is away. */
const RETRY_AFTER_SECONDS = 5;

/** What every failure looks like on the wire; `details` only where the code's table row says so. */
interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: unknown;
}

/** Answers every failure as `{code, message, requestId}`; hides the text of unexpected ones. */
export const errorHandler = fp(
  async (app) => {
    app.setErrorHandler((error: FastifyError, request, reply) => {
      const failure = failureOf(error);
      const status = STATUS_BY_CODE[failure.code];
      if (failure.code === 'INTERNAL') {
        request.log.error({ error, url: request.url }, 'Request failed unexpectedly.');
      } else if (status >= 500) {
        request.log.warn({ error, code: failure.code }, 'Request could not be served.');
      }
      return send(request, reply, failure);
    });
    app.setNotFoundHandler((request, reply) =>
      send(request, reply, { code: 'NOT_FOUND', message: 'There is no such address.' }),
    );
  },
  { name: 'error-handler' },
);

function failureOf(error: FastifyError): Failure {
  if (error instanceof DomainError) {
    const { code, message, details } = error;
    return { code, message, ...(details === undefined ? {} : { details }) };
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const problems = error.validation.map((issue) => ({
      path: [error.validationContext ?? 'request', ...issue.instancePath.split('/')]
        .filter((part) => part !== '')
        .join('.'),
      message: issue.message ?? 'is not valid',
    }));
    const message = problems.map((problem) => `${problem.path}: ${problem.message}`).join('; ');
    return { code: 'INVALID_REQUEST', message, details: { problems } };
  }
  const isLate = error.code === 'FST_ERR_HANDLER_TIMEOUT';
  if (isLate || error instanceof StoreUnavailableError || isDatabaseUnavailable(error)) {
    return {
      code: 'STORE_UNAVAILABLE',
      message: 'A store is away for the moment. Nothing is lost; try again.',
    };
  }
  if (error.statusCode === 413) {
    return { code: 'PAYLOAD_TOO_LARGE', message: 'The body of the request is too large.' };
  }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return { code: 'INVALID_REQUEST', message: error.message };
  }
  return { code: 'INTERNAL', message: 'Internal error. The log has it under the request id.' };
}

function send(request: FastifyRequest, reply: FastifyReply, failure: Failure) {
  const status = STATUS_BY_CODE[failure.code];
  if (status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
  if (status === 429) reply.header('retry-after', retryAfterOf(failure.details));
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  return reply
    .status(status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ ...failure, requestId: request.id });
}

function retryAfterOf(details: unknown): number {
  const seconds = (details as { retryAfterSeconds?: unknown } | undefined)?.retryAfterSeconds;
  return typeof seconds === 'number' ? seconds : RETRY_AFTER_SECONDS;
}
