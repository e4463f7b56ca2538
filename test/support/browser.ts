import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';

import type { Screen } from './screens/screen.ts';

/** Debian's browser; `npm test` installs the package. */
export const CHROMIUM = '/usr/bin/chromium';
const ARGUMENTS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];
/** What charts and late answers need to be on the screen. */
const SETTLED_MS = 500;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Languages and themes that screens are looked at in. */
export interface Look {
  readonly language: 'zh' | 'en';
  readonly theme: 'light' | 'dark';
}

/** A browser with a profile of its own, which goes with it. */
export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
}

/** A page in a fresh session; `faults` collects what its console and its scripts complain about. */
export async function openPage(
  browser: Browser,
  baseURL: string,
  look: Look,
  faults: string[],
): Promise<Page> {
  const context = await browser.newContext({
    ...{ baseURL, timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 900 } },
    colorScheme: look.theme,
  });
  await context.addInitScript((language) => {
    const kept = localStorage.getItem('hengneng.language');
    if (kept === null) localStorage.setItem('hengneng.language', language);
  }, look.language);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  return page;
}

/** Signs in through the form. */
export async function signInAs(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/');
  await page.locator('input[autocomplete="username"]').fill(username);
  await page.locator('input[autocomplete="current-password"]').fill(password);
  await page.locator('button[type="submit"]').click();
}

/** Opens a screen and waits until it is complete. */
export async function openScreen(page: Page, screen: Screen, enterpriseId: string): Promise<void> {
  await page.goto(screen.path.replace('{enterprise}', enterpriseId));
  await page.locator(screen.ready).first().waitFor({ timeout: 15_000 });
  if (screen.follow !== undefined && (await page.locator(screen.follow).count()) > 0) {
    const before = page.url();
    await page.locator(screen.follow).first().click();
    await page.waitForURL((url) => url.href !== before);
  }
  // The stream of events never ends, so the network is never idle; a wheel that turns may be meant.
  // A locator, not a script: looked at more than once, a text would be refused by the content policy.
  const busy = page.locator('[aria-busy="true"]:not(.ant-spin), .ant-skeleton');
  await busy.first().waitFor({ state: 'hidden' });
  await page.waitForTimeout(SETTLED_MS);
}

/** Serious and critical findings of axe on the page as it is, each with the element. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(): Promise<{
          violations: { id: string; impact: string; nodes: { html: string }[] }[];
        }>;
      };
    };
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 200)}`),
      );
  });
}

/** The same in the theme that is on and in the other one, which is gone back from. */
export async function axeFindingsInBothThemes(page: Page): Promise<string[]> {
  const findings = await axeFindings(page);
  const theme = page.getByRole('button', { name: /^(Dark|Light|深色|浅色)$/ });
  await theme.click();
  await page.waitForTimeout(SETTLED_MS);
  const others = await axeFindings(page);
  await theme.click();
  // Colours change over a moment; whoever looks next must not see them between the two.
  await page.waitForTimeout(SETTLED_MS);
  return [...findings, ...others.map((each) => `in the other theme: ${each}`)];
}
