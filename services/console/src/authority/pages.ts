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
  {
    path: 'registers',
    title: ['名单与登记', 'Registers'],
    group: 'supervision',
    roles: ['authority', 'inspector', 'auditor', 'admin'],
    routes: [
      { path: 'registers', component: page(() => import('./registers-page.tsx'), 'RegistersPage') },
    ],
  },
  {
    path: 'audits',
    title: ['能源审计', 'Energy audits'],
    group: 'supervision',
    roles: ['authority', 'auditor'],
    routes: [{ path: 'audits', component: page(() => import('./audits-page.tsx'), 'AuditsPage') }],
  },
  {
    path: 'areas',
    title: ['区域目标', 'Area targets'],
    group: 'supervision',
    roles: ['authority', 'inspector', 'admin'],
    routes: [{ path: 'areas', component: page(() => import('./areas-page.tsx'), 'AreasPage') }],
  },
];
