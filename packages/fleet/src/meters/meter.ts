import type { MeterFlow, MeterKind, MeterLevel } from '@hengneng/domain';

import type { FleetEnergyKind } from '../county/coefficients.ts';
import type { Load } from './load.ts';

/** A meter of the simulated county: what the registry is told of it, and what feeds it. */
export interface FleetMeter {
  readonly enterpriseId: string;
  readonly id: string;
  /** Chinese name. */
  readonly name: string;
  readonly energyKind: FleetEnergyKind | 'reactive-electricity';
  readonly kind: MeterKind;
  /** Unit of its readings; a meter of kind `power` shows kW. */
  readonly unit: 'kWh' | 't' | 'm3' | 'kg' | 'GJ' | 'kW' | 'kvarh';
  readonly flow: MeterFlow;
  readonly level: MeterLevel;
  /** Length of an interval or power average, in seconds; absent for registers. */
  readonly intervalSeconds?: number;
  /** CT×PT: what one unit on the meter is worth. */
  readonly multiplier: number;
  /** Highest value of the register; absent for interval and power meters. */
  readonly registerMax?: number;
  /** Power that the supply can carry, kW; electricity only. */
  readonly ratedPowerKw?: number;
  /** The meter of the same energy kind that this one hangs behind. */
  readonly masterMeterId?: string;
  /** What the register showed at the start of 2020, in hundredths. */
  readonly initialHundredths: number;
  /** The loads behind the meter. */
  readonly loads: readonly Load[];
}

/** One reading as the meter would show it. */
export interface FleetReading {
  readonly meterId: string;
  /** Milliseconds since the epoch; for intervals and power averages their end. */
  readonly readAtMs: number;
  /** What the meter shows, two decimals. */
  readonly value: number;
}
