import { type PageEntry, page } from '../shell/page-entry.ts';

/** Warnings of regions and parks: for officials alone. */
export const AREA_PAGES: readonly PageEntry[] = [
  {
    path: 'area-alerts',
    title: ['区域预警', 'Area warnings'],
    group: 'supervision',
    roles: ['inspector', 'authority', 'admin'],
    routes: [
      {
        path: 'area-alerts',
        component: page(() => import('./area-alerts-page.tsx'), 'AreaAlertsPage'),
      },
      {
        path: 'area-alerts/:areaAlertId',
        component: page(() => import('./area-alert-page.tsx'), 'AreaAlertPage'),
      },
    ],
  },
];
