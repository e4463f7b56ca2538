import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { StoreUnavailableError } from '@hengneng/domain';
import { HttpError, InfluxDB, type SendOptions, type Transport } from '@influxdata/influxdb-client';

import { decodeMessagePack } from './message-pack.ts';

/** Where an InfluxDB is and how to get in. */
export interface InfluxOptions {
  /** Base address, for example `http://127.0.0.1:8086`. */
  readonly url: string;
  /** Database; on 2.x and 3 the one that the DBRP mapping or the compatible API knows. */
  readonly database: string;
  /** Token of 2.x and 3. */
  readonly token?: string;
  /** User and password of 1.x. */
  readonly username?: string;
  readonly password?: string;
  /** Time a request may take, in milliseconds; 30 000 unless given. */
  readonly timeoutMs?: number;
  /** Requests at the same time; more wait. 8 unless given. */
  readonly connectionsMax?: number;
  /**
   * Bodies above this length are compressed. Unless given: never for a server on this machine,
   * where it would cost CPU and save nothing, and from 10 000 bytes otherwise.
   */
  readonly gzipBytesMin?: number;
}

/** The environment variables that say where an InfluxDB is. */
export interface InfluxVariables {
  readonly INFLUX_URL: string;
  readonly INFLUX_DATABASE: string;
  readonly INFLUX_TIMEOUT_MS: number;
  readonly INFLUX_TOKEN?: string | undefined;
  readonly INFLUX_USERNAME?: string | undefined;
  readonly INFLUX_PASSWORD?: string | undefined;
}

/** Options from variables that have been read. */
export function influxOptionsOf(variables: InfluxVariables): InfluxOptions {
  const { INFLUX_TOKEN: token, INFLUX_USERNAME: username, INFLUX_PASSWORD: password } = variables;
  return {
    url: variables.INFLUX_URL,
    database: variables.INFLUX_DATABASE,
    timeoutMs: variables.INFLUX_TIMEOUT_MS,
    ...(token === undefined ? {} : { token }),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  };
}

/** What a write came to: stored whole, or refused because of its content. */
export type WriteAnswer = { readonly stored: true } | { readonly stored: false; reason: string };

/** The two endpoints that InfluxDB 1.x and 2.x both answer (3 the first of them). */
export interface InfluxHttp {
  /**
   * Sends lines to `/write`, durable when it resolves.
   *
   * @throws StoreUnavailableError when the outcome is unknown or has nothing to do with the lines.
   */
  write(lines: string): Promise<WriteAnswer>;
  /**
   * Runs one InfluxQL statement at `/query`; times come back in milliseconds.
   *
   * @throws StoreUnavailableError when there is no answer, or the answer is an error.
   */
  query(statement: string, parameters: Readonly<Record<string, string>>): Promise<InfluxSeries[]>;
  /** Closes idle connections. */
  close(): void;
}

/** One series of a result. */
export interface InfluxSeries {
  readonly tags: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly values: readonly (readonly unknown[])[];
}

/** Statuses that speak of the lines themselves; every other failure may pass by itself. */
const CONTENT_STATUSES = new Set([400, 413, 422]);
const TIMEOUT_MS = 30_000;
const CONNECTIONS_MAX = 8;
const GZIP_BYTES_MIN = 10_000;
const NO_CONTENT = 204;

/**
 * Talks to InfluxDB through the transport of the official client. Its write buffer and its retries
 * are left out on purpose: the buffer drops lines, the retries hide failures, and retrying is the
 * caller's.
 */
