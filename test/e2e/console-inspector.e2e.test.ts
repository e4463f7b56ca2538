import { buildTopic } from '@hengneng/contracts';
import { addMonths, daysInMonth, localDate, monthPeriod } from '@hengneng/domain';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Api, type DeviceCredential, registerEnterprise, signIn } from '../support/api.ts';
import { axeFindings, openBrowser, openPage, signInAs } from '../support/browser.ts';
import { personWith } from '../support/energy.ts';
import { publishAll } from '../support/publish-all.ts';
import { type Stack, startStack } from '../support/stack.ts';

const ZONE = 'Asia/Shanghai';
const HOUR_MS = 3_600_000;
/** The last month that is over, which has been judged whatever day it is today. */
const MONTH = addMonths(localDate(Date.now(), ZONE).slice(0, 7), -1);
/** A megawatt every hour, at calorific value. */
const USED_TCE = daysInMonth(MONTH) * 24 * 0.1229;
const RAISED_WITHIN_MS = 60_000;
const SENTENCE = /用能预算已用完/;
const SHOW_NEW = /条新预警 · 显示$/;
/** Longest change of a colour. */
const SETTLED_MS = 400;
const PHONE = { width: 390, height: 844 };

/** One person in a browser of their own. */
interface Person {
  readonly page: Page;
  readonly password: string;
}

