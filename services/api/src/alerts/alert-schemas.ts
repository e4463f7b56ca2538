import type { Alert, AlertTransition } from '@hengneng/database';
import { ALERT_TRANSITIONS } from '@hengneng/database';
import {
  ALERT_ACTS,
  ALERT_CATEGORIES,
  ALERT_HANDLINGS,
  alertCategoryOf,
  REASON_CHARACTERS_MIN,
  VERIFICATION_OUTCOMES,
} from '@hengneng/domain';
import { z } from 'zod';

import { toIso } from '../schemas.ts';

/** An alert in answers. */
export const alertSchema = z
  .object({
    id: z.string(),
    enterpriseId: z.string(),
    enterpriseName: z.string(),
    category: z.enum(ALERT_CATEGORIES).describe('预警 or 告警'),
    rule: z.string(),
    targetId: z.string().nullable(),
    period: z.object({ from: z.string(), to: z.string() }).describe('First and last day.'),
    severity: z.int().describe('1 to 3; 3 is the gravest.'),
    condition: z.enum(['firing', 'resolved']),
    handling: z.enum(ALERT_HANDLINGS),
    hidden: z.boolean().describe('A suspicion that nobody verified: not shown to the enterprise.'),
    openedAt: z.string(),
    judgedAt: z.string(),
    evidence: z.unknown().describe('As the rules had it when the alert was opened.'),
    ruleVersion: z.string(),
    policyVersion: z.string().nullable(),
    factorVersion: z.string().nullable(),
    assignee: z.string().nullable(),
    deputy: z.string().nullable().describe('Stands in while the officer is away.'),
    mergedIntoId: z.string().nullable(),
    caseId: z.string().nullable(),
  })
  .meta({ id: 'Alert' });

const transitionSchema = z.object({
  no: z.int(),
  type: z.enum(ALERT_TRANSITIONS),
  at: z.string(),
  by: z.string().describe('`rules` or a username.'),
  note: z.string(),
  severity: z.int(),
  condition: z.enum(['firing', 'resolved']),
  handling: z.enum(ALERT_HANDLINGS),
  details: z.record(z.string(), z.unknown()),
  auditSequence: z.int(),
});

/** An alert with its history. */
export const alertDetailsSchema = alertSchema.extend({
  transitions: z.array(transitionSchema),
  permittedMeasures: z.array(z.string()).describe('What the rule permits once it is verified.'),
  possibleActions: z.array(z.enum(ALERT_ACTS)).describe('What who asks can do about it now.'),
});

const noteSchema = z.string().trim().max(4_000);
const reasonSchema = noteSchema.min(REASON_CHARACTERS_MIN);

/** What may be done about an alert. */
export const alertActionSchema = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('verify'),
    outcome: z.enum(VERIFICATION_OUTCOMES).describe('属实, 数据问题, 误报'),
    note: reasonSchema,
  }),
  z.strictObject({
    action: z.literal('assign'),
    to: z.string().min(1).max(64).describe('Username of an inspector.'),
    deputy: z
      .string()
      .min(1)
      .max(64)
      .nullish()
      .describe('Inspector who stands in; null: nobody; absent: as before.'),
    note: noteSchema.default(''),
  }),
  z.strictObject({ action: z.literal('merge'), intoAlertId: z.uuid(), note: reasonSchema }),
  z.strictObject({
    action: z.literal('open-case'),
    title: z.string().trim().min(1).max(200),
    note: noteSchema.default(''),
  }),
]);

/** An alert as it is answered. */
export function toAlertAnswer(item: Alert): z.infer<typeof alertSchema> {
  const {
    periodFrom,
    periodTo,
    openedAtMs,
    judgedAtMs,
    assigneeUserId: _,
    deputyUserId: __,
    lastNo: ___,
    ...rest
  } = item;
  return {
    ...rest,
    category: alertCategoryOf(item.rule),
    period: { from: periodFrom, to: periodTo },
    openedAt: toIso(openedAtMs),
    judgedAt: toIso(judgedAtMs),
  };
}

/** Transitions that an enterprise sees: what the rules found, and that it was verified. */
const SHOWN_TRANSITIONS: readonly string[] = [
  ...[
    'opened',
    'severity-raised',
    'severity-lowered',
    'resolved',
    're-fired',
    'confirmed',
    'verified',
  ],
];

/** History as it is answered; to the enterprise without what officials write to each other. */
export function toTransitionAnswers(
  items: readonly AlertTransition[],
  isEnterprise: boolean,
): z.infer<typeof transitionSchema>[] {
  return items
    .filter(({ type }) => !isEnterprise || SHOWN_TRANSITIONS.includes(type))
    .map(({ alertId: _, byUserId, atMs, by, note, ...rest }) => {
      const isInternal = isEnterprise && byUserId !== null;
      return { ...rest, at: toIso(atMs), by: isInternal ? '' : by, note: isInternal ? '' : note };
    });
}
