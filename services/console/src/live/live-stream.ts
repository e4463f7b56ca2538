import {
  HIDDEN_MS,
  type LiveEvent,
  type LiveMode,
  POLL_MS,
  READY_MS,
  readLiveEvent,
  retryMs,
} from './live-state.ts';

/** What a stream tells of. */
export interface LiveListener {
  onMode(mode: LiveMode): void;
  onEvent(event: LiveEvent): void;
  /** Events may have been missed: everything is to be asked again. */
  onMissed(): void;
  onSessionEnd(): void;
}

const ADDRESS = '/api/v1/events';
const EVENT_NAMES = ['alert', 'case', 'platform', 'ingest'];

/**
 * Keeps one stream of events open for as long as somebody looks at the page; answers how to end it.
 * A short break is the browser's, which sends the last id and misses nothing; what the browser
 * gives up is opened anew. While the stream is away everything is asked again every 30 s.
 */
export function openLiveStream(listener: LiveListener): () => void {
  let source: EventSource | null = null;
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let hiding: ReturnType<typeof setTimeout> | undefined;
  let starting: ReturnType<typeof setTimeout> | undefined;
  let polling: ReturnType<typeof setInterval> | undefined;

  const setMode = (mode: LiveMode) => {
    if (mode === 'polling') polling ??= setInterval(() => listener.onMissed(), POLL_MS);
    else if (mode === 'live') {
      clearInterval(polling);
      polling = undefined;
    }
    listener.onMode(mode);
  };
  const close = () => {
    for (const timer of [retry, starting]) clearTimeout(timer);
    source?.close();
    source = null;
  };
  const onError = () => {
    setMode('polling');
    // The browser goes on by itself unless it was refused.
    if (source === null || source.readyState !== EventSource.CLOSED) return;
    failures += 1;
    close();
    retry = setTimeout(() => open(true), retryMs(failures));
  };
  const open = (mayHaveMissed: boolean) => {
    if (source !== null) return;
    const own = new EventSource(ADDRESS);
    source = own;
    starting = setTimeout(() => setMode('polling'), READY_MS);
    own.addEventListener('ready', () => {
      clearTimeout(starting);
      failures = 0;
      setMode('live');
      if (mayHaveMissed) listener.onMissed();
      mayHaveMissed = false;
    });
    own.addEventListener('reset', () => listener.onMissed());
    own.addEventListener('end', ({ data }) => {
      if (!String(data).includes('session-ended')) return;
      close();
      listener.onSessionEnd();
    });
    own.addEventListener('error', onError);
    for (const name of EVENT_NAMES) {
      own.addEventListener(name, ({ data }) => {
        const event = readLiveEvent(String(data));
        if (event !== null) listener.onEvent(event);
      });
    }
  };
  const onVisibility = () => {
    clearTimeout(hiding);
    if (document.visibilityState === 'hidden') {
      // A browser has six connections to a server for all of its pages together.
      hiding = setTimeout(close, HIDDEN_MS);
    } else open(true);
  };

  document.addEventListener('visibilitychange', onVisibility);
  open(false);
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    clearTimeout(hiding);
    clearInterval(polling);
    close();
  };
}
