import { useSay, useWords } from '../settings/settings.tsx';
import type { Words } from '../words/words.ts';
import type { Thresholds } from './policy-types.ts';
import { RULES, THRESHOLDS } from './rule-words.ts';
import { POLICY_WORDS } from './words.ts';

/** Thresholds that differ from the defaults, a line each. */
export function ThresholdsSummary({ thresholds }: { readonly thresholds: Thresholds }) {
  const say = useSay(POLICY_WORDS);
  const words = useWords();
  const own = Object.entries(thresholds).flatMap(([rule, values]) =>
    Object.entries(values ?? {}).map(([name, value]) => ({ rule, name, value })),
  );
  return (
    <div className="thresholds">
      <strong>{say('thresholds')}</strong>
      {own.length === 0 ? (
        <p>{say('thresholdsDefault')}</p>
      ) : (
        <ul>
          {own.map(({ rule, name, value }) => (
            <li key={`${rule}/${name}`}>
              {words.nameOf(RULES, rule)} · {words.nameOf(THRESHOLDS, name)}:{' '}
              {thresholdText(words, value)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A threshold's value: yes or no, or a figure. */
export function thresholdText(words: Words, value: number | boolean): string {
  return typeof value === 'boolean' ? words.say(value ? 'yes' : 'no') : String(value);
}
