import type { Screen } from './screen.ts';

const tab = (name: string, ready: string): Screen => ({
  name: `enterprise-${name}`,
  path: `/enterprises/{enterprise}?tab=${name}`,
  ready,
});

/** The region at a glance with its lists, and every tab of an enterprise. */
export const OVERVIEW_SCREENS: readonly Screen[] = [
  { name: 'overview', path: '/overview', ready: '.figure-cards, .message, .ant-empty' },
  { name: 'overview-budgets', path: '/overview/budgets', ready: '.data-table, .ant-empty' },
  { name: 'overview-duty', path: '/overview/duty', ready: '.data-table, .ant-empty' },
  tab('targets', '.target canvas, .ant-empty'),
  tab('energy', '.chart canvas'),
  tab('intensity', '.chart canvas'),
  tab('load', '.chart canvas, .ant-empty'),
  tab('flow', '.chart canvas, .ant-empty'),
  tab('meters', '.data-table'),
  tab('devices', '.data-table'),
  tab('alerts', '.data-table, .ant-empty'),
  tab('ledger', '.data-table, .ant-empty'),
];
