import { listAwaitingMonths, SYSTEM_SCOPE } from '@hengneng/database';
import {
  calibrationStateAt,
  type DueDuty,
  type JudgedPeriod,
  judgeDueDuty,
  ledgerDueOn,
  monthPeriod,
} from '@hengneng/domain';

import type { EnterpriseRecord } from '../enterprise-record.ts';
import type { FactGatherer } from '../gatherer.ts';
import { dutiesOf, entriesOf, thisYear, thresholdsIn, yearPeriod } from '../register-facts.ts';
import { recordContext } from '../target-facts.ts';

/** Last day of the report on the year before (能源利用状况报告), month and day; recalled, not verified. */
const ANNUAL_REPORT_DUE = '03-31';

type PeriodicDuty = DueDuty & { readonly period: JudgedPeriod };

/** What has to be handed in by a day: audits, yearly report, ledgers of months, certificates of meters. */
export const DUE_DUTY_FACTS: FactGatherer = {
  name: 'due-duties',
  rules: ['duty-due'],
  cadence: 'daily',
  gather: async (record) => {
    const duties = [
      ...(await audits(record)),
      ...(await annualReports(record)),
      ...(await ledgers(record)),
      ...calibrations(record),
    ];
    const context = await recordContext(record);
    return duties.map(({ period, ...duty }) => {
      const thresholds = thresholdsIn(record, Number(period.name.slice(0, 4)));
      return judgeDueDuty({ context, duty, period, thresholds });
    });
  },
};

/** Audits (能源审计) of the programme; a cancelled one is owed no more. */
async function audits(record: EnterpriseRecord): Promise<PeriodicDuty[]> {
  const entries = await entriesOf(record, 'audit-programme');
  return entries.flatMap(({ key, document: { state, batch, dueOn, doneOn } }) => {
    if (state === 'cancelled') return [];
    const titles = { titleZh: `能源审计（${batch}）`, titleEn: `Energy audit (${batch})` };
    const period = yearPeriod(record, Number(dueOn.slice(0, 4)));
    return [{ id: `audit-${key}`, ...titles, dueOn, doneOn, period }];
  });
}

/** The report on last year, of units whose class owes it. */
async function annualReports(record: EnterpriseRecord): Promise<PeriodicDuty[]> {
  const duties = await dutiesOf(record);
  if (!duties.has('annual-report')) return [];
  const year = Number(record.today.slice(0, 4));
  const reports = await entriesOf(record, 'annual-report');
  const report = reports.find((entry) => entry.year === year - 1);
  return [
    {
      id: `annual-report-${year - 1}`,
      titleZh: `${year - 1}年度能源利用状况报告`,
      titleEn: `Energy utilisation status report of ${year - 1}`,
      dueOn: `${year}-${ANNUAL_REPORT_DUE}`,
      doneOn: report?.document.submittedOn ?? null,
      period: yearPeriod(record, year),
    },
  ];
}

/** Ledgers that are awaited, and those of the months looked at that came in. */
async function ledgers(record: EnterpriseRecord): Promise<PeriodicDuty[]> {
  const { world, enterprise, today, ledger } = record;
  const { id: enterpriseId, timeZone } = enterprise;
  if (!record.has('ledgers') && !record.has('ledgerSettings')) return [];
  const awaiting = await listAwaitingMonths(world.executor, SYSTEM_SCOPE, { enterpriseId, today });
  const dutyOf = (month: string, dueOn: string, doneOn: string | null): PeriodicDuty => ({
    id: `ledger-${month}`,
    ...{ titleZh: `${month}能源台账`, titleEn: `Ledger of ${month}`, dueOn, doneOn },
    period: { name: month, ...monthPeriod(month, timeZone) },
  });
  const awaited = awaiting.months.map(({ month, dueOn }) => dutyOf(month, dueOn, null));
  const names = new Set(awaiting.months.map(({ month }) => month));
  const since = `${Number(today.slice(0, 4)) - 1}-01`;
  const there = [...ledger.keys()]
    .filter((month) => month >= since && !names.has(month))
    .map((month) => {
      const dueOn = ledgerDueOn(month, awaiting.dueDay);
      return dutyOf(month, dueOn, dueOn);
    });
  return [...awaited, ...there];
}

/** Certificates (检定, 校准) of meters that had one: the next is due by the last day of the last. */
function calibrations(record: EnterpriseRecord): PeriodicDuty[] {
  const { sources, today } = record;
  const names = new Map(sources.meanings.map(({ meterId, name }) => [meterId, name]));
  const byMeter = Map.groupBy(sources.calibrations, ({ meterId }) => meterId);
  return [...byMeter].flatMap(([meterId, records]) => {
    const dueOn = calibrationStateAt(records, today).record?.validUntil ?? null;
    if (dueOn === null || !names.has(meterId)) return [];
    const name = names.get(meterId) || meterId;
    return [
      {
        id: `calibration-${meterId}`.slice(0, 64),
        titleZh: `计量器具检定/校准：${name}`,
        titleEn: `Certificate of meter ${meterId}`,
        ...{ dueOn, doneOn: null, period: thisYear(record) },
      },
    ];
  });
}
