import type { UplinkKind } from '@hengneng/contracts';

import type { Fleet, FleetEnterprise } from './fleet.ts';
import type { FleetReading } from './meter.ts';

/** A message that is sent as it is, whatever it says. */
export interface RawMessage {
  readonly kind: UplinkKind;
  readonly payload: string;
}

/** What a device sends at one instant. */
export interface Sends {
  readonly readings: readonly FleetReading[];
  readonly raw: readonly RawMessage[];
}

/**
 * The device of an enterprise: what it sends at each step. A pure function of the instant, so a
 * restart goes on where it was.
 */
export interface DeviceSource {
  /** Readings sent in an ordinary step. */
  readonly metersCount: number;
  sendsAt(atMs: number): Sends;
}

/** A device without troubles: at each step one reading of every meter. */
export function createPlainSource(fleet: Fleet, enterprise: FleetEnterprise): DeviceSource {
  return {
    metersCount: enterprise.meters.length,
    sendsAt: (atMs) => ({
      readings: enterprise.meters.map((meter) => fleet.readingAt(meter, atMs)),
      raw: [],
    }),
  };
}
