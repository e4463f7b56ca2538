import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createStateStore,
  keepPasswords,
  readSimulationOptions,
  runSimulation,
} from '@hengneng/fleet';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Api, signIn, waitUntilProcessed } from '../support/api.ts';
import {
  axeFindingsInBothThemes,
  openBrowser,
  openPage,
  openScreen,
  signInAs,
} from '../support/browser.ts';
import { OVERVIEW_SCREENS } from '../support/screens/overview-screens.ts';
import { type Stack, startStack } from '../support/stack.ts';

/** What of the region's answer is held against the screen. */
interface Overview {
  readonly enterpriseCount: number;
  readonly budgets: readonly { readonly metric: string; readonly limit: number }[];
  readonly dataDuty: { readonly notJudgedCount: number };
  readonly overuse: readonly {
    readonly enterpriseId: string;
    readonly targetId: string;
    readonly name: string;
    readonly severity: number;
    readonly actual: number | null;
    readonly forecastRatio: number | null;
    readonly usedRatio: number | null;
    readonly unit: string;
  }[];
}

const REGION = '/regions/430626/overview?top=1000';
/** Numbers that are links, with where each leads. */
const asLinks = (links: readonly unknown[]) =>
  (links as { textContent: string; getAttribute(name: string): string }[]).map((link) => ({
    count: Number(link.textContent.replace(/\D/g, '')),
    href: link.getAttribute('href'),
  }));
const whole = (value: number) =>
  new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 0 }).format(value);
const tenths = (value: number) =>
  new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1 }).format(value);

