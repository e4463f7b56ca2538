import type { Screen } from './screen.ts';

/** Administration, and what the authority issues and keeps. */
export const ADMINISTRATION_SCREENS: readonly Screen[] = [
  { name: 'account', path: '/account', ready: '.data-table' },
  { name: 'users', path: '/users', ready: '.data-table' },
  { name: 'places', path: '/places', ready: '.data-table, .ant-empty' },
  { name: 'imports', path: '/imports', ready: '#import-file' },
  { name: 'notifications', path: '/notifications', ready: '.data-table, .ant-empty' },
  { name: 'contacts', path: '/notifications?tab=contacts', ready: '.data-table, .ant-empty' },
  { name: 'silences', path: '/notifications?tab=silences', ready: '.data-table, .ant-empty' },
  { name: 'delivery-log', path: '/notifications?tab=log', ready: '.data-table, .ant-empty' },
  { name: 'factors', path: '/factors', ready: 'section .data-table' },
  { name: 'thresholds', path: '/thresholds', ready: '.data-table' },
  { name: 'audit-log', path: '/audit-log', ready: '.data-table' },
  { name: 'policies', path: '/policies', ready: '.data-table, .ant-empty' },
  {
    name: 'policy',
    path: '/policies/{enterprise}/2026',
    ready: 'section:last-of-type .data-table, section:last-of-type .ant-empty',
  },
  { name: 'registers', path: '/registers', ready: '.data-table, .ant-empty' },
  {
    name: 'elimination-list',
    path: '/registers?register=elimination',
    ready: '.data-table, .ant-empty',
  },
  ...[
    ...['audit-programme', 'approved-projects', 'equipment', 'energy-managers'],
    ...['verified-savings', 'saving-reviews', 'degree-days'],
  ].map((register) => ({
    ...{ name: register, path: `/registers?register=${register}` },
    ready: '.data-table, .ant-empty',
  })),
  { name: 'audits', path: '/audits', ready: '.data-table, .ant-empty', as: 'authority' },
  { name: 'areas', path: '/areas', ready: '.data-table, .ant-empty' },
];
