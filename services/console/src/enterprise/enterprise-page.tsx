import { lazy, Suspense } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { areaName, useAreas } from '../overview/use-area.ts';
import { LevelMark } from '../parts/level-mark.tsx';
import { levelOf } from '../parts/levels.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Answer, Loading } from '../parts/states.tsx';
import { FormerCodes } from '../registry/former-codes.tsx';
import { REGISTRY } from '../registry/words.ts';
import { useMay, useMe } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { industryText } from '../words/industries.ts';
import './enterprise.css';
import { type Enterprise, todayIn, useEnterprise, useFiringAlerts } from './use-enterprise.ts';
import { ENTERPRISE, TAB_NAMES } from './words.ts';

const TABS = {
  targets: lazy(async () => ({ default: (await import('./tabs/targets-tab.tsx')).TargetsTab })),
  energy: lazy(async () => ({ default: (await import('./tabs/energy-tab.tsx')).EnergyTab })),
  intensity: lazy(async () => ({
    default: (await import('./tabs/intensity-tab.tsx')).IntensityTab,
  })),
  load: lazy(async () => ({ default: (await import('./tabs/load-tab.tsx')).LoadTab })),
  flow: lazy(async () => ({ default: (await import('./tabs/flow-tab.tsx')).FlowTab })),
  meters: lazy(async () => ({ default: (await import('./tabs/meters-tab.tsx')).MetersTab })),
  devices: lazy(async () => ({ default: (await import('./tabs/devices-tab.tsx')).DevicesTab })),
  alerts: lazy(async () => ({ default: (await import('./tabs/alerts-tab.tsx')).AlertsTab })),
  ledger: lazy(async () => ({ default: (await import('./tabs/ledger-tab.tsx')).LedgerTab })),
};
const ChangeEnterprise = lazy(async () => ({
  default: (await import('../registry/enterprise-forms.tsx')).ChangeEnterprise,
}));
type TabName = keyof typeof TABS;
const ORDER = Object.keys(TAB_NAMES) as TabName[];
/** Who may see alerts at all; the api decides. */
const ALERT_ROLES = [
  'admin',
  'authority',
  'inspector',
  'enterprise-reporter',
  'enterprise-reviewer',
];

/** One enterprise: who it is, and each side of it in a tab that is loaded when it is opened. */
export function EnterprisePage() {
  const { enterpriseId = '' } = useParams();
  const enterprise = useEnterprise(enterpriseId);
  return <Answer of={enterprise}>{(found) => <Page key={found.id} enterprise={found} />}</Answer>;
}

function Page({ enterprise }: { readonly enterprise: Enterprise }) {
  const { pick, say: sayCommon } = useWords();
  const say = useSay(ENTERPRISE);
  const me = useMe();
  const [search] = useSearchParams();
  const mayWrite = useMay('registry.write');
  const seesAlerts = me.roles.some(({ role }) => ALERT_ROLES.includes(role));
  const tabs = ORDER.filter((name) => name !== 'alerts' || seesAlerts);
  const tab = tabs.find((name) => name === search.get('tab')) ?? 'targets';
  const Tab = TABS[tab];
  return (
    <>
      <PageHead title={enterprise.name}>
        <div className="page-actions">
          <Suspense>{mayWrite && <ChangeEnterprise enterprise={enterprise} />}</Suspense>
          <Link className="plain-button" to={`/history?enterprise=${enterprise.id}`}>
            {sayCommon('showHistory')}
          </Link>
        </div>
      </PageHead>
      <Facts enterprise={enterprise} seesAlerts={seesAlerts} />
      <nav className="tab-links no-print" aria-label={say('tabs')}>
        {tabs.map((name) => (
          <Link key={name} to={`?tab=${name}`} aria-current={name === tab ? 'page' : undefined}>
            {pick(TAB_NAMES[name])}
          </Link>
        ))}
      </nav>
      <Suspense fallback={<Loading />}>
        <Tab enterprise={enterprise} today={todayIn(enterprise.timeZone)} />
      </Suspense>
    </>
  );
}

function Facts(props: { readonly enterprise: Enterprise; readonly seesAlerts: boolean }) {
  const { enterprise, seesAlerts } = props;
  const words = useWords();
  const say = useSay(ENTERPRISE);
  const sayRegistry = useSay(REGISTRY);
  const areas = useAreas().data ?? [];
  const { registryVersion: version, parkCode } = enterprise;
  const facts = [
    [words.say('creditCode'), enterprise.id],
    [sayRegistry('formerCodes'), <FormerCodes key="former" enterpriseId={enterprise.id} />],
    [words.say('industry'), industryText(words, enterprise.industryCode)],
    [words.say('class'), enterprise.class ?? say('classUnknown')],
    [words.say('regionName'), areaName(areas, 'region', enterprise.regionCode)],
    [words.say('park'), parkCode === undefined ? '—' : areaName(areas, 'park', parkCode)],
    [words.say('timeZone'), enterprise.timeZone],
    [
      words.say('registryState'),
      words.say(enterprise.published ? 'registryPublished' : 'registryWaiting', { version }),
    ],
  ] as const;
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {seesAlerts && <OpenAlerts enterpriseId={enterprise.id} />}
    </dl>
  );
}

function OpenAlerts({ enterpriseId }: { readonly enterpriseId: string }) {
  const { pick } = useWords();
  const say = useSay(ENTERPRISE);
  const alerts = useFiringAlerts(enterpriseId);
  const items = alerts.data?.items ?? [];
  const [worst] = items;
  return (
    <div>
      <dt>{pick(TAB_NAMES.alerts)}</dt>
      <dd>
        {alerts.data === undefined ? (
          '…'
        ) : worst === undefined ? (
          say('noOpenAlerts')
        ) : (
          <Link to="?tab=alerts">
            <LevelMark
              level={levelOf(worst.severity)}
              text={say('openAlerts', { count: items.length })}
            />
          </Link>
        )}
      </dd>
    </div>
  );
}
