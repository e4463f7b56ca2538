import type { ServerResponse } from 'node:http';
import { enterprisePlace, livingSessions } from '@hengneng/database';
import { DomainError } from '@hengneng/domain';
import type { PlacedConsoleEvent } from '@hengneng/queue';

import type { Principal } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { mayHear, type Place } from './may-hear.ts';

/** Proxies and browsers give up connections that are silent for long. */
const HEARTBEAT_MS = 15_000;
/** A session that ended is noticed within this. */
const SESSION_CHECK_MS = 2_000;
/** After this many checks that could not be made nobody knows who still may listen. */
const FAILED_CHECKS_MAX = 15;
/** Tabs of one session; a browser opens six connections to a server at most. */
const PER_SESSION_MAX = 6;
const STREAMS_MAX = 1_000;
/** What may wait for a reader beyond the sockets' own buffers. */
const WAITING_BYTES_MAX = 262_144;
/** Enterprises move between regions once in years. */
const PLACE_KEPT_MS = 60_000;
const RECONNECT_MS = 3_000;

/** The open streams of this process. */
export interface EventStreams {
  /**
   * Answers with a stream that lasts until the session, the reader or the api ends.
   *
   * @throws DomainError RATE_LIMITED where the session or the api has too many already
   */
  open(
    principal: Principal,
    lastEventId: string | null,
    begin: () => ServerResponse,
  ): Promise<void>;
  readonly size: () => number;
  /** Ends every stream, and takes no further one. */
  close(): void;
}

interface Stream {
  readonly principal: Principal;
  readonly raw: ServerResponse;
  /** Events that came while earlier ones were still looked up; null once that is done. */
  held: PlacedConsoleEvent[] | null;
  /** Up to here the reader has been told, or need not be; null where that is not known. */
  throughId: string | null;
}

/** Starts to listen; `close` it with the server. */
export function createEventStreams(
  dependencies: Pick<ApiDependencies, 'database' | 'clock' | 'logger' | 'settings' | 'events'>,
  times: { readonly heartbeatMs?: number; readonly sessionCheckMs?: number } = {},
): EventStreams {
  const { events: feed, logger } = dependencies;
  const streams = new Set<Stream>();
  const placeOf = createPlaces(dependencies);
  let isClosed = false;

  const end = (stream: Stream, reason: 'session-ended' | 'restart') => {
    if (!streams.delete(stream)) return;
    stream.raw.end(frame('end', JSON.stringify({ reason })));
  };
  const write = (stream: Stream, text: string) => {
    if (stream.raw.writableLength > WAITING_BYTES_MAX) {
      // It comes back with its last id and catches up.
      streams.delete(stream);
      stream.raw.destroy();
      logger.info({ username: stream.principal.username }, 'Reader of events was too slow.');
    } else if (!stream.raw.destroyed) stream.raw.write(text);
  };
  const hand = async (stream: Stream, placed: PlacedConsoleEvent) => {
    const { event, id } = placed;
    // The live feed may lag behind what was looked up.
    if (stream.throughId !== null && !isBehind(id, stream.throughId)) return;
    const place = event.enterpriseId === null ? null : await placeOf(event.enterpriseId);
    if (!streams.has(stream) || !mayHear(stream.principal, event, place)) return;
    stream.throughId = id;
    write(stream, frame(nameOf(placed), JSON.stringify(event), id));
  };

  // One after the other, so that looking up a place never changes the order.
  let handed = Promise.resolve();
  const stopListening = feed.listen((placed) => {
    handed = handed.then(async () => {
      for (const stream of streams) {
        if (stream.held !== null) stream.held.push(placed);
        else await hand(stream, placed).catch((error: unknown) => lost(stream, error));
      }
    });
  });
  /** Without its place nobody can say who may hear of an event: the reader asks for it again. */
  const lost = (stream: Stream, error: unknown) => {
    logger.warn({ error }, 'An event was not handed on.');
    end(stream, 'restart');
  };

  const catchUp = async (stream: Stream, lastEventId: string | null) => {
    const missed = lastEventId === null ? [] : await feed.after(lastEventId).catch(() => null);
    const newestId = missed?.at(-1)?.id ?? (await feed.newestId().catch(() => null));
    for (const placed of missed ?? []) await hand(stream, placed);
    // What is open is not known to be all: the page reads everything anew.
    if (missed === null) write(stream, frame('reset', '{}'));
    write(stream, frame('ready', '{}', newestId));
    stream.throughId = newestId ?? stream.throughId;
    for (let next = stream.held?.shift(); next !== undefined; next = stream.held?.shift()) {
      await hand(stream, next);
    }
    stream.held = null;
  };

  const heartbeat = setInterval(() => {
    for (const stream of streams) write(stream, ':\n\n');
  }, times.heartbeatMs ?? HEARTBEAT_MS).unref();
  const stopChecking = checkSessions(dependencies, {
    everyMs: times.sessionCheckMs ?? SESSION_CHECK_MS,
    streams,
    end: (stream) => end(stream, 'session-ended'),
  });

  return {
    size: () => streams.size,
    open: async (principal, lastEventId, begin) => {
      const own = [...streams].filter((one) => isOf(one, principal.sessionSha256));
      if (isClosed || streams.size >= STREAMS_MAX || own.length >= PER_SESSION_MAX) {
        const message = 'Too many pages listen already; close some, or ask from time to time.';
        throw new DomainError('RATE_LIMITED', message, { details: { retryAfterSeconds: 60 } });
      }
      const stream: Stream = { principal, raw: begin(), held: [], throughId: null };
      streams.add(stream);
      stream.raw.on('close', () => streams.delete(stream));
      stream.raw.on('error', () => streams.delete(stream));
      write(stream, `retry: ${RECONNECT_MS}\n\n`);
      await catchUp(stream, lastEventId).catch((error: unknown) => lost(stream, error));
    },
    close: () => {
      isClosed = true;
      clearInterval(heartbeat);
      stopChecking();
      stopListening();
      for (const stream of streams) end(stream, 'restart');
    },
  };
}

