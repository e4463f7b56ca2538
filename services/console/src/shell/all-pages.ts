import { ADMINISTRATION_PAGES } from '../administration/pages.ts';
import { AREA_PAGES } from '../areas/pages.ts';
import { AUTHORITY_PAGES } from '../authority/pages.ts';
import { INBOX_PAGES } from '../inbox/pages.ts';
import { OVERVIEW_PAGES } from '../overview/pages.ts';
import { DATA_PAGES } from '../pages/pages.ts';
import { PORTAL_PAGES } from '../portal/pages.ts';
import { SESSION_PAGES } from '../session/pages.ts';
import type { PageEntry } from './page-entry.ts';

/** Every page; within a group of the menu they stand in this order. */
export const ALL_PAGES: readonly PageEntry[] = [
  // What is listed first is where its people begin: an enterprise's at its own page.
  ...PORTAL_PAGES,
  ...OVERVIEW_PAGES,
  ...INBOX_PAGES,
  ...AREA_PAGES,
  ...DATA_PAGES,
  ...AUTHORITY_PAGES,
  ...ADMINISTRATION_PAGES,
  ...SESSION_PAGES,
];

/** The pages that somebody with these roles has in the menu. */
export function pagesFor(roles: readonly string[]): readonly PageEntry[] {
  return ALL_PAGES.filter((entry) => entry.roles.some((role) => roles.includes(role)));
}
