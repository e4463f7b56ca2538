/**
 * `npm run screenshots -- --url http://127.0.0.1:8080`: pictures of every screen of a running
 * console, in both languages, light and dark, for people to look at. The password is read from the
 * data folder of the launcher, or from the file given with `--password-file`; screens of other roles
 * are looked at by the demo's people, whose passwords stand in `--accounts-file`.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import type { Page } from 'playwright-core';

import { signIn } from '../support/api.ts';
import {
  axeFindings,
  type Look,
  openBrowser,
  openPage,
  openScreen,
  signInAs,
} from '../support/browser.ts';
import type { Screen, ScreenRole } from '../support/screens/screen.ts';
import { SCREENS } from '../support/screens/screens.ts';
import { ROOT } from '../tidy/repository.ts';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:8080' },
    'password-file': { type: 'string', default: join(ROOT, '.hengneng/admin-password') },
    out: { type: 'string', default: join(ROOT, '.hengneng/screenshots') },
    'accounts-file': { type: 'string', default: join(ROOT, '.hengneng/demo/demo-accounts.json') },
    only: { type: 'string', default: '' },
    look: { type: 'string', default: 'zh,en,light,dark' },
    width: { type: 'string', default: '1280' },
    help: { type: 'boolean', default: false },
  },
});
const WINDOW = { width: Number(values.width), height: 900 };
const PERSON_OF_ROLE: Readonly<Record<ScreenRole, string>> = {
  authority: 'demo-authority',
  inspector: 'demo-inspector',
  auditor: 'demo-auditor',
  'enterprise-reporter': 'demo-reporter',
  'enterprise-reviewer': 'demo-reviewer',
};

if (values.help) {
  console.log(
    'npm run screenshots -- [--url ADDRESS] [--password-file FILE] [--accounts-file FILE] [--out FOLDER] ' +
      '[--look zh,en,light,dark] [--width 390] [--only NAME,NAME]',
  );
} else {
  await takeAll(readFileSync(values['password-file'], 'utf8').trim(), resolve(values.out));
}

async function takeAll(password: string, out: string): Promise<void> {
  mkdirSync(out, { recursive: true });
  const api = await signIn(values.url, 'admin', password);
  const { items } = await api.call<{ items: { id: string }[] }>('GET', '/enterprises?limit=1');
  const enterpriseId = items[0]?.id;
  if (enterpriseId === undefined) throw new Error('There is no enterprise to look at.');
  const browser = await openBrowser();
  const faults: string[] = [];
  const languages = (['zh', 'en'] as const).filter((each) => values.look.includes(each));
  const themes = (['light', 'dark'] as const).filter((each) => values.look.includes(each));
  for (const language of languages) {
    for (const theme of themes) {
      const page = await openPage(browser, values.url, { language, theme }, faults);
      await page.setViewportSize(WINDOW);
      const look = { language, theme, out, faults };
      const take = (name: string) => takeOne(page, name, look);
      await page.goto('/');
      await page.locator('form').waitFor();
      await take('sign-in');
      await signInAs(page, 'admin', password);
      await page.locator('main#content').waitFor();
      for (const screen of SCREENS.filter((each) => each.as === undefined && isWanted(each.name))) {
        await openScreen(page, screen, enterpriseId);
        await take(screen.name);
        if (screen.name !== 'history') continue;
        await page.locator('td button').first().click();
        await page.locator('.ant-drawer .ant-descriptions').first().waitFor();
        await page.waitForTimeout(400);
        await take('explain');
      }
      await page.context().close();
      for (const [username, screens] of screensOfPeople()) {
        const theirs = await openPage(browser, values.url, { language, theme }, faults);
        await theirs.setViewportSize(WINDOW);
        await signInAs(theirs, username, passwordOf(username));
        await theirs.locator('main#content').waitFor();
        for (const screen of screens) {
          await openScreen(theirs, screen, enterpriseId);
          await takeOne(theirs, screen.name, look);
        }
        await theirs.context().close();
      }
    }
  }
  await browser.close();
  console.log(`Pictures in ${out}`);
  for (const fault of new Set(faults)) console.log(`! ${fault}`);
}

async function takeOne(
  page: Page,
  name: string,
  { language, theme, out, faults }: Look & { readonly out: string; readonly faults: string[] },
): Promise<void> {
  await page.screenshot({
    path: join(out, `${name}-${language}-${theme}.png`),
    fullPage: name !== 'explain',
  });
  for (const finding of await axeFindings(page)) faults.push(`${name} ${theme} ${finding}`);
  const isWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
  if (isWide) faults.push(`${name} ${language}: the page is wider than its window`);
}

function isWanted(name: string): boolean {
  return values.only === '' || values.only.split(',').includes(name);
}

/** Screens of other roles by who looks at them; none where the demo's passwords are not there. */
function screensOfPeople(): ReadonlyMap<string, readonly Screen[]> {
  const others = SCREENS.filter((screen) => screen.as !== undefined && isWanted(screen.name));
  if (others.length > 0 && !existsSync(values['accounts-file'])) {
    console.log(`! ${others.length} screens left out: there is no ${values['accounts-file']}`);
    return new Map();
  }
  return Map.groupBy(others, ({ as }) => PERSON_OF_ROLE[as as ScreenRole]);
}

function passwordOf(username: string): string {
  const passwords = JSON.parse(readFileSync(values['accounts-file'], 'utf8'));
  return String(passwords[username]);
}
