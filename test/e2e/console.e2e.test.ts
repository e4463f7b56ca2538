import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildTopic } from '@hengneng/contracts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { generateClient } from '../../services/console/src/client/generate-client.ts';
import {
  type Api,
  type DeviceCredential,
  registerEnterprise,
  signIn,
  waitUntilProcessed,
} from '../support/api.ts';
import {
  axeFindingsInBothThemes,
  openBrowser,
  openPage,
  openScreen,
  signInAs,
} from '../support/browser.ts';
import { publishAll } from '../support/publish-all.ts';
import { SCREENS } from '../support/screens/screens.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { ROOT } from '../tidy/repository.ts';

const FROM_MS = Date.parse('2026-11-01T00:00:00+08:00');
const HOURS = 10 * 24;
const KWH_AN_HOUR = 12;
const INITIAL_BYTES_MAX = 400_000;
/** With the first list after it; 254 kB on 2026-11-21. */
const FIRST_LIST_BYTES_MAX = 400_000;

describe('the console in a browser', () => {
  let stack: Stack;
  let api: Api;
  let browser: Browser;
  let page: Page;
  let enterpriseId: string;
  const faults: string[] = [];

  beforeAll(async () => {
    stack = await startStack();
    api = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
    enterpriseId = await registerEnterprise(api, 5_001);
    await api.call('POST', `/enterprises/${enterpriseId}/meters`, {
      ...{ id: 'E01', name: '进线总表', energyKind: 'electricity', kind: 'register' },
      ...{ unit: 'kWh', flow: 'purchased', level: 1 },
    });
    const device = await api.call<DeviceCredential>(
      'POST',
      `/enterprises/${enterpriseId}/devices`,
      { id: 'edge-1' },
    );
    const topic = buildTopic(enterpriseId, 'edge-1', 'readings');
    const publishes = Array.from({ length: HOURS + 1 }, (_, hour) => ({
      topic,
      payload: JSON.stringify({
        readAt: FROM_MS + hour * 3_600_000,
        values: { E01: hour * KWH_AN_HOUR },
      }),
    }));
    const unknown = { readAt: FROM_MS, values: { E99: 1 } };
    await publishAll(stack.mqtt, device, [
      ...publishes,
      { topic, payload: JSON.stringify(unknown) },
    ]);
    await waitUntilProcessed(api, 30_000);
    await untilCounted();
    browser = await openBrowser();
    page = await openPage(browser, stack.apiUrl, { language: 'zh', theme: 'light' }, faults);
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  /** The aggregator works a moment after the readings are stored. */
  async function untilCounted(): Promise<void> {
    for (let attempt = 0; attempt < 120; attempt += 1) {
      const { total } = await api.call<{ total: { tceCalorific: number | null } }>(
        'GET',
        `/enterprises/${enterpriseId}/consumption?from=2026-11-10&to=2026-11-11&interval=day`,
      );
      if (total.tceCalorific !== null) return;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error('The consumption was not counted in 30 s.');
  }

  it('says in words that a password is wrong', async () => {
    await signInAs(page, 'admin', 'not the password');
    await page.getByRole('alert').getByText('用户名或密码不正确。').waitFor();
    // The browser itself reports the 401 of this try; nothing else may be on record.
    expect(faults.filter((fault) => !fault.includes('401'))).toEqual([]);
    faults.length = 0;
  });

  it('lets the admin in and lists the enterprise', async () => {
    await signInAs(page, 'admin', stack.adminPassword);
    await page.getByRole('heading', { level: 2, name: '能耗晴雨表' }).waitFor();
    await page.getByRole('link', { name: '企业', exact: true }).click();
    await page.getByRole('link', { name: '试验企业5001' }).click();
    await page.getByRole('heading', { level: 1, name: '试验企业5001' }).waitFor();
    await page.getByRole('link', { name: '计量器具' }).click();
    await page.getByText('进线总表').waitFor();
  });

  it('shows what was consumed, and from which readings it was counted', async () => {
    await page.goto(`/history?enterprise=${enterpriseId}&from=2026-11-01&to=2026-11-10`);
    await page.locator('.chart canvas').first().waitFor();
    const total = `${(HOURS * KWH_AN_HOUR).toLocaleString('en')} kWh`;
    await page.locator('.ant-descriptions').getByText(total, { exact: true }).waitFor();
    await page.getByRole('button', { name: '追溯' }).first().click();
    await page.getByText('一致', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('tells what waits in quarantine', async () => {
    await page.goto('/quarantine');
    await page.getByText('E99 未登记的计量器具').waitFor();
  });

  it('speaks English when asked to, and remembers it', async () => {
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Quarantine' }).waitFor();
    await page.reload();
    await page.getByText('E99 Unknown meter').waitFor();
  });

  it.each(SCREENS.filter((screen) => screen.as === undefined))(
    'is usable without a mouse or eyes: $name',
    async (screen) => {
      await openScreen(page, screen, enterpriseId);
      expect(await axeFindingsInBothThemes(page)).toEqual([]);
    },
  );

  it('ends the session on request', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.goto('/accounting');
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
  });

  it('asks for another password where the first one was generated', async () => {
    const { password } = await api.call<{ password: string }>('POST', '/users', {
      ...{ username: 'li', name: '李', roles: [{ role: 'log-auditor', scope: { type: 'all' } }] },
    });
    await signInAs(page, 'li', password);
    await page.getByLabel('Current password').fill(password);
    await page.getByLabel('New password', { exact: true }).fill('a phrase of my own making');
    await page.getByLabel('New password again').fill('a phrase of my own making');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'Integrity' }).waitFor();
    // The menu has no more than the role, and an address typed by hand is refused in words.
    const menu = page.getByRole('navigation', { name: 'Main menu' });
    expect(await menu.getByRole('link').allInnerTexts()).toContain('Integrity');
    expect(await menu.getByRole('link').allInnerTexts()).not.toContain('Accounting');
    faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('401')));
    await page.goto('/accounting');
    await page.getByText('No permission').waitFor();
  });

  it('shows everybody where they are signed in, ends the others and changes the password', async () => {
    const password = 'a phrase of my own making';
    const elsewhere = await signIn(stack.apiUrl, 'li', password);
    await page.getByRole('link', { name: '李' }).click();
    await page.getByRole('heading', { level: 1, name: 'My account' }).waitFor();
    await page.getByText('This one').waitFor();
    expect(await page.locator('.data-table tbody tr').count()).toBe(2);
    await page.getByRole('button', { name: 'End the others' }).click();
    await page.getByText('Other sessions ended: 1.').waitFor();
    await expect(elsewhere.call('GET', '/auth/me')).rejects.toThrow(/401/);
    await page.getByLabel('Current password').fill(password);
    await page.getByLabel('New password', { exact: true }).fill('another phrase, made later');
    await page.getByLabel('New password again').fill('another phrase, made later');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Password changed.').waitFor();
    await signIn(stack.apiUrl, 'li', 'another phrase, made later');
  });

  it('broke nothing on the way', () => {
    // What the browser reports of the refusals above is what was meant to happen.
    expect(faults.filter((fault) => !/status of 40[13]/.test(fault))).toEqual([]);
  });

  it('loads less than 400 kB for its first screen, and no chart for the first two', async () => {
    const fresh = await openPage(browser, stack.apiUrl, { language: 'zh', theme: 'light' }, []);
    const names: string[] = [];
    fresh.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname === '/' || pathname.startsWith('/assets/')) names.push(pathname);
    });
    const dist = join(ROOT, 'services/console/dist');
    const loadedBytes = () =>
      [...new Set(names)]
        .map((name) => readFileSync(join(dist, name === '/' ? 'index.html' : name)))
        .reduce((sum, file) => sum + gzipSync(file).length, 0);
    await fresh.goto('/');
    await fresh.getByRole('button', { name: '登 录' }).waitFor();
    const initialBytes = loadedBytes();
    await signInAs(fresh, 'admin', stack.adminPassword);
    await fresh.getByRole('heading', { level: 2, name: '能耗晴雨表' }).waitFor();
    await fresh.getByRole('link', { name: '企业', exact: true }).click();
    await fresh.getByRole('link', { name: '试验企业5001' }).waitFor();
    const withListBytes = loadedBytes();
    expect(names.some((name) => name.includes('energy-chart'))).toBe(false);
    console.log(`Gzip: ${initialBytes} bytes to sign in, ${withListBytes} with the first list.`);
    expect(names.length).toBeGreaterThan(3);
    expect(initialBytes).toBeLessThan(INITIAL_BYTES_MAX);
    expect(withListBytes).toBeLessThan(FIRST_LIST_BYTES_MAX);
    await fresh.context().close();
  });

  it('knows the api as it is: the generated client is current', async () => {
    const document = await (await fetch(`${stack.apiUrl}/api/openapi.json`)).json();
    const text = readFileSync(join(ROOT, 'services/console/src/client/schema.ts'), 'utf8');
    // To mend: node services/console/src/client/generate-cli.ts
    expect(await generateClient(document as never)).toBe(text);
  });
});
