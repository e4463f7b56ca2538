export {
  type AccountQuery,
  type EnterpriseRecord,
  loadEnterpriseRecord,
  type MonthAccounts,
  type PolicyYear,
  type RecordRequest,
  versionText,
} from './enterprise-record.ts';
export type { FactGatherer } from './gatherer.ts';
export { GATHERERS, type Judged, judgeEnterprise } from './judge-enterprise.ts';
export type { JudgingWorld } from './judging-world.ts';
