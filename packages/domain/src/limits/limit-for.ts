import type {
  LimitCircumstances,
  LimitCorrection,
  LimitEntry,
  LimitLevel,
  LimitTable,
} from './limit-types.ts';

/** Why there is no limit. */
export type NoLimitReason =
  | 'unknown-product'
  | 'not-in-force'
  /** The document has no such level ("—"). */
  | 'level-missing'
  /** A circumstance that the limit depends on is not registered. */
  | 'circumstance-missing';

/** A limit with how it came about. */
export interface LimitFigure {
  /** In `unit`; may be negative; null where there is no limit, never a guess. */
  readonly value: number | null;
  readonly unit: string | null;
  readonly reason: NoLimitReason | null;
  /** Circumstances that have to be registered first. */
  readonly missing: readonly (keyof LimitCircumstances)[];
  /** Steps from the figure of the document to the limit. */
  readonly arithmetic: readonly string[];
  /** Corrections of the document that only a person can apply. */
  readonly caveats: readonly string[];
  /** Whether the figures were compared with the document. */
  readonly verified: boolean;
  readonly document: string;
  readonly level: LimitLevel;
}

/** What is asked of a table of limits. */
export interface LimitQuery {
  readonly document: string;
  readonly product: string;
  readonly level: LimitLevel;
  readonly circumstances: LimitCircumstances;
  /** Day on which the limit has to hold, `YYYY-MM-DD`. */
  readonly date: string;
}

/** Altitude up to which no limit is eased, metres. */
const ALTITUDE_FREE_M = 1_500;
const SEA_LEVEL_PA = 101_325;
/** kgce/t of cement for each per cent of clinker above 75, by level. */
const CLINKER_KGCE = { 1: 1.1, 2: 1.15, 3: 1.2 } as const;
const WET_QUENCHING_KGCE = 46.46;
/** Iron content below which a blast furnace is eased, per cent, and by how many per cent at most. */
const ORE_GRADE_PERCENT = 62;
const ORE_GRADE_SPAN_MAX = 5;
const ORE_GRADE_KGCE = 3.61;
const SCRAP_KGCE = 0.23;
const HOT_METAL_KGCE = -0.8;

/**
 * The limit of a product at a level under its circumstances on a day. A level that the document does
 * not have is null and never taken from its neighbours; so is one whose circumstance is unknown.
 *
 * @example limitFor(table, { document: 'GB 21256-2025', product: 'converter-steel', level: 3,
 *   circumstances: { scrapPercent: 10 }, date: '2026-08-01' }).value // −12 + 0.23 × 10 = −9.7
 */
export function limitFor(table: LimitTable, query: LimitQuery): LimitFigure {
  const { document, product, level, date } = query;
  const entry = table.entries.find(
    (each) => each.document === document && each.product === product,
  );
  if (entry === undefined) return none(query, null, 'unknown-product');
  const of = table.documents.find((each) => each.document === document);
  const isEarly = of?.validFrom != null && date < of.validFrom;
  const isOver = of?.validTo != null && date >= of.validTo;
  if (of === undefined || isEarly || isOver) return none(query, entry, 'not-in-force');
  const base = entry.values[level] ?? null;
  if (base === null) return none(query, entry, 'level-missing');
  const steps: Step[] = [];
  const missing = new Set<keyof LimitCircumstances>();
  for (const correction of entry.corrections) {
    const step = stepOf(correction, level, query.circumstances);
    if (step === null) continue;
    if ('missing' in step) missing.add(step.missing);
    else steps.push(step);
  }
  if (missing.size > 0) return none(query, entry, 'circumstance-missing', [...missing]);
  const factor = steps.reduce((times, step) => times * (step.times ?? 1), 1);
  const value = steps.reduce((sum, step) => sum + (step.plus ?? 0), base * factor);
  return {
    ...{ value, unit: entry.unit, reason: null, missing: [], caveats: entry.caveats },
    arithmetic: [
      `${document} ${entry.nameZh} level ${level}: ${base} ${entry.unit}`,
      ...steps.map(({ text }) => text),
      ...(steps.length === 0 ? [] : [`= ${rounded(value)} ${entry.unit}`]),
    ],
    ...{ verified: entry.verified, document, level },
  };
}

