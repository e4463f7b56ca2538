import { assertRange, readAsOf, readBoundary, visibleAsOf } from '@hengneng/accounting';
import { shardOf } from '@hengneng/contracts';
import {
  type CorrectionInForce,
  type Enterprise,
  findReceivedAtMs,
  listCorrectionsInForce,
  listMeterMeanings,
  type MeterMeanings,
} from '@hengneng/database';
import { DomainError, decodePosition, type StoredReading } from '@hengneng/domain';

import { asOfFor, assertWithinEngagement } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { mergeEntries, placesOf, type ReadingEntry } from '../readings/reading-entries.ts';
import type { Cell } from '../tables/cells.ts';
import { ENTERPRISE_COLUMNS, type ExportColumn, type ExportDocument } from './export-document.ts';
import { assertRowCount } from './export-query.ts';
import { localTimes } from './local-time.ts';
import type { ExportGiven } from './run-export.ts';

/** Corrections that are read at a time. */
const CORRECTIONS_PAGE = 5_000;

const COLUMNS: readonly ExportColumn[] = [
  ...ENTERPRISE_COLUMNS,
  { zh: '表计编号', en: 'Meter id', style: 'text' },
  { zh: '表计名称', en: 'Meter', style: 'text', width: 20 },
  { zh: '抄表时间（当地时间）', en: 'Read at (local time)', style: 'instant', width: 24 },
  { zh: '时差', en: 'UTC offset', style: 'text' },
  { zh: '时区', en: 'Time zone', style: 'text', width: 16 },
  { zh: '原始读数', en: 'Value as received', style: 'number', width: 16 },
  { zh: '读数单位', en: 'Unit', style: 'text' },
  { zh: '倍率', en: 'Multiplier', style: 'number' },
  { zh: '收到时间（当地时间）', en: 'Received at (local time)', style: 'instant', width: 24 },
  { zh: '日志位置', en: 'Journal position', style: 'text', width: 18 },
  { zh: '计入读数', en: 'Value that counts', style: 'number', width: 16 },
  { zh: '修正号', en: 'Correction no.', style: 'integer' },
  { zh: '修正类型', en: 'Correction type', style: 'text' },
  { zh: '修正申请人', en: 'Corrected by', style: 'text' },
  { zh: '修正理由', en: 'Reason', style: 'text', width: 30 },
  { zh: '修正生效时间（当地时间）', en: 'Approved at (local time)', style: 'instant', width: 24 },
];

/** Range and meters of an export of readings; all meters where none are named. */
export interface ReadingsQuery {
  readonly from: string;
  readonly to: string;
  readonly meterId?: readonly string[] | undefined;
}

