import type { Screen } from './screen.ts';

/** The enterprise's own pages: to be looked at by one of its people. */
export const PORTAL_SCREENS: readonly Screen[] = [
  { name: 'home', path: '/home', ready: '.ant-statistic', as: 'enterprise-reporter' },
  {
    name: 'onboarding',
    path: '/onboarding?step=3',
    ready: '[data-sample=mosquitto]',
    as: 'enterprise-reporter',
  },
  { name: 'ledger', path: '/ledger', ready: '.ant-table', as: 'enterprise-reporter' },
  {
    name: 'ledger-month',
    path: '/ledger/2026-10',
    ready: '.ant-card, .data-table',
    as: 'enterprise-reporter',
  },
  {
    name: 'data-corrections',
    path: '/data-corrections',
    ready: '.ant-table',
    as: 'enterprise-reviewer',
  },
  {
    name: 'new-correction',
    path: '/data-corrections/new',
    ready: 'textarea',
    as: 'enterprise-reporter',
  },
  {
    name: 'declared-stops',
    path: '/declared-stops',
    ready: '.ant-table',
    as: 'enterprise-reporter',
  },
  {
    name: 'budget-change',
    path: '/budget-change',
    ready: '.data-table, .ant-empty',
    as: 'enterprise-reviewer',
  },
  {
    name: 'plan',
    path: '/plan',
    ready: '.data-table, .ant-empty',
    as: 'enterprise-reviewer',
  },
  {
    name: 'measures',
    path: '/measures',
    ready: '.data-table, .ant-empty',
    as: 'enterprise-reviewer',
  },
  {
    name: 'production',
    path: '/production',
    ready: '.ant-table, .ant-empty',
    as: 'enterprise-reporter',
  },
  { name: 'cost', path: '/cost', ready: '.ant-table, .ant-empty', as: 'enterprise-reporter' },
];
