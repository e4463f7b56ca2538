import { describe, expect, it } from 'vitest';

import { offerFor } from '../session/offer.ts';
import { ALL_PAGES, pagesFor } from './all-pages.ts';

const pathsFor = (roles: readonly string[]) => pagesFor(roles).map(({ path }) => path);

describe('the pages of a role', () => {
  it('leave the auditor without quarantine, which the api would refuse', () => {
    expect(pathsFor(['auditor'])).toEqual(expect.arrayContaining(['history', 'verification']));
    expect(pathsFor(['auditor'])).not.toContain('quarantine');
    expect(offerFor(['auditor'])).toMatchObject({ mayReadJournal: false, mayReplay: false });
  });

  it('are none for an unknown role', () => {
    expect(pathsFor(['stranger'])).toEqual([]);
    expect(offerFor(['admin', 'security'])).toMatchObject({ mayReplay: true, mayVerify: true });
  });

  it('each have an address of their own, and their routes below it', () => {
    expect(new Set(ALL_PAGES.map(({ path }) => path)).size).toBe(ALL_PAGES.length);
    for (const { path, routes } of ALL_PAGES) {
      for (const route of routes) expect(route.path.split('/')[0]).toBe(path);
    }
  });
});
