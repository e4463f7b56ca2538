import type { Api } from '../api.ts';

/** A reading that a device sends. */
export interface SentReading {
  readonly meterId: string;
  readonly readAt: number;
  readonly value: number;
}

/** What a device tells about production. */
export interface SentOutput {
  readonly product: string;
  readonly from: number;
  readonly to: number;
  readonly quantity: number;
  readonly unit: string;
}

/** Who puts things on record: each does what the role is for. */
export interface People {
  readonly admin: Api;
  readonly authority: Api;
  readonly reporter: Api;
  readonly reviewer: Api;
  readonly inspector: Api;
}

/** Something that people do. */
export type Act = (people: People, path: string) => Promise<void>;

/** Something that happens on a day of a story, before it is looked at. */
export interface DatedAct {
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly act: Act;
  /** Energy of a day that the act changes, kWh: the look waits until it is stored. */
  readonly changes?: { readonly date: string; readonly kwh: number };
}

/** How a scenario is set up on the real stack. */
export interface StackPlan {
  readonly meters: readonly object[];
  readonly products: readonly string[];
  readonly targets: readonly object[];
  readonly thresholds: object;
  readonly readings: readonly SentReading[];
  readonly outputs: readonly SentOutput[];
  /** What is on record from the beginning, besides the policy. */
  readonly prepare: readonly Act[];
  readonly acts: readonly DatedAct[];
}

/** A plan of nothing, to be filled in. */
export const EMPTY_PLAN: StackPlan = {
  ...{ meters: [], products: [], targets: [], thresholds: {}, readings: [], outputs: [] },
  ...{ prepare: [], acts: [] },
};
