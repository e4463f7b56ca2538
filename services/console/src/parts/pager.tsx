import { Button, Space } from 'antd';
import { useState } from 'react';
import { useWords } from '../settings/settings.tsx';

/** Where a list is that gives a cursor for what comes next, and nothing for what came before. */
export interface Paging {
  /** `after` of the page that is shown; undefined on the first one. */
  readonly after: string | undefined;
  readonly isFirst: boolean;
  forward(next: string): void;
  back(): void;
  reset(): void;
}

/** Remembers the cursors of the pages before, so that one can go back. */
export function usePaging(): Paging {
  const [trail, setTrail] = useState<readonly string[]>([]);
  return {
    after: trail.at(-1),
    isFirst: trail.length === 0,
    forward: (next) => setTrail([...trail, next]),
    back: () => setTrail(trail.slice(0, -1)),
    reset: () => setTrail([]),
  };
}

/** Buttons of a paged list. */
export function Pager(props: { readonly paging: Paging; readonly next: string | undefined }) {
  const { paging, next } = props;
  const words = useWords();
  if (paging.isFirst && next === undefined) return null;
  return (
    <Space className="no-print" style={{ marginTop: 12 }}>
      <Button disabled={paging.isFirst} onClick={paging.back}>
        {words.say('previousPage')}
      </Button>
      <Button
        disabled={next === undefined}
        onClick={() => next !== undefined && paging.forward(next)}
      >
        {words.say('nextPage')}
      </Button>
    </Space>
  );
}
