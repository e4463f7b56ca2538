export { isBalanced } from './accounting-sums.ts';
export {
  insertAssessedRule,
  listAssessedRules,
  type NewRule,
  parkRegionCode,
  type RecordedRule,
  readRuleInForce,
} from './accounts/assessed-rules.ts';
export {
  calorificValuesFor,
  enterprisesWithOwnFactors,
  insertCalorificValues,
  listCalorificValues,
  type RecordedCalorificValue,
} from './accounts/calorific-values.ts';
export {
  entriesOf,
  type FactorEntry,
  type FactorSetHead,
  type FactorVerification,
  getFactorSet,
  insertFactorSet,
  listFactorSets,
  loadFactorSet,
  type NewFactorSet,
  newestFactorSetId,
  type Recording,
  type RegisteredFactor,
  seedFactorSet,
  verifyFactor,
} from './accounts/factor-sets.ts';
export {
  insertGenerationSetting,
  insertSourceSetting,
  listSourceSettings,
  type SourceSettings,
} from './accounts/source-settings.ts';
export {
  insertVirtualMeter,
  insertVirtualMeterFormula,
  listVirtualMeters,
  type NewVirtualMeter,
} from './accounts/virtual-meters.ts';
export { type ActingPerson, type AlertAction, actOnAlert } from './alerts/alert-actions.ts';
export * from './alerts/alert-ages.ts';
export { escalateUnverified, listUnverified } from './alerts/alert-escalations.ts';
export {
  ALERT_TRANSITIONS,
  type Alert,
  type AlertCondition,
  type AlertSeverity,
  type AlertTransition,
  type AlertTransitionType,
} from './alerts/alert-row.ts';
export * from './alerts/engagement-alerts.ts';
export * from './alerts/list-alerts.ts';
export {
  type AlertFinding,
  type RaisedAlert,
  RULES_ACTOR,
  raiseOrUpdateAlert,
  raiseOrUpdateAlerts,
} from './alerts/raise-alerts.ts';
export {
  type AreaKey,
  type AreaPlace,
  areaPlace,
  areaText,
  parseArea,
} from './area-alerts/area.ts';
export {
  type AreaAlertAct,
  type AreaAlertFilter,
  actOnAreaAlert,
  getAreaAlert,
  listAreaAlerts,
  listAreaAlertTransitions,
} from './area-alerts/area-alert-list.ts';
export {
  AREA_ALERT_HANDLINGS,
  AREA_ALERT_TRANSITIONS,
  type AreaAlert,
  type AreaAlertTransition,
} from './area-alerts/area-alert-row.ts';
export * from './area-alerts/area-evaluations.ts';
export * from './area-alerts/area-states.ts';
export * from './area-alerts/enterprise-months.ts';
export { type AreaFinding, raiseAreaAlerts } from './area-alerts/raise-area-alerts.ts';
export * from './areas.ts';
export * from './attachments.ts';
export { type AuditEntry, type AuditHead, appendAudit, auditHead } from './audit/append-audit.ts';
export * from './audit/audit-verifications.ts';
export { type AuditFilter, listAuditLog, walkAuditLog } from './audit/read-audit.ts';
export * from './audit/signed-roots.ts';
export * from './audit-work.ts';
export * from './calibrations.ts';
export {
  assertInspection,
  type CaseRequest,
  type CaseWork,
  decideClosing,
  fileRemedy,
  openCase,
  workCase,
} from './cases/case-acts.ts';
export {
  answerDocument,
  type CaseDocument,
  type DocumentContent,
  type DocumentToPrint,
  discardDraft,
  draftDocument,
  EMPTY_CONTENT,
  getDocumentText,
  listCaseDocuments,
  type PrintDocument,
  recordInspection,
  type Service,
  serveDocument,
  signDocument,
  voidDocument,
} from './cases/case-documents.ts';
export type { CaseActor, CaseFile } from './cases/case-row.ts';
export {
  type IssuingBody,
  insertIssuingBody,
  listIssuingBodies,
} from './cases/document-numbers.ts';
export { escalateOverdue, listOverdue, type OverdueDocument } from './cases/escalations.ts';
export * from './cases/list-cases.ts';
export { listDueSoon, REMIND_WORKING_DAYS, remindOfDeadline } from './cases/reminders.ts';
export {
  type Database,
  type DatabaseOptions,
  type Executor,
  isDatabaseUnavailable,
  openDatabase,
} from './connection.ts';
export {
  type CorrectionDecision,
  type Decided,
  decideCorrection,
} from './corrections/decisions.ts';
export { dismissEvent } from './corrections/dismissals.ts';
export {
  type CorrectionInForce,
  correctedInstants,
  listCorrectionsInForce,
} from './corrections/in-force.ts';
export {
  type CorrectionDetails,
  type CorrectionEntry,
  getCorrection,
  listCorrections,
} from './corrections/listing.ts';
export {
  type EffectiveOutput,
  listEffectiveOutputs,
  listOutputs,
  type OutputCorrection,
  type OutputEntry,
  outputCorrections,
} from './corrections/outputs.ts';
export {
  type EventDecision,
  type ExchangeProposal,
  eventDecisions,
  getOpenProposal,
  METER_REPLACED,
} from './corrections/proposals.ts';
export {
  allCorrectionsInForce,
  becomeOnlyPublisher,
  enterprisesWithCorrections,
  markCorrectionsPublished,
  type UnpublishedCorrection,
  unpublishedCorrections,
} from './corrections/publishing.ts';
export {
  type CorrectionItem,
  findRevocable,
  insertCorrection,
  type NewCorrection,
} from './corrections/requests.ts';
export * from './device-activity.ts';
export * from './devices.ts';
export * from './duty/declared-stops.ts';
export * from './duty/duty-days.ts';
export * from './duty/duty-meters.ts';
export {
  COMMISSIONER_TYPES,
  type CommissionerType,
  changeEngagement,
  ENGAGEMENT_STATES,
  type Engagement,
  type EngagementEvent,
  type EngagementState,
  type EngagementViewer,
  findAuditors,
  getEngagement,
  insertEngagement,
  isEngagementWithin,
  listEngagementEvents,
  listEngagements,
  lockEngagement,
  type NewEngagement,
} from './engagements.ts';
export * from './enterprises.ts';
export * from './facts.ts';
export type { Page } from './failures.ts';
export { readHistories } from './histories.ts';
export { findSnapshot, type JudgedRange, judgedSpan, listJudgedRanges } from './judged-ranges.ts';
export { listAwaitingMonths } from './ledger/awaiting.ts';
export * from './ledger/bills.ts';
export * from './ledger/ledger-drafts.ts';
export * from './ledger/ledger-revisions.ts';
export { lockEnterprise } from './lock-enterprise.ts';
export { listMeterMeanings, type MeterMeanings } from './meter-meanings.ts';
export {
  deleteMeter,
  insertRetirement,
  listRetirements,
  type MeterRetirement,
  retirementsInForce,
} from './meter-retirements.ts';
export * from './metering-points.ts';
export {
  existingMeterIds,
  getMeter,
  getMeters,
  insertMeterEpoch,
  insertMeters,
  listMeterEpochs,
  listMeters,
  type Meter,
  type MeterEpoch,
  type MeterMeaning,
  type NewMeter,
  updateMeter,
} from './meters.ts';
export { migrate } from './migrate.ts';
export {
  countForBreaker,
  holdBook,
  holdBreaker,
  keepBook,
  keepBreaker,
  mutingOf,
  readBreaker,
  wakeBooks,
  wakingBooks,
} from './notifications/books.ts';
export {
  type ChannelChange,
  getChannel,
  insertChannel,
  listChannels,
  type NewChannel,
  NOTIFICATION_SCOPES,
  type NotificationScopeType,
  type RegisteredChannel,
  sealChannels,
  updateChannel,
} from './notifications/channels.ts';
export {
  CONTACT_POSTS,
  type ContactChange,
  getContact,
  insertContact,
  listContacts,
  type NewContact,
  type RegisteredContact,
  updateContact,
} from './notifications/contacts.ts';
export {
  type DeliveryEntry,
  getMessage,
  insertTestMessage,
  listDeliveries,
  listMessages,
  type MessageEntry,
  sendAgain,
} from './notifications/delivery-log.ts';
export {
  CHANNEL_KINDS,
  type ChannelKind,
  destinationsOf,
  type FullDestination,
  type MessageKind,
} from './notifications/destinations.ts';
export {
  type ClaimedMessage,
  claimMessages,
  countMessages,
  insertDecisions,
  insertMessages,
  type MessageContent,
  type NewMessage,
  type NotificationSide,
  settleAttempt,
} from './notifications/messages.ts';
export {
  countAlarmingEnterprises,
  enqueueNotification,
  type NewNotification,
  PLATFORM_BOOK,
  queuedBooks,
  takeQueued,
} from './notifications/outbox.ts';
export { createSecretBox, type SecretBox } from './notifications/secret-box.ts';
export {
  endSilence,
  getSilence,
  insertSilence,
  listSilences,
  type NewSilence,
  type RegisteredSilence,
} from './notifications/silences.ts';
export * from './policies/budget-applications.ts';
export * from './policies/list-policies.ts';
export {
  findPolicyDraft,
  outdatePolicyDraft,
  type PartDocument,
  type PartKey,
  POLICY_PARTS,
  type PolicyDraft,
  type PolicyPart,
  savePolicyDraft,
} from './policies/policy-drafts.ts';
export {
  type PartInForce,
  type PolicyInForce,
  policiesInForce,
  policyInForce,
} from './policies/policy-in-force.ts';
export {
  insertPolicyTemplate,
  listPolicyTemplates,
  type NewPolicyTemplate,
  type PolicyTemplate,
} from './policies/policy-templates.ts';
export * from './policies/policy-versions.ts';
export * from './position-cuts.ts';
export * from './reading-verifications.ts';
export { recordFacts } from './record-facts.ts';
export { type RecordPresence, recordPresence } from './record-presence.ts';
export {
  assertOwnAttachments,
  insertRegisterEntry,
  listAreaEntries,
  listEnterpriseEntries,
  listPlatformEntries,
  type NewRegisterEntry,
  nearestRegionEntry,
  type RegisterEntry,
  type RegisterOwner,
  type RegisterQuery,
} from './registers/register-entries.ts';
export * from './reported.ts';
export { readActStamps } from './rules/act-stamps.ts';
export {
  listAlertStates,
  lockAlertStates,
  type StoredAlertState,
  saveAlertStates,
} from './rules/alert-states.ts';
export { listMonthSums, type StoredMonthSums, saveMonthSums } from './rules/month-sums.ts';
export {
  bringEvaluationForward,
  claimDueEvaluations,
  type DueEvaluation,
  evaluationBacklog,
  finishEvaluations,
  takeEvaluationWishes,
} from './rules/rule-evaluations.ts';
export {
  countSavedQueries,
  forgetQuery,
  listSavedQueries,
  type SavedQuery,
  saveQuery,
} from './saved-queries.ts';
export * from './sessions.ts';
export * from './sites-and-products.ts';
export * from './snapshots.ts';
export { createTenantScope, SYSTEM_SCOPE, type TenantScope } from './tenant-scope.ts';
export * from './users.ts';
