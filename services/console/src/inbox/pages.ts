import type { PageEntry } from '../shell/page-entry.ts';

/** Warnings and cases. */
export const INBOX_PAGES: readonly PageEntry[] = [];
