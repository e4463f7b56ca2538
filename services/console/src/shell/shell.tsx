import { Button, Grid, Layout } from 'antd';
import { lazy, type RefObject, Suspense, useEffect, useRef, useState } from 'react';
import { Link, Navigate, Route, Routes, useLocation } from 'react-router';
import { LiveProvider } from '../live/live-events.tsx';
import { Loading, NotFound, Nothing } from '../parts/states.tsx';
import { useMe, useSignOut } from '../session/session.tsx';
import { useSettings } from '../settings/settings.tsx';
import { ROLES } from '../words/codes.ts';
import { ALL_PAGES, pagesFor } from './all-pages.ts';
import type { PageEntry } from './page-entry.ts';
import { PageMenu } from './page-menu.tsx';
import { SettingsSwitches } from './settings-switches.tsx';

const MenuDrawer = lazy(async () => ({ default: (await import('./menu-drawer.tsx')).MenuDrawer }));

/** Menu by role, the settings, and the page that the address names. */
export function Shell() {
  const { words, isDark } = useSettings();
  const me = useMe();
  const signOut = useSignOut();
  const { pathname } = useLocation();
  const pages = pagesFor(me.roles.map(({ role }) => role));
  const current = ALL_PAGES.find(({ path }) => path === pathname.split('/')[1]);
  const main = useRef<HTMLElement>(null);
  useTitle(current);
  useFocusAfterNavigation(main);
  const background = isDark ? '#141414' : '#ffffff';

  return (
    <LiveProvider>
      <Layout className="shell">
        <a className="skip-link" href="#content">
          {words.say('skipToContent')}
        </a>
        <Layout.Header className="shell-header" style={{ background, height: 56 }}>
          <MenuButton pages={pages} />
          <Link to="/" className="shell-brand">
            {words.say('product')}
          </Link>
          <Link
            to="/account"
            className="shell-user"
            title={me.roles.map(({ role }) => words.nameOf(ROLES, role)).join(' · ')}
          >
            {me.name === '' ? me.username : me.name}
          </Link>
          <SettingsSwitches />
          <Button onClick={() => void signOut()}>{words.say('signOut')}</Button>
        </Layout.Header>
        <Layout hasSider>
          <Layout.Sider
            className="shell-sider"
            width={200}
            breakpoint="lg"
            collapsedWidth={0}
            trigger={null}
            theme={isDark ? 'dark' : 'light'}
            style={{ background }}
          >
            <PageMenu pages={pages} />
          </Layout.Sider>
          <Layout.Content>
            <main ref={main} id="content" className="shell-content" tabIndex={-1}>
              <Suspense fallback={<Loading />}>
                <Pages first={pages[0]} />
              </Suspense>
            </main>
          </Layout.Content>
        </Layout>
      </Layout>
    </LiveProvider>
  );
}

/** On a narrow window the menu stands behind a button. */
function MenuButton({ pages }: { readonly pages: readonly PageEntry[] }) {
  const { words } = useSettings();
  const screens = Grid.useBreakpoint();
  const { pathname } = useLocation();
  const [openAt, setOpenAt] = useState<string | null>(null);
  if (screens.lg !== false) return null;
  // Open for as long as the address stays: a page that was chosen closes it.
  const isOpen = openAt === pathname;
  return (
    <>
      <Button aria-expanded={isOpen} onClick={() => setOpenAt(pathname)}>
        {words.say('menu')}
      </Button>
      <Suspense>
        {openAt !== null && (
          <MenuDrawer pages={pages} isOpen={isOpen} onClose={() => setOpenAt(null)} />
        )}
      </Suspense>
    </>
  );
}

function Pages({ first }: { readonly first: PageEntry | undefined }) {
  const { words } = useSettings();
  const start =
    first === undefined ? (
      <Nothing text={words.say('noPages')} />
    ) : (
      <Navigate to={`/${first.path}`} replace />
    );
  return (
    <Routes>
      <Route path="/" element={start} />
      {ALL_PAGES.flatMap(({ routes }) =>
        routes.map(({ path, component: Page }) => (
          <Route key={path} path={`/${path}`} element={<Page />} />
        )),
      )}
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

/**
 * After a change of page the keyboard goes on from its heading, not from the link that led there; a
 * change of what the address asks for leaves it where it is.
 */
function useFocusAfterNavigation(main: RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
    // A page that is still loaded takes the focus to its heading itself.
    main.current?.querySelector('h1')?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [pathname, main]);
}

function useTitle(page: PageEntry | undefined): void {
  const { words } = useSettings();
  useEffect(() => {
    const product = words.say('product');
    document.title = page === undefined ? product : `${words.pick(page.title)} · ${product}`;
  }, [page, words]);
}
