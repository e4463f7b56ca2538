import { type PageEntry, page } from '../shell/page-entry.ts';

/** What the authority issues and keeps. */
export const AUTHORITY_PAGES: readonly PageEntry[] = [
  {
    path: 'policies',
    title: ['一企一策与预算', 'Policies and budgets'],
    group: 'supervision',
    roles: ['authority', 'inspector', 'auditor', 'admin'],
    routes: [
      { path: 'policies', component: page(() => import('./policies-page.tsx'), 'PoliciesPage') },
      {
        path: 'policies/:enterpriseId/:year',
        component: page(() => import('./policy-page.tsx'), 'PolicyPage'),
      },
    ],
  },
];
