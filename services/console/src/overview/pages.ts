import type { PageEntry } from '../shell/page-entry.ts';

/** What the region and its enterprises stand at. */
export const OVERVIEW_PAGES: readonly PageEntry[] = [];
