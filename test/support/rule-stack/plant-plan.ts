import {
  addDays,
  daysInMonth,
  monthPeriod,
  monthsOfYear,
  type YearOfMonths,
} from '@hengneng/domain';

import {
  givesBack,
  KGCE_PER_KG_COAL,
  KGCE_PER_KWH,
  type Plant,
  usedShare,
} from '../../cases/rules/support/plant.ts';
import { ZONE } from '../../cases/rules/support/scenario.ts';
import type { Api } from '../api.ts';
import { ledgerLine } from '../plant-company.ts';
import type { Act, DatedAct, SentReading, StackPlan } from './stack-plan.ts';

/** The last day of any story. */
const LAST_MONTH = '2026-01';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const METER = {
  ...{ id: 'E01', name: '进线总表', energyKind: 'electricity', flow: 'purchased', level: 1 },
  unit: 'kWh',
};
/** Says how much each day took. */
const DAILY = { ...METER, kind: 'interval', intervalSeconds: 86_400 };
/** Says how much each day gave back. */
const GIVEN_BACK = { ...DAILY, id: 'E02', name: '上网关口表', flow: 'supplied-out' };
/** A dial that is read every hour; a longer pause is a gap, whose energy is estimated. */
const HOURLY = { ...METER, kind: 'register' };

/** Meter, readings, ledgers and certificates of a plant as the scenarios of rules describe one. */
export function plantPlan(
  plant: Plant & { readonly hasExpiredMeter?: boolean },
  earlier: readonly YearOfMonths[] = [],
): Pick<StackPlan, 'meters' | 'readings' | 'prepare' | 'acts'> {
  const isDial = plant.estimated !== undefined;
  return {
    meters: isDial ? [HOURLY] : givesBack(plant) ? [DAILY, GIVEN_BACK] : [DAILY],
    readings: isDial ? dialReadings(plant) : [...earlierDays(earlier), ...dailyReadings(plant)],
    prepare: [
      ...(plant.hasExpiredMeter === true ? [expire] : []),
      ...(plant.coal === undefined ? [] : [oweCoal]),
    ],
    acts: [...ledgers(plant), ...corrections(plant)],
  };
}

/** kWh of each day of a month, its tonnes of standard coal spread as the plant spreads them. */
function daysOf(month: string, tce: number, share: (passed: number) => number): number[] {
  const count = daysInMonth(month);
  const kwh = (tce * 1_000) / KGCE_PER_KWH;
  return Array.from(
    { length: count },
    (_, day) => kwh * (share((day + 1) / count) - share(day / count)),
  );
}

function sent(month: string, amounts: readonly number[]): SentReading[] {
  const { startMs } = monthPeriod(month, ZONE);
  return amounts.map((value, day) => ({
    ...{ meterId: 'E01', readAt: startMs + (day + 1) * DAY_MS, value },
  }));
}

function earlierDays(years: readonly YearOfMonths[]): SentReading[] {
  return years.flatMap(({ year, months }) =>
    monthsOfYear(year).flatMap((month, index) => {
      const tce = months[index];
      return tce === null || tce === undefined
        ? []
        : sent(
            month,
            daysOf(month, tce, (passed) => passed),
          );
    }),
  );
}

/** Every day that the plant reports, by the meters that it has. */
function dailyReadings(plant: Plant): SentReading[] {
  const net = days(plant);
  if (!givesBack(plant)) return net;
  return [
    ...net.map((each) => ({ ...each, value: Math.max(0, each.value) })),
    ...net.map((each) => ({ ...each, meterId: 'E02', value: Math.max(0, -each.value) })),
  ];
}

/** Every day that the plant reports. */
function days(plant: Plant): SentReading[] {
  const months = [...monthsOfYear(2025), LAST_MONTH];
  const all = months.flatMap((month) => {
    const index = Number(month.slice(5)) - 1;
    const tce = plant.electricity[index] ?? plant.thereafter ?? 0;
    const amounts = daysOf(month, tce, (passed) => usedShare(plant, month, passed));
    const there = Math.floor((plant.completeness?.[month] ?? 1) * amounts.length);
    return sent(month, amounts.slice(0, there));
  });
  if (plant.silentAfter === undefined) return all;
  const endMs = dayMs(plant.silentAfter) + DAY_MS;
  return all.filter(({ readAt }) => readAt <= endMs);
}

