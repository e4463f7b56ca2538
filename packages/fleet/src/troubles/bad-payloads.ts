import type { QuarantineReason } from '@hengneng/domain';

import type { FleetReading } from '../meters/meter.ts';

/** A message that no device should send, and what becomes of it. */
export interface BadPayload {
  readonly name: string;
  /** Why what is bad in it is refused. */
  readonly reason: QuarantineReason;
  /** How many readings are refused; a message refused whole counts one. */
  readonly refusedCount: number;
  /** Whether a good reading is in it too, which must not suffer. */
  readonly hasGoodReading: boolean;
  /** The payload for a good reading of the device. */
  payload(good: FleetReading): string;
}

const TEN_YEARS_MS = 10 * 365 * 86_400_000;

/** A message with one good reading and one more, given as JSON text so that it may be nonsense. */
function withGood(good: FleetReading, badReading: string): string {
  const { meterId, readAtMs, value } = good;
  const goodReading = JSON.stringify({ meterId, readAt: readAtMs, value });
  return `{"readings":[${goodReading},${badReading}]}`;
}

function partlyBad(
  name: string,
  reason: QuarantineReason,
  bad: (good: FleetReading) => string,
): BadPayload {
  return {
    name,
    reason,
    refusedCount: 1,
    hasGoodReading: true,
    payload: (good) => withGood(good, bad(good)),
  };
}

function whollyBad(
  name: string,
  reason: QuarantineReason,
  payload: (good: FleetReading) => string,
): BadPayload {
  return { name, reason, refusedCount: 1, hasGoodReading: false, payload };
}

/** The bad payloads, one of each. */
export const BAD_PAYLOADS: readonly BadPayload[] = [
  whollyBad('cut-off JSON', 'malformed', ({ meterId }) => `{"readings":[{"meterId":"${meterId}",`),
  whollyBad(
    'a bare NaN',
    'malformed',
    ({ meterId, readAtMs }) =>
      `{"readings":[{"meterId":"${meterId}","readAt":${readAtMs},"value":NaN}]}`,
  ),
  whollyBad('a list instead of an object', 'malformed', () => '[1,2,3]'),
  partlyBad(
    'the text NaN as value',
    'not-a-number',
    ({ meterId, readAtMs }) => `{"meterId":"${meterId}","readAt":${readAtMs},"value":"NaN"}`,
  ),
  partlyBad(
    'no value',
    'not-a-number',
    ({ meterId, readAtMs }) => `{"meterId":"${meterId}","readAt":${readAtMs},"value":null}`,
  ),
  partlyBad(
    'a value beyond all numbers',
    'not-a-number',
    ({ meterId, readAtMs }) => `{"meterId":"${meterId}","readAt":${readAtMs},"value":1e400}`,
  ),
  partlyBad(
    'an unknown meter',
    'unknown-meter',
    ({ readAtMs }) => `{"meterId":"NOBODY","readAt":${readAtMs},"value":1}`,
  ),
  partlyBad(
    'a time without offset',
    'bad-time',
    ({ meterId }) => `{"meterId":"${meterId}","readAt":"2026-01-01T08:15:00","value":1}`,
  ),
  partlyBad(
    'a time ten years ahead',
    'future-time',
    ({ meterId, readAtMs }) =>
      `{"meterId":"${meterId}","readAt":${readAtMs + TEN_YEARS_MS},"value":1}`,
  ),
  partlyBad(
    'a time in 1970',
    'too-old',
    ({ meterId }) => `{"meterId":"${meterId}","readAt":"1970-01-01T00:00:00Z","value":1}`,
  ),
  partlyBad(
    '__proto__ as meter',
    'unknown-meter',
    ({ readAtMs }) => `{"meterId":"__proto__","readAt":${readAtMs},"value":1}`,
  ),
];
