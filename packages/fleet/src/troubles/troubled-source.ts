import type { DeviceSource, RawMessage } from '../meters/device-source.ts';
import type { Fleet, FleetEnterprise } from '../meters/fleet.ts';
import type { FleetMeter, FleetReading } from '../meters/meter.ts';
import { createRandomStream, hashIntegers, shuffled } from '../random.ts';
import { BAD_PAYLOADS } from './bad-payloads.ts';
import { type PlantedTrouble, touches } from './planted-trouble.ts';

/** A device with troubles, and what its meters show. */
export interface TroubledSource extends DeviceSource {
  /** What the meter shows at an instant, troubles of the meter included. */
  shownAt(meter: FleetMeter, atMs: number): number;
}

/**
 * The device of an enterprise in which troubles were planted. Like an untroubled one it is a pure
 * function of the instant: what was late or repeated is found by looking back.
 */
export function createTroubledSource(
  fleet: Fleet,
  enterprise: FleetEnterprise,
  troubles: readonly PlantedTrouble[],
  stepMs: number,
): TroubledSource {
  const { meters } = enterprise;
  const ofDevice = troubles.filter(({ meterId }) => meterId === null);
  const ofMeter = new Map(
    meters.map(({ id }) => [id, troubles.filter(({ meterId }) => meterId === id)]),
  );

  const shownAt = (meter: FleetMeter, atMs: number): number => {
    const own = ofMeter.get(meter.id) ?? [];
    let shown = registerAt(fleet, meter, own, atMs);
    for (const trouble of own) {
      if (!touches(trouble, atMs)) continue;
      if (trouble.kind === 'frozen') shown = registerAt(fleet, meter, own, trouble.fromMs);
      if (trouble.kind === 'dip') shown = Math.max(0, Math.round(shown * 100 - 100) / 100);
      if (trouble.kind === 'fall-to-zero') shown = 0;
    }
    return shown;
  };
  /** The readings of an instant, whenever they are sent. */
  const readingsOf = (atMs: number): FleetReading[] => {
    const clock = ofDevice.find(
      (trouble) => trouble.kind === 'wrong-clock' && touches(trouble, atMs),
    );
    const readAtMs = atMs + (clock?.shiftMs ?? 0);
    return meters
      .filter(({ id }) => !ofMeter.get(id)?.some((t) => t.kind === 'gap' && touches(t, atMs)))
      .map((meter) => ({ meterId: meter.id, readAtMs, value: shownAt(meter, atMs) }));
  };

  return {
    metersCount: meters.length,
    shownAt,
    sendsAt: (atMs) => {
      const instants = instantsSentAt(ofDevice, atMs, stepMs);
      const readings = instants.flatMap(readingsOf);
      const raw = rawMessagesAt(
        troubles,
        atMs,
        stepMs,
        (meterId, at) => {
          const meter = meters.find(({ id }) => id === meterId) ?? meters[0];
          if (meter === undefined) throw new Error('An enterprise without meters has no readings.');
          return { meterId: meter.id, readAtMs: at, value: shownAt(meter, at) };
        },
        (trouble) => finalValueOf(fleet, meters, trouble),
      );
      return { readings, raw };
    },
  };
}

/** What a register shows when it rolls over, is reset or exchanged; other meters just show. */
function registerAt(
  fleet: Fleet,
  meter: FleetMeter,
  troubles: readonly PlantedTrouble[],
  atMs: number,
): number {
  const change = troubles.find(
    ({ kind }) => kind === 'rollover' || kind === 'reset' || kind === 'meter-replaced',
  );
  const { registerMax } = meter;
  if (change === undefined || registerMax === undefined) return fleet.readingAt(meter, atMs).value;
  const isRollover = change.kind === 'rollover';
  if (!isRollover && atMs < change.fromMs) return fleet.readingAt(meter, atMs).value;
  const modulus = Math.round(registerMax * 100) + 1;
  const since = fleet.hundredthsAt(meter, atMs) - fleet.hundredthsAt(meter, change.fromMs);
  const first = Math.round((change.initialValue ?? 0) * 100);
  return ((((since + first) % modulus) + modulus) % modulus) / 100;
}

function finalValueOf(
  fleet: Fleet,
  meters: readonly FleetMeter[],
  { meterId, fromMs }: PlantedTrouble,
): number {
  const meter = meters.find(({ id }) => id === meterId);
  return meter === undefined ? 0 : fleet.readingAt(meter, fromMs).value;
}

/** The instants whose readings go out at a step, in the order in which they are sent. */
function instantsSentAt(
  troubles: readonly PlantedTrouble[],
  atMs: number,
  stepMs: number,
): readonly number[] {
  const now = troubles.find(
    (trouble) =>
      (trouble.kind === 'late' || trouble.kind === 'out-of-order') && touches(trouble, atMs),
  );
  const instants: number[] = [];
  if (now === undefined) instants.push(atMs);
  else if (now.kind === 'out-of-order') instants.push(...shuffledInstants(now, atMs, stepMs));
  for (const trouble of troubles) {
    const { kind, fromMs, toMs, delayMs = 0 } = trouble;
    if (kind === 'late' && atMs === toMs + delayMs) {
      for (let late = fromMs; late < toMs; late += stepMs) instants.push(late);
    }
    if (kind === 'repeated' && touches(trouble, atMs - delayMs)) instants.push(atMs - delayMs);
  }
  return instants;
}

/**
 * Out of order: the last step sends the readings of all of them, shuffled. Sooner would not do: no
 * meter knows what it will show, and no platform takes it.
 */
function shuffledInstants({ fromMs, toMs }: PlantedTrouble, atMs: number, stepMs: number) {
  if (atMs + stepMs < toMs) return [];
  const instants = Array.from({ length: (toMs - fromMs) / stepMs }, (_, i) => fromMs + i * stepMs);
  return shuffled(instants, createRandomStream(hashIntegers(fromMs, toMs)));
}

function rawMessagesAt(
  troubles: readonly PlantedTrouble[],
  atMs: number,
  stepMs: number,
  goodReading: (meterId: string | null, atMs: number) => FleetReading,
  finalValue: (trouble: PlantedTrouble) => number,
): RawMessage[] {
  const messages: RawMessage[] = [];
  for (const trouble of troubles) {
    if (!touches(trouble, atMs)) continue;
    if (trouble.kind === 'bad-payload') {
      const bad = BAD_PAYLOADS[(atMs - trouble.fromMs) / stepMs];
      if (bad !== undefined) {
        messages.push({ kind: 'readings', payload: bad.payload(goodReading(null, atMs)) });
      }
    }
    if (trouble.kind === 'meter-replaced') {
      const event = {
        type: 'meter-replaced',
        meterId: trouble.meterId,
        at: new Date(trouble.fromMs).toISOString(),
        finalValue: finalValue(trouble),
        initialValue: trouble.initialValue ?? 0,
        note: '周期检定换表',
      };
      messages.push({ kind: 'events', payload: JSON.stringify({ events: [event] }) });
    }
  }
  return messages;
}
