import { useWords } from '../settings/settings.tsx';
import { LEVELS } from '../words/codes.ts';
import type { Level } from './levels.ts';

const SHAPES = {
  0: <circle cx="8" cy="8" r="6" />,
  1: <path d="M8 1.5 15 14.5H1Z" />,
  2: <path d="M8 .8 15.2 8 8 15.2.8 8Z" />,
  3: <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5Z" />,
  none: <path d="M2 7h12v2H2Z" />,
};

/** A level by shape, word and colour: none of them has to be seen to know it. */
export function LevelMark({ level, text }: { readonly level: Level; readonly text?: string }) {
  const { pick } = useWords();
  return (
    <span className={`level level-${level ?? 'none'}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        {SHAPES[level ?? 'none']}
      </svg>
      <span>{text ?? pick(LEVELS[level ?? 'none'])}</span>
    </span>
  );
}
