import type { ReportedEvent, ReportedOutput } from '@hengneng/contracts';
import { instantProblem, parseInstant, parseValue } from '@hengneng/domain';
import type { RegistryEntry } from '@hengneng/queue';

import type { Refusal } from './address.ts';
import { isObject } from './payload.ts';

/** Where a report stands: message, place in it, time of receipt. */
export type ReportOrigin = Pick<
  ReportedOutput,
  'enterpriseId' | 'deviceId' | 'sequence' | 'index' | 'receivedAtMs'
>;

const UNIT_LENGTH_MAX = 16;
const NOTE_LENGTH_MAX = 1_000;
const EVENT_TYPE = /^[a-z][a-z0-9-]{0,63}$/;

/** One item of `…/outputs`: what was produced between two instants. */
export function judgeOutput(
  item: unknown,
  origin: ReportOrigin,
  entry: RegistryEntry,
): ReportedOutput | Refusal {
  if (!isObject(item) || typeof item.product !== 'string' || typeof item.unit !== 'string') {
    return malformed('An output has "product", "from", "to", "quantity" and "unit".');
  }
  const { product, unit } = item;
  if (!entry.products.has(product)) {
    return { reason: 'unknown-product', message: 'The enterprise has no product with this id.' };
  }
  if (unit.length === 0 || unit.length > UNIT_LENGTH_MAX) return malformed('The unit is missing.');
  const fromMs = judgeInstant(item.from, origin.receivedAtMs);
  if (typeof fromMs !== 'number') return fromMs;
  const toMs = judgeInstant(item.to, origin.receivedAtMs);
  if (typeof toMs !== 'number') return toMs;
  if (fromMs >= toMs) return { reason: 'bad-time', message: '"from" is not before "to".' };
  const quantity = parseValue(item.quantity);
  if (typeof quantity !== 'number') return quantity;
  if (quantity < 0 || quantity > 1e15) {
    return { reason: 'out-of-range', message: 'The quantity is negative or beyond 1e15.' };
  }
  return { ...origin, product, fromMs, toMs, quantity, unit };
}

/** One item of `…/events`, such as a meter exchange: a proposal until somebody approves it. */
export function judgeEvent(
  item: unknown,
  origin: ReportOrigin,
  entry: RegistryEntry,
): ReportedEvent | Refusal {
  if (!isObject(item) || typeof item.type !== 'string' || typeof item.meterId !== 'string') {
    return malformed('An event has "type", "meterId" and "at".');
  }
  const { type, meterId } = item;
  if (!EVENT_TYPE.test(type)) return malformed('The type is a word such as meter-replaced.');
  if (!entry.meters.has(meterId)) {
    return { reason: 'unknown-meter', message: 'The enterprise has no meter with this id.' };
  }
  const atMs = judgeInstant(item.at, origin.receivedAtMs);
  if (typeof atMs !== 'number') return atMs;
  const finalValue = optionalValue(item.finalValue);
  if (typeof finalValue === 'object' && finalValue !== null) return finalValue;
  const initialValue = optionalValue(item.initialValue);
  if (typeof initialValue === 'object' && initialValue !== null) return initialValue;
  const note = typeof item.note === 'string' ? item.note.slice(0, NOTE_LENGTH_MAX) : '';
  return { ...origin, type, meterId, atMs, finalValue, initialValue, note };
}

function judgeInstant(value: unknown, receivedAtMs: number): number | Refusal {
  const parsed = parseInstant(value);
  if (typeof parsed !== 'number') return parsed;
  return instantProblem(parsed, receivedAtMs) ?? parsed;
}

function optionalValue(value: unknown): number | null | Refusal {
  return value === undefined || value === null ? null : parseValue(value);
}

function malformed(message: string): Refusal {
  return { reason: 'malformed', message };
}
