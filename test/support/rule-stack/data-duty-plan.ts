import {
  addDays,
  addMonths,
  CHINA_WORK_CALENDAR,
  localDate,
  monthPeriod,
  workingDaysBetween,
} from '@hengneng/domain';

import type * as dataDuty from '../../cases/rules/data-duty.scenarios.ts';
import { instantOf, ZONE } from '../../cases/rules/support/scenario.ts';
import { ledgerLine } from '../plant-company.ts';
import {
  type Act,
  type DatedAct,
  EMPTY_PLAN,
  onlyRule,
  type SentReading,
  type StackPlan,
} from './stack-plan.ts';

const HOUR_MS = 3_600_000;
/** kWh of an hour as the ledger has it. */
const LEDGER_KWH = 100;
const YESTERDAY = addDays(localDate(Date.now(), ZONE), -1);
/** The last look of a story is on the fourth; the data reach beyond it. */
const DAYS_MIN = 6;
/** A silence of four of them begins after the first, and is over before the sixth. */
const WORKING_DAYS_MIN = 6;

/**
 * Days are counted by the clock of the world, from the day on that a meter was registered: a month of which
 * enough days are over plays April, the one before it March.
 */
interface Calendar {
  readonly march: string;
  readonly april: string;
  readonly marchMs: number;
  readonly aprilMs: number;
}

/** The duty to send data of an enterprise with one meter that is due every hour. */
export function dataDutyPlan(scenario: Scenario): StackPlan {
  return scenario.given === 'silence' ? silencePlan(scenario) : monthPlan(scenario);
}

type Scenario = (typeof dataDuty.SCENARIOS)[number];

/** A silence that lasts on the evening of the fifth working day of April. */
function silencePlan({ looks: [look] }: Scenario): StackPlan {
  const newest = calendarOf(YESTERDAY.slice(0, 7));
  const isLong = workingDays(`${newest.april}-01`, YESTERDAY) >= WORKING_DAYS_MIN;
  const calendar = isLong ? newest : calendarOf(newest.march);
  const fifth = onWorkingDay(`${calendar.april}-01`, WORKING_DAYS_MIN - 1);
  let silentFrom = fifth;
  while (workingDays(silentFrom, fifth) < (look?.when?.silentWorkingDays ?? 0)) {
    silentFrom = addDays(silentFrom, -1);
  }
  const hours = [...marchHours(calendar), ...aprilHours(calendar)];
  return {
    // A silence is an incomplete month as well, which is another story.
    ...commonPlan(calendar, { completenessMinRatio: 0.01 }),
    readings: readingsAt(hours.filter((atMs) => atMs < instantOf(`${silentFrom}T00:00`))),
    lookAtMs: (on) => instantOf(`${fifth}${on.slice(10)}`),
    periodFrom: `${calendar.april}-01`,
  };
}

/** March as it is told in April: by its readings, and by its ledger. */
function monthPlan({ given, settling, looks }: Scenario): StackPlan {
  const isLong = Number(YESTERDAY.slice(8)) >= DAYS_MIN;
  const newest = calendarOf(YESTERDAY.slice(0, 7));
  const calendar = isLong ? newest : calendarOf(newest.march);
  const [first] = looks;
  const { completeness, dayMonthGapRatio } = first?.when ?? {};
  const there = marchHours(calendar, completeness ?? 1, first?.shows.alert === 'none');
  const kwh = LEDGER_KWH * (1 - (dayMonthGapRatio ?? 0));
  const file = { on: first?.on.slice(0, 10) ?? '', act: fileMarch(calendar) };
  return {
    ...commonPlan(calendar, {}, settling),
    readings: readingsAt([...there, ...aprilHours(calendar)], kwh),
    acts: [
      ...(given === 'day-month-gap' ? [file] : []),
      ...looks.slice(1).flatMap(({ on, when }): DatedAct[] => {
        const ratio = when?.completeness;
        if (typeof ratio !== 'number') return [];
        const late = marchHours(calendar, ratio, true).filter((atMs) => !there.includes(atMs));
        return [{ on: on.slice(0, 10), sends: readingsAt(late, kwh) }];
      }),
    ],
    lookAtMs: (on) => instantOf(`${calendar.april}${on.slice(7)}`),
    periodFrom: `${calendar.march}-01`,
  };
}

