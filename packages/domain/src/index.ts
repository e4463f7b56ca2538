export * from './alerts/alert-category.ts';
export * from './alerts/alert-state.ts';
export * from './alerts/circuit-breaker.ts';
export { flapRatio } from './alerts/flapping.ts';
export * from './alerts/inhibition.ts';
export { nextAlert, withdrawAlert } from './alerts/next-alert.ts';
export {
  FINDING_ACTIONS,
  FINDING_STATES,
  type FindingAction,
  type FindingState,
  nextFindingState,
} from './audit/finding.ts';
export * from './calibration/calibration.ts';
export * from './calibration/fit-standard.ts';
export * from './calibration/metering-fit.ts';
export * from './cases/case-state.ts';
export * from './cases/deadlines.ts';
export * from './cases/document-kinds.ts';
export * from './cases/measures.ts';
export * from './cases/verification.ts';
export {
  CORRECTION_ACTS,
  CORRECTION_STATES,
  CORRECTION_TYPES,
  type CorrectionAct,
  type CorrectionDuties,
  type CorrectionSide,
  type CorrectionState,
  type CorrectionType,
  READING_CORRECTION_TYPES,
  stateAfter,
} from './corrections/duties.ts';
export * from './cost/power-factor.ts';
export * from './duty/arrivals.ts';
export * from './duty/duty-day.ts';
export * from './duty/duty-month.ts';
export * from './duty/duty-verdict.ts';
export { statutoryDaysOff } from './duty/statutory-days.ts';
export * from './duty/work-calendar.ts';
export { accountEnergy } from './energy/accounts/account-energy.ts';
export {
  ACCOUNTS,
  type Account,
  type AccountRequest,
  type AccountTotal,
  type AssessedRule,
  DEDUCTIONS,
  type Deduction,
  ENERGY_SOURCES,
  type EnergyAccount,
  type EnergyFigures,
  type EnergySource,
  GENERATIONS,
  type Generation,
  type KindAccount,
  type LedgerLine,
  type MeteredFlow,
  type MeterVerdict,
  type MissingPart,
  type QuantityParts,
  type RuledDeduction,
} from './energy/accounts/account-types.ts';
export {
  type RegisteredRule,
  RULE_SCOPES,
  type RuleQuery,
  type RuleScope,
  ruleInForce,
} from './energy/accounts/assessed-rules.ts';
export { ENERGY_MEDIA, OUTSIDE_CARBON } from './energy/accounts/kind-classes.ts';
export {
  type GenerationSetting,
  type SettingsInForce,
  type SourceSetting,
  settingsInForce,
  withGenerations,
} from './energy/accounts/source-settings.ts';
export { factorChangeDates, splitAt, sumAccounts } from './energy/accounts/sum-accounts.ts';
export {
  type CalorificValue,
  calorificFactors,
  calorificValuesInForce,
  ledgerCalorificValues,
  withCalorificValues,
} from './energy/calorific-values.ts';
export {
  type Converted,
  carbonDioxideT,
  KJ_PER_KGCE,
  kgceFromCalorificValue,
  standardCoalTce,
  sumOrMissing,
  tco2PerUnitOf,
} from './energy/equivalents.ts';
export {
  type AccountedKind,
  BASES,
  type Basis,
  type CarbonFactor,
  type CarbonParameters,
  type DensityFactor,
  type FactorQuery,
  type FactorRecord,
  type FactorSet,
  FURTHER_KINDS,
  findCarbonFactor,
  findDensity,
  findFactor,
  findStandardCoalFactor,
  type StandardCoalFactor,
} from './energy/factors.ts';
export {
  evaluateFormula,
  FORMULA_LENGTH_MAX,
  type Formula,
  type FormulaProblem,
  formulaMeterIds,
  type ParsedFormula,
  parseFormula,
} from './energy/formula.ts';
export { REFERENCE_FACTOR_SET } from './energy/reference/reference-set.ts';
export {
  convertQuantity,
  type Dimension,
  dimensionOf,
  measuresSameAs,
  parseUnit,
  type StorageUnit,
  storageUnitOf,
} from './energy/units.ts';
export {
  type DatedFormula,
  formulaCircle,
  formulasAt,
  type OperandEnergy,
  operandMeters,
  type VirtualMeter,
  virtualEnergy,
} from './energy/virtual-meters.ts';
export type {
  CorrectionStore,
  CounterCheckpoint,
  EnergyStore,
  EnterprisesRange,
  MeterDay,
  MeterDayDemand,
  MeterDemand,
  MeterEnergy,
  MeterRange,
  ReadingCorrection,
  ReadingPage,
  ReadingScan,
} from './energy-ports.ts';
export { OLD_DAYS_MS } from './energy-ports.ts';
export { DomainError, ERROR_CODES, type ErrorCode } from './errors.ts';
export { isSafeId } from './identity/ids.ts';
export {
  isUnifiedSocialCreditCode,
  normaliseUnifiedSocialCreditCode,
  unifiedSocialCreditCheckCharacter,
} from './identity/unified-social-credit-code.ts';
export { invariant } from './invariant.ts';
export { toAccountLines } from './ledger/account-lines.ts';
export {
  type AwaitingMonth,
  awaitingMonths,
  type KnownMonth,
  ledgerDueOn,
} from './ledger/awaiting.ts';
export {
  BALANCE_ITEMS,
  type BalanceFactor,
  type BalanceFigure,
  type BalanceItem,
  type BalanceKind,
  type BalanceRequest,
  type BalanceYear,
  energyBalance,
} from './ledger/balance.ts';
export {
  type BillSplit,
  billPeriod,
  dayAfter,
  type EnergyBill,
  LAST_DAY_OF_MONTH,
  splitDiffers,
} from './ledger/bills.ts';
export { checkLedgerChain } from './ledger/check-chain.ts';
export { QUANTITY_NAMES } from './ledger/check-line.ts';
export { type CheckedLedger, checkLedger, type LedgerContext } from './ledger/check-month.ts';
export {
  hasBlocking,
  LEDGER_FINDING_CODES,
  type LedgerFinding,
  type LedgerFindingCode,
} from './ledger/findings.ts';
export {
  isLedgerKind,
  isStockedKind,
  kindNameZh,
  LEDGER_KINDS,
  parseLedgerKind,
  unitFitsKind,
  unitNameZh,
  usualUnitOf,
} from './ledger/kinds.ts';
export * from './ledger/ledger-month.ts';
export { addMonths, isMonth, monthsBetween, monthsOfYear } from './ledger/months.ts';
export * from './ledger/reconciliation.ts';
export * from './ledger/workflow.ts';
export * from './limits/limit-for.ts';
export { REFERENCE_LIMIT_TABLE } from './limits/limit-table.ts';
export * from './limits/limit-types.ts';
export { applyCorrections, correctedPages, type MeterReadingPage } from './metering/corrections.ts';
export { type CountRequest, countAll, countReadings } from './metering/counter.ts';
export {
  type CounterState,
  decodeCounterState,
  EMPTY_STATE,
  encodeCounterState,
  isSettled,
  type MeterReading,
  openSegment,
  stateInstantMs,
} from './metering/counter-state.ts';
export {
  COUNTING_START,
  type CountingPoint,
  decodeCountingPoint,
  encodeCountingPoint,
  type OpenPeriods,
} from './metering/counting-point.ts';
export { type QuarterDemand, quarterDemands } from './metering/demand.ts';
export {
  type BucketFrame,
  bucketDays,
  bucketDemands,
  bucketFrame,
  type DemandBucket,
  dayFrame,
  type EvenBuckets,
  evenFrame,
  evenStretches,
} from './metering/demand-buckets.ts';
export type { DayEnergy, DemandSummary } from './metering/demand-summary.ts';
export {
  ENGINE_VERSION,
  type EnergySegment,
  energyUntil,
  QUALITIES,
  type Quality,
  SEGMENT_REASONS,
  type SegmentReason,
  type SegmentSink,
} from './metering/energy-segment.ts';
export {
  createHourTotals,
  type HourTotals,
  type PeriodEnergy,
  periodsFromHours,
} from './metering/hours.ts';
export { createMeterCount, type MeterCount } from './metering/meter-count.ts';
export {
  createTimeline,
  type MeterEpoch,
  type MeterExchange,
  type MeterHistory,
  type MeterTimeline,
} from './metering/meter-history.ts';
export type { CountedPeriods } from './metering/period-totals.ts';
export {
  decodePosition,
  encodePosition,
  GATEWAY_NUMBER_MAX,
  SEQUENCES_PER_GATEWAY,
} from './metering/position.ts';
export { QUANTUM, quantise } from './metering/quantum.ts';
export {
  FUTURE_TOLERANCE_MS,
  instantProblem,
  OLDEST_READING_MS,
  type ParsedInstant,
  type ParsedValue,
  parseInstant,
  parseValue,
  READINGS_PER_MESSAGE_MAX,
  type ReadingProblem,
  VALUE_MAX,
  valueProblem,
} from './metering/reading.ts';
export { fateOf, type ReadingFate, type StoredReading } from './metering/stored-reading.ts';
export { resolveWinners } from './metering/winners.ts';
export {
  type BookContext,
  type BookDecision,
  type BookSend,
  concerns,
  EMPTY_BOOK,
  type NotificationBook,
  stepBook,
  takeIn,
} from './notifications/book.ts';
export {
  BREAKER_WINDOW_MS,
  type BreakerLimits,
  type BreakerState,
  DEFAULT_BREAKER_LIMITS,
  stepBreaker,
} from './notifications/breaker.ts';
export {
  DATA_ABSENCE_RULES,
  type MutingStop,
  type Silence,
  type SilenceMatcher,
  silenceMatches,
} from './notifications/muting.ts';
export { isTimeOfDay, quietUntilMs } from './notifications/quiet-hours.ts';
export {
  afterAttempt,
  pauseMs,
  SEND_ATTEMPTS_MAX,
  SEND_OUTCOMES,
  type SendOutcome,
} from './notifications/retry.ts';
export * from './notifications/types.ts';
export * from './policy/check-policy.ts';
export * from './policy/compare-policies.ts';
export {
  daysInMonth,
  linearShape,
  type MonthShape,
  monthShape,
  type YearOfMonths,
} from './policy/month-shape.ts';
export * from './policy/plan-curve.ts';
export * from './policy/policy-document.ts';
export { springFestivalOf } from './policy/spring-festival.ts';
export * from './policy/target-period.ts';
export {
  type SectorTemplate,
  sectorTemplates,
  withTemplate,
} from './policy/templates/sector-templates.ts';
export * from './policy/version-order.ts';
export {
  type MeterInstants,
  type ReadingStore,
  type RefusedReading,
  StoreUnavailableError,
  type WriteOutcome,
} from './ports.ts';
export {
  type ClassProposal,
  DEFAULT_CLASS_SETTINGS,
  proposeClass,
} from './registers/class-proposal.ts';
export * from './registers/elimination-list.ts';
export { type ObsoleteEquipment, obsoleteEquipment } from './registers/obsolete-equipment.ts';
export * from './registers/register-documents.ts';
export {
  adjustedBaselineTce,
  checkSaving,
  isSignificantSaving,
  type SavingProblem,
} from './registers/saving-check.ts';
export * from './registers/saving-regression.ts';
export * from './registry/lists.ts';
export type {
  RegisteredDevice,
  RegisteredHistory,
  RegisteredMeter,
  RegistrySnapshot,
} from './registry/snapshot.ts';
export * from './rules/area/area-judgement.ts';
export * from './rules/area/area-months.ts';
export * from './rules/area/area-register-rules.ts';
export * from './rules/area/area-share-rules.ts';
export * from './rules/area/area-thresholds.ts';
export * from './rules/area/area-total-rules.ts';
export * from './rules/area/area-waiver.ts';
export * from './rules/budget-forecasts.ts';
export * from './rules/budget-rules.ts';
export * from './rules/duty-rules.ts';
export * from './rules/forecast.ts';
export * from './rules/judgement.ts';
export * from './rules/line-limits.ts';
export { type MessageKey, type MessageValues, RULE_MESSAGES } from './rules/messages.ts';
export * from './rules/ratio-rules.ts';
export * from './rules/settled-months.ts';
export * from './rules/suspicion/against.ts';
export * from './rules/suspicion/enterprise-suspicions.ts';
export {
  meterSuspicions,
  type SuspectMeter,
  type SuspectPeriod,
} from './rules/suspicion/meter-suspicions.ts';
export * from './rules/suspicion/series.ts';
export {
  judgeSuspicions,
  SUSPICIONS,
  type Suspicion,
  type SuspicionKind,
} from './rules/suspicion/suspicion.ts';
export * from './rules/target-months.ts';
export * from './rules/target-standing.ts';
export * from './rules/thresholds.ts';
export { drawSample, SAMPLE_METHOD } from './sampling/draw-sample.ts';
export {
  instantOfLocal,
  PERIOD_UNITS,
  type Period,
  type PeriodUnit,
  periodAt,
  periodNamed,
  periodsBetween,
} from './time/borders.ts';
export {
  type ComparablePeriods,
  changeRatio,
  comparablePeriods,
} from './time/comparable-periods.ts';
export { addDays, datesBetween, dayNumberOf, weekdayOf } from './time/dates.ts';
export { isTimeZone, localDate } from './time/local-day.ts';
export { zoneOffsetMs } from './time/zone-offsets.ts';
