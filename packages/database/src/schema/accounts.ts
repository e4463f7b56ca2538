import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
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
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { instant, SAFE_ID_PATTERN } from './columns.ts';
import { enterprise, meter } from './registry.ts';

// Everything that turns quantities into figures. All tables here only grow (triggers refuse the rest),
// so that a figure can be computed again as of any time.

const safeId = (column: unknown) => sql`${column} ~ ${sql.raw(`'${SAFE_ID_PATTERN}'`)}`;
/** Number of a record, in the order of recording. */
const recordNo = () => bigint('no', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity();
const recorded = {
  recordedAt: instant('recorded_at').notNull(),
  recordedBy: text('recorded_by').notNull(),
};

/** Factors that are published, pinned and cited together. */
export const factorSet = pgTable(
  'factor_set',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    publishedOn: date('published_on').notNull(),
    /** Set it was made from by changes; null where it stands for itself. */
    basedOn: text('based_on'),
    /** SHA-256 (hex) of the factors as canonical JSON. */
    sha256: text('sha256').notNull(),
    ...recorded,
  },
  (table) => [
    check('factor_set_id_shape', safeId(table.id)),
    foreignKey({ columns: [table.basedOn], foreignColumns: [table.id] }),
    index('factor_set_newest').on(table.publishedOn, table.recordedAt),
  ],
);

/** One factor of a set. */
export const factor = pgTable(
  'factor',
  {
    setId: text('set_id')
      .notNull()
      .references(() => factorSet.id),
    id: text('id').notNull(),
    type: text('type').notNull(),
    energyKind: text('energy_kind').notNull(),
    /** The record as the domain has it, without the mark `verified`. */
    document: jsonb('document').notNull(),
    /** Set that it was first entered with: a check of an unchanged factor holds in later sets. */
    originSetId: text('origin_set_id').notNull(),
    /** Place within the set. */
    position: integer('position').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.setId, table.id] }),
    check('factor_type', sql`${table.type} in ('standard-coal', 'carbon', 'density')`),
  ],
);

/** Who compared a factor with which text, and whether it agrees; the last one counts. */
export const factorVerification = pgTable(
  'factor_verification',
  {
    no: recordNo(),
    originSetId: text('origin_set_id').notNull(),
    factorId: text('factor_id').notNull(),
    agrees: boolean('agrees').notNull(),
    /** The text it was compared with: standard, edition, page. */
    checkedAgainst: text('checked_against').notNull(),
    note: text('note').notNull().default(''),
    ...recorded,
  },
  (table) => [
    foreignKey({
      name: 'factor_verification_factor_fk',
      columns: [table.originSetId, table.factorId],
      foreignColumns: [factor.setId, factor.id],
    }),
    index('factor_verification_factor').on(table.originSetId, table.factorId, table.no),
  ],
);

/** Measured net calorific values (低位发热量) by month or batch. */
export const enterpriseCalorificValue = pgTable(
  'enterprise_calorific_value',
  {
    no: recordNo(),
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    energyKind: text('energy_kind').notNull(),
    unit: text('unit').notNull(),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to').notNull(),
    batch: text('batch').notNull(),
    batchQuantity: doublePrecision('batch_quantity'),
    /** Null takes an earlier value back. */
    kjPerUnit: doublePrecision('kj_per_unit'),
    documentNo: text('document_no').notNull(),
    ...recorded,
  },
  (table) => [
    index('enterprise_calorific_value_enterprise').on(table.enterpriseId, table.validFrom),
    check('enterprise_calorific_value_unit', sql`${table.unit} in ('kg', 'm3')`),
    check('enterprise_calorific_value_period', sql`${table.validFrom} < ${table.validTo}`),
    check(
      'enterprise_calorific_value_batch',
      sql`(${table.batch} = '') = (${table.batchQuantity} is null)`,
    ),
  ],
);

