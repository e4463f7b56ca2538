import { DomainError, type ErrorCode } from '@hengneng/domain';
import type { Logger } from '@hengneng/telemetry';
import type { FastifyInstance } from 'fastify';

/** HTTP statuses of the failures this service answers; anything else is a 500. */
const STATUS_BY_CODE: Partial<Record<ErrorCode, number>> = {
  INVALID_REQUEST: 400,
  UNAUTHENTICATED: 401,
  NOT_FOUND: 404,
  PAYLOAD_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  JOURNAL_BLOCKED: 503,
  REGISTRY_NOT_PUBLISHED: 503,
};

/** A sender is over its rate; `details` is the number of seconds to wait. */
export function rateLimited(waitMs: number): DomainError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  const message = `Too many messages; send again in ${seconds} s.`;
  return new DomainError('RATE_LIMITED', message, { details: seconds });
}

/** Answers every failure as `{code, message, requestId}`; hides the text of unexpected ones. */
export function answerErrors(app: FastifyInstance, logger: Logger): void {
  app.setNotFoundHandler((request, reply) =>
    reply
      .status(404)
      .send({ code: 'NOT_FOUND', message: 'There is no such route.', requestId: request.id }),
  );
  app.setErrorHandler((thrown: unknown, request, reply) => {
    const error = asDomainError(thrown);
    const status = STATUS_BY_CODE[error.code] ?? 500;
    if (status === 500) {
      logger.error({ error: thrown, requestId: request.id }, 'Request failed unexpectedly.');
    }
    if (status === 401) reply.header('www-authenticate', 'Basic realm="hengneng"');
    if (status === 503) reply.header('retry-after', '5');
    if (error.code === 'RATE_LIMITED') reply.header('retry-after', String(error.details));
    return reply
      .status(status)
      .send({ code: error.code, message: error.message, requestId: request.id });
  });
}

function asDomainError(thrown: unknown): DomainError {
  if (thrown instanceof DomainError) return thrown;
  const statusCode =
    thrown instanceof Error && 'statusCode' in thrown ? Number(thrown.statusCode) : 500;
  if (statusCode === 413) {
    return new DomainError('PAYLOAD_TOO_LARGE', 'A message may have at most 256 KiB.');
  }
  if (thrown instanceof Error && statusCode >= 400 && statusCode < 500) {
    return new DomainError('INVALID_REQUEST', thrown.message);
  }
  return new DomainError('INTERNAL', 'Internal error.');
}
