export { DomainError, ERROR_CODES, type ErrorCode } from './errors.ts';
export { isSafeId } from './identity/ids.ts';
export {
  isUnifiedSocialCreditCode,
  normaliseUnifiedSocialCreditCode,
  unifiedSocialCreditCheckCharacter,
} from './identity/unified-social-credit-code.ts';
export { invariant } from './invariant.ts';
export {
  decodePosition,
  encodePosition,
  GATEWAY_NUMBER_MAX,
  SEQUENCES_PER_GATEWAY,
} from './metering/position.ts';
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
export {
  type MeterInstants,
  type ReadingStore,
  type RefusedReading,
  StoreUnavailableError,
  type WriteOutcome,
} from './ports.ts';
export * from './registry/lists.ts';
export type { RegisteredDevice, RegisteredMeter, RegistrySnapshot } from './registry/snapshot.ts';
export { isTimeZone, localDate } from './time/local-day.ts';
