import {
  type AreaKey,
  areaPlace,
  countAlarmingEnterprises,
  countForBreaker,
  type Database,
  destinationsOf,
  type Executor,
  enqueueNotification,
  type FullDestination,
  getEnterprise,
  holdBook,
  holdBreaker,
  insertDecisions,
  insertMessages,
  isDeviceWatchTripped,
  keepBook,
  keepBreaker,
  type MessageContent,
  mutingOf,
  type NewMessage,
  PLATFORM_BOOK,
  parseArea,
  queuedBooks,
  readBreaker,
  SYSTEM_SCOPE,
  takeQueued,
  wakingBooks,
} from '@hengneng/database';
import {
  type BookSend,
  BREAKER_WINDOW_MS,
  type GroupTimes,
  type NotificationEvent,
  stepBook,
  stepBreaker,
  takeIn,
} from '@hengneng/domain';

/** Books looked at in one round; the next round has the rest. */
const BOOKS_PER_ROUND_MAX = 200;
const EVENTS_PER_LOOK_MAX = 500;
const CREATED_BY = 'notifier';
/** What nobody can be told of concerns the operator. */
const PLATFORM_SIDE = 'platform' as const;
/** Of what belongs to no enterprise. */
const PLATFORM_ZONE = 'Asia/Shanghai';

/** What came of one round. */
export interface PlanRound {
  readonly eventCount: number;
  readonly messageCount: number;
  readonly suppressedCount: number;
  readonly bookCount: number;
  readonly isBreakerOpen: boolean;
}

/** What the planning needs. */
export interface PlanOptions {
  readonly database: Database;
  readonly times: GroupTimes;
  readonly nowMs: () => number;
}

/** Where an enterprise or an area is. */
interface About {
  /** Null of an area. */
  readonly enterpriseId: string | null;
  readonly name: string;
  /** Null of a park whose region nobody registered. */
  readonly regionCode: string | null;
  /** Of an enterprise, or the park itself. */
  readonly parkCode: string | null;
  /** Null of an enterprise. */
  readonly area: AreaKey | null;
  readonly timeZone: string;
}

/**
 * One round: looks at the breaker, then at every book that has news or whose time has come, each in
 * a transaction of its own. A book's state, the messages that follow and the events taken from the
 * queue are committed together, so a kill at any instant repeats or loses nothing.
 *
 * @throws AggregateError after all books were looked at, when some of them could not be
 */
