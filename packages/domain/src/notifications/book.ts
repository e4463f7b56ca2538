import { decideGroup, EMPTY_LOG, type GroupLog, type GroupSend } from './group.ts';
import { type MutingContext, mutedBy } from './muting.ts';
import { quietUntilMs } from './quiet-hours.ts';
import {
  type BookMember,
  type GroupTimes,
  type NotificationDestination,
  type NotificationEvent,
  type NotificationSeverity,
  namedAccounts,
  type SuppressReason,
} from './types.ts';

/** Nobody tells a book that the breaker closed. */
const BREAKER_LOOK_MS = 30_000;

/** Everything known about the notifications of one enterprise, or of the platform. */
export interface NotificationBook {
  readonly nextOrder: number;
  readonly members: readonly BookMember[];
  /** By destination and severity: what was said there. */
  readonly logs: Readonly<Record<string, Readonly<Record<string, GroupLog>>>>;
}

/** A book in which nothing stands. */
export const EMPTY_BOOK: NotificationBook = { nextOrder: 1, members: [], logs: {} };

/** A message to be made. */
export interface BookSend extends GroupSend {
  readonly destinationId: string;
  readonly severity: NotificationSeverity;
}

/** Something that was not said, and why; told once for each change of the reason. */
export interface BookDecision {
  readonly destinationId: string | null;
  readonly severity: NotificationSeverity;
  readonly reason: SuppressReason;
  readonly eventIds: readonly string[];
}

/** What a look at a book comes to. */
export interface BookStep {
  readonly book: NotificationBook;
  readonly sends: readonly BookSend[];
  readonly decisions: readonly BookDecision[];
  /** When to look again; null when only a new event can change anything. */
  readonly wakeAtMs: number | null;
}

/** What a look at a book needs to know. */
export interface BookContext extends Omit<MutingContext, 'firing'> {
  readonly timeZone: string;
  readonly destinations: readonly NotificationDestination[];
  readonly times: GroupTimes;
}

/**
 * Takes events into a book: the newest of each subject counts, notices stay beside one another. The
 * same event again changes nothing.
 */
export function takeIn(
  book: NotificationBook,
  events: readonly NotificationEvent[],
): NotificationBook {
  let { nextOrder } = book;
  const members = new Map(book.members.map((member) => [keyOf(member), member]));
  for (const event of [...events].sort((one, other) => one.sequence - other.sequence)) {
    const known = members.get(keyOf(event));
    if (known !== undefined && known.sequence >= event.sequence) continue;
    members.set(keyOf(event), { ...event, order: nextOrder });
    nextOrder += 1;
  }
  return { ...book, nextOrder, members: [...members.values()] };
}

/** Looks at every group of every destination and decides what is said now, and when to look again. */
export function stepBook(book: NotificationBook, context: BookContext): BookStep {
  const firing = book.members.filter(({ event }) => event === 'firing');
  const sends: BookSend[] = [];
  const decisions: BookDecision[] = [];
  const wakes: number[] = [];
  const logs: Record<string, Record<string, GroupLog>> = {};
  for (const destination of context.destinations) {
    const muting = { ...context, firing, silences: silencesFor(destination, context) };
    const before = book.logs[destination.id] ?? {};
    const after: Record<string, GroupLog> = {};
    for (const severity of [3, 2, 1] as const) {
      if (severity < destination.severityMin) continue;
      const log = before[severity] ?? EMPTY_LOG;
      const heard = book.members.filter((member) => concerns(member, destination));
      // An end belongs to where the beginning was told, whatever its own severity.
      const members = heard.filter((member) =>
        member.event === 'resolved'
          ? log.firing.includes(member.subjectId)
          : member.severity === severity,
      );
      const isToldElsewhere = ({ subjectId, severity: own }: BookMember) =>
        own !== severity && (after[own] ?? before[own] ?? EMPTY_LOG).firing.includes(subjectId);
      const { quietHours } = destination;
      const decided = decideGroup({
        members,
        keptSubjectIds: new Set(
          heard
            .filter((member) => member.event !== 'notice' && !isToldElsewhere(member))
            .map(({ subjectId }) => subjectId),
        ),
        reasonOf: (member) => mutedBy(member, muting),
        log,
        quietUntilMs:
          quietHours === null || severity === 3
            ? null
            : quietUntilMs(quietHours, context.timeZone, context.nowMs),
        times: { ...context.times, repeatMs: destination.repeatMs ?? context.times.repeatMs },
        nowMs: context.nowMs,
      });
      const where = { destinationId: destination.id, severity };
      if (decided.send !== null) sends.push({ ...decided.send, ...where });
      decisions.push(...decided.suppressed.map((each) => ({ ...each, ...where })));
      if (decided.wakeAtMs !== null) wakes.push(decided.wakeAtMs);
      if (decided.log !== EMPTY_LOG) after[severity] = decided.log;
    }
    if (Object.keys(after).length > 0) logs[destination.id] = after;
  }
  wakes.push(...mutingEnds(context));
  if (context.isBreakerOpen) wakes.push(context.nowMs + BREAKER_LOOK_MS);
  const kept = pruned(book.members, logs, context.destinations);
  const wakeAtMs = kept.length === 0 || wakes.length === 0 ? null : Math.min(...wakes);
  return { book: { ...book, members: kept, logs }, sends, decisions, wakeAtMs };
}

/** Whether a destination may learn of an event at all; who is off duty, of what names them. */
export function concerns(
  event: Pick<NotificationEvent, 'audience' | 'params'>,
  destination: Pick<NotificationDestination, 'side' | 'username' | 'isOnlyNamed'>,
): boolean {
  const { isOnlyNamed = false, username = null } = destination;
  if (isOnlyNamed && (username === null || !namedAccounts(event).includes(username))) return false;
  if (event.audience === 'everyone') return destination.side !== 'platform';
  return event.audience === destination.side;
}

function silencesFor({ side }: NotificationDestination, { silences }: BookContext) {
  return silences.filter((silence) => silence.side === 'everyone' || silence.side === side);
}

/** Silences and stops that end, and begin, change what is said. */
function mutingEnds({ silences, stops, nowMs }: BookContext): number[] {
  const instants = [...silences, ...stops].flatMap(({ fromMs, toMs }) => [fromMs, toMs]);
  return instants.filter((atMs): atMs is number => atMs !== null && atMs > nowMs);
}

/** Leaves out what has ended and needs no further word, and notices that all have got. */
function pruned(
  members: readonly BookMember[],
  logs: NotificationBook['logs'],
  destinations: readonly NotificationDestination[],
): BookMember[] {
  return members.filter((member) => {
    if (member.event === 'firing') return true;
    return destinations.some((destination) => {
      const ofDestination = logs[destination.id] ?? {};
      if (member.event === 'resolved') {
        return Object.values(ofDestination).some(({ firing }) => firing.includes(member.subjectId));
      }
      if (!concerns(member, destination) || member.severity < destination.severityMin) return false;
      return (ofDestination[member.severity] ?? EMPTY_LOG).noticeOrder < member.order;
    });
  });
}

function keyOf(event: NotificationEvent): string {
  return event.event === 'notice' ? `notice/${event.id}` : `alert/${event.subjectId}`;
}
