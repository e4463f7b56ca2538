import { sql } from 'drizzle-orm';
import {
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import { instant, SAFE_ID_PATTERN } from './columns.ts';

const safeId = (column: unknown) => sql`${column} ~ ${sql.raw(`'${SAFE_ID_PATTERN}'`)}`;

/** Administrative region; a code covers every code that it prefixes. */
export const region = pgTable(
  'region',
  { code: text('code').primaryKey(), name: text('name') },
  (table) => [check('region_code_shape', sql`${table.code} ~ '^[0-9]{2,12}$'`)],
);

/** Industrial park. */
export const park = pgTable(
  'park',
  {
    code: text('code').primaryKey(),
    name: text('name'),
    regionCode: text('region_code').references(() => region.code),
  },
  (table) => [check('park_code_shape', safeId(table.code))],
);

/** One legal person, by its unified social credit code (统一社会信用代码). */
export const enterprise = pgTable(
  'enterprise',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    regionCode: text('region_code')
      .notNull()
      .references(() => region.code),
    /** GB/T 4754, such as `C3011`. */
    industryCode: text('industry_code').notNull(),
    parkCode: text('park_code').references(() => park.code),
    /** Entry of the annual class list, free text until that list is kept here. */
    class: text('class'),
    /** Rises by one with every change of what the data plane must know. */
    registryVersion: integer('registry_version').notNull().default(0),
    /** Highest version known to be in Redis; below `registry_version` means "to be published". */
    publishedVersion: integer('published_version').notNull().default(0),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (table) => [
    check('enterprise_id_shape', sql`${table.id} ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'`),
    check('enterprise_industry_code_shape', sql`${table.industryCode} ~ '^[A-Z][0-9]{0,4}$'`),
    index('enterprise_region').on(sql`${table.regionCode} text_pattern_ops`),
    index('enterprise_park').on(table.parkCode),
    index('enterprise_unpublished')
      .on(table.id)
      .where(sql`${table.publishedVersion} < ${table.registryVersion}`),
  ],
);

/**
 * The zone in which an enterprise's days are counted, from an instant on. Rows are only added: among
 * those of one instant the highest revision counts.
 */
export const enterpriseEpoch = pgTable(
  'enterprise_epoch',
  {
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    revision: integer('revision').notNull(),
    validFrom: instant('valid_from').notNull(),
    timeZone: text('time_zone').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`now()`),
    recordedBy: text('recorded_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.enterpriseId, table.revision] })],
);

/** Credit codes the same enterprise had before a merger or a change of its legal form. */
export const enterprisePredecessor = pgTable(
  'enterprise_predecessor',
  {
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    predecessorId: text('predecessor_id').notNull(),
    changedOn: date('changed_on').notNull(),
    note: text('note').notNull().default(''),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.predecessorId] }),
    check(
      'enterprise_predecessor_shape',
      sql`${table.predecessorId} ~ '^[0-9A-HJ-NPQRTUWXY]{18}$' and ${table.predecessorId} <> ${table.enterpriseId}`,
    ),
  ],
);

/** A plant of an enterprise: one legal person may have several, in several counties. */
export const site = pgTable(
  'site',
  {
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    id: text('id').notNull(),
    name: text('name').notNull(),
    regionCode: text('region_code').references(() => region.code),
    address: text('address').notNull().default(''),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.id] }),
    check('site_id_shape', safeId(table.id)),
  ],
);

/** Something that publishes: an edge gateway of the enterprise. One credential counts at a time. */
export const device = pgTable(
  'device',
  {
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    id: text('id').notNull(),
    name: text('name').notNull().default(''),
    /** SHA-256 (hex) of the generated 128-bit secret; null where a certificate counts. */
    passwordSha256: text('password_sha256'),
    /** SHA-256 fingerprint (hex) of the client certificate; null where a password counts. */
    certificateSha256: text('certificate_sha256'),
    issuedAt: instant('issued_at').notNull(),
    revokedAt: instant('revoked_at'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.id] }),
    check('device_id_shape', safeId(table.id)),
    check(
      'device_one_credential',
      sql`num_nonnulls(${table.passwordSha256}, ${table.certificateSha256}) = 1`,
    ),
  ],
);

