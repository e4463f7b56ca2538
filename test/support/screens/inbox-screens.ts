import type { Screen } from './screen.ts';

/** Warnings, alarms and cases: lists, groups, and the first one of each where there is one. */
export const INBOX_SCREENS: readonly Screen[] = [
  { name: 'alerts', path: '/alerts', ready: '.severity-count' },
  { name: 'alerts-by-rule', path: '/alerts?group=rule&state=all', ready: '.severity-count' },
  {
    name: 'alert',
    path: '/alerts?state=all&sort=severity',
    ready: 'a[data-row], .ant-empty',
    follow: 'a[data-row]',
  },
  { name: 'cases', path: '/cases', ready: '.alert-what, .ant-empty' },
  { name: 'case', path: '/cases', ready: '.alert-what, .ant-empty', follow: 'td.alert-what a' },
  {
    ...{ name: 'alert-to-work', as: 'inspector', path: '/alerts?state=all&sort=severity' },
    ...{ ready: 'a[data-row], .ant-empty', follow: 'a[data-row]' },
  },
  {
    ...{ name: 'alert-of-own', as: 'enterprise-reviewer', path: '/alerts?state=all' },
    ...{ ready: 'a[data-row], .ant-empty', follow: 'a[data-row]' },
  },
  { name: 'area-alerts', path: '/area-alerts', ready: '.data-table, .ant-empty' },
  {
    ...{ name: 'area-alert', path: '/area-alerts?show=all' },
    ...{ ready: '.data-table, .ant-empty', follow: '.data-table td a' },
  },
];