/** January by the hour, with a pause of as much of it as is to be estimated, and the day after it. */
function dialReadings(plant: Plant): SentReading[] {
  const { startMs, endMs } = monthPeriod('2025-01', ZONE);
  const hourly =
    (((plant.electricity[0] ?? 0) * 1_000) / KGCE_PER_KWH / (endMs - startMs)) * HOUR_MS;
  const pauseMs = (plant.estimated?.['2025-01'] ?? 0) * (endMs - startMs);
  const hours = (endMs + 3 * DAY_MS - startMs) / HOUR_MS;
  return Array.from({ length: hours + 1 }, (_, hour) => ({
    ...{ meterId: 'E01', readAt: startMs + hour * HOUR_MS, value: hour * hourly },
  })).filter(({ readAt }) => readAt <= startMs + DAY_MS || readAt >= startMs + DAY_MS + pauseMs);
}

function dayMs(date: string): number {
  return Date.parse(`${date}T00:00:00+08:00`);
}

const expire: Act = async ({ reporter }, path) => {
  await reporter.call('POST', `${path}/meters/E01/calibrations`, {
    ...{ kind: 'verification', certificateNo: 'JD-2020-1', organisation: '岳阳市计量检定所' },
    ...{ performedOn: '2020-01-01', validUntil: '2021-01-01' },
  });
};

const oweCoal: Act = async ({ authority }, path) => {
  await authority.call('PUT', `${path}/ledger/settings`, {
    ...{ dueDay: 10, firstMonth: '2025-01', kinds: ['raw-coal'] },
    ...{ gainLossWarningRatio: 0.02, gainLossBlockingRatio: 1, changeWarningRatio: 100 },
  });
};

/** The plant's ledgers, each on its day; the day after its month where none is said. */
function ledgers(plant: Plant): DatedAct[] {
  if (plant.coal === undefined) return [];
  return monthsOfYear(2025).map((month) => ({
    on: plant.ledgerIn?.[month] ?? `${addDays(`${month}-28`, 7).slice(0, 7)}-01`,
    act: (people, path) => file(people, path, month, plant.coal?.[month]),
  }));
}

async function file(
  { reporter, reviewer, authority }: { reporter: Api; reviewer: Api; authority: Api },
  path: string,
  month: string,
  coal = { opening: 0, purchased: 0, closing: 0 },
): Promise<void> {
  const tonnes = (tce: number) => tce / KGCE_PER_KG_COAL;
  const { opening, purchased, closing } = coal;
  const amounts = [opening, purchased, opening + purchased - closing, closing].map(tonnes);
  const { version } = await reporter.call<{ version: number }>(
    'PUT',
    `${path}/ledger/${month}/draft`,
    {
      ...{ version: 0, lines: [ledgerLine('raw-coal', 't', amounts)] },
    },
  );
  await reporter.call('POST', `${path}/ledger/${month}/submit`, { version, reason: '盘点已核对' });
  const months = [{ month, revision: 1 }];
  await reviewer.call('POST', `${path}/ledger/check`, { months });
  await authority.call('POST', `${path}/ledger/accept`, { months });
}

/** Corrections as people of the enterprise ask for them and the authority approves them. */
function corrections(plant: Plant): DatedAct[] {
  return (plant.corrected ?? []).map(({ on, month, electricity }) => {
    const amounts = daysOf(month, electricity, (passed) => passed);
    return {
      on,
      changes: { date: `${month}-01`, kwh: amounts[0] ?? 0 },
      act: async ({ reporter, reviewer, authority }, path) => {
        const readings = sent(month, amounts).map(({ readAt, ...rest }) => ({
          ...{ ...rest, readAt: new Date(readAt).toISOString() },
        }));
        const { id } = await reporter.call<{ id: string }>('POST', `${path}/corrections`, {
          ...{ type: 'replaced-value', reason: '互感器变比录入有误，按现场核对数更正', readings },
        });
        await reviewer.call('POST', `${path}/corrections/${id}/check`, {});
        await authority.call('POST', `${path}/corrections/${id}/approve`, {});
      },
    };
  });
}
