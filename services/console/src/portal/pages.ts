import type { PageEntry } from '../shell/page-entry.ts';

/** The enterprise's own pages. */
export const PORTAL_PAGES: readonly PageEntry[] = [];
