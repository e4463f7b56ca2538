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
    path: 'imports',
    title: ['批量导入', 'Imports'],
    group: 'administration',
    roles: ['admin', 'authority'],
    routes: [{ path: 'imports', component: page(() => import('./import-page.tsx'), 'ImportPage') }],
  },
];
