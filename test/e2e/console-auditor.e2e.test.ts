import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  type Api,
  type DeviceCredential,
  registerEnterprise,
  signIn,
  waitUntilProcessed,
} from '../support/api.ts';
import { csvRecords } from '../support/auditor-answers.ts';
import { axeFindings, openBrowser, openPage, signInAs } from '../support/browser.ts';
import { eventually } from '../support/energy.ts';
import { createCompany } from '../support/plant-company.ts';
import { publishAll } from '../support/publish-all.ts';
import { plantMessages, registerPlant } from '../support/small-plant.ts';
import { type Stack, startStack } from '../support/stack.ts';

const OCTOBER = 'from=2026-10-01&to=2026-10-31';
/** 744 hours of 500 kWh, and of the sun 31 × 360. */
const OCTOBER_KWH = 383_160;

describe('an auditor in the console', () => {
  let stack: Stack;
  let browser: Browser;
  let page: Page;
  let history: string;
  const faults: string[] = [];

  beforeAll(async () => {
    stack = await startStack();
    const admin = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
    const id = await registerEnterprise(admin, 3_021);
    const company = await createCompany(stack, admin, id);
    await company.auditor('auditor');
    await registerPlant(admin, id);
    const device = await admin.call<DeviceCredential>('POST', `/enterprises/${id}/devices`, {
      id: 'edge-1',
    });
    await publishAll(stack.mqtt, device, plantMessages(id, 'edge-1'));
    await waitUntilProcessed(admin, 60_000);
    await eventually(
      () => octoberKwh(admin, id),
      (kwh) => kwh === OCTOBER_KWH,
      60_000,
    );
    const hour = new Date(Date.now() + 3_600_000).toISOString();
    const dataAsOf = new Date().toISOString();
    await company.commission(company.authority, 'auditor', hour, { dataAsOf });
    history = `/history?enterprise=${id}&${OCTOBER}`;
    browser = await openBrowser();
    page = await openPage(browser, stack.apiUrl, { language: 'zh', theme: 'light' }, faults);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('finds a figure of the frozen state', async () => {
    await signInAs(page, 'auditor', 'auditor has a long pass phrase');
    await page.locator('main#content').waitFor();
    await page.goto(`${history}&interval=month`);
    await page.getByText(/重新计算/).waitFor();
    const total = page.locator('.ant-descriptions').getByText('383,160 千瓦时', { exact: true });
    await total.or(page.locator('.ant-descriptions').getByText('383,160 kWh')).first().waitFor();
  });

  it('explains it', async () => {
    // The chart comes last and moves what stands below it.
    await page.locator('.chart canvas').first().waitFor();
    const row = page.getByRole('row').filter({ hasText: '电力' }).last();
    await row.getByRole('button', { name: '追溯' }).click();
    await page.getByRole('dialog').getByText('进线总表').first().waitFor();
    await page.getByRole('dialog').getByText('372,000').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('exports it: the file is complete, and its total is the one on the screen', async () => {
    const downloads = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 CSV' }).click();
    const download = await downloads;
    const bytes = readFileSync(await download.path());
    const text = bytes.toString('utf8');
    // Notes stand before and after the rows.
    const rows = csvRecords(text.slice(text.indexOf('企业代码')).replace(/^#.*$/gm, '').trim());
    const total = rows
      .filter((row) => row.品种代码 === 'electricity' && row.行类型 === '明细')
      .reduce((sum, row) => sum + Number(row.实物量), 0);
    expect(total).toBe(OCTOBER_KWH);
    const [, sha256] = /SHA-256.*?,([0-9a-f]{64})/.exec(text) ?? [];
    expect(sha256).toBeDefined();
    await page.getByText(/已导出 .*\.csv/).waitFor();
  });

  it('compares a day with the one before', async () => {
    const day = 'from=2026-11-10&to=2026-11-10';
    await page.goto(`${history.replace(OCTOBER, day)}&compare=previous`);
    await page.getByRole('heading', { name: '对比：2026-11-09 至 2026-11-09' }).waitFor();
    const compared = page.locator('section').filter({ hasText: '对比：2026-11-09' });
    const row = compared.getByRole('row').filter({ hasText: '电力' });
    // 24 × 750 + 360 against 24 × 500 + 360.
    expect(await row.allTextContents()).toEqual(['电力18,360.00 kWh12,360.00 kWh▲ +48.5%']);
  });

  it('looks at the load curve, and at the readings behind it', async () => {
    await page.goto(`${history}&view=load`);
    await page.locator('.chart canvas').first().waitFor();
    const row = page.getByRole('row').filter({ hasText: 'E01 进线总表' });
    expect(await row.textContent()).toContain('500.00500.00500.00');
    expect(await axeFindings(page)).toEqual([]);
    await page.goto(history.replace(OCTOBER, 'from=2026-10-30&to=2026-10-30&view=load'));
    await page.getByRole('button', { name: '查看此时段原始示值' }).click();
    await page.getByRole('cell', { name: '2026-10-30 01:00:00' }).first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('keeps the question under a name, and asks it again', async () => {
    await page.goto(`${history}&interval=month&compare=previous`);
    await page.getByRole('button', { name: '我的查询' }).click();
    await page.getByLabel('查询名称').fill('十月环比');
    await page.getByRole('button', { name: '保存当前查询' }).click();
    await page.getByRole('link', { name: '十月环比' }).waitFor();
    await page.goto('/history');
    await page.getByRole('button', { name: '我的查询' }).click();
    await page.getByRole('link', { name: '十月环比' }).click();
    await page.waitForURL(/compare=previous/);
    await page.getByRole('heading', { name: /对比：2026-09-01/ }).waitFor();
  });

  it('has the readings of a month checked against the journal, and leaves the page meanwhile', async () => {
    const enterprise = new URLSearchParams(history.split('?')[1]).get('enterprise');
    const check = `/verification?enterprise=${enterprise}`;
    await page.goto(check);
    await page.getByLabel('起始日').fill('2026-10-01');
    await page.getByLabel('截止日（含）').fill('2026-10-31');
    await page.getByRole('button', { name: '开始核对' }).click();
    await page.getByText(/2026-10-01 至 2026-10-31/).waitFor();
    await page.goto('/history');
    await page.goto(check);
    await page.getByText(/2026-10-01 至 2026-10-31：全部一致/).waitFor({ timeout: 60_000 });
    expect(await axeFindings(page)).toEqual([]);
  });

  it('broke nothing on the way', () => {
    // The browser reports the 401 of the first visit, which leads to the sign-in.
    expect(faults.filter((fault) => !/status of 401/.test(fault))).toEqual([]);
  });
});

async function octoberKwh(api: Api, id: string): Promise<number | null> {
  const { total } = await api.call<{
    total: { groups: { energyKind: string; quantity: number | null }[] };
  }>('GET', `/enterprises/${id}/consumption?from=2026-10&to=2026-11&interval=month`);
  return total.groups.find(({ energyKind }) => energyKind === 'electricity')?.quantity ?? null;
}
