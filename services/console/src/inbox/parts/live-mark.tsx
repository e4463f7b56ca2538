import { useLive } from '../../live/live-events.tsx';
import { POLL_MS } from '../../live/live-state.ts';
import { useWords } from '../../settings/settings.tsx';

/** Whether the page is told of changes at once, or asks from time to time. */
export function LiveMark() {
  const { mode } = useLive();
  const words = useWords();
  const text =
    mode === 'polling'
      ? words.say('livePolling', { seconds: POLL_MS / 1_000 })
      : words.say(mode === 'live' ? 'liveOn' : 'liveConnecting');
  return (
    <span className={`live-mark live-${mode}`} role="status">
      <span aria-hidden>{mode === 'live' ? '●' : '○'}</span> {text}
    </span>
  );
}
