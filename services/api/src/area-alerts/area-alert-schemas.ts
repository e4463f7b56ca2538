import {
  AREA_ALERT_HANDLINGS,
  AREA_ALERT_TRANSITIONS,
  type AreaAlert,
  type AreaAlertTransition,
} from '@hengneng/database';
import { REASON_CHARACTERS_MIN } from '@hengneng/domain';
import { z } from 'zod';

import { toIso } from '../schemas.ts';

/** What the authority can do about an alert of an area. */
export const AREA_ALERT_ACTS = ['acknowledge', 'close'] as const;

/** An alert of a region or park in answers. */
export const areaAlertSchema = z
  .object({
    id: z.string(),
    areaType: z.enum(['region', 'park']),
    areaCode: z.string(),
    areaName: z.string().nullable(),
    rule: z.string(),
    targetId: z.string().describe('Key of the target in the register of the area.'),
    period: z.object({ from: z.string(), to: z.string() }).describe('First and last day.'),
    severity: z.int().describe('1 to 3: stretch goal, base goal, base goal for good.'),
    condition: z.enum(['firing', 'resolved']),
    handling: z.enum(AREA_ALERT_HANDLINGS),
    openedAt: z.string(),
    judgedAt: z.string(),
    evidence: z
      .unknown()
      .describe('As the rules had it when it was opened: figures, coverage, heaviest enterprises.'),
    ruleVersion: z.string(),
  })
  .meta({ id: 'AreaAlert' });

const transitionSchema = z.object({
  no: z.int(),
  type: z.enum(AREA_ALERT_TRANSITIONS),
  at: z.string(),
  by: z.string().describe('`rules` or a username.'),
  note: z.string(),
  severity: z.int(),
  condition: z.enum(['firing', 'resolved']),
  handling: z.enum(AREA_ALERT_HANDLINGS),
  details: z.record(z.string(), z.unknown()),
  auditSequence: z.int(),
});

/** The same with its history. */
export const areaAlertDetailsSchema = areaAlertSchema.extend({
  transitions: z.array(transitionSchema),
  possibleActions: z.array(z.enum(AREA_ALERT_ACTS)).describe('What who asks can do about it now.'),
});

/** What the authority does about it, with its reason. */
export const areaAlertActionSchema = z.strictObject({
  action: z.enum(AREA_ALERT_ACTS),
  note: z.string().trim().min(REASON_CHARACTERS_MIN).max(4_000),
});

/** An alert of an area as it is answered. */
export function toAreaAlertAnswer(item: AreaAlert): z.infer<typeof areaAlertSchema> {
  const { periodFrom, periodTo, openedAtMs, judgedAtMs, lastNo: _, ...rest } = item;
  return {
    ...rest,
    period: { from: periodFrom, to: periodTo },
    openedAt: toIso(openedAtMs),
    judgedAt: toIso(judgedAtMs),
  };
}

/** Its history as it is answered. */
export function toAreaTransitionAnswers(
  items: readonly AreaAlertTransition[],
): z.infer<typeof transitionSchema>[] {
  return items.map(({ alertId: _, byUserId: __, atMs, ...rest }) => ({ ...rest, at: toIso(atMs) }));
}
