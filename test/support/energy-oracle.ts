import { countAll, createHourTotals, createTimeline, type MeterReading } from '@hengneng/domain';

import { figuresOf } from './energy.ts';
import { type LoadPlan, loadMeters, loadReadAtMs, loadValue } from './load-plan.ts';
import type { Stack } from './stack.ts';

/** Meters of a load measure mean power over a second. */
const TIMELINE = createTimeline({
  epochs: [
    {
      ...{ fromMs: 0, kind: 'power', unit: 'kW', multiplier: 1, intervalSeconds: 1 },
      ...{ registerMax: null, ratedPowerKw: null },
    },
  ],
  exchanges: [],
});
const TIME_ZONE = 'Asia/Shanghai';

/**
 * Compares the stored hours of a load with those that counting its readings once, in order, gives;
 * answers the meters whose hours differ in any bit.
 *
 * @param messageCounts acknowledged messages by device, in the order of the plan
 */
export async function wrongHours(
  stack: Stack,
  plan: LoadPlan,
  messageCounts: readonly number[],
): Promise<string[]> {
  const wrong: string[] = [];
  for (const [index, device] of plan.devices.entries()) {
    const readings = readingsOf(plan, index, messageCounts[index] ?? 0);
    for (const [meter, meterId] of device.meterIds.entries()) {
      const expected = hoursOf(readings.get(meter) ?? []);
      const rows = await figuresOf(stack, 'interval_energy', device.enterpriseId, meterId);
      if (JSON.stringify(rows) !== JSON.stringify(expected)) {
        wrong.push(`${device.username} ${meterId}: ${rows.length} hours of ${expected.length}`);
      }
    }
  }
  return wrong;
}

/** Readings that a device has sent, by the index of its meter. */
function readingsOf(
  plan: LoadPlan,
  deviceIndex: number,
  messageCount: number,
): Map<number, MeterReading[]> {
  const byMeter = new Map<number, MeterReading[]>();
  const device = plan.devices[deviceIndex];
  if (device === undefined) return byMeter;
  for (let message = 0; message < messageCount; message += 1) {
    const readAtMs = loadReadAtMs(plan, message);
    for (const meter of loadMeters(plan, device, message)) {
      const list = byMeter.get(meter) ?? [];
      list.push({ readAtMs, value: loadValue(deviceIndex, message, meter) });
      byMeter.set(meter, list);
    }
  }
  return byMeter;
}

function hoursOf(readings: readonly MeterReading[]): number[][] {
  const totals = createHourTotals(TIME_ZONE);
  for (const segment of countAll(TIMELINE, readings).segments) totals.add(segment);
  return totals
    .hours()
    .map(({ startMs, quantity, estimatedQuantity, coveredMs }) => [
      ...[startMs, quantity, estimatedQuantity, coveredMs],
    ]);
}
