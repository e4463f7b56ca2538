/**
 * What a notification is about: `warning` 用能预警, `alarm` 告警 (devices and data), `duty` 到期提醒
 * (something with a date), `case` 案件办理, `platform` the installation itself.
 */
export const NOTIFICATION_WORDS = ['warning', 'alarm', 'duty', 'case', 'platform'] as const;
export type NotificationWord = (typeof NOTIFICATION_WORDS)[number];

/** `firing` and `resolved` are states of one subject; a `notice` is said once. */
export const NOTIFICATION_EVENTS = ['firing', 'resolved', 'notice'] as const;
export type NotificationEventKind = (typeof NOTIFICATION_EVENTS)[number];

/** Who may learn of it; what the enterprise must not see yet is for the `authority` alone. */
export const NOTIFICATION_AUDIENCES = ['authority', 'enterprise', 'everyone', 'platform'] as const;
export type NotificationAudience = (typeof NOTIFICATION_AUDIENCES)[number];

/** 1 to 3, 3 the gravest. */
export type NotificationSeverity = 1 | 2 | 3;

/** One row of the outbox. */
export interface NotificationEvent {
  readonly id: string;
  /** Rises with every row; of one subject, in the order of its transitions. */
  readonly sequence: number;
  /** Null for what concerns the platform. */
  readonly enterpriseId: string | null;
  /** The alert, case or part of the platform. */
  readonly subjectId: string;
  readonly event: NotificationEventKind;
  readonly word: NotificationWord;
  readonly severity: NotificationSeverity;
  /** Rule that fired, or kind of step. */
  readonly rule: string;
  /** Ids that silences and inhibition compare, such as `meterId` and `deviceId`. */
  readonly labels: Readonly<Record<string, string>>;
  readonly audience: NotificationAudience;
  /** Text, as a key; see the notifier's texts. */
  readonly messageKey: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly atMs: number;
}

/** Accounts that an event names, in its param `named`: who has to act, and who stands in. */
export function namedAccounts({ params }: Pick<NotificationEvent, 'params'>): readonly string[] {
  const { named } = params;
  return typeof named === 'string' && named !== '' ? named.split(',') : [];
}

/** Something that fires, has ended but was not told yet, or a notice that waits. */
export interface BookMember extends NotificationEvent {
  /** Order in which its book took it in; of a notice, what a log compares. */
  readonly order: number;
}

/** Somewhere to send to. */
export interface NotificationDestination {
  readonly id: string;
  readonly side: 'authority' | 'enterprise' | 'platform';
  /** Account of the person that it is; null or absent where it is none's. */
  readonly username?: string | null;
  /** The person is off duty: what does not name them stays unsaid. */
  readonly isOnlyNamed?: boolean;
  /** Below it nothing is sent. */
  readonly severityMin: NotificationSeverity;
  /** Local time in which only severity 3 goes out; null for none. */
  readonly quietHours: QuietHours | null;
  /** How often to remind while something fires, milliseconds; null for the default. */
  readonly repeatMs: number | null;
}

/** A stretch of every local day, over midnight where `to` is not later than `from`. */
export interface QuietHours {
  /** `HH:MM`. */
  readonly from: string;
  readonly to: string;
}

/** Waiting times of a group, milliseconds. */
export interface GroupTimes {
  /** From the first news to the first message, so that what comes together goes together. */
  readonly waitMs: number;
  /** Between two messages of one group. */
  readonly intervalMs: number;
  readonly repeatMs: number;
}

/** 30 s, 5 min, a day. */
export const DEFAULT_GROUP_TIMES: GroupTimes = {
  waitMs: 30_000,
  intervalMs: 300_000,
  repeatMs: 86_400_000,
};

/** Why a message was made, or was not. */
export const SEND_REASONS = [
  'first',
  'new-in-group',
  'resolved',
  'all-resolved',
  'repeat',
  'notice',
  'every-transition',
  'test',
  'sent-again',
] as const;
export type SendReason = (typeof SEND_REASONS)[number];

/** Why something was kept back; `silence:` and `inhibited:` are followed by what did it. */
export type SuppressReason =
  | 'quiet-hours'
  | 'breaker'
  | 'declared-stop'
  | 'no-destination'
  | `silence:${string}`
  | `inhibited:${string}`;
