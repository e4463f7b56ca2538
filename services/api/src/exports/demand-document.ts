import { readAsOf, type TimeFrame } from '@hengneng/accounting';
import { type Enterprise, listMeterMeanings, type MeterMeanings } from '@hengneng/database';
import { DomainError, type MeterDemand } from '@hengneng/domain';

import { asOfFor } from '../access/principal.ts';
import { recountDemands } from '../consumption/demand.routes.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { Cell } from '../tables/cells.ts';
import { wholeFrame } from './consumption-pages.ts';
import { ENTERPRISE_COLUMNS, type ExportColumn, type ExportDocument } from './export-document.ts';
import { assertRowCount } from './export-query.ts';
import { localTimes } from './local-time.ts';
import type { ReadingsQuery } from './readings-document.ts';
import type { ExportGiven } from './run-export.ts';

const QUARTER_MS = 900_000;
/** Time of one meter that is in memory at once. */
const WINDOW_MS = 31 * 86_400_000;

const COLUMNS: readonly ExportColumn[] = [
  ...ENTERPRISE_COLUMNS,
  { zh: '表计编号', en: 'Meter id', style: 'text' },
  { zh: '表计名称', en: 'Meter', style: 'text', width: 20 },
  { zh: '行类型', en: 'Row', style: 'text' },
  { zh: '开始（当地时间）', en: 'Start (local time)', style: 'minute', width: 17 },
  { zh: '结束（当地时间）', en: 'End (local time)', style: 'minute', width: 17 },
  { zh: '时差', en: 'UTC offset', style: 'text' },
  { zh: '时区', en: 'Time zone', style: 'text', width: 16 },
  { zh: '平均功率（kW）', en: 'Mean power (kW)', style: 'number' },
  { zh: '含估算', en: 'Estimated', style: 'text' },
];

/**
 * Power of each quarter hour, meter by meter, and after each meter its highest quarter hour.
 *
 * @throws DomainError TIME_RANGE_INVALID, TIME_RANGE_TOO_WIDE, NOT_FOUND for a meter not there
 */
export async function openDemand(
  dependencies: ApiDependencies,
  { asker, enterprises, language, notes }: ExportGiven,
  query: ReadingsQuery,
): Promise<ExportDocument> {
  const { database } = dependencies;
  const wanted: {
    enterprise: Enterprise;
    meters: MeterMeanings[];
    fromMs: number;
    toMs: number;
    demandsOf: (meterId: string) => AsyncGenerator<MeterDemand>;
  }[] = [];
  for (const enterprise of enterprises) {
    const frame = wholeFrame(asker, enterprise, { ...query, interval: 'hour' });
    const { fromMs, toMs } = frame;
    const all = await listMeterMeanings(database.executor, asker.scope, {
      enterpriseIds: [enterprise.id],
    });
    const meters = all.filter(({ meterId }) => query.meterId?.includes(meterId) ?? true);
    if (meters.length < new Set(query.meterId).size) {
      throw new DomainError('NOT_FOUND', 'There is no such meter.');
    }
    const demandsOf = await demandsIn(dependencies, asker, enterprise, frame);
    wanted.push({ enterprise, meters, fromMs, toMs, demandsOf });
  }
  const counts = wanted.map((one) => one.meters.length * ((one.toMs - one.fromMs) / QUARTER_MS));
  assertRowCount(counts.reduce((sum, count) => sum + count, 0));

  const rows = async function* (): AsyncGenerator<readonly Cell[]> {
    for (const { enterprise, meters, demandsOf } of wanted) {
      for (const { meterId, name } of meters) {
        const rowOf = rowMaker(enterprise, { meterId, name }, language === 'en');
        let peak: MeterDemand | null = null;
        for await (const demand of demandsOf(meterId)) {
          if (peak === null || demand.kw > peak.kw) peak = demand;
          yield rowOf(demand, false);
        }
        if (peak !== null) yield rowOf(peak, true);
      }
    }
  };
  return { title: '需量', columns: COLUMNS, rows: rows(), notes };
}

/** The quarter hours of a meter as they are, or for an auditor of a frozen state as they were. */
async function demandsIn(
  { database, energyStore, readingScan: scan, clock }: ApiDependencies,
  asker: ExportGiven['asker'],
  enterprise: Enterprise,
  frame: TimeFrame,
): Promise<(meterId: string) => AsyncGenerator<MeterDemand>> {
  const { executor } = database;
  const asOfMs = asOfFor(asker.principal, enterprise.id);
  if (asOfMs !== null) {
    const asOf = await readAsOf(executor, enterprise.id, asOfMs, clock());
    const sources = { executor, scope: asker.scope, scan, enterprise, asOf };
    return async function* (meterId) {
      yield* await recountDemands(sources, meterId, frame);
    };
  }
  const { fromMs, toMs } = frame;
  return async function* (meterId) {
    for (let atMs = fromMs; atMs < toMs; atMs += WINDOW_MS) {
      yield* await energyStore.demands({
        ...{ enterpriseId: enterprise.id, meterIds: [meterId] },
        ...{ fromMs: atMs, toMs: Math.min(atMs + WINDOW_MS, toMs) },
      });
    }
  };
}

function rowMaker(
  { id, name, timeZone }: Enterprise,
  meter: { readonly meterId: string; readonly name: string },
  isEnglish: boolean,
) {
  const times = localTimes(timeZone);
  const words = isEnglish ? ['quarter', 'highest', 'yes', 'no'] : ['明细', '最大需量', '是', '否'];
  return ({ startMs, kw, estimated }: MeterDemand, isPeak: boolean): Cell[] => [
    ...[id, name, meter.meterId, meter.name, words[isPeak ? 1 : 0] ?? ''],
    ...[times.minute(startMs), times.minute(startMs + QUARTER_MS), times.offset(startMs), timeZone],
    ...[kw, words[estimated ? 2 : 3] ?? ''],
  ];
}
