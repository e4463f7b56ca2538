import { readBoundary } from '@hengneng/accounting';
import {
  type CorrectionDetails,
  type Enterprise,
  getCorrection,
  listCorrections,
} from '@hengneng/database';
import { OLDEST_READING_MS } from '@hengneng/domain';

import { assertWithinEngagement } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { Cell } from '../tables/cells.ts';
import { ENTERPRISE_COLUMNS, type ExportColumn, type ExportDocument } from './export-document.ts';
import { localTimes } from './local-time.ts';
import type { ExportGiven } from './run-export.ts';

const PAGE = 200;
const MS_PER_DAY = 86_400_000;

const COLUMNS: readonly ExportColumn[] = [
  ...ENTERPRISE_COLUMNS,
  { zh: '修正编号', en: 'Correction id', style: 'text', width: 38 },
  { zh: '修正号', en: 'Correction no.', style: 'integer' },
  { zh: '类型', en: 'Type', style: 'text' },
  { zh: '状态', en: 'State', style: 'text' },
  { zh: '已撤销', en: 'Revoked', style: 'text' },
  { zh: '理由', en: 'Reason', style: 'text', width: 30 },
  { zh: '申请人', en: 'Requested by', style: 'text' },
  { zh: '申请时间（当地时间）', en: 'Requested at (local time)', style: 'instant', width: 24 },
  { zh: '时差', en: 'UTC offset', style: 'text' },
  { zh: '时区', en: 'Time zone', style: 'text', width: 16 },
  { zh: '表计编号', en: 'Meter id', style: 'text' },
  { zh: '产品', en: 'Product', style: 'text' },
  { zh: '时点（当地时间）', en: 'Instant (local time)', style: 'instant', width: 24 },
  { zh: '时点时差', en: 'UTC offset of the instant', style: 'text' },
  { zh: '止（当地时间）', en: 'Until (local time)', style: 'instant', width: 24 },
  { zh: '修正值（表计单位）', en: 'Value (unit of the meter)', style: 'number' },
  { zh: '新表起始值（表计单位）', en: 'Initial value (unit of the meter)', style: 'number' },
  { zh: '计量单位', en: 'Unit', style: 'text' },
  { zh: '代替', en: 'Replaces', style: 'text' },
  { zh: '撤销修正号', en: 'Revokes no.', style: 'integer' },
  { zh: '办理经过（当地时间）', en: 'Decisions (local time)', style: 'text', width: 60 },
  { zh: '附件SHA-256', en: 'SHA-256 of attachments', style: 'text', width: 40 },
];

/** Range of what corrections are about; all of it unless given. */
export interface CorrectionsQuery {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * Corrections of data, one row for each reading, exchange or output that they are about.
 *
 * @throws DomainError TIME_RANGE_INVALID
 */
export async function openCorrections(
  { database }: ApiDependencies,
  { asker, enterprises, notes, nowMs }: ExportGiven,
  query: CorrectionsQuery,
): Promise<ExportDocument> {
  const { executor } = database;
  const ranges = enterprises.map(({ id: enterpriseId, timeZone }) => {
    const { from, to } = query;
    const fromMs = from === undefined ? OLDEST_READING_MS : readBoundary('from', from, timeZone);
    const toMs = to === undefined ? nowMs + MS_PER_DAY : readBoundary('to', to, timeZone);
    const wanted = { enterpriseId, timeZone, fromMs, toMs };
    assertWithinEngagement(asker.principal, 'corrections.read', wanted);
    return { fromMs, toMs };
  });
  const rows = async function* (): AsyncGenerator<readonly Cell[]> {
    for (const [index, enterprise] of enterprises.entries()) {
      const rowsOf = rowMaker(enterprise);
      const range = { enterpriseId: enterprise.id, ...ranges[index], limit: PAGE };
      for (let after: { atMs: number; id: string } | undefined; ; ) {
        const { items, next } = await listCorrections(executor, asker.scope, { ...range, after });
        for (const { id } of items) {
          yield* rowsOf(await getCorrection(executor, asker.scope, enterprise.id, id));
        }
        const last = items.at(-1);
        if (next === undefined || last === undefined) break;
        after = { atMs: last.requestedAtMs, id: last.id };
      }
    }
  };
  return { title: '数据修正', columns: COLUMNS, rows: rows(), notes };
}

function rowMaker({ id, name, timeZone }: Enterprise) {
  const times = localTimes(timeZone);
  return (details: CorrectionDetails): Cell[][] => {
    const { requestedAtMs, decisions, attachments } = details;
    const path = decisions.map(
      ({ state, atMs, by, note }) =>
        `${state} ${times.instant(atMs).slice(0, 19)} ${by}${note === '' ? '' : `（${note}）`}`,
    );
    const head = [
      ...[id, name, details.id, details.correctionNo, details.type, details.state],
      ...[details.isRevoked ? '是 yes' : '否 no', details.reason, details.requestedBy],
      ...[times.instant(requestedAtMs), times.offset(requestedAtMs), timeZone],
    ];
    const proofs = attachments.map(({ sha256 }) => sha256).join(' ');
    return details.items.map((item) => [
      ...head,
      ...[item.meterId ?? null, item.product ?? null],
      ...[times.instant(item.atMs), times.offset(item.atMs)],
      item.toMs === undefined ? null : times.instant(item.toMs),
      ...[item.value ?? null, item.initialValue ?? null, item.unit ?? null],
      ...[item.replaces ?? null, item.revokesNo ?? null, path.join('；'), proofs],
    ]);
  };
}