function commonPlan(
  { march, april, marchMs }: Calendar,
  thresholds: object = {},
  settling: object = {},
): StackPlan {
  return {
    ...EMPTY_PLAN,
    meters: [
      {
        ...{ id: 'E01', name: '进线总表', energyKind: 'electricity', flow: 'purchased', level: 1 },
        ...{ unit: 'kWh', kind: 'interval', intervalSeconds: HOUR_MS / 1_000 },
      },
    ],
    policyYears: [...new Set([march, april].map((month) => Number(month.slice(0, 4))))],
    thresholds: { ...onlyRule('data-duty', thresholds), settling },
    registeredAtMs: marchMs - HOUR_MS,
    countsDays: true,
  };
}

function calendarOf(april: string): Calendar {
  const march = addMonths(april, -1);
  const { startMs: marchMs, endMs: aprilMs } = monthPeriod(march, ZONE);
  return { march, april, marchMs, aprilMs };
}

function workingDays(first: string, last: string): number {
  return first > last ? 0 : workingDaysBetween(first, last, CHINA_WORK_CALENDAR).count;
}

/** The day on which so many working days have passed since a day. */
function onWorkingDay(first: string, count: number): string {
  let day = first;
  while (workingDays(first, day) < count) day = addDays(day, 1);
  return day;
}

function readingsAt(instants: readonly number[], kwh = LEDGER_KWH): SentReading[] {
  return instants.map((readAt) => ({ meterId: 'E01', readAt, value: kwh }));
}

/**
 * Instants of March at which a share of the readings was taken, all over the month; a larger share holds
 * a smaller one.
 *
 * @param isWell the number is the first that reaches the share, else the last below it
 */
function marchHours({ marchMs, aprilMs }: Calendar, ratio = 1, isWell = true): number[] {
  /** Has no divisor in common with the hours of any month: goes once through all of them. */
  const STRIDE = 617;
  const due = (aprilMs - marchMs) / HOUR_MS;
  const there = isWell ? Math.ceil(ratio * due) : Math.floor(ratio * due);
  return Array.from({ length: due }, (_, hour) => hour)
    .filter((hour) => (hour * STRIDE) % due < there)
    .map((hour) => marchMs + hour * HOUR_MS);
}

function aprilHours({ aprilMs }: Calendar): number[] {
  const endMs = instantOf(`${YESTERDAY}T00:00`) + 24 * HOUR_MS;
  return Array.from({ length: (endMs - aprilMs) / HOUR_MS }, (_, hour) => aprilMs + hour * HOUR_MS);
}

const fileMarch =
  ({ march, marchMs, aprilMs }: Calendar): Act =>
  async ({ reporter, reviewer, authority }, path) => {
    await authority.call('PUT', `${path}/ledger/settings`, {
      ...{ dueDay: 10, firstMonth: march, kinds: ['electricity'] },
      ...{ gainLossWarningRatio: 0.02, gainLossBlockingRatio: 1, changeWarningRatio: 100 },
    });
    const kwh = (LEDGER_KWH * (aprilMs - marchMs)) / HOUR_MS;
    const lines = [ledgerLine('electricity', 'kWh', [0, kwh, kwh, 0])];
    const month = `${path}/ledger/${march}`;
    const { version } = await reporter.call<{ version: number }>('PUT', `${month}/draft`, {
      ...{ version: 0, lines },
    });
    await reporter.call('POST', `${month}/submit`, { version, reason: '电费单已核对' });
    const months = [{ month: march, revision: 1 }];
    await reviewer.call('POST', `${path}/ledger/check`, { months });
    await authority.call('POST', `${path}/ledger/accept`, { months });
  };
