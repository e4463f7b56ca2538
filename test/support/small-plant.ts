import { buildTopic } from '@hengneng/contracts';

import type { Api } from './api.ts';
import type { Publish } from './publish-all.ts';

/**
 * A plant whose figures can be worked out by hand. Zone Asia/Shanghai, no reading of it is random.
 *
 * | meter | shows | an hour | |
 * |---|---|---|---|
 * | E01 | register, CT 80 × PT 100 = 8 000 | 1/16 on the dial = 500 kWh | purchased; on 10 November 3/32 = 750 kWh |
 * | E02 | register below E01 | 120 kWh | in E01 already, never added |
 * | PV  | amount of each hour | 30 kWh from 06:00 to 18:00 | own generation, 360 kWh a day |
 * | G01 | register | 25 m³ | natural gas, purchased; exchanged on 5 November at noon |
 *
 * From 7 November noon to 8 November noon E01 says nothing: 4 000 kWh flowed before midnight and
 * 8 000 after it, together as much as in any other day.
 */
export const PLANT_ZONE = '+08:00';
export const MULTIPLIER = 8_000;

const HOUR_MS = 3_600_000;
const FIRST_MS = Date.parse('2026-10-01T00:00:00+08:00');
const PEAK_FROM_MS = Date.parse('2026-11-10T00:00:00+08:00');
const GAP_FROM_MS = Date.parse('2026-11-07T12:00:00+08:00');
const GAP_TO_MS = Date.parse('2026-11-08T12:00:00+08:00');
const EXCHANGED_MS = Date.parse('2026-11-05T12:00:00+08:00');
/** What the new gas meter showed when it was put in. */
const NEW_GAS_START = 3;
/** Days from 1 October to 10 November. */
export const PLANT_DAYS = 31 + 10;

const METERS = [
  {
    ...{ id: 'E01', name: '进线总表', energyKind: 'electricity', kind: 'register', unit: 'kWh' },
    ...{ flow: 'purchased', level: 1, multiplier: MULTIPLIER, registerMax: 999_999.99 },
  },
  {
    ...{ id: 'E02', name: '窑头车间', energyKind: 'electricity', kind: 'register', unit: 'kWh' },
    ...{ flow: 'purchased', level: 2, masterMeterId: 'E01', registerMax: 999_999.99 },
  },
  {
    ...{ id: 'PV', name: '屋顶光伏', energyKind: 'electricity', kind: 'interval', unit: 'kWh' },
    ...{ flow: 'generated', level: 2, intervalSeconds: 3_600 },
  },
  {
    ...{ id: 'G01', name: '天然气总表', energyKind: 'natural-gas', kind: 'register', unit: 'm3' },
    ...{ flow: 'purchased', level: 1, registerMax: 999_999.99 },
  },
];

/** Registers the plant's meters as what they are. */
export async function registerPlant(admin: Api, enterpriseId: string): Promise<void> {
  const path = `/enterprises/${enterpriseId}`;
  const validFrom = '2026-10-01T00:00:00+08:00';
  for (const meter of METERS) {
    await admin.call('POST', `${path}/meters`, { ...meter, validFrom });
  }
  const declared = { validFrom: '2026-01-01', generation: 'renewable' };
  await admin.call('POST', `${path}/meters/PV/generation`, declared);
}

/** One message a day: its 24 hours, and before the first one where the registers stood. */
export function plantMessages(enterpriseId: string, deviceId: string): Publish[] {
  const topic = buildTopic(enterpriseId, deviceId, 'readings');
  return Array.from({ length: PLANT_DAYS }, (_, day) => {
    const first = day === 0 ? 0 : 1;
    const hours = Array.from({ length: 25 - first }, (_each, index) => day * 24 + first + index);
    const readings = hours.flatMap(readingsOf);
    return { topic, payload: JSON.stringify({ sequence: day + 1, readings }) };
  });
}

/** What the device says about the new gas meter; a proposal until people agree. */
export function exchangeMessage(enterpriseId: string, deviceId: string): Publish {
  const event = {
    type: 'meter-replaced',
    meterId: 'G01',
    at: new Date(EXCHANGED_MS).toISOString(),
    finalValue: gasDial(EXCHANGED_MS),
    initialValue: NEW_GAS_START,
    note: '周期检定，换表',
  };
  const topic = buildTopic(enterpriseId, deviceId, 'events');
  return { topic, payload: JSON.stringify({ events: [event] }) };
}

/** What E01 showed six hours into the gap, sent when everything else has long arrived. */
export function lateMessage(enterpriseId: string, deviceId: string): Publish {
  const readAt = GAP_FROM_MS + 6 * HOUR_MS;
  const topic = buildTopic(enterpriseId, deviceId, 'readings');
  return { topic, payload: JSON.stringify({ readAt, values: { E01: electricityDial(readAt) } }) };
}

/** What E01 would have shown within the gap, had it been read. */
export function electricityDial(atMs: number): number {
  const hours = (from: number, to: number) => Math.max(0, Math.min(atMs, to) - from) / HOUR_MS;
  const midnightMs = GAP_FROM_MS + 12 * HOUR_MS;
  const plain = hours(FIRST_MS, GAP_FROM_MS) / 16;
  const before = hours(GAP_FROM_MS, midnightMs) / 24;
  const after = hours(midnightMs, GAP_TO_MS) / 12;
  const later = hours(GAP_TO_MS, PEAK_FROM_MS) / 16;
  const peak = hours(PEAK_FROM_MS, Number.POSITIVE_INFINITY) * (3 / 32);
  return 120.5 + plain + before + after + later + peak;
}

function gasDial(atMs: number): number {
  if (atMs > EXCHANGED_MS) return NEW_GAS_START + (25 * (atMs - EXCHANGED_MS)) / HOUR_MS;
  return 5_000 + (25 * (atMs - FIRST_MS)) / HOUR_MS;
}

/** Readings at the end of an hour, counted from 1 October. */
function readingsOf(hour: number): { meterId: string; readAt: number; value: number }[] {
  const readAt = FIRST_MS + hour * HOUR_MS;
  const ofDay = ((hour + 23) % 24) + 1;
  const values: Record<string, number> = { E02: 700 + 120 * hour };
  const isGap = readAt > GAP_FROM_MS && readAt < GAP_TO_MS;
  if (!isGap) values.E01 = electricityDial(readAt);
  // The instant of the exchange itself is told by the event.
  if (readAt !== EXCHANGED_MS) values.G01 = gasDial(readAt);
  if (hour > 0) values.PV = ofDay > 6 && ofDay <= 18 ? 30 : 0;
  return Object.entries(values).map(([meterId, value]) => ({ meterId, readAt, value }));
}
