import { type PageEntry, page } from '../shell/page-entry.ts';

const DATA_ROLES = [
  ...['admin', 'authority', 'inspector', 'auditor'],
  ...['enterprise-reporter', 'enterprise-reviewer'],
];

/** Enterprises, their figures, and the proof of them. */
export const DATA_PAGES: readonly PageEntry[] = [
  {
    path: 'enterprises',
    title: ['企业', 'Enterprises'],
    group: 'supervision',
    roles: DATA_ROLES,
    routes: [
      {
        path: 'enterprises',
        component: page(() => import('./enterprises-page.tsx'), 'EnterprisesPage'),
      },
      {
        path: 'enterprises/:enterpriseId',
        component: page(() => import('../enterprise/enterprise-page.tsx'), 'EnterprisePage'),
      },
    ],
  },
  {
    path: 'history',
    title: ['历史用能', 'History'],
    group: 'data',
    roles: DATA_ROLES,
    routes: [
      {
        path: 'history',
        component: page(() => import('../history/history-page.tsx'), 'HistoryPage'),
      },
    ],
  },
  {
    path: 'verification',
    title: ['完整性校验', 'Integrity'],
    group: 'data',
    roles: ['admin', 'security', 'authority', 'inspector', 'auditor', 'log-auditor'],
    routes: [
      {
        path: 'verification',
        component: page(() => import('../verification/verification-page.tsx'), 'VerificationPage'),
      },
    ],
  },
  {
    path: 'quarantine',
    title: ['待处理数据', 'Quarantine'],
    group: 'data',
    roles: DATA_ROLES.filter((role) => role !== 'auditor'),
    routes: [
      {
        path: 'quarantine',
        component: page(() => import('./quarantine-page.tsx'), 'QuarantinePage'),
      },
    ],
  },
  {
    path: 'accounting',
    title: ['数据核账', 'Accounting'],
    group: 'data',
    roles: DATA_ROLES,
    routes: [
      {
        path: 'accounting',
        component: page(() => import('./accounting-page.tsx'), 'AccountingPage'),
      },
    ],
  },
];