/** What an authority counts (考核口径), by scope and date. */
export const assessedRule = pgTable(
  'assessed_rule',
  {
    no: recordNo(),
    id: text('id').notNull(),
    scopeType: text('scope_type').notNull(),
    scopeValue: text('scope_value').notNull(),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to'),
    base: text('base').notNull(),
    deductions: jsonb('deductions').notNull(),
    issuer: text('issuer').notNull(),
    documentNo: text('document_no').notNull(),
    issuedOn: date('issued_on').notNull(),
    supersedes: bigint('supersedes', { mode: 'number' }),
    ...recorded,
  },
  (table) => [
    uniqueIndex('assessed_rule_id_key').on(table.id),
    uniqueIndex('assessed_rule_supersedes_key').on(table.supersedes),
    foreignKey({ columns: [table.supersedes], foreignColumns: [table.no] }),
    index('assessed_rule_scope').on(table.scopeType, table.scopeValue),
    check('assessed_rule_id_shape', safeId(table.id)),
    check(
      'assessed_rule_period',
      sql`${table.validTo} is null or ${table.validFrom} < ${table.validTo}`,
    ),
    check('assessed_rule_base', sql`${table.base} in ('comprehensive', 'statistical')`),
    check(
      'assessed_rule_scope_value',
      sql`${table.scopeType} in ('enterprise', 'park', 'region', 'sector', 'nation')
        and (${table.scopeValue} = '') = (${table.scopeType} = 'nation')`,
    ),
  ],
);

/** Where an enterprise's figures of one kind come from, from a day on. */
export const energySourceSetting = pgTable(
  'energy_source_setting',
  {
    no: recordNo(),
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    energyKind: text('energy_kind').notNull(),
    validFrom: date('valid_from').notNull(),
    source: text('source'),
    isFeedstock: boolean('is_feedstock').notNull(),
    ...recorded,
  },
  (table) => [
    index('energy_source_setting_enterprise').on(table.enterpriseId),
    check('energy_source_setting_source', sql`${table.source} in ('metered', 'ledger')`),
  ],
);

/** What a generated flow is made from, from a day on. */
export const generationSetting = pgTable(
  'generation_setting',
  {
    no: recordNo(),
    enterpriseId: text('enterprise_id').notNull(),
    meterId: text('meter_id').notNull(),
    validFrom: date('valid_from').notNull(),
    generation: text('generation').notNull(),
    ...recorded,
  },
  (table) => [
    foreignKey({
      name: 'generation_setting_meter_fk',
      columns: [table.enterpriseId, table.meterId],
      foreignColumns: [meter.enterpriseId, meter.id],
    }),
    index('generation_setting_enterprise').on(table.enterpriseId),
    check('generation_setting_value', sql`${table.generation} in ('renewable', 'conversion')`),
  ],
);

/** A meter that is calculated from others (虚拟表计). */
export const virtualMeter = pgTable(
  'virtual_meter',
  {
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    id: text('id').notNull(),
    name: text('name').notNull(),
    energyKind: text('energy_kind').notNull(),
    unit: text('unit').notNull(),
    ...recorded,
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.id] }),
    check('virtual_meter_id_shape', safeId(table.id)),
  ],
);

/** Its formula from an instant on; of several of one instant the highest revision counts. */
export const virtualMeterFormula = pgTable(
  'virtual_meter_formula',
  {
    enterpriseId: text('enterprise_id').notNull(),
    virtualMeterId: text('virtual_meter_id').notNull(),
    revision: integer('revision').notNull(),
    validFrom: instant('valid_from').notNull(),
    formula: text('formula').notNull(),
    ...recorded,
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.virtualMeterId, table.revision] }),
    foreignKey({
      name: 'virtual_meter_formula_meter_fk',
      columns: [table.enterpriseId, table.virtualMeterId],
      foreignColumns: [virtualMeter.enterpriseId, virtualMeter.id],
    }),
  ],
);
