/** How the console learns of changes: `live` from the stream, `polling` every {@link POLL_MS}. */
export type LiveMode = 'connecting' | 'live' | 'polling';

/** While the stream is away everything is asked for again this often, in milliseconds. */
export const POLL_MS = 30_000;
/** A page that nobody looks at gives its connection back after this, in milliseconds. */
export const HIDDEN_MS = 60_000;
/** A stream that has not begun by then counts as away; the browser goes on trying meanwhile. */
export const READY_MS = 8_000;

const RETRY_FIRST_MS = 2_000;
const RETRY_MAX_MS = 60_000;

/** How long to wait before a connection is opened anew that the browser has given up, milliseconds. */
export function retryMs(failures: number): number {
  return Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** Math.max(0, failures - 1));
}

/** One event of `GET /events`. */
export interface LiveEvent {
  readonly id: string;
  readonly enterpriseId: string | null;
  readonly subjectId: string;
  readonly event: 'firing' | 'resolved' | 'notice' | 'changed';
  readonly word: 'warning' | 'alarm' | 'case' | 'platform' | 'ingest';
  readonly severity: 1 | 2 | 3;
  readonly rule: string;
  readonly text: { readonly zh: string; readonly en: string };
  readonly at: string;
}

/** Reads the `data` of an event; null for what is none. */
export function readLiveEvent(data: string): LiveEvent | null {
  try {
    const event = JSON.parse(data) as Partial<LiveEvent> | null;
    const isEvent = typeof event?.id === 'string' && typeof event.subjectId === 'string';
    return isEvent ? (event as LiveEvent) : null;
  } catch {
    return null;
  }
}

/** Names of questions in the query cache. */
export type QueryKey = readonly unknown[];

const ALERT_KEYS: readonly QueryKey[] = [
  ...[['alerts'], ['alert-counts'], ['overview'], ['area-alerts'], ['area-standings']],
];
const CASE_KEYS: readonly QueryKey[] = [['cases'], ['alert-counts']];

/** What has to be asked again after an event; every area names its questions by these words. */
export function questionsTouchedBy(event: LiveEvent): readonly QueryKey[] {
  const { word, subjectId, enterpriseId } = event;
  const own: QueryKey[] = enterpriseId === null ? [] : [['enterprise-alerts', enterpriseId]];
  switch (word) {
    case 'warning':
    case 'alarm':
      return [['alert', subjectId], ...ALERT_KEYS, ...own];
    case 'case':
      return [['case', subjectId], ...CASE_KEYS, ...own];
    case 'ingest':
      return [
        ['onboarding', enterpriseId],
        ['devices', enterpriseId],
      ];
    default:
      return [['platform']];
  }
}

/** What has to be asked again when events may have been missed. */
export const ALL_LIVE_QUESTIONS: readonly QueryKey[] = [
  ...ALERT_KEYS,
  ...CASE_KEYS,
  ...[['alert'], ['case'], ['enterprise-alerts'], ['onboarding'], ['platform']],
];
