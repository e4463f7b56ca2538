import { type PageEntry, page } from '../shell/page-entry.ts';

const OWN_ROLES = ['enterprise-reporter', 'enterprise-reviewer'];

/** The enterprise's own pages: what it is asked for, reports, and may ask for. */
export const PORTAL_PAGES: readonly PageEntry[] = [
  {
    path: 'home',
    title: ['本企业概况', 'My enterprise'],
    group: 'own',
    roles: OWN_ROLES,
    routes: [{ path: 'home', component: page(() => import('./home-page.tsx'), 'HomePage') }],
  },
  {
    path: 'onboarding',
    title: ['数据接入', 'Onboarding'],
    group: 'own',
    roles: OWN_ROLES,
    routes: [
      {
        path: 'onboarding',
        component: page(() => import('./onboarding-page.tsx'), 'OnboardingPage'),
      },
    ],
  },
];
