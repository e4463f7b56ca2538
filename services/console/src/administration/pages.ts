import type { PageEntry } from '../shell/page-entry.ts';

/** People, registers and channels. */
export const ADMINISTRATION_PAGES: readonly PageEntry[] = [];
