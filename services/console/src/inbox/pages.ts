import { type PageEntry, page } from '../shell/page-entry.ts';
import { OpenAlertsBadge } from './open-alerts-badge.tsx';

// An auditor has those of an engagement, as they stood then, not this list.
const READERS = ['inspector', 'authority', 'admin', 'enterprise-reporter', 'enterprise-reviewer'];

/** Warnings and cases. */
export const INBOX_PAGES: readonly PageEntry[] = [
  {
    path: 'alerts',
    title: ['预警与告警', 'Warnings'],
    group: 'supervision',
    roles: READERS,
    badge: OpenAlertsBadge,
    routes: [
      { path: 'alerts', component: page(() => import('./alerts-page.tsx'), 'AlertsPage') },
      { path: 'alerts/:alertId', component: page(() => import('./alert-page.tsx'), 'AlertPage') },
    ],
  },
  {
    path: 'cases',
    title: ['案件', 'Cases'],
    group: 'supervision',
    roles: READERS,
    routes: [
      { path: 'cases', component: page(() => import('./cases-page.tsx'), 'CasesPage') },
      { path: 'cases/:caseId', component: page(() => import('./case-page.tsx'), 'CasePage') },
    ],
  },
];
