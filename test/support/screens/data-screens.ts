import type { Screen } from './screen.ts';

/** Enterprises, their figures, and the proof of them. */
export const DATA_SCREENS: readonly Screen[] = [
  { name: 'enterprises', path: '/enterprises', ready: 'td a' },
  {
    name: 'history',
    path: '/history?enterprise={enterprise}&from=2026-10-01&to=2026-11-20',
    ready: '.chart canvas',
  },
  {
    name: 'history-quantity',
    path: '/history?enterprise={enterprise}&from=2026-11-01&to=2026-11-20&figure=quantity&groupBy=meter',
    ready: '.chart canvas',
  },
  {
    name: 'history-compared',
    path: '/history?enterprise={enterprise}&from=2026-11-04&to=2026-11-06&compare=previous',
    ready: '.chart canvas',
  },
  {
    name: 'history-load',
    path: '/history?enterprise={enterprise}&from=2026-11-01&to=2026-11-20&view=load',
    ready: '.chart canvas',
  },
  {
    name: 'history-readings',
    path: '/history?enterprise={enterprise}&from=2026-11-10&to=2026-11-10&view=readings',
    ready: 'td.number',
  },
  { name: 'verification', path: '/verification', ready: '.ant-alert, .ant-empty' },
  { name: 'quarantine', path: '/quarantine', ready: '.data-table, .ant-empty' },
  { name: 'accounting', path: '/accounting', ready: '.ant-table' },
];
