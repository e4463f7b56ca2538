import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { hasPermission, ME, useMe } from '../session/session.tsx';
import { useWords } from '../settings/settings.tsx';
import {
  ALL_LIVE_QUESTIONS,
  type LiveEvent,
  type LiveMode,
  questionsTouchedBy,
} from './live-state.ts';
import { openLiveStream } from './live-stream.ts';

/** What the console knows of what happens right now. */
export interface Live {
  readonly mode: LiveMode;
  /** Ids of alerts that fired since the page was opened, newest first. */
  readonly freshIds: readonly string[];
}

const FRESH_MAX = 50;
const LiveContext = createContext<Live>({ mode: 'connecting', freshIds: [] });

/** Whether the page is live, and what is new on it. */
export function useLive(): Live {
  return useContext(LiveContext);
}

/**
 * Listens for the whole console: one stream, which has the questions asked again that an event is
 * about, and says a new alert politely to who does not see it appear.
 */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const me = useMe();
  const mayListen = hasPermission(me, 'events.read');
  const [mode, setMode] = useState<LiveMode>('connecting');
  const [fired, setFired] = useState<readonly LiveEvent[]>([]);
  useEffect(() => {
    if (!mayListen) return;
    const askAgain = (keys: readonly (readonly unknown[])[]) => {
      for (const queryKey of keys) void client.invalidateQueries({ queryKey });
    };
    return openLiveStream({
      onMode: setMode,
      onMissed: () => askAgain(ALL_LIVE_QUESTIONS),
      onSessionEnd: () => askAgain([ME]),
      onEvent: (event) => {
        askAgain(questionsTouchedBy(event));
        const isAlert = event.word === 'warning' || event.word === 'alarm';
        if (event.event !== 'firing' || !isAlert) return;
        setFired((before) =>
          [event, ...before.filter(({ subjectId }) => subjectId !== event.subjectId)].slice(
            0,
            FRESH_MAX,
          ),
        );
      },
    });
  }, [client, mayListen]);
  const live = useMemo(
    () => ({ mode, freshIds: fired.map(({ subjectId }) => subjectId) }),
    [mode, fired],
  );
  return (
    <LiveContext value={live}>
      {children}
      <Announcement event={fired[0]} />
    </LiveContext>
  );
}

/** Read out when the reader has a pause; nothing is to be seen. */
function Announcement({ event }: { readonly event: LiveEvent | undefined }) {
  const { language } = useWords();
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {event?.text[language]}
    </div>
  );
}
