/**
 * Every failure a person or program can be told about. Codes are part of the interface: never
 * renamed, never reused. What each means and what to do stands in this package's README.
 */
export const ERROR_CODES = [
  'INVALID_REQUEST',
  'UNAUTHENTICATED',
  'LOGIN_FAILED',
  'LOGIN_THROTTLED',
  'PASSWORD_CHANGE_REQUIRED',
  'PASSWORD_TOO_WEAK',
  'PASSWORD_WRONG',
  'FORBIDDEN',
  'NOT_FOUND',
  'ENTERPRISE_ID_INVALID',
  'ENTERPRISE_EXISTS',
  'SITE_EXISTS',
  'SITE_NOT_FOUND',
  'METER_EXISTS',
  'METER_MASTER_NOT_FOUND',
  'METER_MASTER_CIRCULAR',
  'METER_FLOW_REFUSED',
  'METER_UNIT_INCOMPATIBLE',
  'METER_HAS_READINGS',
  'METER_IN_USE',
  'FACTOR_SET_EXISTS',
  'FACTOR_SET_NOT_FOUND',
  'ASSESSED_RULE_EXISTS',
  'ASSESSED_RULE_NOT_FOUND',
  'ASSESSED_RULE_SUPERSEDED',
  'FORMULA_INVALID',
  'FORMULA_CIRCULAR',
  'DEVICE_EXISTS',
  'CERTIFICATE_INVALID',
  'CERTIFICATE_AUTHORITY_MISSING',
  'SECRETS_KEY_MISSING',
  'PRODUCT_EXISTS',
  'USER_EXISTS',
  'ROLES_INCOMPATIBLE',
  'LAST_SECURITY_USER',
  'REGISTRY_NOT_PUBLISHED',
  'TIME_RANGE_INVALID',
  'TIME_RANGE_TOO_WIDE',
  'AS_OF_UNKNOWN',
  'PAYLOAD_TOO_LARGE',
  'RATE_LIMITED',
  'QUARANTINE_NOT_REPLAYABLE',
  'IMPORT_INVALID',
  'LEDGER_INVALID',
  'LEDGER_DRAFT_CHANGED',
  'LEDGER_STEP_NOT_ALLOWED',
  'LEDGER_SAME_PERSON',
  'LEDGER_REASON_MISSING',
  'BILL_OVERLAPS',
  'CORRECTION_INVALID',
  'CORRECTION_STATE_WRONG',
  'DUTIES_NOT_SEPARATED',
  'ATTACHMENT_REFUSED',
  'ENGAGEMENT_ENDED',
  'AUDITOR_NOT_FOUND',
  'FINDING_ACTION_REFUSED',
  'EXPORT_RUNNING',
  'ALERT_ACTION_REFUSED',
  'MEASURE_NOT_PERMITTED',
  'CASE_STEP_REFUSED',
  'CASE_INVALID',
  'POLICY_INVALID',
  'POLICY_DRAFT_CHANGED',
  'POLICY_STATE_WRONG',
  'REGISTER_ENTRY_INVALID',
  'STORE_UNAVAILABLE',
  'GATEWAY_UNAVAILABLE',
  'JOURNAL_BLOCKED',
  'VERIFICATION_RUNNING',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** A failure with a registered code and a sentence that says what to do. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  /** Further facts for the answer's body, such as row numbers; never secrets. */
  readonly details: unknown;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; details?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.details = options.details;
  }
}