describe('the overview and the enterprise page in a browser', () => {
  let stack: Stack;
  let api: Api;
  let browser: Browser;
  let page: Page;
  let folder = '';
  const faults: string[] = [];

  beforeAll(async () => {
    stack = await startStack();
    folder = mkdtempSync(join(tmpdir(), 'overview-'));
    const options = readSimulationOptions(
      [
        ...[
          '--demo',
          '--enterprises',
          '3',
          '--meters',
          '4',
          '--history',
          '40d',
          '--interval',
          '1h',
        ],
        ...['--no-live', '--url', stack.apiUrl, '--state-dir', folder],
      ],
      { HENGNENG_ADMIN_PASSWORD: stack.adminPassword },
      folder,
    );
    if (options === null) throw new Error('No options.');
    const lines: string[] = [];
    await runSimulation(options, {
      ...{ print: (line) => lines.push(line), now: Date.now, store: createStateStore(folder) },
      signal: new AbortController().signal,
    });
    expect(lines.filter((line) => line.startsWith('Papers:'))[0]).toMatch(/3 enterprises filed/);
    const admin = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
    await waitUntilProcessed(admin, 60_000);
    const passwords = keepPasswords(folder);
    api = await signIn(stack.apiUrl, 'demo-authority', passwords['demo-authority']);
    await untilCounted();
    browser = await openBrowser();
    page = await openPage(browser, stack.apiUrl, { language: 'zh', theme: 'light' }, faults);
    await signInAs(page, 'demo-authority', passwords['demo-authority']);
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The months with readings are settled a moment after they are stored. */
  async function untilCounted(): Promise<void> {
    for (let attempt = 0; attempt < 120; attempt += 1) {
      const { items } = await api.call<{ items: { id: string }[] }>('GET', '/enterprises');
      const known = await Promise.all(
        items.map(async ({ id }) => {
          const { total } = await api.call<{ total: { known: { tcePrimary: number } } }>(
            'GET',
            `/enterprises/${id}/consumption?from=2026-11-10&to=2026-11-11&interval=day`,
          );
          return total.known.tcePrimary > 0;
        }),
      );
      if (known.length > 0 && known.every((each) => each)) return;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    throw new Error('The consumption was not counted in 60 s.');
  }

  const overview = () => api.call<Overview>('GET', REGION);
  const worst = (rows: Overview['overuse']) => rows[0];

  it('is the first page of an authority, with the sums of the api', async () => {
    await page.getByRole('heading', { level: 1, name: '平江县 · 总览' }).waitFor();
    const budgets = page.getByRole('region', { name: '预算', exact: true });
    await budgets.waitFor();
    const answer = await overview();
    expect(answer.enterpriseCount).toBe(3);
    for (const { limit } of answer.budgets) {
      await budgets.getByText(whole(limit), { exact: true }).first().waitFor();
    }
  });

  it('names who will overuse, and leads to the list of them', async () => {
    const { overuse } = await overview();
    const over = overuse.filter(
      ({ forecastRatio, usedRatio, severity }) =>
        (forecastRatio ?? 0) > 1 || (usedRatio ?? 0) > 1 || severity >= 2,
    );
    const ids = new Set(over.map(({ enterpriseId }) => enterpriseId));
    expect(ids.size).toBeGreaterThan(0);
    await page.getByRole('link', { name: `全部 ${ids.size} 家` }).click();
    await page.getByRole('heading', { level: 1, name: '平江县 · 企业用能预算' }).waitFor();
    const names = await page.locator('td.enterprise-name a').allInnerTexts();
    expect(new Set(names)).toEqual(new Set(over.map(({ name }) => name)));
  });

  it('leads from every number to a page that is there', async () => {
    await page.goto('/overview');
    await page.locator('.figure-cards').waitFor();
    const hrefs = await page
      .locator('main a[href]')
      .evaluateAll((links) => [
        ...new Set(
          links.map((link) =>
            (link as { getAttribute(n: string): string | null }).getAttribute('href'),
          ),
        ),
      ]);
    expect(hrefs.length).toBeGreaterThan(5);
    for (const href of hrefs) {
      await page.goto(href ?? '');
      await page.locator('main h1').waitFor();
      expect(await page.locator('.message').count(), href ?? '').toBe(0);
    }
  });

  it('leads from what is counted to exactly what was counted', async () => {
    const { items } = await api.call<{ items: { code: string }[] }>('GET', '/parks');
    for (const area of ['region:430626', `park:${items[0]?.code}`]) {
      let differences = await differencesIn(area);
      // The rules go on judging for a while after the last reading: what was counted may be another
      // number by the time that its list is opened.
      for (let attempt = 0; attempt < 2 && differences.length > 0; attempt += 1) {
        differences = await differencesIn(area);
      }
      expect(differences).toEqual([]);
    }
    const duties = page.locator('dd a[href^="/overview/duty"]');
    // Days go on being judged as well: page and api may be asked on two sides of that.
    await expect
      .poll(
        async () => {
          await page.goto('/overview?area=region:430626');
          await duties.first().waitFor();
          const { dataDuty } = await overview();
          const counts = (await duties.evaluateAll(asLinks)).map(({ count }) => count);
          return counts.includes(dataDuty.notJudgedCount);
        },
        { timeout: 30_000, interval: 1_000 },
      )
      .toBe(true);
    const shown = await duties.evaluateAll(asLinks);
    expect(shown).toHaveLength(4);
    for (const { count, href } of shown) {
      await page.goto(href);
      await page.locator('.data-table tbody, .ant-empty').first().waitFor();
      expect(await page.locator('.data-table tbody tr').count(), href).toBe(count);
    }
  });

  /** Numbers of open alerts of an area whose list has another number of rows. */
  async function differencesIn(area: string): Promise<string[]> {
    await page.goto(`/overview?area=${area}`);
    const ages = page.getByRole('table', { name: '未解除的预警与告警' });
    await ages.waitFor();
    const counted = await ages.locator('td a').evaluateAll(asLinks);
    expect(counted.length).toBeGreaterThan(3);
    const differences: string[] = [];
    for (const { count, href } of counted) {
      await page.goto(href);
      const rows = await rowsOf(href);
      if (rows !== count) differences.push(`${href}: ${rows} instead of ${count}`);
    }
    return differences;
  }

  /** How many alerts the list says there are, of the question in its address. */
  async function rowsOf(href: string): Promise<number> {
    const severity = Number(new URL(href, stack.apiUrl).searchParams.get('severity'));
    await page.locator('[data-row], main .ant-empty').first().waitFor();
    const button = page.locator(`.severity-count.severity-${severity}`);
    const count = Number((await button.textContent())?.match(/\d+/)?.[0]);
    const rows = await page.locator('[data-row]').count();
    expect(rows).toBe(Math.min(count, 25));
    return count;
  }

  it('shows an enterprise’s budget as the api has it', async () => {
    const row = worst((await overview()).overuse);
    const path = `/enterprises/${row?.enterpriseId}/targets/${new Date().getFullYear()}`;
    const { targets } = await api.call<{
      targets: { id: string; periods: { limit: number; actual: number; remaining: number }[] }[];
    }>('GET', path);
    const period = targets.find(({ id }) => id === row?.targetId)?.periods[0];
    const unit = row?.unit.replace('CO2', 'CO₂');
    await page.goto(`/enterprises/${row?.enterpriseId}`);
    const card = page.locator('.target').filter({ hasText: `，${unit}）` });
    await card.locator('canvas').first().waitFor();
    await card.getByText(`${tenths(period?.limit ?? 0)} ${unit}`, { exact: true }).waitFor();
    await card.getByText(`${tenths(period?.actual ?? 0)} ${unit}`, { exact: true }).waitFor();
    expect(await card.locator('tbody tr').count()).toBeGreaterThan(11);
    await page.getByText('平发改〔2026〕', { exact: false }).first().waitFor();
  });

  it.each(OVERVIEW_SCREENS)('is usable without a mouse or eyes: $name', async (screen) => {
    const row = worst((await overview()).overuse);
    await openScreen(page, screen, row?.enterpriseId ?? '');
    expect(await axeFindingsInBothThemes(page)).toEqual([]);
  });

  it('shows a region’s own target that is missed, which its authority closes and withdraws', async () => {
    const { items } = await api.call<{ items: { id: string; name: string }[] }>(
      'GET',
      '/enterprises',
    );
    const year = new Date().getFullYear();
    const issued = { issuer: '平江县发展和改革局', documentNo: `平发改〔${year}〕15号` };
    for (const { id } of items) {
      const listed = { class: 'statutory', duties: ['energy-audit'], ...issued };
      await api.call('POST', `/enterprises/${id}/class-list`, { year, document: listed });
    }
    // Nobody was audited and no audit is planned: the goal is missed, by more as the year ends.
    const goal = { metric: 'audit-coverage', base: 1, issuedOn: `${year}-01-10`, ...issued };
    const target = { id: 'audits', year, document: goal };
    await api.call('POST', '/regions/430626/targets', target);
    const fired = async (condition: string) =>
      (
        await api.call<{ items: { id: string; rule: string; targetId: string }[] }>(
          'GET',
          `/area-alerts?condition=${condition}&areaType=region&areaCode=430626`,
        )
      ).items.filter(({ targetId }) => targetId === 'audits');
    await expect.poll(() => fired('firing'), { timeout: 60_000 }).toHaveLength(1);

    await page.goto('/overview?area=region:430626');
    const section = page.getByRole('region', { name: '区域目标' }).first();
    await section.getByText('能源审计覆盖率').first().waitFor();
    await page.getByRole('link', { name: '能源审计覆盖率不足' }).click();
    await page.getByRole('heading', { level: 1, name: /低于基本目标/ }).waitFor();
    await page.getByRole('link', { name: items[0]?.name ?? '' }).waitFor();
    expect(await axeFindingsInBothThemes(page)).toEqual([]);
    const form = page.locator('form').filter({ has: page.getByRole('button', { name: '办 结' }) });
    await form.locator('textarea').fill('审计计划已补充下达');
    await form.getByRole('button', { name: '办 结' }).click();
    await page.getByText('目前没有您可以做的操作。').waitFor();
    await page.goto('/area-alerts');
    await page.getByText('触发中 · 已办结').waitFor();
    expect(await axeFindingsInBothThemes(page)).toEqual([]);

    await api.call('POST', '/regions/430626/targets', { ...target, withdrawn: true });
    await expect.poll(() => fired('resolved'), { timeout: 60_000 }).toHaveLength(1);
    expect(await fired('firing')).toEqual([]);
  });

  it('broke nothing on the way', () => {
    expect(faults.filter((fault) => !/status of 401/.test(fault))).toEqual([]);
  });
});
