import { Button, Layout, Menu } from 'antd';
import { lazy, Suspense, useEffect } from 'react';
import { Link, Navigate, Route, Routes, useLocation } from 'react-router';
import { Loading, NotFound, Nothing } from '../parts/states.tsx';
import { offerFor, type Page } from '../session/pages-by-role.ts';
import { useMe, useSignOut } from '../session/session.tsx';
import { useSettings } from '../settings/settings.tsx';
import { ROLES } from '../words/codes.ts';
import { SettingsSwitches } from './settings-switches.tsx';

const EnterprisesPage = lazy(() =>
  import('../pages/enterprises-page.tsx').then(asDefault('EnterprisesPage')),
);
const EnterprisePage = lazy(() =>
  import('../pages/enterprise-page.tsx').then(asDefault('EnterprisePage')),
);
const HistoryPage = lazy(() =>
  import('../history/history-page.tsx').then(asDefault('HistoryPage')),
);
const VerificationPage = lazy(() =>
  import('../pages/verification-page.tsx').then(asDefault('VerificationPage')),
);
const QuarantinePage = lazy(() =>
  import('../pages/quarantine-page.tsx').then(asDefault('QuarantinePage')),
);
const AccountingPage = lazy(() =>
  import('../pages/accounting-page.tsx').then(asDefault('AccountingPage')),
);

/** `lazy` wants a default export, which this repository does not have. */
function asDefault<Name extends string, Module extends Record<Name, React.ComponentType>>(
  name: Name,
) {
  return (module: Module) => ({ default: module[name] });
}

/** Menu by role, the settings, and the page that the address names. */
export function Shell() {
  const { words, isDark } = useSettings();
  const me = useMe();
  const signOut = useSignOut();
  const { pathname } = useLocation();
  const { pages } = offerFor(me.roles.map(({ role }) => role));
  const current = pages.find((page) => pathname.startsWith(`/${page}`));
  useTitle(current);

  return (
    <Layout className="shell">
      <a className="skip-link" href="#content">
        {words.say('skipToContent')}
      </a>
      <Layout.Header
        className="shell-header"
        style={{ background: isDark ? '#141414' : '#ffffff', height: 56 }}
      >
        <Link to="/" className="shell-brand">
          {words.say('product')}
        </Link>
        <nav className="shell-menu" aria-label={words.say('mainMenu')}>
          <Menu
            mode="horizontal"
            selectedKeys={current === undefined ? [] : [current]}
            items={pages.map((page) => ({
              key: page,
              label: <Link to={`/${page}`}>{words.say(page)}</Link>,
            }))}
          />
        </nav>
        <span
          className="shell-user"
          title={me.roles.map(({ role }) => words.nameOf(ROLES, role)).join(' · ')}
        >
          {me.name === '' ? me.username : me.name}
        </span>
        <SettingsSwitches />
        <Button onClick={() => void signOut()}>{words.say('signOut')}</Button>
      </Layout.Header>
      <Layout.Content>
        <main id="content" className="shell-content" tabIndex={-1}>
          <Suspense fallback={<Loading />}>
            <Pages first={pages[0]} />
          </Suspense>
        </main>
      </Layout.Content>
    </Layout>
  );
}

function Pages({ first }: { readonly first: Page | undefined }) {
  const { words } = useSettings();
  const start =
    first === undefined ? (
      <Nothing text={words.say('noPages')} />
    ) : (
      <Navigate to={`/${first}`} replace />
    );
  return (
    <Routes>
      <Route path="/" element={start} />
      <Route path="/enterprises" element={<EnterprisesPage />} />
      <Route path="/enterprises/:enterpriseId" element={<EnterprisePage />} />
      <Route path="/history" element={<HistoryPage />} />
      <Route path="/verification" element={<VerificationPage />} />
      <Route path="/quarantine" element={<QuarantinePage />} />
      <Route path="/accounting" element={<AccountingPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

function useTitle(page: Page | undefined): void {
  const { words } = useSettings();
  useEffect(() => {
    const product = words.say('product');
    document.title = page === undefined ? product : `${words.say(page)} · ${product}`;
  }, [page, words]);
}
