import { RULES, type RuleId } from '@hengneng/domain';

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
  readonly act?: Act;
  /** Readings that the device sends that day; their days are counted before the look. */
  readonly sends?: readonly SentReading[];
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
  /** Readings that are sent a second time, with other values. */
  readonly resent?: readonly SentReading[];
  /** Years for which the policy is signed; 2025 where nothing is said. */
  readonly policyYears?: readonly number[];
  /** When enterprise and meters were registered, for a duty that began before the test. */
  readonly registeredAtMs?: number;
  /** Whether the days of the duty to report are part of the story: they are counted before any look. */
  readonly countsDays?: boolean;
  /** When the stack judges for a look, where the story does not say it by the day. */
  readonly lookAtMs?: (on: string) => number;
  /** First day of the period of the alert, where the calendar is not that of the story. */
  readonly periodFrom?: string;
}

/** A plan of nothing, to be filled in. */
export const EMPTY_PLAN: StackPlan = {
  ...{ meters: [], products: [], targets: [], thresholds: {}, readings: [], outputs: [] },
  ...{ prepare: [], acts: [] },
};

/** Thresholds that leave one rule alone on, with its own. */
export function onlyRule(rule: RuleId, own: object = {}): object {
  const off = RULES.filter((each) => each !== rule).map((each) => [each, { enabled: false }]);
  return { ...Object.fromEntries(off), [rule]: own };
}
