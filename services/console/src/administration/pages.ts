import { type PageEntry, page } from '../shell/page-entry.ts';

/** People, registers and channels. */
export const ADMINISTRATION_PAGES: readonly PageEntry[] = [
  {
    path: 'imports',
    title: ['批量导入', 'Imports'],
    group: 'administration',
    roles: ['admin', 'authority'],
    routes: [{ path: 'imports', component: page(() => import('./import-page.tsx'), 'ImportPage') }],
  },
];
