import type { PageEntry } from '../shell/page-entry.ts';

/** What the authority issues and keeps. */
export const AUTHORITY_PAGES: readonly PageEntry[] = [];
