import type { CaseDetails } from '../../client/api.ts';
import type { Viewed } from './document-drawer.tsx';

/** A kept draft as it is sent to be printed. */
export function draftOf(document: CaseDetails['documents'][number]) {
  const { kind, content } = document;
  return { kind, ...(content as object) } as Extract<Viewed, { draft: unknown }>['draft'];
}
