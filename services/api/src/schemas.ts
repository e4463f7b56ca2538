import {
  ENERGY_KINDS,
  ERROR_CODES,
  isSafeId,
  isTimeZone,
  isUnifiedSocialCreditCode,
  METER_FLOWS,
  METER_KINDS,
  METER_LEVELS,
  METER_UNITS,
  OLDEST_READING_MS,
  parseInstant,
  VALUE_MAX,
} from '@hengneng/domain';
import { z } from 'zod';

/** Rows a list answers at most. */
export const PAGE_LIMIT_MAX = 1_000;

/** Device, meter, product and site ids. */
export const idSchema = z
  .string()
  .refine(isSafeId, 'must be 1 to 64 of A-Z a-z 0-9 _ . - and no name that JavaScript reserves');

/** Unified social credit code in a body: checked with its check character. */
export const creditCodeSchema = z
  .string()
  .refine(
    isUnifiedSocialCreditCode,
    'must be a unified social credit code: 18 characters, the last one a valid check character',
  );

/** An enterprise id in a path: whatever it is, a wrong one is simply not found. */
export const enterpriseParamsSchema = z.object({ enterpriseId: z.string().max(64) });

export const regionCodeSchema = z.string().regex(/^\d{2,12}$/, 'must be 2 to 12 digits');
export const industryCodeSchema = z
  .string()
  .regex(/^[A-Z]\d{0,4}$/, 'must be a code of GB/T 4754, such as C3011');
export const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, 'must be an IANA zone, such as Asia/Shanghai');
export const nameSchema = z.string().trim().min(1).max(200);

/** An instant as people and programs write it; inside, milliseconds since the epoch. */
export const instantSchema = z.codec(z.string().max(40), z.int(), {
  decode: (text, context) => {
    const parsed = parseInstant(text);
    if (typeof parsed === 'number') return parsed;
    context.issues.push({
      code: 'custom',
      message: 'must be ISO 8601 with an offset, such as 2026-11-21T08:15:00+08:00',
      input: text,
    });
    return z.NEVER;
  },
  encode: (atMs) => new Date(atMs).toISOString(),
});

/** A day, `YYYY-MM-DD`, that exists. */
export const dateSchema = z.iso.date();

/** Instants in answers are ISO 8601 in UTC. */
export const answeredInstantSchema = z.string();

/** Text of an instant for an answer. */
export function toIso(atMs: number): string {
  return new Date(atMs).toISOString();
}

/** The same for what may be absent. */
export function toIsoOrNull(atMs: number | null): string | null {
  return atMs === null ? null : toIso(atMs);
}

/** How every list is asked for. */
export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(100),
  after: z.string().max(128).optional().describe('`next` of the page before.'),
});

/** How every list answers. */
export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().optional() });
}

/** Takes a cursor of instant and id apart; undefined where the text is not one. */
export function parseCursor(
  text: string | undefined,
): { readonly atMs: number; readonly id: string } | undefined {
  const match = /^(-?\d{1,15})~([0-9-]{1,64})$/.exec(text ?? '');
  if (match === null) return undefined;
  return { atMs: Number(match[1]), id: match[2] ?? '' };
}

/** Every failure. */
export const failureSchema = z
  .object({
    code: z.enum(ERROR_CODES),
    message: z.string(),
    requestId: z.string().describe('What the log has it under.'),
    details: z.unknown().optional(),
  })
  .meta({ id: 'Failure' });

/** An instant from which on something of the registry holds. */
export const validFromSchema = instantSchema.refine(
  (atMs) => atMs >= OLDEST_READING_MS,
  'must not be before 2000-01-01',
);

const enterpriseFields = {
  name: nameSchema,
  regionCode: regionCodeSchema,
  industryCode: industryCodeSchema,
  timeZone: timeZoneSchema.default('Asia/Shanghai'),
  parkCode: idSchema.nullish(),
  class: nameSchema.nullish(),
};

/** Body of a new enterprise. */
export const newEnterpriseSchema = z.strictObject({ id: creditCodeSchema, ...enterpriseFields });

/** Body of a change; a new zone needs the instant it is valid from. */
export const enterpriseChangeSchema = z
  .strictObject({
    ...enterpriseFields,
    timeZone: timeZoneSchema,
    validFrom: validFromSchema,
  })
  .partial()
  .refine(
    (body) => (body.timeZone === undefined) === (body.validFrom === undefined),
    'a new timeZone and its validFrom come together',
  );

