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
  {
    path: 'ledger',
    title: ['能源台账', 'Energy ledger'],
    group: 'own',
    roles: OWN_ROLES,
    routes: [
      { path: 'ledger', component: page(() => import('./ledger-page.tsx'), 'LedgerPage') },
      {
        path: 'ledger/:month',
        component: page(() => import('./ledger-month-page.tsx'), 'LedgerMonthPage'),
      },
    ],
  },
  {
    path: 'data-corrections',
    title: ['数据修正', 'Corrections'],
    group: 'own',
    roles: OWN_ROLES,
    routes: [
      {
        path: 'data-corrections',
        component: page(() => import('./corrections-page.tsx'), 'CorrectionsPage'),
      },
      {
        path: 'data-corrections/new',
        component: page(() => import('./new-correction-page.tsx'), 'NewCorrectionPage'),
      },
      {
        path: 'data-corrections/:correctionId',
        component: page(() => import('./correction-page.tsx'), 'CorrectionPage'),
      },
    ],
  },
  {
    path: 'declared-stops',
    title: ['停产检修申报', 'Declared stops'],
    group: 'own',
    roles: OWN_ROLES,
    routes: [
      {
        path: 'declared-stops',
        component: page(() => import('./stops-page.tsx'), 'StopsPage'),
      },
    ],
  },
  {
    path: 'budget-change',
    title: ['用能预算调整', 'Budget'],
    group: 'own',
    roles: OWN_ROLES,
    routes: [
      {
        path: 'budget-change',
        component: page(() => import('./budget-page.tsx'), 'BudgetPage'),
      },
    ],
  },
  {
    path: 'plan',
    title: ['节能方案', 'Plan'],
    group: 'own',
    roles: OWN_ROLES,
    routes: [{ path: 'plan', component: page(() => import('./plan-page.tsx'), 'PlanPage') }],
  },
  {
    path: 'measures',
    title: ['节能措施', 'Measures'],
    group: 'own',
    roles: OWN_ROLES,
    routes: [
      {
        path: 'measures',
        component: page(() => import('./measures-page.tsx'), 'MeasuresPage'),
      },
    ],
  },
  {
    path: 'production',
    title: ['产量填报', 'Production'],
    group: 'own',
    roles: OWN_ROLES,
    routes: [
      {
        path: 'production',
        component: page(() => import('./production-page.tsx'), 'ProductionPage'),
      },
    ],
  },
  {
    path: 'cost',
    title: ['用电成本', 'Cost of electricity'],
    group: 'own',
    roles: OWN_ROLES,
    routes: [
      {
        path: 'cost',
        component: page(() => import('./cost-page.tsx'), 'CostPage'),
      },
    ],
  },
];