/**
 * The level that binds a production line under a standard: 2 (准入值) for lines commissioned or extended
 * on or after the day the standard came into force, 3 (限定值) for those that were there before; 3 too
 * where either day is not known, since the stricter level must not rest on a guess.
 */
export function bindingLevel(
  table: LimitTable,
  document: string,
  line: { readonly commissionedOn: string | null; readonly extendedOn?: string | null },
): 2 | 3 {
  const validFrom = table.documents.find((each) => each.document === document)?.validFrom ?? null;
  if (validFrom === null) return 3;
  const dates = [line.commissionedOn, line.extendedOn ?? null];
  return dates.some((date) => date !== null && date >= validFrom) ? 2 : 3;
}

interface Step {
  readonly times?: number;
  readonly plus?: number;
  readonly text: string;
}

/** What a correction does; null where it does not apply to the level. */
function stepOf(
  { type }: LimitCorrection,
  level: LimitLevel,
  given: LimitCircumstances,
): Step | { readonly missing: keyof LimitCircumstances } | null {
  switch (type) {
    case 'altitude':
      return level === 3 ? altitude(given) : null;
    case 'clinker-ratio':
      return level === 'benchmark' || level === 'baseline'
        ? null
        : perUnit(given, 'clinkerPercent', (percent) => percent - 75, CLINKER_KGCE[level]);
    case 'ore-grade':
      return perUnit(given, 'oreGradePercent', gradeBelow, ORE_GRADE_KGCE);
    case 'scrap':
      return perUnit(given, 'scrapPercent', (percent) => percent, SCRAP_KGCE);
    case 'hot-metal':
      return perUnit(given, 'hotMetalPercent', (percent) => percent, HOT_METAL_KGCE);
    case 'wet-quenching':
      return level === 3 ? wetQuenching(given) : null;
  }
}

function gradeBelow(percent: number): number {
  return Math.min(ORE_GRADE_SPAN_MAX, Math.max(0, ORE_GRADE_PERCENT - percent));
}

function perUnit(
  given: LimitCircumstances,
  name: 'clinkerPercent' | 'oreGradePercent' | 'scrapPercent' | 'hotMetalPercent',
  span: (percent: number) => number,
  each: number,
): Step | { readonly missing: keyof LimitCircumstances } {
  const percent = given[name];
  if (percent === undefined) return { missing: name };
  const counted = span(percent);
  const text = `+ ${rounded(counted)} × ${each} (${name} ${percent})`;
  return { plus: counted * each, text };
}

function wetQuenching(given: LimitCircumstances): ReturnType<typeof stepOf> {
  if (given.isWetQuenched === undefined) return { missing: 'isWetQuenched' };
  if (!given.isWetQuenched) return null;
  return { plus: WET_QUENCHING_KGCE, text: `+ ${WET_QUENCHING_KGCE} (wet quenching)` };
}

/** k = 1.179 − 0.211 × P / 101 325 Pa above 1 500 m; P of the standard atmosphere where unmeasured. */
function altitude(given: LimitCircumstances): ReturnType<typeof stepOf> {
  const { altitudeM } = given;
  if (altitudeM === undefined) return { missing: 'altitudeM' };
  if (altitudeM <= ALTITUDE_FREE_M) return null;
  const pressurePa = given.pressurePa ?? SEA_LEVEL_PA * (1 - 2.25577e-5 * altitudeM) ** 5.25588;
  const factor = 1.179 - (0.211 * pressurePa) / SEA_LEVEL_PA;
  const at = `${altitudeM} m, ${Math.round(pressurePa)} Pa`;
  return { times: factor, text: `× ${rounded(factor)} (altitude ${at})` };
}

function none(
  { document, level }: LimitQuery,
  entry: LimitEntry | null,
  reason: NoLimitReason,
  missing: readonly (keyof LimitCircumstances)[] = [],
): LimitFigure {
  const why = missing.length === 0 ? reason : `${reason}: ${missing.join(', ')}`;
  return {
    ...{ value: null, unit: entry?.unit ?? null, reason, missing, arithmetic: [why] },
    ...{ caveats: entry?.caveats ?? [], verified: entry?.verified ?? false, document, level },
  };
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