describe('an inspector’s day with a warning', () => {
  let stack: Stack;
  let admin: Api;
  let authority: Api;
  let browser: Browser;
  let enterpriseId: string;
  let otherId: string;
  let caseAddress: string;
  const people = new Map<string, Person>();
  const faults: string[] = [];

  beforeAll(async () => {
    stack = await startStack();
    admin = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
    enterpriseId = await registerEnterprise(admin, 6_001);
    otherId = await registerEnterprise(admin, 6_002);
    const region = { type: 'region', code: '430626' };
    const own = { type: 'enterprise', id: enterpriseId };
    browser = await openBrowser();
    for (const [username, role, scope] of [
      ['authority', 'authority', region],
      ['li', 'inspector', region],
      ['zhao', 'inspector', region],
      ['wang', 'enterprise-reviewer', own],
    ] as const) {
      let password = '';
      const here = (name: string, given: string) => {
        password = given;
        return signIn(stack.apiUrl, name, given);
      };
      const api = await personWith(admin, here, { username, role, scope });
      if (username === 'authority') authority = api;
      const page = await openPage(
        browser,
        stack.apiUrl,
        { language: 'zh', theme: 'light' },
        faults,
      );
      people.set(username, { page, password });
    }
    await authority.call('POST', '/issuing-bodies', {
      ...{ mark: '平发改', name: '平江县发展和改革局', regionCode: '430626' },
      reviewBody: '平江县人民政府',
    });
    for (const id of [enterpriseId, otherId]) await signBudget(id);
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  /** The page of a person, signed in when it is first asked for. */
  async function pageOf(username: string): Promise<Page> {
    const person = people.get(username);
    if (person === undefined) throw new Error(`${username} is nobody here.`);
    if (person.page.url() === 'about:blank') {
      await signInAs(person.page, username, person.password);
      await person.page.locator('main#content').waitFor();
    }
    return person.page;
  }

  /** A budget of the last month that the readings will be 8 % above. */
  async function signBudget(id: string): Promise<void> {
    const path = `/enterprises/${id}`;
    await admin.call('POST', `${path}/meters`, {
      ...{ id: 'E01', name: '进线', energyKind: 'electricity', kind: 'register', unit: 'kWh' },
      ...{ flow: 'purchased', level: 1 },
    });
    const limit = USED_TCE / 1.08;
    const target = { id: 'total', metric: 'tce', basis: 'calorific', period: 'month', limit };
    const year = Number(MONTH.slice(0, 4));
    await authority.call('POST', `${path}/policies`, {
      ...{ year, part: 'authority', revision: 0, document: { targets: [target] } },
    });
    await authority.call('POST', `${path}/policies/${year}/authority/sign`, {
      ...{ revision: 1, documentNo: '平发改〔2026〕15号' },
    });
  }

  /** The readings of the month, all at once. */
  async function publishMonth(id: string): Promise<void> {
    const { startMs, endMs } = monthPeriod(MONTH, ZONE);
    const path = `/enterprises/${id}/devices`;
    const device = await admin.call<DeviceCredential>('POST', path, { id: 'edge-1' });
    const hours = Math.floor((Math.min(endMs + 3 * HOUR_MS, Date.now()) - startMs) / HOUR_MS);
    const readings = Array.from({ length: hours + 1 }, (_, hour) => ({
      ...{ meterId: 'E01', readAt: startMs + hour * HOUR_MS, value: 5_000 + hour * 1_000 },
    }));
    const topic = buildTopic(id, 'edge-1', 'readings');
    await publishAll(stack.mqtt, device, [
      { topic, payload: JSON.stringify({ sequence: 1, readings }) },
    ]);
  }

  /** Findings of axe once colours stand still. */
  const findingsOf = async (page: Page) => {
    await page.mouse.move(0, 0);
    await page.waitForTimeout(SETTLED_MS);
    return await axeFindings(page);
  };
  const fill = async (page: Page, label: string, text: string) =>
    await page.getByLabel(label, { exact: true }).filter({ visible: true }).fill(text);
  const press = async (page: Page, name: string) =>
    await page.getByRole('button', { name, exact: true }).filter({ visible: true }).click();
  const open = async (page: Page, summary: string) =>
    await page.locator('summary').getByText(summary, { exact: true }).click();

  it('sees a new warning appear in the open inbox, and is told of it', async () => {
    const page = await pageOf('li');
    await page.goto('/alerts');
    await page.getByText('没有符合条件的预警或告警。').waitFor();
    await page.locator('.live-live').waitFor();
    await publishMonth(enterpriseId);
    const link = page.getByRole('link', { name: SENTENCE });
    // An empty list takes what comes; what comes a moment later waits behind a button.
    const show = page.getByRole('button', { name: SHOW_NEW });
    await link.or(show).first().waitFor({ timeout: RAISED_WITHIN_MS });
    if (await show.isVisible()) await show.click();
    await link.waitFor({ timeout: RAISED_WITHIN_MS });
    // Read out to who does not see it; the newest of what was raised together.
    const announced = page.locator('[aria-live="polite"]', { hasText: /用能/ });
    await announced.waitFor({ state: 'attached' });
    await page.locator('.page-menu .menu-badge').waitFor();
    expect(await findingsOf(page)).toEqual([]);
  });

  it('keeps the rows where they are when more comes, and shows it when asked to', async () => {
    const page = await pageOf('li');
    await page.goto('/alerts');
    const rows = page.locator('[data-row]');
    await rows.first().waitFor();
    await page.locator('.live-live').waitFor();
    const hrefs = () =>
      rows.evaluateAll((links) =>
        (links as { getAttribute(name: string): string }[]).map((a) => a.getAttribute('href')),
      );
    const before = await hrefs();
    const place = await rows.first().boundingBox();
    await publishMonth(otherId);
    const show = page.getByRole('button', { name: SHOW_NEW });
    await show.waitFor({ timeout: RAISED_WITHIN_MS });
    expect(await hrefs()).toEqual(before);
    expect(await rows.first().boundingBox()).toEqual(place);
    expect(await findingsOf(page)).toEqual([]);
    await show.click();
    const other = page.getByRole('row', { name: /试验企业6002/ });
    await other.first().waitFor();
    expect((await hrefs()).slice(-before.length)).toEqual(before);
    expect(await page.locator('a:focus').getAttribute('href')).toBe((await hrefs())[0]);
    // Rules of the same readings may raise more; without a button everything is shown.
    await page.goto(`/alerts?enterprise=${enterpriseId}`);
    await page.getByRole('link', { name: SENTENCE }).waitFor();
  });

  it('opens it with the keyboard, reads its evidence, and verifies it first', async () => {
    const page = await pageOf('li');
    await page.getByRole('link', { name: SENTENCE }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: SENTENCE }).waitFor();
    await page.locator('.evidence-chart canvas').waitFor();
    await page.getByRole('cell', { name: '累计实际' }).waitFor();
    expect(await page.getByRole('button', { name: '立案' }).count()).toBe(0);
    expect(await page.getByText('限期整改通知书').count()).toBe(0);
    expect(await findingsOf(page)).toEqual([]);
    await page.getByLabel('属实').check();
    await fill(page, '理由', '与电费单核对，属实');
    await press(page, '提交核实');
    await page.getByText('属实，待处理').first().waitFor();
  });

  it('opens a case and drafts a request to explain, which it can look at before', async () => {
    const page = await pageOf('li');
    await page.getByRole('button', { name: /立\s?案/ }).click();
    await page.waitForURL(/\/cases\//);
    caseAddress = new URL(page.url()).pathname;
    await page.getByLabel('文书', { exact: true }).click();
    const options = page.locator('.ant-select-item-option');
    await options.first().waitFor();
    expect(await options.allInnerTexts()).not.toContain('限期整改通知书');
    await options.getByText('用能预警通知书').click();
    await fill(page, '事实', '上月用能为预算的108%。');
    await fill(page, '依据', '《重点用能单位节能管理办法》');
    await fill(page, '要求', '请书面说明原因和措施。');
    await page
      .getByRole('button', { name: /预\s?览/ })
      .first()
      .click();
    const frame = page.frameLocator('iframe.document-preview');
    await frame.getByText('上月用能为预算的108%。').waitFor();
    await page.keyboard.press('Escape');
    await press(page, '保存草稿');
    await page.getByText('草稿，待签发').waitFor();
  });

  it('has it signed by the authority, and serves it', async () => {
    const signer = await pageOf('authority');
    await signer.goto(caseAddress);
    await signer.getByRole('button', { name: /签\s?发/ }).click();
    await signer.getByLabel('发文机关').click();
    await signer.locator('.ant-select-item-option').getByText('平江县发展和改革局').click();
    await signer
      .getByRole('dialog')
      .getByRole('button', { name: /签\s?发/ })
      .click();
    await signer
      .getByText(/平发改〔\d{4}〕\d+号/)
      .first()
      .waitFor();
    const page = await pageOf('li');
    // The step of the authority is on this page without anybody reloading it.
    await page.getByRole('button', { name: '登记送达' }).click();
    await fill(page, '送达地点', '厂区办公室');
    await fill(page, '收件人', '王某');
    await page.getByRole('dialog').getByRole('button', { name: '登记送达' }).click();
    await page
      .getByText(/剩 5 个工作日/)
      .first()
      .waitFor();
  });

  it('gets the enterprise’s answer with its proof', async () => {
    const page = await pageOf('wang');
    await page.goto(caseAddress);
    await page
      .getByRole('button', { name: /答\s?复/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await fill(page, '情况说明：原因、措施、回到计划的时间', '检修后恢复，下月回到计划。');
    await dialog.locator('input[type="file"]').setInputFiles({
      ...{ name: '说明.pdf', mimeType: 'application/pdf' },
      buffer: Buffer.from('%PDF-1.7\n说明\n'),
    });
    await dialog.getByText(/SHA-256 [0-9a-f]{64}/).waitFor();
    await dialog.getByRole('button', { name: /答\s?复/ }).click();
    await page.getByText('检修后恢复，下月回到计划。').waitFor();
    const official = await pageOf('li');
    await official.getByText('检修后恢复，下月回到计划。').waitFor();
    await official.getByRole('link', { name: '说明.pdf' }).waitFor();
  });

  it('proposes the end, cannot decide it, and reads why', async () => {
    const page = await pageOf('li');
    await open(page, '提请结案');
    await page.getByLabel('理由', { exact: true }).filter({ visible: true }).fill('措施已落实');
    await press(page, '提请结案');
    await page.getByText('您承办、协办或提请了本案，须由另一名执法人员结案。').waitFor();
    expect(await page.getByLabel('同意结案').count()).toBe(0);
  });

  it('has it closed by a second officer, on a phone', async () => {
    const page = await pageOf('zhao');
    await page.setViewportSize(PHONE);
    for (const address of ['/alerts', '/cases', caseAddress]) {
      await page.goto(address);
      await page.locator('h1').waitFor();
      await page.waitForLoadState('domcontentloaded');
      const isWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
      expect([address, isWide]).toEqual([address, false]);
    }
    await page.getByLabel('同意结案').check();
    await fill(page, '理由', '审核无误，同意');
    await press(page, '审核结案');
    await page.getByText('已结案').first().waitFor();
    expect(await findingsOf(page)).toEqual([]);
    const { state } = await admin.call<{ state: string }>('GET', caseAddress);
    expect(state).toBe('closed');
  });

  it('goes on asking, and says so, while the stream of events is away', async () => {
    const page = await pageOf('li');
    await page.route('**/api/v1/events', (route) => route.fulfill({ status: 503 }));
    await page.goto('/alerts');
    await page.getByText('实时连接中断，每 30 秒刷新').waitFor();
    await page.unroute('**/api/v1/events');
    await page.locator('.live-live').waitFor({ timeout: 15_000 });
  });

  it('broke nothing on the way', () => {
    // Who is not signed in yet is told so, and the stream was taken away on purpose.
    expect(faults.filter((fault) => !/status of (401|503)/.test(fault))).toEqual([]);
  });
});
