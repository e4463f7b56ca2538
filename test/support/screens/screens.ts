import { ADMINISTRATION_SCREENS } from './administration-screens.ts';
import { DATA_SCREENS } from './data-screens.ts';
import { INBOX_SCREENS } from './inbox-screens.ts';
import { OVERVIEW_SCREENS } from './overview-screens.ts';
import { PORTAL_SCREENS } from './portal-screens.ts';
import type { Screen } from './screen.ts';

/** The screens behind the sign-in that pictures are taken of; each area has a list of its own. */
export const SCREENS: readonly Screen[] = [
  ...OVERVIEW_SCREENS,
  ...INBOX_SCREENS,
  ...DATA_SCREENS,
  ...PORTAL_SCREENS,
  ...ADMINISTRATION_SCREENS,
];
