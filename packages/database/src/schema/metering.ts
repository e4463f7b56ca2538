import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import { instant, SAFE_ID_PATTERN } from './columns.ts';
import { enterprise, meter } from './registry.ts';

/** Certificates of meters (检定, 校准). Only grows; a wrong entry is replaced by a later one. */
export const meterCalibration = pgTable(
  'meter_calibration',
  {
    enterpriseId: text('enterprise_id').notNull(),
    meterId: text('meter_id').notNull(),
    revision: integer('revision').notNull(),
    kind: text('kind').notNull(),
    certificateNo: text('certificate_no').notNull(),
    organisation: text('organisation').notNull(),
    performedOn: date('performed_on').notNull(),
    /** Last day of validity; null where the certificate names none. */
    validUntil: date('valid_until'),
    result: text('result').notNull(),
    accuracyClass: text('accuracy_class'),
    /** The scanned certificate. */
    attachmentId: text('attachment_id'),
    /** Revision of an earlier entry that was wrong. */
    replaces: integer('replaces'),
    recordedAt: instant('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.meterId, table.revision] }),
    foreignKey({
      columns: [table.enterpriseId, table.meterId],
      foreignColumns: [meter.enterpriseId, meter.id],
    }),
    foreignKey({
      name: 'meter_calibration_replaces_fk',
      columns: [table.enterpriseId, table.meterId, table.replaces],
      foreignColumns: [table.enterpriseId, table.meterId, table.revision],
    }),
    check('meter_calibration_kind', sql`${table.kind} in ('verification', 'calibration')`),
    check('meter_calibration_result', sql`${table.result} in ('passed', 'failed')`),
    check('meter_calibration_validity', sql`${table.validUntil} >= ${table.performedOn}`),
    check('meter_calibration_replaces', sql`${table.replaces} < ${table.revision}`),
  ],
);

/** Places where GB 17167 may ask for a meter. Only grows: of one id the last revision counts. */
export const meteringPoint = pgTable(
  'metering_point',
  {
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    id: text('id').notNull(),
    revision: integer('revision').notNull(),
    name: text('name').notNull(),
    group: text('fit_group').notNull(),
    level: integer('level').notNull(),
    /** Rated power, throughput or yearly use, in the unit of the group's threshold. */
    size: doublePrecision('size'),
    accuracyClassMax: doublePrecision('accuracy_class_max'),
    meterId: text('meter_id'),
    removed: boolean('removed').notNull().default(false),
    recordedAt: instant('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.id, table.revision] }),
    foreignKey({
      name: 'metering_point_meter_fk',
      columns: [table.enterpriseId, table.meterId],
      foreignColumns: [meter.enterpriseId, meter.id],
    }),
    index('metering_point_meter').on(table.enterpriseId, table.meterId),
    check('metering_point_level', sql`${table.level} in (1, 2, 3)`),
    check('metering_point_id_shape', sql`${table.id} ~ ${sql.raw(`'${SAFE_ID_PATTERN}'`)}`),
  ],
);
