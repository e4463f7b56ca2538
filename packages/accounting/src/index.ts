export { type AccountBook, createAccountBook } from './account-book.ts';
export {
  type AccountContext,
  type AccountedFrame,
  addCounts,
  type CountedAs,
  type Stretch,
} from './accounted.ts';
export {
  type AsOf,
  assertCountable,
  createRecountedStore,
  createRecounter,
  type RecountSources,
  readAsOf,
  visibleAsOf,
} from './as-of.ts';
export {
  type ComputedFrame,
  type ConsumptionSources,
  computeFrame,
  type FigureRequest,
} from './compute-frame.ts';
export { type Converters, createConverters, type QuantityConverter } from './converter.ts';
export {
  type Basis,
  displayed,
  EMPTY_ROW,
  type Group,
  type Row,
  rowOfAccount,
  type Sum,
  uniqueMissing,
  withoutData,
} from './figures.ts';
export { createKeptMonths } from './kept-months.ts';
export {
  loadSources,
  type PreparedSources,
  prepareSources,
  type RegistrySources,
  readFactors,
} from './load-sources.ts';
export { isAccountedMeter, type MeterPiece, type PiecedMeter, pieceMeter } from './meter-pieces.ts';
export {
  createMonthMemo,
  type KeptMonths,
  type MonthMemo,
  type MonthsWanted,
  type RememberedMonths,
} from './month-memo.ts';
export { type AheadStore, readDaysAhead } from './read-ahead.ts';
export { type FigureQuery, readFigures } from './read-figures.ts';
export type { Count, FramePart, Tally } from './tally.ts';
export {
  type FramePeriod,
  ROWS_MAX,
  readBoundary,
  type TimeFrame,
  timeFrame,
} from './time-frame.ts';
export { assertRange } from './time-range.ts';
export { countVirtually } from './virtual-counts.ts';