export function createInfluxHttp(options: InfluxOptions): InfluxHttp {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const url = new URL(options.url);
  const agent = new (url.protocol === 'https:' ? HttpsAgent : HttpAgent)({
    keepAlive: true,
    maxSockets: options.connectionsMax ?? CONNECTIONS_MAX,
    scheduling: 'lifo',
  });
  const { transport } = new InfluxDB({
    url: options.url,
    timeout: timeoutMs,
    transportOptions: { agent },
    ...(options.token === undefined ? {} : { token: options.token }),
    headers: basicAuthorization(options),
  });
  const gzipThreshold =
    options.gzipBytesMin ?? (isLoopback(url.hostname) ? Number.MAX_SAFE_INTEGER : GZIP_BYTES_MIN);
  const database = encodeURIComponent(options.database);
  const writePath = `/write?db=${database}&precision=ms`;
  const queryPath = `/query?db=${database}&epoch=ms`;

  const send = async (path: string, body: string, contentType: string, accept: string) => {
    // The client's own time-out reports but leaves the request running. AbortSignal.timeout would
    // keep each request, with its body, until its time is over, however early the answer came.
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), timeoutMs);
    const headers = { 'content-type': contentType, accept };
    const sendOptions = { method: 'POST', headers, gzipThreshold, signal: abort.signal };
    try {
      return await exchange(transport, path, body, sendOptions);
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    write: async (lines) => {
      try {
        const { status } = await send(writePath, lines, 'text/plain; charset=utf-8', 'text/plain');
        if (status === NO_CONTENT) return { stored: true };
        throw new StoreUnavailableError(`InfluxDB answered a write with HTTP ${status}.`);
      } catch (error) {
        if (error instanceof HttpError && CONTENT_STATUSES.has(error.statusCode)) {
          return { stored: false, reason: messageOf(error) };
        }
        throw unavailable('InfluxDB did not store a batch', error);
      }
    },
    query: async (statement, parameters) => {
      const form = new URLSearchParams({ q: statement, params: JSON.stringify(parameters) });
      const type = 'application/x-www-form-urlencoded';
      try {
        const { bytes } = await send(queryPath, form.toString(), type, 'application/x-msgpack');
        return seriesOf(decoded(bytes));
      } catch (error) {
        throw unavailable('InfluxDB did not answer a query', error);
      }
    },
    close: () => agent.destroy(),
  };
}

function basicAuthorization({ username, password }: InfluxOptions): Record<string, string> {
  if (username === undefined) return {};
  const pair = Buffer.from(`${username}:${password ?? ''}`).toString('base64');
  return { authorization: `Basic ${pair}` };
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

function messageOf(error: HttpError): string {
  const json: unknown = error.json;
  const text =
    typeof json === 'object' && json !== null && 'error' in json ? json.error : error.body;
  return String(text ?? error.message).slice(0, 500);
}

function unavailable(what: string, cause: unknown): StoreUnavailableError {
  if (cause instanceof StoreUnavailableError) return cause;
  // A refused query is answered in MessagePack, too: words between bytes that are none.
  const why = String(cause instanceof Error ? cause.message : cause).replace(/[^ -~]+/g, ' ');
  return new StoreUnavailableError(`${what}: ${why.slice(0, 500)}`, { cause });
}

/**
 * One request and its answer. `transport.request` does the same, but copies all it has with each piece
 * that arrives; InfluxDB sends a page of readings in hundreds of pieces.
 */
function exchange(
  transport: Transport,
  path: string,
  body: string,
  options: SendOptions,
): Promise<{ readonly status: number; readonly bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    let status = 0;
    const pieces: Uint8Array[] = [];
    transport.send(path, body, options, {
      responseStarted: (_headers, statusCode) => {
        status = statusCode ?? 0;
      },
      next: (piece) => {
        pieces.push(piece);
      },
      complete: () => resolve({ status, bytes: Buffer.concat(pieces) }),
      error: reject,
    });
  });
}

/** MessagePack, as asked for, or JSON from a server that has nothing else. */
function decoded(bytes: Buffer): unknown {
  // A brace; in MessagePack it would be the number 123 and nothing else.
  return bytes[0] === 0x7b ? JSON.parse(bytes.toString('utf8')) : decodeMessagePack(bytes);
}

/** Errors of a statement come with HTTP 200, inside the result. */
function seriesOf(answer: unknown): InfluxSeries[] {
  const { results, error } = (answer ?? {}) as {
    results?: { error?: string; partial?: boolean; series?: Partial<InfluxSeries>[] }[];
    error?: string;
  };
  const problem = error ?? results?.[0]?.error;
  if (problem !== undefined) throw new StoreUnavailableError(`InfluxDB: ${problem}`);
  if (results === undefined) throw new StoreUnavailableError('InfluxDB gave no results.');
  if (results[0]?.partial === true) {
    // Its max-row-limit: rows were left out, and a sum of the rest would look like a figure.
    throw new StoreUnavailableError('InfluxDB left rows out of an answer; set max-row-limit = 0.');
  }
  return (results[0]?.series ?? []).map(({ tags = {}, columns = [], values = [] }) => ({
    tags,
    columns,
    values,
  }));
}
