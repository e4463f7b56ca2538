import { addDays } from '../time/dates.ts';

/** 检定 is verification by an authorised body against a regulation, 校准 calibration; they differ. */
export const CALIBRATION_KINDS = ['verification', 'calibration'] as const;
export type CalibrationKind = (typeof CALIBRATION_KINDS)[number];

/** What a certificate says of the meter. */
export const CALIBRATION_RESULTS = ['passed', 'failed'] as const;
export type CalibrationResult = (typeof CALIBRATION_RESULTS)[number];

/** One certificate of one meter; facts are added, never changed. */
export interface CalibrationRecord {
  /** Rises with every record of the meter. */
  readonly revision: number;
  readonly kind: CalibrationKind;
  readonly certificateNo: string;
  readonly organisation: string;
  /** Day of the act, `YYYY-MM-DD`. */
  readonly performedOn: string;
  /** Last day it is valid; null for a certificate that names none (a calibration often does not). */
  readonly validUntil: string | null;
  readonly result: CalibrationResult;
  /** Class as on the certificate, such as `0.5S`. */
  readonly accuracyClass: string | null;
  /** Revision of a record that was entered wrongly and that this one replaces. */
  readonly replaces: number | null;
  readonly recordedAtMs: number;
}

/** Whether a meter's figures stand on a certificate. */
export const CALIBRATION_STATES = ['valid', 'expired', 'failed', 'none'] as const;
export type CalibrationState = (typeof CALIBRATION_STATES)[number];

/** State of a meter on one day, with the record it rests on. */
export interface CalibrationStanding {
  readonly state: CalibrationState;
  readonly record: CalibrationRecord | null;
}

/**
 * State of a meter on a day of the enterprise's zone: decided by the last act up to that day, of
 * several on one day by the one recorded last. A later failure ends an earlier validity.
 *
 * @param records of one meter, in any order
 * @param asOfMs only what was recorded by this instant counts
 * @example calibrationStateAt([], '2026-11-21').state // 'none'
 */
export function calibrationStateAt(
  records: readonly CalibrationRecord[],
  date: string,
  asOfMs: number = Number.POSITIVE_INFINITY,
): CalibrationStanding {
  const known = records.filter(({ recordedAtMs }) => recordedAtMs <= asOfMs);
  const replaced = new Set(known.map(({ replaces }) => replaces));
  let last: CalibrationRecord | null = null;
  for (const record of known) {
    if (replaced.has(record.revision) || record.performedOn > date) continue;
    if (last === null || isLater(record, last)) last = record;
  }
  if (last === null) return { state: 'none', record: null };
  if (last.result === 'failed') return { state: 'failed', record: last };
  const isOver = last.validUntil !== null && last.validUntil < date;
  return { state: isOver ? 'expired' : 'valid', record: last };
}

/** Days until a valid certificate ends; null where none is valid or it names no end. */
export function calibrationDaysLeft(standing: CalibrationStanding, date: string): number | null {
  const validUntil = standing.record?.validUntil ?? null;
  if (standing.state !== 'valid' || validUntil === null) return null;
  return (Date.parse(validUntil) - Date.parse(date)) / 86_400_000;
}

/** Whether a valid certificate ends within so many days. */
export function isExpiringWithin(
  standing: CalibrationStanding,
  date: string,
  days: number,
): boolean {
  const validUntil = standing.record?.validUntil ?? null;
  return standing.state === 'valid' && validUntil !== null && validUntil <= addDays(date, days);
}

function isLater(one: CalibrationRecord, other: CalibrationRecord): boolean {
  if (one.performedOn !== other.performedOn) return one.performedOn > other.performedOn;
  return one.revision > other.revision;
}
