export { createKeptMonths, createMonthMemo, type MonthMemo } from '@hengneng/accounting';
export {
  type AccountQuery,
  type EnterpriseRecord,
  loadEnterpriseRecord,
  loadRecordedSources,
  type MonthAccounts,
  type PolicyYear,
  type PreparedRecords,
  prepareRecords,
  type RecordedSources,
  type RecordRequest,
  recordAt,
  versionText,
} from './enterprise-record.ts';
export { createFigureMemo, type FigureMemo } from './figure-memo.ts';
export type { FactGatherer } from './gatherer.ts';
export { AREA_ZONE, type AreaWorld, type JudgedArea, judgeArea } from './judge-area.ts';
export { GATHERERS, type Judged, judgeEnterprise } from './judge-enterprise.ts';
export type { JoiningWorld, JudgingWorld } from './judging-world.ts';
export { memberMonths } from './member-months.ts';
export {
  judgeSuspicionsOf,
  type MeterDay,
  type SuspicionSources,
} from './suspicion-facts.ts';
export { suspectMonths, suspicionRange } from './suspicion-range.ts';
export { type TrialAlert, type TrialResult, tryPolicy } from './try-policy.ts';
