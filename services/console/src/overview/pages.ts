import { type PageEntry, page } from '../shell/page-entry.ts';

const WATCHING = ['admin', 'authority', 'inspector'];

/** What the region and its enterprises stand at. */
export const OVERVIEW_PAGES: readonly PageEntry[] = [
  {
    path: 'overview',
    title: ['总览', 'Overview'],
    group: 'supervision',
    roles: WATCHING,
    routes: [
      { path: 'overview', component: page(() => import('./overview-page.tsx'), 'OverviewPage') },
      {
        path: 'overview/budgets',
        component: page(() => import('./budgets-page.tsx'), 'BudgetsPage'),
      },
      { path: 'overview/duty', component: page(() => import('./duty-page.tsx'), 'DutyPage') },
    ],
  },
];
