import type { RawMessage } from '@hengneng/contracts';

import { readJson } from './read-json.ts';
import { findRepeatedValues } from './repeated-values.ts';

/** A payload that cannot be read at all, with a sentence for the person who sent it. */
export interface Malformed {
  readonly malformed: string;
}

/**
 * A payload of readings, in the one form or the other; the readings themselves are not judged yet.
 */
export interface ReadingsPayload {
  /** The message's own number, where it has a usable one. */
  readonly sequence: number | null;
  /** Instant of all `values`, as sent. */
  readonly readAt: unknown;
  /** Meter and value in the order of the payload. */
  readonly values: readonly (readonly [string, unknown])[] | null;
  readonly readings: readonly unknown[] | null;
}

/** A payload that is a list under one name. */
export interface ListPayload {
  readonly sequence: number | null;
  readonly items: readonly unknown[];
}

/** The payload as text, or null where it is not UTF-8. */
export function textOf(message: RawMessage): string | null {
  return message.payload ?? null;
}

/** The payload's bytes as they were received. */
export function bytesOf(message: RawMessage): Buffer {
  return message.payload === undefined
    ? Buffer.from(message.payloadBase64 ?? '', 'base64')
    : Buffer.from(message.payload, 'utf8');
}

/** Reads a payload of `…/readings`. */
export function parseReadings(message: RawMessage): ReadingsPayload | Malformed {
  const text = textOf(message);
  const body = parseObject(text);
  if ('malformed' in body) return body;
  const { values, readings, readAt } = body.object;
  const sequence = sequenceOf(body.object);
  if (Array.isArray(readings) && values === undefined) {
    return { sequence, readAt: undefined, values: null, readings };
  }
  if (isObject(values) && readings === undefined) {
    const entries = findRepeatedValues(text ?? '', body.object, values) ?? Object.entries(values);
    return { sequence, readAt, values: entries, readings: null };
  }
  return {
    malformed: 'Send either "readAt" with an object "values", or an array "readings".',
  };
}

/** Reads a payload of `…/outputs` or `…/events`: an object with an array of that name. */
export function parseList(
  message: RawMessage,
  name: 'outputs' | 'events',
): ListPayload | Malformed {
  const body = parseObject(textOf(message));
  if ('malformed' in body) return body;
  const items = body.object[name];
  if (!Array.isArray(items)) return { malformed: `Send an object with an array "${name}".` };
  return { sequence: sequenceOf(body.object), items };
}

/** True for what JSON calls an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseObject(
  text: string | null,
): { readonly object: Record<string, unknown> } | Malformed {
  if (text === null) return { malformed: 'The payload is not UTF-8 text.' };
  try {
    const object = readJson(text);
    if (isObject(object)) return { object };
    return { malformed: 'The payload is JSON, but not an object.' };
  } catch (error) {
    // The parser's words quote the payload; its first words say what is wrong.
    const why = error instanceof Error ? error.message.slice(0, 120) : '';
    return { malformed: `The payload is not JSON: ${why}` };
  }
}

/** A number that cannot be used costs nobody a reading: only gaps are not seen then. */
function sequenceOf(object: Record<string, unknown>): number | null {
  const { sequence } = object;
  return typeof sequence === 'number' && Number.isSafeInteger(sequence) && sequence >= 0
    ? sequence
    : null;
}