interface Wanted {
  readonly enterprise: Enterprise;
  readonly meters: readonly MeterMeanings[];
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Raw readings with the corrections in force, meter by meter, page by page from the store.
 *
 * @throws DomainError TIME_RANGE_INVALID, TIME_RANGE_TOO_WIDE, NOT_FOUND for a meter not there
 */
export async function openReadings(
  dependencies: ApiDependencies,
  given: ExportGiven,
  query: ReadingsQuery,
): Promise<ExportDocument> {
  const wanted: Wanted[] = [];
  let count = 0;
  for (const enterprise of given.enterprises) {
    const one = await wantedOf(dependencies, given, enterprise, query);
    const { meters, fromMs, toMs } = one;
    const meterIds = meters.map(({ meterId }) => meterId);
    const range = { enterpriseId: enterprise.id, meterIds, fromMs, toMs };
    for (const readings of (await dependencies.readingScan.counts(range)).values()) {
      count += readings;
    }
    assertRowCount(count);
    wanted.push(one);
  }
  const rows = async function* () {
    for (const one of wanted) yield* enterpriseRows(dependencies, given, one);
  };
  return {
    title: '原始读数',
    columns: COLUMNS,
    rows: rows(),
    notes: [
      ...given.notes,
      {
        zh: '读数',
        en: 'Values',
        value: '表计示值，未乘倍率；as the meter shows it, before any multiplier',
      },
      {
        zh: '计入读数',
        en: 'Value that counts',
        value: '空白表示该读数被作废；blank: the reading was voided',
      },
    ],
  };
}

async function wantedOf(
  { database }: ApiDependencies,
  { asker }: ExportGiven,
  enterprise: Enterprise,
  query: ReadingsQuery,
): Promise<Wanted> {
  const { id: enterpriseId, timeZone } = enterprise;
  const fromMs = readBoundary('from', query.from, timeZone);
  const toMs = readBoundary('to', query.to, timeZone);
  assertRange(fromMs, toMs);
  const about = { enterpriseId, timeZone, fromMs, toMs };
  assertWithinEngagement(asker.principal, 'readings.read', about);
  const all = await listMeterMeanings(database.executor, asker.scope, {
    enterpriseIds: [enterpriseId],
  });
  const named = query.meterId === undefined ? null : new Set(query.meterId);
  const meters = all.filter(({ meterId }) => named?.has(meterId) ?? true);
  if (named !== null && meters.length < named.size) {
    throw new DomainError('NOT_FOUND', 'There is no such meter.');
  }
  return { enterprise, meters, fromMs, toMs };
}

async function* enterpriseRows(
  dependencies: ApiDependencies,
  given: ExportGiven,
  { enterprise, meters, fromMs, toMs }: Wanted,
): AsyncGenerator<readonly Cell[]> {
  const { readingScan, database } = dependencies;
  const enterpriseId = enterprise.id;
  const shard = shardOf(enterpriseId);
  const { executor } = database;
  const { principal, scope } = given.asker;
  const asOfMs = asOfFor(principal, enterpriseId) ?? undefined;
  const asOf =
    asOfMs === undefined ? undefined : await readAsOf(executor, enterpriseId, asOfMs, given.nowMs);
  for (const meter of meters) {
    const rowOf = rowMaker(enterprise, meter);
    const write = async function* (readings: readonly StoredReading[], from: number, to: number) {
      const range = { enterpriseId, meterId: meter.meterId, fromMs: from, toMs: to };
      const corrections = await correctionsIn(dependencies, given, { ...range, asOfMs });
      const visible = await visibleAsOf(executor, scope, asOf, range);
      const received = readings.flatMap((reading) => visible(reading) ?? []);
      const receivedAtMs = await findReceivedAtMs(executor, shard, placesOf(received));
      for (const entry of mergeEntries(received, corrections)) yield rowOf(entry, receivedAtMs);
    };
    // Each page answers for the time up to its last reading, the end of the range for the rest.
    let doneMs = fromMs;
    const range = { enterpriseId, meterIds: [meter.meterId], fromMs, toMs };
    for await (const { readings } of readingScan.pages(range)) {
      const lastMs = readings.at(-1)?.readAtMs;
      if (lastMs === undefined) continue;
      yield* write(readings, doneMs, lastMs + 1);
      doneMs = lastMs + 1;
    }
    if (doneMs < toMs) yield* write([], doneMs, toMs);
  }
}

async function correctionsIn(
  { database }: ApiDependencies,
  { asker }: ExportGiven,
  range: {
    enterpriseId: string;
    meterId: string;
    fromMs: number;
    toMs: number;
    asOfMs?: number | undefined;
  },
): Promise<CorrectionInForce[]> {
  const found: CorrectionInForce[] = [];
  for (let { fromMs } = range; ; ) {
    const page = await listCorrectionsInForce(database.executor, asker.scope, {
      ...{ ...range, fromMs, limit: CORRECTIONS_PAGE },
    });
    found.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < CORRECTIONS_PAGE) return found;
    fromMs = last.readAtMs + 1;
  }
}

function rowMaker(
  { id, name, timeZone }: Enterprise,
  { meterId, name: of, epochs }: MeterMeanings,
) {
  const times = localTimes(timeZone);
  const instant = (atMs: number | undefined) => (atMs === undefined ? null : times.instant(atMs));
  return (
    { readAtMs, reading, correction }: ReadingEntry,
    receivedAtMs: ReadonlyMap<string, number>,
  ): Cell[] => {
    const epoch = epochs.findLast(({ validFromMs }) => validFromMs <= readAtMs) ?? epochs[0];
    const place = reading === null ? null : decodePosition(reading.position);
    const received = receivedAtMs.get(`${place?.gatewayNumber}-${place?.sequence}`);
    return [
      ...[id, name, meterId, of],
      ...[times.instant(readAtMs), times.offset(readAtMs), timeZone],
      ...[reading?.value ?? null, epoch?.unit ?? null, epoch?.multiplier ?? null],
      ...[instant(received), place === null ? null : `${place.gatewayNumber}/${place.sequence}`],
      correction === null ? (reading?.value ?? null) : correction.value,
      ...[correction?.correctionNo ?? null, correction?.type ?? null, correction?.by ?? null],
      ...[correction?.reason ?? null, instant(correction?.recordedAtMs)],
    ];
  };
}
