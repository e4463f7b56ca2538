import type { ReactNode } from 'react';
import { formatInstant } from '../../parts/format.ts';
import { useSay } from '../../settings/settings.tsx';
import { ALERT_WORDS } from '../words.ts';

/** One thing that happened, ready to be read. */
export interface TimelineEntry {
  readonly key: string;
  readonly at: string;
  readonly what: string;
  readonly by: string;
  readonly note: string;
  readonly auditSequence: number;
  readonly more?: ReactNode;
}

/** What happened, oldest first; nothing in it ever changes. */
export function Timeline(props: {
  readonly entries: readonly TimelineEntry[];
  readonly timeZone: string;
}) {
  const say = useSay(ALERT_WORDS);
  return (
    <ol className="timeline">
      {props.entries.map(({ key, at, what, by, note, auditSequence, more }) => (
        <li key={key}>
          <div className="timeline-head">
            <strong>{what}</strong>
            <span>{by}</span>
            <time dateTime={at} className="number">
              {formatInstant(at, props.timeZone)}
            </time>
            <small className="secondary">{say('auditRow', { no: auditSequence })}</small>
          </div>
          {note !== '' && <p className="timeline-note">{note}</p>}
          {more}
        </li>
      ))}
    </ol>
  );
}
