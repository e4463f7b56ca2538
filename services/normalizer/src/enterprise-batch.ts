import type { RawMessage, ReportedEvent, ReportedOutput } from '@hengneng/contracts';
import {
  encodePosition,
  instantProblem,
  type ParsedInstant,
  parseInstant,
  parseValue,
  type QuarantineReason,
  READINGS_PER_MESSAGE_MAX,
  type RegisteredMeter,
  type StoredReading,
  valueProblem,
} from '@hengneng/domain';
import type { RegistryEntry } from '@hengneng/queue';

import type { Address, Refusal } from './address.ts';
import { isObject, type Malformed, parseList, parseReadings } from './payload.ts';
import { judgeEvent, judgeOutput } from './reports.ts';
import { countQuarantined, Tallies, type Tally } from './tally.ts';

/** A refused reading, output or event of a message. */
export interface RejectedItem {
  /** Place in the payload, from 0. */
  readonly index: number;
  readonly meterId: string;
  readonly code: QuarantineReason;
  readonly message: string;
}

/** One message after judging. */
export interface JudgedMessage {
  readonly raw: RawMessage;
  readonly address: Address;
  readonly tally: Tally;
  /** The message's own number, where it has one. */
  sequence: number | null;
  /** Set when the message is refused whole. */
  refusal: Refusal | null;
  /** Refused items; the first ones only. */
  rejected: RejectedItem[];
  rejectedCount: number;
}

/** A reading that may be stored, with the message it came in. */
export interface Candidate extends StoredReading {
  readonly index: number;
  readonly message: JudgedMessage;
}

/** The readings of one meter, in journal order. */
export interface MeterBatch {
  readonly meterId: string;
  readonly candidates: Candidate[];
  latestReadAtMs: number;
  /** Whether every reading is later than the one before it: then none is there twice. */
  isAscending: boolean;
}

/** Refused items that are kept in full; all are counted. */
const REJECTED_PER_MESSAGE_MAX = 200;
/** A message refused whole counts as one parsed item. */
const WHOLE = 1;

/**
 * Judges the messages of one enterprise, one after the other in journal order, by one version of
 * its registry and by the journalled time of receipt. Judging is pure: the same messages and
 * registry give the same result in every run.
 */
export class EnterpriseBatch {
  readonly entry: RegistryEntry;
  readonly tallies: Tallies;
  readonly messages: JudgedMessage[] = [];
  readonly meters = new Map<string, MeterBatch>();
  readonly outputs: ReportedOutput[] = [];
  readonly events: ReportedEvent[] = [];
  /** Set when a device, meter or product was unknown: worth a fresh look at the registry. */
  hasUnknown = false;
  readonly #gateway: number;

  constructor(gateway: number, entry: RegistryEntry) {
    this.#gateway = gateway;
    this.entry = entry;
    this.tallies = new Tallies(entry.enterpriseId, entry.timeZone);
  }

  /** Judges the next message. */
  add(raw: RawMessage, address: Address): void {
    const tally = this.tallies.at(raw.receivedAtMs);
    tally.messages += 1;
    const message: JudgedMessage = {
      raw,
      address,
      tally,
      sequence: null,
      refusal: null,
      rejected: [],
      rejectedCount: 0,
    };
    this.messages.push(message);
    const refusal = this.#judge(message);
    if (refusal === null) return;
    message.refusal = refusal;
    tally.parsed += WHOLE;
    countQuarantined(tally, refusal.reason);
  }

