import type { Enterprise } from '@hengneng/database';
import { DomainError, ENGINE_VERSION } from '@hengneng/domain';

import type { ConsumptionAnswer } from '../consumption/answer-schemas.ts';
import type { ConsumptionQuery } from '../consumption/consumption-query.ts';
import { describeAsOf } from '../consumption/describe-as-of.ts';
import type { Asker } from '../consumption/enterprise-consumption.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { Cell } from '../tables/cells.ts';
import {
  type ConsumptionPages,
  openPages,
  periodCountOf,
  wholeFrame,
} from './consumption-pages.ts';
import { consumptionCells, consumptionColumns } from './consumption-rows.ts';
import type { ExportDocument, ExportLanguage, ExportNote } from './export-document.ts';
import { assertRowCount } from './export-query.ts';

/** Whose consumption, and what of it. */
export interface ConsumptionExport {
  readonly asker: Asker;
  readonly enterprises: readonly Enterprise[];
  readonly query: ConsumptionQuery;
  readonly language: ExportLanguage;
  readonly notes: readonly ExportNote[];
}

/**
 * Consumption as a table: the rows of the JSON route window by window, then its total, which is read
 * for the whole range at once, so that it is the same to the last digit.
 *
 * @throws DomainError TIME_RANGE_INVALID, TIME_RANGE_TOO_WIDE, NOT_FOUND, FACTOR_SET_NOT_FOUND
 */
export async function openConsumption(
  dependencies: ApiDependencies,
  job: ConsumptionExport,
): Promise<ExportDocument> {
  const { enterprises, query, language } = job;
  if (enterprises.length > 1 && (query.meterIds ?? query.siteId) !== undefined) {
    const message = 'Meters and sites can be named for one enterprise at a time.';
    throw new DomainError('INVALID_REQUEST', message);
  }
  const periods = enterprises.map((enterprise) =>
    periodCountOf(wholeFrame(job.asker, enterprise, query), query.interval),
  );
  assertRowCount(periods.reduce((sum, count) => sum + count, 0));
  const open = (enterprise: Enterprise) => openPages(dependencies, job.asker, enterprise, query);
  const [firstAsked, ...others] = enterprises;
  if (firstAsked === undefined) throw new DomainError('NOT_FOUND', 'There is no such enterprise.');
  // What can be refused is refused before the first byte.
  const first = await open(firstAsked);
  assertRowCount(first.rowCount * enterprises.length);
  const closing: ExportNote[] = [];
  const rowsOf = async function* (pages: ConsumptionPages): AsyncGenerator<readonly Cell[]> {
    const cells = consumptionCells(pages.enterprise, pages.whole, { query, language });
    for await (const row of pages.rows()) yield* cells.rows(row);
    yield* cells.totals();
    closing.push(...factorNotes(pages, enterprises.length > 1));
  };
  const rows = async function* (): AsyncGenerator<readonly Cell[]> {
    yield* rowsOf(first);
    for (const enterprise of others) yield* rowsOf(await open(enterprise));
  };
  return {
    title: '用能数据',
    columns: consumptionColumns(query),
    rows: rows(),
    notes: [...job.notes, ...headNotes(first.whole)],
    closing: () => closing,
  };
}

function headNotes(whole: ConsumptionAnswer): ExportNote[] {
  const { account, factorSet } = whole;
  return [
    { zh: '口径', en: 'Account', value: account },
    { zh: '折标口径', en: 'Bases', value: '当量值 calorific；等价值 primary' },
    { zh: '系数版本', en: 'Factor set', value: `${factorSet.id}（${factorSet.publishedOn}）` },
    { zh: '计算引擎版本', en: 'Engine version', value: ENGINE_VERSION },
    {
      zh: '合计',
      en: 'Totals',
      value:
        '按表计时，下级表已含在总表中，各表之和不等于企业合计；sub-meters are within their masters',
    },
  ];
}

/** Factors that were used with their sources, and what was missing, known once all is read. */
function factorNotes({ sources, whole, asOf }: ConsumptionPages, isNamed: boolean): ExportNote[] {
  const { factors, enterprise } = sources;
  const all = [...factors.standardCoal, ...factors.carbon, ...factors.densities];
  const byId = new Map(all.map((factor) => [factor.id, factor.source]));
  const who = isNamed ? `${enterprise.id} ` : '';
  const note = (zh: string, en: string, value: string) => ({ zh, en, value: `${who}${value}` });
  return [
    note('档案版本', 'Registry version', String(whole.registryVersion)),
    ...(asOf === null ? [] : [note('数据截至', 'Cut', JSON.stringify(describeAsOf(asOf)))]),
    ...whole.total.factorIds.map((id) =>
      note('系数来源', 'Factor source', `${id}：${byId.get(id) ?? ''}`),
    ),
    ...whole.total.missing.map(({ type, energyKind, basis, unit, date }) =>
      note('缺失', 'Missing', [type, energyKind, basis, unit, date].filter(Boolean).join(' ')),
    ),
  ];
}