/** Every credential a device ever had; the last row of a device is the one in `device`. */
export const deviceCredential = pgTable(
  'device_credential',
  {
    enterpriseId: text('enterprise_id').notNull(),
    deviceId: text('device_id').notNull(),
    revision: integer('revision').notNull(),
    kind: text('kind').notNull(),
    sha256: text('sha256').notNull(),
    issuedAt: instant('issued_at').notNull(),
    issuedBy: text('issued_by').notNull(),
    /** End of a certificate's validity, where we know it. */
    expiresAt: instant('expires_at'),
    /** When it stopped counting: replaced by the next one or revoked. */
    endedAt: instant('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.deviceId, table.revision] }),
    foreignKey({
      columns: [table.enterpriseId, table.deviceId],
      foreignColumns: [device.enterpriseId, device.id],
    }),
    check('device_credential_kind', sql`${table.kind} in ('password', 'certificate')`),
  ],
);

/** A meter; what its readings mean stands in its epochs. */
export const meter = pgTable(
  'meter',
  {
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    id: text('id').notNull(),
    name: text('name').notNull(),
    /** Level of GB 17167: 1 in and out of the unit, 2 main sub-unit, 3 main equipment. */
    level: integer('level').notNull(),
    siteId: text('site_id'),
    /** National data code (采集数据编码), 16 digits. */
    dataCode: text('data_code'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.id] }),
    foreignKey({
      columns: [table.enterpriseId, table.siteId],
      foreignColumns: [site.enterpriseId, site.id],
    }),
    check('meter_id_shape', safeId(table.id)),
    check('meter_level', sql`${table.level} in (1, 2, 3)`),
    check('meter_data_code_shape', sql`${table.dataCode} ~ '^[0-9]{16}$'`),
  ],
);

/**
 * What a meter's readings mean from an instant on. Rows are only added: in force at an instant is
 * the latest `valid_from` up to it, and of several with the same one the highest revision.
 */
export const meterEpoch = pgTable(
  'meter_epoch',
  {
    enterpriseId: text('enterprise_id').notNull(),
    meterId: text('meter_id').notNull(),
    revision: integer('revision').notNull(),
    validFrom: instant('valid_from').notNull(),
    energyKind: text('energy_kind').notNull(),
    kind: text('kind').notNull(),
    unit: text('unit').notNull(),
    flow: text('flow').notNull(),
    /** CT × PT: what one unit on the meter is in units of energy. */
    multiplier: doublePrecision('multiplier').notNull(),
    intervalSeconds: integer('interval_seconds'),
    registerMax: doublePrecision('register_max'),
    ratedPowerKw: doublePrecision('rated_power_kw'),
    masterMeterId: text('master_meter_id'),
    recordedAt: instant('recorded_at').notNull().default(sql`now()`),
    recordedBy: text('recorded_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.meterId, table.revision] }),
    foreignKey({
      columns: [table.enterpriseId, table.meterId],
      foreignColumns: [meter.enterpriseId, meter.id],
    }),
    foreignKey({
      name: 'meter_epoch_master_fk',
      columns: [table.enterpriseId, table.masterMeterId],
      foreignColumns: [meter.enterpriseId, meter.id],
    }),
    check('meter_epoch_not_own_master', sql`${table.masterMeterId} <> ${table.meterId}`),
    check('meter_epoch_kind', sql`${table.kind} in ('register', 'interval', 'power')`),
    check(
      'meter_epoch_interval',
      sql`(${table.kind} = 'register') = (${table.intervalSeconds} is null)`,
    ),
    check('meter_epoch_multiplier', sql`${table.multiplier} > 0`),
  ],
);

/** Something the enterprise makes, for output and unit-product energy use. */
export const product = pgTable(
  'product',
  {
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    id: text('id').notNull(),
    name: text('name').notNull(),
    unit: text('unit').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.id] }),
    check('product_id_shape', safeId(table.id)),
  ],
);

/** Every version of every enterprise's registry as the data plane was given it. Append-only. */
export const registrySnapshot = pgTable(
  'registry_snapshot',
  {
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    version: integer('version').notNull(),
    document: jsonb('document').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`now()`),
    /** Instant whose epochs it shows; an epoch that starts later asks for a new version then. */
    asOf: instant('as_of').notNull(),
  },
  (table) => [primaryKey({ columns: [table.enterpriseId, table.version] })],
);
