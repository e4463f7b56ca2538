import type { BookMember, GroupTimes, SendReason, SuppressReason } from './types.ts';

/**
 * What one destination was told about one severity of one enterprise: the idea of Alertmanager's
 * notification log.
 */
export interface GroupLog {
  /** Subjects it believes to fire. */
  readonly firing: readonly string[];
  /** Notices up to this order were said. */
  readonly noticeOrder: number;
  /** Last message; null before the first. */
  readonly sentAtMs: number | null;
  /** Since when there is news; null when there is none. */
  readonly pendingSinceMs: number | null;
  /** Reasons that were put on record, by event. */
  readonly suppressed: Readonly<Record<string, SuppressReason>>;
}

/** A destination that was told nothing. */
export const EMPTY_LOG: GroupLog = {
  firing: [],
  noticeOrder: 0,
  sentAtMs: null,
  pendingSinceMs: null,
  suppressed: {},
};

/** What a message says. */
export interface GroupSend {
  readonly reason: SendReason;
  /** Everything that fires; on the first lines what is new. */
  readonly firing: readonly BookMember[];
  readonly newSubjectIds: readonly string[];
  readonly resolved: readonly BookMember[];
  readonly notices: readonly BookMember[];
}

/** What is asked about a group. */
export interface GroupQuestion {
  readonly members: readonly BookMember[];
  /** Subjects that are still believed to fire; others are told under another severity. */
  readonly keptSubjectIds: ReadonlySet<string>;
  readonly reasonOf: (member: BookMember) => SuppressReason | null;
  readonly log: GroupLog;
  /** End of the quiet hours that hold now; null outside of them. */
  readonly quietUntilMs: number | null;
  readonly times: GroupTimes;
  readonly nowMs: number;
}

/** What is said about a group now, and when to ask again. */
export interface GroupAnswer {
  readonly log: GroupLog;
  readonly send: GroupSend | null;
  readonly suppressed: readonly { readonly reason: SuppressReason; readonly eventIds: string[] }[];
  readonly wakeAtMs: number | null;
}

/** Decides about one severity of one enterprise at one destination. */
export function decideGroup(question: GroupQuestion): GroupAnswer {
  const { members, reasonOf, log, nowMs, times } = question;
  const told = new Set(log.firing);
  const open = members.filter((member) => reasonOf(member) === null);
  const firing = open.filter(({ event }) => event === 'firing');
  const fresh = firing.filter(({ subjectId }) => !told.has(subjectId));
  const resolved = open.filter(
    ({ event, subjectId }) => event === 'resolved' && told.has(subjectId),
  );
  const notices = open.filter(({ event, order }) => event === 'notice' && order > log.noticeOrder);
  const still = log.firing.filter((subjectId) => question.keptSubjectIds.has(subjectId));
  const hasNews = fresh.length + resolved.length + notices.length > 0;
  const pendingSinceMs = hasNews ? (log.pendingSinceMs ?? nowMs) : null;
  const isQuiet = question.quietUntilMs !== null && hasNews;
  const muted = mutedReasons(question, isQuiet ? [...fresh, ...resolved, ...notices] : []);
  const waiting: GroupLog = { ...log, firing: still, pendingSinceMs, suppressed: muted.all };

  const dueMs = dueAtMs(waiting, firing.length > 0, times);
  const answer = { send: null, suppressed: muted.fresh };
  if (dueMs === null) return { ...answer, log: settled(waiting), wakeAtMs: null };
  const wakeAtMs = Math.max(dueMs, question.quietUntilMs ?? 0);
  if (wakeAtMs > nowMs) return { ...answer, log: settled(waiting), wakeAtMs };

  const sent: GroupLog = {
    ...waiting,
    firing: [
      ...new Set([
        ...still.filter((id) => !resolved.some(({ subjectId }) => subjectId === id)),
        ...firing.map(({ subjectId }) => subjectId),
      ]),
    ],
    noticeOrder: Math.max(log.noticeOrder, ...notices.map(({ order }) => order)),
    sentAtMs: nowMs,
    pendingSinceMs: null,
  };
  const send: GroupSend = {
    reason: reasonOfSend(told.size, { firing, fresh, resolved, notices }),
    firing: [...fresh, ...firing.filter((member) => !fresh.includes(member))],
    newSubjectIds: fresh.map(({ subjectId }) => subjectId),
    resolved,
    notices,
  };
  const nextMs = firing.length > 0 ? nowMs + times.repeatMs : null;
  return { ...answer, send, log: sent, wakeAtMs: nextMs };
}

/** When the next message is due; null when nothing is to be said. */
function dueAtMs(log: GroupLog, isFiring: boolean, times: GroupTimes): number | null {
  const { pendingSinceMs, sentAtMs } = log;
  if (pendingSinceMs !== null) {
    const waitedMs = pendingSinceMs + times.waitMs;
    return sentAtMs === null ? waitedMs : Math.max(waitedMs, sentAtMs + times.intervalMs);
  }
  return isFiring && sentAtMs !== null ? sentAtMs + times.repeatMs : null;
}

function reasonOfSend(
  toldCount: number,
  said: Record<'firing' | 'fresh' | 'resolved' | 'notices', readonly BookMember[]>,
): SendReason {
  if (said.fresh.length > 0) return toldCount === 0 ? 'first' : 'new-in-group';
  if (said.resolved.length > 0) return said.firing.length === 0 ? 'all-resolved' : 'resolved';
  return said.notices.length > 0 ? 'notice' : 'repeat';
}

/** Reasons by event as they are, and those that are new, for the record. */
function mutedReasons({ members, reasonOf, log }: GroupQuestion, quiet: readonly BookMember[]) {
  const all: Record<string, SuppressReason> = {};
  const fresh = new Map<SuppressReason, string[]>();
  for (const member of members) {
    const reason = reasonOf(member) ?? (quiet.includes(member) ? 'quiet-hours' : null);
    if (reason === null) continue;
    all[member.id] = reason;
    if (log.suppressed[member.id] === reason) continue;
    fresh.set(reason, [...(fresh.get(reason) ?? []), member.id]);
  }
  return { all, fresh: [...fresh].map(([reason, eventIds]) => ({ reason, eventIds })) };
}

/** A log in which nothing stands is the empty one, so that books do not grow. */
function settled(log: GroupLog): GroupLog {
  const isEmpty =
    log.sentAtMs === null &&
    log.pendingSinceMs === null &&
    log.firing.length === 0 &&
    log.noticeOrder === 0 &&
    Object.keys(log.suppressed).length === 0;
  return isEmpty ? EMPTY_LOG : log;
}
