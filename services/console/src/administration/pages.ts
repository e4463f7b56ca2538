import { type PageEntry, page } from '../shell/page-entry.ts';

/** People, registers and channels. */
export const ADMINISTRATION_PAGES: readonly PageEntry[] = [
  {
    path: 'users',
    title: ['用户与角色', 'Users and roles'],
    group: 'administration',
    roles: ['security'],
    routes: [{ path: 'users', component: page(() => import('./users-page.tsx'), 'UsersPage') }],
  },
  {
    path: 'notifications',
    title: ['通知设置', 'Notifications'],
    group: 'administration',
    roles: ['admin', 'authority', 'inspector', 'enterprise-reviewer'],
    routes: [
      {
        path: 'notifications',
        component: page(() => import('./notifications-page.tsx'), 'NotificationsPage'),
      },
    ],
  },
  {
    path: 'places',
    title: ['区划与园区', 'Regions and parks'],
    group: 'administration',
    roles: ['admin'],
    routes: [
      {
        path: 'places',
        component: page(() => import('../registry/places-page.tsx'), 'PlacesPage'),
      },
    ],
  },
  {
    path: 'imports',
    title: ['批量导入', 'Imports'],
    group: 'administration',
    roles: ['admin', 'authority', 'enterprise-reporter', 'enterprise-reviewer'],
    routes: [{ path: 'imports', component: page(() => import('./import-page.tsx'), 'ImportPage') }],
  },
  {
    path: 'factors',
    title: ['折标与碳系数', 'Factors'],
    group: 'administration',
    roles: ['admin', 'authority', 'inspector', 'auditor'],
    routes: [
      { path: 'factors', component: page(() => import('./factors-page.tsx'), 'FactorsPage') },
    ],
  },
  {
    path: 'thresholds',
    title: ['预警阈值', 'Thresholds'],
    group: 'administration',
    roles: ['admin', 'authority', 'inspector'],
    routes: [
      {
        path: 'thresholds',
        component: page(() => import('../authority/thresholds-page.tsx'), 'ThresholdsPage'),
      },
    ],
  },
  {
    path: 'audit-log',
    title: ['操作日志', 'Audit log'],
    group: 'administration',
    roles: ['admin', 'security', 'log-auditor'],
    routes: [
      { path: 'audit-log', component: page(() => import('./audit-log-page.tsx'), 'AuditLogPage') },
    ],
  },
];
