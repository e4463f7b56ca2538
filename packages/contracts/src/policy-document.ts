import {
  ACCOUNTED_METER_KINDS,
  ACCOUNTS,
  BASES,
  checkPolicy,
  FURTHER_KINDS,
  isSafeId,
  isUnifiedSocialCreditCode,
  MEASURE_CATEGORIES,
  MEASURE_STATUSES,
  METER_UNITS,
  type PolicyDocument,
  type PolicyThresholds,
  RULE_DEFAULTS,
  RULES,
  SETTLING_DEFAULTS,
  TARGET_METRICS,
  TARGET_PERIODS,
} from '@hengneng/domain';
import { z } from 'zod';

const idSchema = z
  .string()
  .regex(/^[A-Za-z0-9_.-]{1,64}$/)
  .refine(isSafeId, 'Not a name that may be used.');
const textSchema = z.string().trim().min(1).max(500);
const amountSchema = z.number().min(-1e12).max(1e12);
const yearSchema = z.int().min(2000).max(2100);

/** One target, the authority's (用能预算, 限额). */
export const targetSchema = z.strictObject({
  id: idSchema,
  title: textSchema.optional(),
  metric: z.enum(TARGET_METRICS),
  basis: z.enum(BASES).optional(),
  account: z.enum(ACCOUNTS).optional(),
  energyKind: z.enum([...ACCOUNTED_METER_KINDS, ...FURTHER_KINDS]).optional(),
  unit: z.enum(METER_UNITS).optional(),
  product: idSchema.optional(),
  line: idSchema.optional(),
  period: z.enum(TARGET_PERIODS),
  limit: amountSchema.optional(),
  standard: textSchema.optional(),
  level: z.union([z.literal('binding'), z.literal(1), z.literal(2), z.literal(3)]).optional(),
  benchmark: amountSchema.optional(),
  baselineLevel: amountSchema.optional(),
  factorSet: idSchema.optional(),
  issuer: textSchema.optional(),
  documentNo: textSchema.optional(),
  issuedOn: z.iso.date().optional(),
  baseline: z.strictObject({ year: yearSchema, value: amountSchema }).optional(),
  monthlyPlan: z.array(amountSchema).max(12).optional(),
});

/** One measure of the enterprise's own plan. */
export const measureSchema = z.strictObject({
  id: idSchema,
  category: z.enum(MEASURE_CATEGORIES),
  title: textSchema,
  expectedSavingTce: z.number().nonnegative().optional(),
  investmentCny: z.number().nonnegative().optional(),
  responsible: textSchema.optional(),
  start: z.iso.date(),
  end: z.iso.date(),
  doneOn: z.iso.date().optional(),
  meters: z.array(idSchema).max(1_000).optional(),
  milestones: z
    .array(
      z.strictObject({ due: z.iso.date(), title: textSchema, doneOn: z.iso.date().optional() }),
    )
    .max(200)
    .optional(),
  worksSchedule: z
    .array(z.strictObject({ title: textSchema, start: z.iso.date(), end: z.iso.date() }))
    .max(200)
    .optional(),
  status: z.enum(MEASURE_STATUSES),
});

/** Thresholds of rules, where they differ from the defaults: one field for each default there is. */
export const thresholdsSchema = z.strictObject({
  ...Object.fromEntries(RULES.map((rule) => [rule, overridesOf(RULE_DEFAULTS[rule])])),
  settling: overridesOf(SETTLING_DEFAULTS),
}) as unknown as z.ZodType<PolicyThresholds>;

const authorityFields = {
  targets: z.array(targetSchema).max(200),
  thresholds: thresholdsSchema.optional(),
};
const enterpriseFields = { measures: z.array(measureSchema).max(500) };

/** The authority's part alone: targets and thresholds. */
export const authorityPartSchema = z
  .strictObject(authorityFields)
  .superRefine((part, context) => addProblems({ ...part, measures: [] }, context));

/** The enterprise's part alone: its measures. */
export const enterprisePartSchema = z
  .strictObject(enterpriseFields)
  .superRefine((part, context) => addProblems({ ...part, targets: [] }, context));

/** A whole policy document of one enterprise and year. */
export const policyDocumentSchema = z
  .strictObject({
    enterpriseId: z.string().refine(isUnifiedSocialCreditCode, 'Not a unified social credit code.'),
    year: yearSchema,
    ...authorityFields,
    ...enterpriseFields,
  })
  .superRefine(addProblems);

/** A field that is not right, such as `targets[0].limit`, and why. */
export interface PolicyFieldProblem {
  readonly path: string;
  readonly message: string;
}

/** Reads a policy document from outside; either the document or every problem with its path. */
export function parsePolicyDocument(
  value: unknown,
):
  | { readonly policy: PolicyDocument; readonly problems: null }
  | { readonly policy: null; readonly problems: readonly PolicyFieldProblem[] } {
  const parsed = policyDocumentSchema.safeParse(value);
  if (parsed.success) return { policy: parsed.data, problems: null };
  const problems = parsed.error.issues.map(({ path, message }) => ({
    path: pathText(path),
    message,
  }));
  return { policy: null, problems };
}

/**
 * The JSON Schema (draft 2020-12) of a policy document. It says the shape; what fields owe each other
 * (a plan's sum, a missing basis) is checked on reading alone.
 */
export function policyJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(policyDocumentSchema, { io: 'input' });
}

function addProblems(
  policy: Parameters<typeof checkPolicy>[0],
  context: {
    addIssue(issue: { code: 'custom'; path: (string | number)[]; message: string }): void;
  },
): void {
  for (const { path, message } of checkPolicy(policy)) {
    context.addIssue({ code: 'custom', path: [...path], message });
  }
}

/** Fields that may take the place of defaults: one for each, of its kind. */
export function overridesOf(defaults: Readonly<Record<string, number | boolean>>) {
  const fields = Object.entries(defaults).map(([name, value]) => [name, fieldOf(name, value)]);
  return z.strictObject(Object.fromEntries(fields)).optional();
}

function fieldOf(name: string, value: number | boolean) {
  if (typeof value === 'boolean') return z.boolean().optional();
  if (name.toLowerCase().endsWith('severity')) return z.int().min(0).max(3).optional();
  return z.number().min(0).max(1_000).optional();
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
