import type { NotificationEvent, SuppressReason } from './types.ts';

/** Rules about data that does not come: what explains the silence mutes them. */
export const DATA_ABSENCE_RULES: readonly string[] = ['no-data', 'frozen-value'];
/** While the first fires, alarms of the second with the same labels say nothing new. */
const INHIBITIONS: readonly {
  readonly source: string;
  readonly targets: readonly string[];
  readonly equal: readonly string[];
}[] = [
  { source: 'device-offline', targets: DATA_ABSENCE_RULES, equal: ['deviceId'] },
  { source: 'enterprise-offline', targets: ['device-offline', ...DATA_ABSENCE_RULES], equal: [] },
];

/** Fields of an event that a silence may name; others are labels. */
const EVENT_FIELDS = ['enterpriseId', 'rule', 'subjectId', 'word', 'severity'] as const;

/** One condition of a silence: the field has one of the values. */
export interface SilenceMatcher {
  /** `enterpriseId`, `rule`, `subjectId`, `word`, `severity`, or the name of a label. */
  readonly field: string;
  readonly values: readonly string[];
}

/** Something that somebody asked not to hear about for a while. */
export interface Silence {
  readonly id: string;
  /** Whom it spares; nobody keeps anything from the other side. */
  readonly side: 'authority' | 'enterprise' | 'everyone';
  /** All must match; a silence without any matches nothing. */
  readonly matchers: readonly SilenceMatcher[];
  readonly fromMs: number;
  readonly toMs: number;
}

/** A declared fault or stop (停产检修); no meters: the whole enterprise. */
export interface MutingStop {
  readonly meterIds: readonly string[];
  readonly fromMs: number;
  readonly toMs: number | null;
}

/** What keeps notifications of one enterprise back at an instant. */
export interface MutingContext {
  readonly nowMs: number;
  readonly silences: readonly Silence[];
  readonly stops: readonly MutingStop[];
  /** What fires in the enterprise now. */
  readonly firing: readonly NotificationEvent[];
  readonly isBreakerOpen: boolean;
}

/** Whether every matcher of a silence matches an event; its time is not looked at. */
export function silenceMatches(
  silence: Pick<Silence, 'matchers'>,
  event: Pick<NotificationEvent, (typeof EVENT_FIELDS)[number] | 'labels'>,
): boolean {
  const isMatch = ({ field, values }: SilenceMatcher) => {
    const own = EVENT_FIELDS.find((name) => name === field);
    const value = own === undefined ? event.labels[field] : event[own];
    return value !== undefined && value !== null && values.includes(String(value));
  };
  return silence.matchers.length > 0 && silence.matchers.every(isMatch);
}

/**
 * Why nothing is said about an alert now, or null. Notices are never muted: each is a step of a
 * procedure that somebody has a right to know of.
 */
export function mutedBy(event: NotificationEvent, context: MutingContext): SuppressReason | null {
  if (event.event === 'notice') return null;
  const { nowMs } = context;
  const silence = context.silences.find(
    (each) => each.fromMs <= nowMs && nowMs < each.toMs && silenceMatches(each, event),
  );
  if (silence !== undefined) return `silence:${silence.id}`;
  if (isDeclaredStop(event, context)) return 'declared-stop';
  const source = context.firing.find((other) => inhibits(other, event));
  if (source !== undefined) return `inhibited:${source.subjectId}`;
  return context.isBreakerOpen && event.word === 'alarm' ? 'breaker' : null;
}

function isDeclaredStop(event: NotificationEvent, { stops, nowMs }: MutingContext): boolean {
  if (!DATA_ABSENCE_RULES.includes(event.rule)) return false;
  const { meterId } = event.labels;
  return stops.some(
    ({ fromMs, toMs, meterIds }) =>
      fromMs <= nowMs &&
      nowMs < (toMs ?? Number.POSITIVE_INFINITY) &&
      (meterIds.length === 0 || (meterId !== undefined && meterIds.includes(meterId))),
  );
}

function inhibits(source: NotificationEvent, target: NotificationEvent): boolean {
  if (source.event !== 'firing' || source.subjectId === target.subjectId) return false;
  return INHIBITIONS.some(
    (rule) =>
      rule.source === source.rule &&
      rule.targets.includes(target.rule) &&
      rule.equal.every(
        (label) =>
          target.labels[label] !== undefined && source.labels[label] === target.labels[label],
      ),
  );
}
