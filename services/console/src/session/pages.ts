import { type PageEntry, page } from '../shell/page-entry.ts';

/** What everybody reaches by their name at the top; in nobody's menu. */
export const SESSION_PAGES: readonly PageEntry[] = [
  {
    path: 'account',
    title: ['我的账号', 'My account'],
    group: 'administration',
    roles: [],
    routes: [
      { path: 'account', component: page(() => import('./account-page.tsx'), 'AccountPage') },
    ],
  },
];
