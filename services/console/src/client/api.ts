import createClient from 'openapi-fetch';
import type { components, paths } from './schema.ts';

/** Bodies and answers of the api, as its OpenAPI document names them. */
export type Schemas = components['schemas'];
/** Answer of an enterprise's consumption. */
export type Consumption =
  paths['/api/v1/enterprises/{enterpriseId}/consumption']['get']['responses'][200]['content']['application/json'];

/** The api, through the session cookie of this browser. */
export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' });

/** A refusal of the api, or that it could not be reached (`code` is then `UNREACHABLE`). */
export class ApiFailure extends Error {
  readonly code: string;
  /** What the log of the api has it under; null where the api did not answer. */
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;
  /** Further facts of the refusal, such as wrong rows or fields; undefined where there are none. */
  readonly details: unknown;

  constructor(
    code: string,
    more: {
      message: string;
      requestId: string | null;
      retryAfterSeconds: number | null;
      details?: unknown;
    },
  ) {
    super(more.message);
    this.name = 'ApiFailure';
    this.code = code;
    this.requestId = more.requestId;
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.details = more.details;
  }
}

/** The data of an answer; throws `ApiFailure` for everything else. */
export async function answerOf<T>(
  asked: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  let answer: Awaited<typeof asked>;
  try {
    answer = await asked;
  } catch (error) {
    throw unreachable(String(error));
  }
  const { data, error, response } = answer;
  if (response.ok) return data as T;
  throw isFailure(error)
    ? new ApiFailure(error.code, {
        message: error.message,
        requestId: error.requestId,
        retryAfterSeconds: Number(response.headers.get('retry-after')) || null,
        details: error.details,
      })
    : unreachable(`HTTP ${response.status}`);
}

function unreachable(message: string): ApiFailure {
  return new ApiFailure('UNREACHABLE', { message, requestId: null, retryAfterSeconds: null });
}

function isFailure(error: unknown): error is Schemas['Failure'] {
  return typeof error === 'object' && error !== null && 'code' in error && 'requestId' in error;
}