/** Enterprise in answers. */
export const enterpriseSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    regionCode: z.string(),
    industryCode: z.string(),
    timeZone: z.string(),
    parkCode: z.string().optional(),
    class: z.string().optional(),
    registryVersion: z.int(),
    published: z
      .boolean()
      .describe('False until the data plane has the latest registry of the enterprise.'),
  })
  .meta({ id: 'Enterprise' });

const meaningFields = {
  energyKind: z.enum(ENERGY_KINDS),
  kind: z.enum(METER_KINDS),
  unit: z.enum(METER_UNITS),
  flow: z.enum(METER_FLOWS),
  multiplier: z.number().positive().max(1e9),
  intervalSeconds: z
    .int()
    .min(1)
    .max(366 * 86_400)
    .nullish(),
  registerMax: z.number().positive().max(VALUE_MAX).nullish(),
  ratedPowerKw: z.number().positive().max(1e9).nullish(),
  masterMeterId: idSchema.nullish(),
};
const labelFields = {
  name: nameSchema,
  level: z.literal([...METER_LEVELS]),
  siteId: idSchema.nullish(),
  dataCode: z
    .string()
    .transform((text) => text.replaceAll('-', ''))
    .pipe(z.string().regex(/^\d{16}$/, 'must be 16 digits, dashes allowed'))
    .nullish(),
};

/** Body of a new meter; `validFrom` is 2000-01-01 unless given. */
export const newMeterSchema = z
  .strictObject({
    id: idSchema,
    ...labelFields,
    ...meaningFields,
    multiplier: meaningFields.multiplier.default(1),
    level: labelFields.level.default(1),
    validFrom: validFromSchema.optional(),
  })
  .superRefine(checkMeaning);

/** Body of a change; what changes figures needs the instant it is valid from. */
export const meterChangeSchema = z
  .strictObject({ ...labelFields, ...meaningFields, validFrom: validFromSchema })
  .partial();

/** Names of the fields whose change is a dated epoch. */
export const MEANING_FIELDS = Object.keys(meaningFields) as (keyof typeof meaningFields)[];

/** Meter in answers. */
export const meterSchema = z.object({
  id: z.string(),
  name: z.string(),
  energyKind: z.enum(ENERGY_KINDS),
  kind: z.enum(METER_KINDS),
  unit: z.enum(METER_UNITS),
  flow: z.enum(METER_FLOWS),
  level: z.literal([...METER_LEVELS]),
  multiplier: z.number(),
  intervalSeconds: z.int().optional(),
  registerMax: z.number().optional(),
  ratedPowerKw: z.number().optional(),
  masterMeterId: z.string().optional(),
  dataCode: z.string().optional(),
  siteId: z.string().optional(),
  validFrom: answeredInstantSchema,
  retiredAt: answeredInstantSchema
    .optional()
    .describe('From when on it is out of use and owes no readings; absent while it is in use.'),
});

/** What of a meter must fit together, whoever puts it there. */
export function checkMeaning(
  meter: {
    readonly kind: (typeof METER_KINDS)[number];
    readonly unit: (typeof METER_UNITS)[number];
    readonly energyKind: (typeof ENERGY_KINDS)[number];
    readonly intervalSeconds?: number | null | undefined;
  },
  context: { addIssue(issue: { code: 'custom'; message: string; path: string[] }): void },
): void {
  const refuse = (path: string, message: string) =>
    context.addIssue({ code: 'custom', message, path: [path] });
  const hasInterval = meter.intervalSeconds !== undefined && meter.intervalSeconds !== null;
  if (meter.kind === 'register' && hasInterval) {
    refuse('intervalSeconds', 'a register has none');
  }
  if (meter.kind !== 'register' && !hasInterval) {
    refuse('intervalSeconds', `is needed for a meter of kind ${meter.kind}`);
  }
  if ((meter.kind === 'power') !== (meter.unit === 'kW')) {
    refuse('unit', 'kW is the unit of meters of kind power, and of no others');
  }
  if ((meter.energyKind === 'reactive-electricity') !== (meter.unit === 'kvarh')) {
    refuse('unit', 'kvarh is the unit of reactive energy, and of nothing else');
  }
}
