import createClient from 'openapi-fetch';
import type { components, paths } from './schema.ts';

/** Bodies and answers of the api, as its OpenAPI document names them. */
export type Schemas = components['schemas'];
/** Answer of an enterprise's consumption. */
export type Consumption =
  paths['/api/v1/enterprises/{enterpriseId}/consumption']['get']['responses'][200]['content']['application/json'];

type JsonOf<T> = T extends { content: { 'application/json': infer Body } } ? Body : never;
type AnswerOf<T> = T extends { responses: { 200: infer Answer } } ? JsonOf<Answer> : never;
type BodyOf<T> = T extends { requestBody?: infer Body } ? JsonOf<NonNullable<Body>> : never;
type AlertPath = paths['/api/v1/alerts/{alertId}'];
type CasePath = paths['/api/v1/cases/{caseId}'];

/** An alert with its history, and what can be done about it. */
export type AlertDetails = AnswerOf<AlertPath['get']>;
/** What is done about an alert. */
export type AlertAction = BodyOf<paths['/api/v1/alerts/{alertId}/actions']['post']>;
/** A case with all that belongs to it. */
export type CaseDetails = AnswerOf<CasePath['get']>;
/** What an inspector does with a case. */
export type CaseAction = BodyOf<paths['/api/v1/cases/{caseId}/actions']['post']>;
/** A document to be drafted. */
export type CaseDraft = BodyOf<paths['/api/v1/cases/{caseId}/documents']['post']>;
/** What an enterprise answers, or uses against a case. */
export type CaseAnswer = BodyOf<paths['/api/v1/cases/{caseId}/answers']['post']>;

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

/**
 * Asks for an address that is put together at run time, or sends what is no JSON; otherwise use
 * {@link api}, which knows what each address takes and answers.
 */
export function ask<T>(
  path: string,
  how: { readonly method?: string; readonly body?: BodyInit; readonly type?: string } = {},
): Promise<T> {
  const { method = 'GET', body, type = 'application/json' } = how;
  const sent = body === undefined ? {} : { body, headers: { 'content-type': type } };
  const asked = fetch(path, { method, credentials: 'same-origin', ...sent });
  return answerOf<T>(
    asked.then(async (response) => {
      const read: unknown = response.status === 204 ? null : await response.json();
      return response.ok ? { data: read as T, response } : { error: read, response };
    }),
  );
}

function unreachable(message: string): ApiFailure {
  return new ApiFailure('UNREACHABLE', { message, requestId: null, retryAfterSeconds: null });
}

function isFailure(error: unknown): error is Schemas['Failure'] {
  return typeof error === 'object' && error !== null && 'code' in error && 'requestId' in error;
}
