import { useCallback, useState } from 'react';

/** Something a person is typing, kept in this browser until it was sent. */
export interface Draft<T> {
  readonly value: T;
  /** Whether it was there before the page was opened. */
  readonly isRestored: boolean;
  set(value: T): void;
  /** Forgets what is kept; what is on the screen stays. */
  forget(): void;
}

/**
 * State that survives a reload. `key` names form and enterprise; what cannot be read is as if it were
 * not there. Secrets do not belong here.
 */
export function useDraft<T>(key: string, initial: T): Draft<T> {
  const [kept] = useState(() => recall<T>(key));
  const [value, setValue] = useState<T>(kept ?? initial);
  const set = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(nameOf(key), JSON.stringify(next));
      } catch {
        // A browser may forbid the store, or it is full; then the page alone remembers.
      }
    },
    [key],
  );
  const forget = useCallback(() => forgetDraft(key), [key]);
  return { value, isRestored: kept !== null, set, forget };
}

/** Forgets a draft from anywhere. */
export function forgetDraft(key: string): void {
  try {
    localStorage.removeItem(nameOf(key));
  } catch {}
}

function nameOf(key: string): string {
  return `hengneng.draft.${key}`;
}

function recall<T>(key: string): T | null {
  try {
    const text = localStorage.getItem(nameOf(key));
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}