export async function planMessages(options: PlanOptions): Promise<PlanRound> {
  const { database, nowMs } = options;
  const isTooMuch = await stepPlatformBreaker(options);
  // While half the devices are silent the fault is ours, and no alarm says anything.
  const isBreakerOpen = (await isDeviceWatchTripped(database.executor)) || isTooMuch;
  const books = new Set([
    ...(await queuedBooks(database.executor, BOOKS_PER_ROUND_MAX)),
    ...(await wakingBooks(database.executor, nowMs(), BOOKS_PER_ROUND_MAX)),
  ]);
  const round = { eventCount: 0, messageCount: 0, suppressedCount: 0 };
  const failures: unknown[] = [];
  for (const id of books) {
    try {
      const looked = await database.transaction((tx) => lookAtBook(tx, id, isBreakerOpen, options));
      round.eventCount += looked.eventCount;
      round.messageCount += looked.messageCount;
      round.suppressedCount += looked.suppressedCount;
    } catch (error) {
      // One book that cannot be read must not keep the others' news back; it is tried again.
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Books that could not be planned.');
  return { ...round, bookCount: books.size, isBreakerOpen };
}

async function lookAtBook(
  tx: Executor,
  bookId: string,
  isBreakerOpen: boolean,
  { times, nowMs: clock }: PlanOptions,
) {
  const nowMs = clock();
  const before = await holdBook(tx, bookId, nowMs);
  if (before === null) return { eventCount: 0, messageCount: 0, suppressedCount: 0 };
  const events = await takeQueued(tx, bookId, EVENTS_PER_LOOK_MAX);
  const about = bookId === PLATFORM_BOOK ? null : await aboutOf(tx, bookId, nowMs);
  const destinations = await destinationsOf(tx, about, nowMs);
  const muting = about === null ? { silences: [], stops: [] } : await mutingOf(tx, about, nowMs);
  const step = stepBook(takeIn(before, events), {
    ...muting,
    ...{ nowMs, times, destinations, isBreakerOpen },
    timeZone: about?.timeZone ?? PLATFORM_ZONE,
  });
  const messages = [
    ...events.flatMap((event) => immediateMessages(event, about)),
    ...step.sends.flatMap((send) => {
      const destination = destinations.find(({ id }) => id === send.destinationId);
      return destination === undefined ? [] : [toMessage(destination, send, about)];
    }),
  ];
  const unheard = events.filter(({ event }) => event !== 'resolved' && destinations.length === 0);
  const decisions = [
    ...step.decisions.map(({ eventIds, ...rest }) => ({
      ...{ ...rest, notificationIds: eventIds },
      side: destinations.find(({ id: own }) => own === rest.destinationId)?.side ?? PLATFORM_SIDE,
    })),
    ...unheard.map(({ id, severity }) => ({
      ...{ destinationId: null, severity, reason: 'no-destination', notificationIds: [id] },
      side: 'authority' as const,
    })),
  ].map((decision) => ({
    ...{ ...decision, enterpriseId: about?.enterpriseId ?? null },
    ...areaColumns(about),
  }));
  await insertMessages(tx, messages, nowMs);
  await insertDecisions(tx, decisions, nowMs);
  await keepBook(tx, bookId, { state: step.book, wakeAtMs: step.wakeAtMs }, nowMs);
  const [messageCount, suppressedCount] = [messages.length, decisions.length];
  return { eventCount: events.length, messageCount, suppressedCount };
}

async function aboutOf(tx: Executor, bookId: string, nowMs: number): Promise<About> {
  const area = parseArea(bookId);
  if (area !== null) {
    const { name, regionCode } = await areaPlace(tx, area);
    const parkCode = area.areaType === 'park' ? area.areaCode : null;
    return { enterpriseId: null, name, regionCode, parkCode, area, timeZone: PLATFORM_ZONE };
  }
  const enterpriseId = bookId;
  const found = await getEnterprise(tx, SYSTEM_SCOPE, enterpriseId, nowMs);
  const { name, regionCode, parkCode = null, timeZone } = found;
  return { enterpriseId, name, regionCode, parkCode, area: null, timeZone };
}

/** What says in the log which region or park it is about: who covers that may look at it. */
function areaColumns(about: About | null) {
  return { areaType: about?.area?.areaType ?? null, areaCode: about?.area?.areaCode ?? null };
}

/** The console and the enterprise's devices learn of every transition at once, ungrouped. */
function immediateMessages(event: NotificationEvent, about: About | null): NewMessage[] {
  const content = contentOf(about, 'zh', {
    firing: event.event === 'firing' ? [event] : [],
    newSubjectIds: event.event === 'firing' ? [event.subjectId] : [],
    resolved: event.event === 'resolved' ? [event] : [],
    notices: event.event === 'notice' ? [event] : [],
  });
  const shared = {
    ...areaColumns(about),
    enterpriseId: about?.enterpriseId ?? null,
    channelId: null,
    severity: event.severity,
    reason: 'every-transition' as const,
    content,
    createdBy: CREATED_BY,
  };
  const messages: NewMessage[] = [
    { ...shared, destinationId: 'console', side: 'authority', kind: 'console', address: '' },
  ];
  const isForEnterprise = event.audience === 'enterprise' || event.audience === 'everyone';
  const enterpriseId = about?.enterpriseId ?? null;
  if (enterpriseId !== null && isForEnterprise && event.event !== 'notice') {
    const way = { destinationId: 'mqtt', side: 'enterprise', kind: 'mqtt' } as const;
    messages.push({ ...shared, ...way, address: enterpriseId });
  }
  return messages;
}

function toMessage(
  { id, side, kind, channelId, address, language }: FullDestination,
  send: BookSend,
  about: About | null,
): NewMessage {
  return {
    ...areaColumns(about),
    enterpriseId: about?.enterpriseId ?? null,
    destinationId: id,
    side,
    kind,
    channelId,
    address,
    severity: send.severity,
    reason: send.reason,
    content: contentOf(about, language, send),
    createdBy: CREATED_BY,
  };
}

function contentOf(
  about: About | null,
  language: 'zh' | 'en',
  parts: Pick<MessageContent, 'firing' | 'newSubjectIds' | 'resolved' | 'notices'>,
): MessageContent {
  const { firing, newSubjectIds, resolved, notices } = parts;
  return {
    enterpriseName: about?.name ?? null,
    timeZone: about?.timeZone ?? PLATFORM_ZONE,
    language,
    ...{ firing, newSubjectIds, resolved, notices },
  };
}

/** Opens or closes the breaker; opening it puts one message for the platform into the outbox. */
async function stepPlatformBreaker({ database, nowMs: clock }: PlanOptions): Promise<boolean> {
  const nowMs = clock();
  const sinceMs = nowMs - BREAKER_WINDOW_MS;
  const alarmingEnterpriseCount = await countAlarmingEnterprises(database.executor, sinceMs);
  const counts = await countForBreaker(database.executor, sinceMs);
  const signs = { nowMs, alarmingEnterpriseCount, ...counts };
  const before = await readBreaker(database.executor);
  if (stepBreaker(before, signs).openedAtMs === before.openedAtMs) {
    return before.openedAtMs !== null;
  }
  return await database.transaction(async (tx) => {
    const held = await holdBreaker(tx, nowMs);
    const after = stepBreaker(held, signs);
    const openedAtMs = after.openedAtMs ?? held.openedAtMs;
    if (after.openedAtMs === held.openedAtMs || openedAtMs === null) {
      return after.openedAtMs !== null;
    }
    const isOpen = after.openedAtMs !== null;
    await keepBreaker(tx, after, nowMs);
    await enqueueNotification(
      tx,
      {
        dedupKey: `platform/breaker/${openedAtMs}/${isOpen ? 'open' : 'closed'}`,
        enterpriseId: null,
        subjectId: 'notification-breaker',
        event: isOpen ? 'firing' : 'resolved',
        word: 'platform',
        severity: 3,
        rule: 'too-many-alarms',
        labels: {},
        audience: 'platform',
        messageKey: 'platform.too-many-alarms',
        params: { enterprises: alarmingEnterpriseCount, of: counts.enterpriseCount },
        atMs: nowMs,
      },
      nowMs,
    );
    return isOpen;
  });
}
