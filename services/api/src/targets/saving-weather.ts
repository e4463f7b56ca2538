import { listAreaEntries } from '@hengneng/database';
import type { WeighedDriver } from '@hengneng/domain';

import type { ApiDependencies } from '../dependencies.ts';

/** Names of the weather in models, as the register has them. */
const WEATHER_DRIVERS = ['heatingDegreeDays', 'coolingDegreeDays'] as const;

/** Weather of the months of a saving. */
export interface Weather {
  /** The region of the enterprise, or the one above it that has figures. */
  readonly regionCode: string;
  /** Empty where a month is missing: a year with a hole in its weather explains nothing. */
  readonly drivers: readonly string[];
  readonly missingMonths: readonly string[];
  /** Values of the drivers in a month. */
  valuesOf(month: string): readonly (number | null)[];
}

/**
 * Degree days of an enterprise's region in every month of a saving. Each month is taken from the longest
 * code that prefixes the region's and has it; null where the register is not to be asked.
 */
export async function weatherOf(
  { database, clock }: Pick<ApiDependencies, 'database' | 'clock'>,
  regionCode: string,
  query: { readonly weather: 'register' | 'none'; readonly degreeDays?: unknown },
  spans: { readonly baseline: readonly string[]; readonly reporting: readonly string[] },
): Promise<Weather | null> {
  if (query.weather === 'none' || query.degreeDays !== undefined) return null;
  const codes = Array.from({ length: regionCode.length }, (_, end) => regionCode.slice(0, end + 1));
  const entries = await listAreaEntries(database.executor, {
    ...({ register: 'degree-days', asOfMs: clock() } as const),
    area: { type: 'region', codes },
  });
  const codeOf = ({ owner }: (typeof entries)[number]) => ('code' in owner ? owner.code : '');
  const byMonth = new Map<string, (typeof entries)[number]>();
  for (const entry of entries) {
    const known = byMonth.get(entry.key);
    if (known === undefined || codeOf(known).length < codeOf(entry).length) {
      byMonth.set(entry.key, entry);
    }
  }
  const months = [...spans.baseline, ...spans.reporting];
  const missingMonths = months.filter((month) => !byMonth.has(month));
  const isWhole = missingMonths.length === 0 && months.length > 0;
  const nearest = [...byMonth.values()]
    .map(codeOf)
    .toSorted((one, other) => other.length - one.length);
  return {
    regionCode: nearest[0] ?? regionCode,
    drivers: isWhole ? WEATHER_DRIVERS : [],
    missingMonths,
    valuesOf: (month) => {
      if (!isWhole) return [];
      const document = byMonth.get(month)?.document;
      return [document?.heating ?? null, document?.cooling ?? null];
    },
  };
}

/** What an answer says of the weather. */
export function answerOf({ regionCode, missingMonths }: Weather) {
  return { regionCode, missingMonths: [...missingMonths] };
}

/** A driver in an answer: infinite strength is none that can be written. */
export function toWeighed({ driver, isUsed, tValue }: WeighedDriver) {
  return { driver, isUsed, tValue: tValue === Number.MAX_VALUE ? null : tValue };
}
