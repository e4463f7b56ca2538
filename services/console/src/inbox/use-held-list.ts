import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answer, type HeldList, holdList, openList } from './held-list.ts';

/**
 * Holds a live list for who reads it; `show` takes what came meanwhile. Undefined until there is an
 * answer.
 */
export function useHeldList<Row extends { readonly id: string }>(
  page: UseQueryResult<Answer<Row>>,
  key: string,
  pageRows: number,
): { readonly held: HeldList<Row> | undefined; show(): void } {
  const [kept, setKept] = useState<HeldList<Row>>();
  const { data, isPlaceholderData, isFetching } = page;
  let held = kept;
  if (data !== undefined && !isPlaceholderData && data !== kept?.latest) {
    // What an earlier visit left is replaced by the first answer of this one.
    held = kept?.key === key ? holdList(kept, data, pageRows) : openList(key, data, !isFetching);
  } else if (kept?.key === key && !kept.isSettled && !isFetching) {
    held = { ...kept, isSettled: true };
  }
  // As React wants it where what is shown follows from what was shown before.
  if (held !== kept) setKept(held);
  const show = () => {
    if (held !== undefined) setKept(openList(held.key, held.latest, true));
  };
  return { held, show };
}
