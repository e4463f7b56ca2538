import { z } from 'zod';

/** An answer of the API that is not a success. */
export class ApiError extends Error {
  readonly status: number;
  /** Code of the answer, SCREAMING_SNAKE; `HTTP_<status>` where the answer names none. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(`${message} (${status} ${code})`);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
  }
}

/** Runs a request; false where the thing is there already (409), which is as good. */
export async function unlessThere(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 409) return false;
    throw error;
  }
}

/** How the API is reached. */
export interface ApiOptions {
  /** Address of the API without path, for example `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** How often a request is tried while the API is away or busy; 6 by default. */
  readonly attemptsMax?: number;
  /** First pause between two attempts in milliseconds, doubled each time; 250 by default. */
  readonly firstPauseMs?: number;
}

/**
 * Sends a request and gives the JSON of the answer. The body goes as JSON unless it names another type;
 * then it is text.
 */
export type ApiRequest = (
  method: string,
  path: string,
  body?: unknown,
  contentType?: string,
) => Promise<unknown>;

/** Statuses after which the same request may succeed later. */
const BUSY_STATUSES = [429, 502, 503, 504];
const REQUEST_TIMEOUT_MS = 30_000;
const JSON_TYPE = 'application/json';

interface Sent {
  readonly body: unknown;
  readonly contentType?: string | undefined;
}

/**
 * Creates the sender of requests. It signs in at the first one and again when its session has
 * ended, and tries again while the API is away or busy. Rejects with {@link ApiError} for a refusal.
 */
export function createApiRequest(options: ApiOptions): ApiRequest {
  const { url, username, password, attemptsMax = 6, firstPauseMs = 250 } = options;
  const base = url.replace(/\/+$/, '');
  let signingIn: Promise<string> | undefined;

  const attempt = async (
    method: string,
    path: string,
    { body, contentType = JSON_TYPE }: Sent,
    token?: string,
  ) => {
    const response = await fetch(base + path, {
      method,
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      headers: {
        ...(body === undefined ? {} : { 'content-type': contentType }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined
        ? {}
        : { body: contentType === JSON_TYPE ? JSON.stringify(body) : String(body) }),
    });
    return { status: response.status, text: await response.text() };
  };
  const persistent = async (method: string, path: string, sent: Sent, token?: string) => {
    for (let attempts = 1; ; attempts += 1) {
      const isLast = attempts >= attemptsMax;
      try {
        const answer = await attempt(method, path, sent, token);
        if (isLast || !BUSY_STATUSES.includes(answer.status)) return answer;
      } catch (error) {
        if (isLast)
          throw new Error(`${base} cannot be reached: ${reason(error)}`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, firstPauseMs * 2 ** (attempts - 1)));
    }
  };
  const signIn = async (): Promise<string> => {
    const answer = await persistent('POST', '/api/v1/auth/login', {
      body: { username, password },
    });
    return z.object({ token: z.string() }).parse(parsed(answer)).token;
  };
  const token = (): Promise<string> => {
    signingIn ??= signIn().catch((error: unknown) => {
      signingIn = undefined;
      throw error;
    });
    return signingIn;
  };

  return async (method, path, body, contentType) => {
    const sent = { body, contentType };
    const first = token();
    let answer = await persistent(method, path, sent, await first);
    if (answer.status === 401) {
      // The session has ended: once more with a new one, shared by all who wait.
      if (signingIn === first) signingIn = undefined;
      answer = await persistent(method, path, sent, await token());
    }
    return parsed(answer);
  };
}

/** The JSON of a successful answer; throws {@link ApiError} for any other. */
function parsed({ status, text }: { readonly status: number; readonly text: string }): unknown {
  let body: unknown;
  try {
    body = text === '' ? null : JSON.parse(text);
  } catch {
    throw new ApiError(status, `HTTP_${status}`, `Not JSON: ${text.slice(0, 80)}`);
  }
  if (status >= 200 && status < 300) return body;
  const problem = z.object({ code: z.string(), message: z.string() }).safeParse(body);
  if (problem.success) throw new ApiError(status, problem.data.code, problem.data.message);
  throw new ApiError(status, `HTTP_${status}`, 'Refused');
}

function reason(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error) return cause.message;
  return error instanceof Error ? error.message : String(error);
}