/** Whether one id of the Redis stream (`<ms>-<number>`) follows another. */
function isBehind(id: string, throughId: string): boolean {
  const [ms = 0, number = 0] = id.split('-').map(Number);
  const [throughMs = 0, throughNumber = 0] = throughId.split('-').map(Number);
  return ms > throughMs || (ms === throughMs && number > throughNumber);
}

function isOf({ principal }: Stream, sessionSha256: string): boolean {
  return principal.sessionSha256 === sessionSha256;
}

/** Ends the streams of sessions that ended, and all of them when that cannot be found out for long. */
function checkSessions(
  { database, clock, settings }: Pick<ApiDependencies, 'database' | 'clock' | 'settings'>,
  watched: {
    readonly everyMs: number;
    readonly streams: ReadonlySet<Stream>;
    readonly end: (stream: Stream) => void;
  },
): () => void {
  const { streams, everyMs, end } = watched;
  let failedCount = 0;
  let isRunning = false;
  const check = async () => {
    if (isRunning || streams.size === 0) return;
    isRunning = true;
    const asked = [...streams];
    const sessions = [...new Set(asked.map(({ principal }) => principal.sessionSha256))];
    const now = { atMs: clock(), idleMs: settings.sessionIdleMs };
    try {
      const living = await livingSessions(database.executor, sessions, now);
      failedCount = 0;
      for (const one of asked) if (!living.has(one.principal.sessionSha256)) end(one);
    } catch {
      failedCount += 1;
      if (failedCount >= FAILED_CHECKS_MAX) for (const one of asked) end(one);
    } finally {
      isRunning = false;
    }
  };
  const timer = setInterval(() => void check(), everyMs).unref();
  return () => clearInterval(timer);
}

/** Where enterprises are, kept for a minute. */
function createPlaces({ database, clock }: Pick<ApiDependencies, 'database' | 'clock'>) {
  const kept = new Map<string, { readonly place: Place | null; readonly untilMs: number }>();
  return async (enterpriseId: string): Promise<Place | null> => {
    const known = kept.get(enterpriseId);
    const nowMs = clock();
    if (known !== undefined && known.untilMs > nowMs) return known.place;
    const place = await enterprisePlace(database.executor, enterpriseId);
    kept.set(enterpriseId, { place, untilMs: nowMs + PLACE_KEPT_MS });
    return place;
  };
}

/** The event's name in the stream; pages listen by it. */
function nameOf({ event: { word } }: PlacedConsoleEvent): string {
  return ['warning', 'alarm', 'duty'].includes(word) ? 'alert' : word;
}

/** JSON holds no line break, so one `data` line is enough. */
function frame(name: string, data: string, id?: string | null): string {
  const idLine = id === undefined || id === null ? '' : `id: ${id}\n`;
  return `${idLine}event: ${name}\ndata: ${data}\n\n`;
}
