import { listDutyDays } from '@hengneng/database';
import { DUTY_RULES, type DutyVerdict, judgeDutyMonth } from '@hengneng/domain';

import type { ApiDependencies } from '../dependencies.ts';
import { toDutyAnswer } from '../duty/duty-schemas.ts';
import type { Cell } from '../tables/cells.ts';
import { assertDays, type DaysQuery } from './accounting-document.ts';
import { ENTERPRISE_COLUMNS, type ExportColumn, type ExportDocument } from './export-document.ts';
import { localTimes } from './local-time.ts';
import type { ExportGiven } from './run-export.ts';

/** Days of one enterprise, as in the JSON route. */
const DAYS_MAX = 400;

const COLUMNS: readonly ExportColumn[] = [
  ...ENTERPRISE_COLUMNS,
  { zh: '行类型', en: 'Row', style: 'text' },
  { zh: '日期（当地）', en: 'Date (local)', style: 'date', width: 12 },
  { zh: '时区', en: 'Time zone', style: 'text', width: 16 },
  { zh: '应报读数（个）', en: 'Readings due', style: 'integer' },
  { zh: '已报读数（个）', en: 'Readings received', style: 'integer' },
  { zh: '申报免报（个）', en: 'Declared off', style: 'integer' },
  { zh: '完整率（0–1）', en: 'Completeness (0-1)', style: 'percent' },
  { zh: '结论', en: 'Result', style: 'text' },
  ...DUTY_RULES.flatMap((rule): ExportColumn[] => [
    { zh: `规则 ${rule}`, en: `Rule ${rule}`, style: 'text' },
    { zh: `说明 ${rule}`, en: `Reason ${rule}`, style: 'text', width: 24 },
  ]),
  { zh: '判定时间（当地时间）', en: 'Judged at (local time)', style: 'instant', width: 24 },
  { zh: '时差', en: 'UTC offset', style: 'text' },
];

/**
 * The duty to report by day, with what the range comes to.
 *
 * @throws DomainError TIME_RANGE_INVALID, TIME_RANGE_TOO_WIDE
 */
export async function openDuty(
  { database }: ApiDependencies,
  given: ExportGiven,
  { from, to }: DaysQuery,
): Promise<ExportDocument> {
  const { asker, enterprises, language, notes } = given;
  const daysMax = DAYS_MAX * enterprises.length;
  assertDays(given, { from, to }, { permission: 'duty.read', daysMax });
  const words = language === 'en' ? ['detail', 'total'] : ['明细', '合计'];
  const rows = async function* (): AsyncGenerator<readonly Cell[]> {
    for (const { id, name, timeZone } of enterprises) {
      const times = localTimes(timeZone);
      const line = (
        date: string | null,
        answer: ReturnType<typeof toDutyAnswer>,
        judgedAtMs: number | null,
      ): Cell[] => [
        ...[id, name, words[date === null ? 1 : 0] ?? '', date, timeZone],
        ...[answer.expectedCount, answer.receivedCount, answer.declaredCount],
        ...[answer.completenessRatio, answer.result],
        ...verdictCells(answer.verdicts),
        ...(judgedAtMs === null
          ? [null, null]
          : [times.instant(judgedAtMs), times.offset(judgedAtMs)]),
      ];
      const query = { enterpriseId: id, from, to };
      const days = await listDutyDays(database.executor, asker.scope, query);
      for (const day of days) yield line(day.date, toDutyAnswer(day), day.judgedAtMs);
      if (days.length > 0) yield line(null, toDutyAnswer(judgeDutyMonth(days)), null);
    }
  };
  return { title: '数据报送义务', columns: COLUMNS, rows: rows(), notes };
}

function verdictCells(verdicts: readonly DutyVerdict[]): Cell[] {
  const byRule = new Map(verdicts.map((verdict) => [verdict.rule, verdict]));
  return DUTY_RULES.flatMap((rule) => {
    const verdict = byRule.get(rule);
    return [verdict?.result ?? null, verdict?.reason ?? null];
  });
}
