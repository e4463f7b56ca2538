import { buildTopic, type UplinkKind } from '@hengneng/contracts';

import { ZONE_OFFSET_MS } from '../meters/calendar.ts';
import type { DeviceSource } from '../meters/device-source.ts';
import type { FleetReading } from '../meters/meter.ts';
import type { MqttPublisher } from '../mqtt-publisher.ts';
import { DEVICE_ID } from './register-fleet.ts';
import type { DeviceState } from './state.ts';

/** Readings of a message of history. */
const READINGS_PER_MESSAGE = 100;

/** What a stream needs to send its readings. */
export interface DeviceStreamOptions {
  readonly enterpriseId: string;
  readonly source: DeviceSource;
  readonly publisher: Pick<MqttPublisher, 'offer' | 'drained'>;
  /** Moved forward with every acknowledged message. */
  readonly state: DeviceState;
  readonly intervalMs: number;
  /** Called before a message of so many readings is sent; may wait. */
  readonly pace: (readingsCount: number) => Promise<void>;
  /** Called for every acknowledged message. */
  readonly onAcknowledged: (readingsCount: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends what a device has to send in (state.sentThroughMs, toMs] and waits for the
 * acknowledgements. Ends early, between two messages, when the signal asks for it.
 *
 * One step alone goes in the short form of a message (`values`), more in the long one, about a
 * hundred readings at a time and never half a step.
 */
export async function sendThrough(options: DeviceStreamOptions, toMs: number): Promise<void> {
  const { source, state, intervalMs, signal } = options;
  const firstMs = state.sentThroughMs + intervalMs;
  const isSingleStep = firstMs + intervalMs > toMs;
  let sequence = state.sequence;
  let waiting: FleetReading[] = [];
  let waitingThroughMs = state.sentThroughMs;

  const send = async (
    kind: UplinkKind,
    payload: string,
    readingsCount: number,
    throughMs: number,
  ) => {
    await options.pace(readingsCount);
    const own = sequence;
    const topic = buildTopic(options.enterpriseId, DEVICE_ID, kind);
    await options.publisher.offer(topic, payload, () => {
      // PUBACKs come in the order of the messages, so all before this one are there too.
      state.sentThroughMs = Math.max(state.sentThroughMs, throughMs);
      state.sequence = Math.max(state.sequence, own);
      options.onAcknowledged(readingsCount);
    });
  };
  const flush = async () => {
    while (waiting.length > 0) {
      // Backfill of an outage may be many readings in one step: only the last part completes it.
      const readings = waiting.slice(0, READINGS_PER_MESSAGE);
      waiting = waiting.slice(READINGS_PER_MESSAGE);
      sequence += 1;
      const payload = isSingleStep
        ? shortMessage(sequence, readings)
        : longMessage(sequence, readings);
      const throughMs = waiting.length === 0 ? waitingThroughMs : state.sentThroughMs;
      await send('readings', payload, readings.length, throughMs);
    }
  };

  for (let atMs = firstMs; atMs <= toMs && !signal.aborted; atMs += intervalMs) {
    const { readings, raw } = source.sendsAt(atMs);
    if (waiting.length + readings.length > READINGS_PER_MESSAGE) await flush();
    waiting.push(...readings);
    waitingThroughMs = atMs;
    if (raw.length === 0) continue;
    await flush();
    for (const { kind, payload } of raw) await send(kind, payload, 1, atMs);
  }
  await flush();
  await options.publisher.drained();
}

function shortMessage(sequence: number, readings: readonly FleetReading[]): string {
  const readAtMs = readings[0]?.readAtMs ?? 0;
  // A wrong clock or late data: several instants do not fit the short form.
  if (readings.some((reading) => reading.readAtMs !== readAtMs)) {
    return longMessage(sequence, readings);
  }
  const values = Object.fromEntries(readings.map(({ meterId, value }) => [meterId, value]));
  const local = new Date(readAtMs + ZONE_OFFSET_MS).toISOString().slice(0, 19);
  return JSON.stringify({ sequence, readAt: `${local}+08:00`, values });
}

function longMessage(sequence: number, readings: readonly FleetReading[]): string {
  return JSON.stringify({
    sequence,
    readings: readings.map(({ meterId, readAtMs, value }) => ({
      meterId,
      readAt: readAtMs,
      value,
    })),
  });
}