  #judge(message: JudgedMessage): Refusal | null {
    const { refusal, deviceId, kind } = message.address;
    if (refusal !== null) return refusal;
    if (!this.entry.devices.has(deviceId)) {
      this.hasUnknown = true;
      return UNKNOWN_DEVICE;
    }
    if (kind === 'readings') return this.#judgeReadings(message);
    return this.#judgeReports(message, kind === 'outputs' ? 'outputs' : 'events');
  }

  #judgeReadings(message: JudgedMessage): Refusal | null {
    const { raw } = message;
    const payload = parseReadings(raw);
    if ('malformed' in payload) return malformed(payload);
    message.sequence = payload.sequence;
    const count = payload.values?.length ?? payload.readings?.length ?? 0;
    if (count > READINGS_PER_MESSAGE_MAX) return tooMany(count);
    message.tally.parsed += count;
    const position = encodePosition(this.#gateway, raw.sequence);
    if (payload.values !== null) {
      const readAt = judgeInstant(payload.readAt, raw.receivedAtMs);
      for (const [index, [meterId, value]] of payload.values.entries()) {
        const problem = this.#judgeReading(message, position, index, meterId, readAt, value);
        if (problem !== null) reject(message, index, meterId, problem);
      }
      return null;
    }
    for (const [index, item] of (payload.readings ?? []).entries()) {
      if (!isObject(item) || typeof item.meterId !== 'string') {
        reject(message, index, '', NOT_A_READING);
        continue;
      }
      const { meterId } = item;
      const readAt = judgeInstant(item.readAt, raw.receivedAtMs);
      const problem = this.#judgeReading(message, position, index, meterId, readAt, item.value);
      if (problem !== null) reject(message, index, meterId, problem);
    }
    return null;
  }

  /** Takes a reading as a candidate, or answers what is wrong with it. */
  #judgeReading(
    message: JudgedMessage,
    position: number,
    index: number,
    meterId: string,
    readAt: ParsedInstant,
    rawValue: unknown,
  ): Refusal | null {
    const meter = this.entry.meters.get(meterId);
    if (meter === undefined) {
      this.hasUnknown = true;
      return UNKNOWN_METER;
    }
    if (typeof readAt !== 'number') return readAt;
    const value = parseValue(rawValue);
    if (typeof value !== 'number') return value;
    const problem = valueProblem(value, meter);
    if (problem !== null) return problem;
    this.#take(meter, message, position, index, readAt, value);
    return null;
  }

  #take(
    meter: RegisteredMeter,
    message: JudgedMessage,
    position: number,
    index: number,
    readAtMs: number,
    value: number,
  ): void {
    const { enterpriseId } = this.entry;
    const meterId = meter.id;
    const candidate = { enterpriseId, meterId, readAtMs, value, position, index, message };
    const batch = this.meters.get(meterId);
    if (batch === undefined) {
      const fresh = { meterId, candidates: [candidate], latestReadAtMs: readAtMs };
      this.meters.set(meterId, { ...fresh, isAscending: true });
      return;
    }
    batch.candidates.push(candidate);
    if (readAtMs > batch.latestReadAtMs) batch.latestReadAtMs = readAtMs;
    else batch.isAscending = false;
  }

  /** Accepted reports are facts of their own; only refused ones enter the account of readings. */
  #judgeReports(message: JudgedMessage, name: 'outputs' | 'events'): Refusal | null {
    const { raw, address, tally } = message;
    const payload = parseList(raw, name);
    if ('malformed' in payload) return malformed(payload);
    message.sequence = payload.sequence;
    if (payload.items.length > READINGS_PER_MESSAGE_MAX) return tooMany(payload.items.length);
    for (const [index, item] of payload.items.entries()) {
      const { enterpriseId } = this.entry;
      const { deviceId } = address;
      const { sequence, receivedAtMs } = raw;
      const origin = { enterpriseId, deviceId, sequence, index, receivedAtMs };
      const judge = name === 'outputs' ? judgeOutput : judgeEvent;
      const judged = judge(item, origin, this.entry);
      if ('reason' in judged) {
        this.hasUnknown ||= judged.reason.startsWith('unknown-');
        tally.parsed += 1;
        reject(message, index, meterIdOf(item), judged);
      } else if ('product' in judged) {
        this.outputs.push(judged);
      } else {
        this.events.push(judged);
      }
    }
    return null;
  }
}

/** Refuses one item of a message: counted always, kept in full up to a limit. */
export function reject(
  message: JudgedMessage,
  index: number,
  meterId: string,
  problem: Refusal,
): void {
  countQuarantined(message.tally, problem.reason);
  message.rejectedCount += 1;
  if (message.rejected.length >= REJECTED_PER_MESSAGE_MAX) return;
  const { reason: code, message: text } = problem;
  message.rejected.push({ index, meterId: meterId.slice(0, 64), code, message: text });
}

function meterIdOf(item: unknown): string {
  return isObject(item) && typeof item.meterId === 'string' ? item.meterId : '';
}

function judgeInstant(readAt: unknown, receivedAtMs: number): ParsedInstant {
  const parsed = parseInstant(readAt);
  if (typeof parsed !== 'number') return parsed;
  return instantProblem(parsed, receivedAtMs) ?? parsed;
}

function malformed({ malformed: message }: Malformed): Refusal {
  return { reason: 'malformed', message };
}

function tooMany(count: number): Refusal {
  const limit = READINGS_PER_MESSAGE_MAX;
  return { reason: 'too-many-readings', message: `${count} items in a message; ${limit} may be.` };
}

const UNKNOWN_DEVICE: Refusal = {
  reason: 'unknown-device',
  message: 'The enterprise has no device with this id.',
};
const UNKNOWN_METER: Refusal = {
  reason: 'unknown-meter',
  message: 'The enterprise has no meter with this id; register it and have the message replayed.',
};
const NOT_A_READING: Refusal = {
  reason: 'malformed',
  message: 'A reading is an object with "meterId", "readAt" and "value".',
};
