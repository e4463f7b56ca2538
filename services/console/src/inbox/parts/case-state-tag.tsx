import { Tag } from 'antd';
import type { Schemas } from '../../client/api.ts';
import { useWords } from '../../settings/settings.tsx';
import { CASE_STATES } from '../case-words.ts';

type State = Schemas['Case']['state'];

const COLORS: Readonly<Partial<Record<State, string>>> = {
  handling: 'processing',
  'awaiting-reply': 'warning',
  rectifying: 'warning',
  rechecking: 'processing',
  closing: 'processing',
  closed: 'success',
};

/** Where a case stands. */
export function CaseStateTag({ state }: { readonly state: State }) {
  const { nameOf } = useWords();
  return <Tag color={COLORS[state] ?? 'default'}>{nameOf(CASE_STATES, state)}</Tag>;
}
