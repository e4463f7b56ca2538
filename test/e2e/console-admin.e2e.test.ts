import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Api, registerEnterprise, signIn, testEnterpriseId } from '../support/api.ts';
import { axeFindings, openBrowser, openPage, openScreen, signInAs } from '../support/browser.ts';
import { ADMINISTRATION_SCREENS } from '../support/screens/administration-screens.ts';
import { type Stack, startStack } from '../support/stack.ts';

const PHRASE = 'a phrase of my own making';
/** Pages that are the authority's to fill; the others are looked at as the first admin. */
const OF_AUTHORITY = ['policies', 'policy', 'registers', 'areas', 'audits'];

describe('administration and authority in a browser', () => {
  let stack: Stack;
  let admin: Api;
  let browser: Browser;
  let enterpriseId: string;
  let page: Page;
  let receiver: Server;
  const received: string[] = [];
  const faults: string[] = [];

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      request.on('data', (chunk) => received.push(String(chunk)));
      request.on('end', () => response.writeHead(200).end('received'));
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const { port } = receiver.address() as AddressInfo;
    const hosts = { NOTIFIER_WEBHOOK_HOSTS: `127.0.0.1:${port}` };
    stack = await startStack({ env: { ...hosts, NOTIFIER_PRIVATE_ADDRESSES: 'allowed' } });
    admin = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
    enterpriseId = await registerEnterprise(admin, 8_001);
    browser = await openBrowser();
    page = await open('zh');
    await signInAs(page, 'admin', stack.adminPassword);
    await page.locator('main#content').waitFor();
    faults.length = 0;
  });
  afterAll(async () => {
    await browser?.close();
    receiver?.close();
    await stack?.stop();
  });

  const open = (language: 'zh' | 'en', theme: 'light' | 'dark' = 'light') =>
    openPage(browser, stack.apiUrl, { language, theme }, faults);
  const newUser = (username: string, role: string, scope: object) =>
    admin.call('POST', '/users', {
      ...{ username, name: username, password: PHRASE, roles: [{ role, scope }] },
    });
  /** Signs somebody in who has a password of their own. */
  const signedIn = async (username: string, theme: 'light' | 'dark' = 'light') => {
    const own = await open('zh', theme);
    await signInAs(own, username, PHRASE);
    await own.locator('main#content').waitFor();
    return own;
  };

  it('shows the rows of a file that are wrong, mends them on the spot, and imports all', async () => {
    const rows = [
      '统一社会信用代码,企业名称,行政区划代码,行业代码',
      `${testEnterpriseId(8_002)},好企业,430626,C3011`,
      `${testEnterpriseId(8_003).slice(0, 17)}?,坏代码,430626,C3011`,
      `${testEnterpriseId(8_004)},,440100,C3011`,
    ];
    await page.goto('/imports');
    const buffer = Buffer.from(rows.join('\r\n'));
    await page
      .locator('#import-file')
      .setInputFiles({ name: '企业.csv', mimeType: 'text/csv', buffer });
    await page.getByText('共 3 行，其中 2 行有误').waitFor();
    const told = await page.locator('.data-table tbody tr').allInnerTexts();
    expect(told).toHaveLength(2);
    expect(told[0]).toMatch(/^3\s[\s\S]*统一社会信用代码[\s\S]*校验码/);
    expect(told[1]).toMatch(/^4\s[\s\S]*企业名称[\s\S]*不能为空/);
    expect((await admin.request('GET', `/enterprises/${testEnterpriseId(8_002)}`)).status).toBe(
      404,
    );

    await page.getByLabel('第 3 行，统一社会信用代码').fill(testEnterpriseId(8_003));
    await page.getByLabel('第 4 行，企业名称').fill('补名企业');
    await page.getByRole('button', { name: '重新核对' }).click();
    await page.getByText('共 3 行，全部无误').waitFor();
    await page.getByRole('button', { name: '导入 3 行' }).click();
    await page.getByText('已导入 3 行。').waitFor();
    expect(await admin.call('GET', `/enterprises/${testEnterpriseId(8_004)}`)).toMatchObject({
      name: '补名企业',
      regionCode: '440100',
    });
  });

  it('registers an enterprise by form, and says at once that a code cannot be one', async () => {
    await page.goto('/enterprises');
    await page.getByRole('button', { name: '登记企业' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('统一社会信用代码').fill(`${testEnterpriseId(8_010).slice(0, 17)}?`);
    await form.getByLabel('企业名称').fill('表单企业');
    await form.getByLabel('行政区划').fill('430626');
    await form.getByLabel('行业').fill('C3011');
    await form.getByRole('button', { name: '保 存' }).click();
    await form.getByText('不是有效的统一社会信用代码').waitFor();
    await form.getByLabel('统一社会信用代码').fill(testEnterpriseId(8_010).toLowerCase());
    await form.getByRole('button', { name: '保 存' }).click();
    await page.getByRole('heading', { level: 1, name: '表单企业' }).waitFor();

    await page.getByRole('button', { name: '修改登记信息' }).click();
    await page.getByRole('dialog').getByLabel('企业名称').fill('改名企业');
    await page.getByRole('dialog').getByRole('button', { name: '保 存' }).click();
    await page.getByRole('heading', { level: 1, name: '改名企业' }).waitFor();
    expect(await admin.call('GET', `/enterprises/${testEnterpriseId(8_010)}`)).toMatchObject({
      ...{ name: '改名企业', regionCode: '430626', industryCode: 'C3011' },
      timeZone: 'Asia/Shanghai',
    });

    await page.getByText('登记计量器具', { exact: true }).click();
    await page.getByLabel('编号', { exact: true }).fill('E01');
    await page.getByLabel('名称', { exact: true }).fill('进线总表');
    await page.getByRole('button', { name: '登 记' }).click();
    await page.getByRole('link', { name: 'E01 进线总表' }).waitFor();
  });

  it('changes a meter from a date on, retires it, takes it back, and deletes it unread', async () => {
    const meter = `/enterprises/${testEnterpriseId(8_010)}/meters/E01`;
    const row = page.locator('tr', { hasText: 'E01' });
    const form = page.getByRole('dialog');
    await row.getByRole('button', { name: '修 改' }).click();
    await form.getByLabel('名称').fill('一号进线');
    await form.getByLabel('倍率').fill('2000');
    await form.getByLabel('自何时起生效').fill('2026-11-01T00:00');
    await form.getByRole('button', { name: '保 存' }).click();
    await page.getByRole('link', { name: 'E01 一号进线' }).waitFor();
    expect(await admin.call('GET', meter)).toMatchObject({
      ...{ name: '一号进线', multiplier: 2_000 },
      epochs: [{ multiplier: 1 }, { multiplier: 2_000 }],
    });

    await row.getByRole('button', { name: '停 用' }).click();
    await form.getByLabel('停用时间').fill('2026-11-20T08:00');
    await form.getByLabel('原因').fill('线路拆除');
    await form.getByRole('button', { name: '保 存' }).click();
    await row.getByText(/自 2026-11-20.* 停用/).waitFor();
    await row.getByRole('button', { name: '恢复使用' }).click();
    await form.getByLabel('原因').fill('误操作');
    await form.getByRole('button', { name: '保 存' }).click();
    await row.getByText('在用').waitFor();

    // It has a history now; one that has none is deleted.
    const spare = {
      id: 'E09',
      name: '备用',
      energyKind: 'electricity',
      kind: 'register',
      unit: 'kWh',
    };
    await admin.call('POST', `/enterprises/${testEnterpriseId(8_010)}/meters`, {
      ...{ ...spare, flow: 'process' },
    });
    await page.reload();
    const unread = page.locator('tr', { hasText: 'E09' });
    await unread.getByRole('button', { name: '删 除' }).click();
    await page.locator('.ant-popconfirm').getByRole('button').last().click();
    await unread.waitFor({ state: 'detached' });
  });

  it('names a region by form, and imports devices whose passwords are shown once', async () => {
    await page.goto('/places');
    await page.locator('tr', { hasText: '430626' }).getByRole('button').click();
    await page.getByRole('dialog').getByLabel('名称').fill('平江县');
    await page.getByRole('dialog').getByRole('button', { name: '保 存' }).click();
    await page.getByRole('cell', { name: '平江县' }).waitFor();

    const id = testEnterpriseId(8_010);
    await page.goto('/imports?kind=devices');
    const rows = ['统一社会信用代码,设备编号,设备名称', `${id},edge-1,一号`, `${id},edge 2,二号`];
    const buffer = Buffer.from(rows.join('\r\n'));
    await page
      .locator('#import-file')
      .setInputFiles({ name: '设备.csv', mimeType: 'text/csv', buffer });
    await page.getByText('共 2 行，其中 1 行有误').waitFor();
    await page.getByLabel('第 3 行，设备编号').fill('edge-2');
    await page.getByRole('button', { name: '重新核对' }).click();
    await page.getByRole('button', { name: '导入 2 行' }).click();
    await page.getByText('设备密码只显示这一次').waitFor();
    const password = await page
      .locator('tr', { hasText: `${id}.edge-2` })
      .locator('td')
      .last();
    expect(String(await password.textContent()).length).toBeGreaterThan(20);
    await page.goto(`/enterprises/${id}?tab=devices`);
    await page.getByRole('cell', { name: `${id}.edge-1` }).waitFor();
    await page.locator('tr', { hasText: 'edge-2' }).getByRole('button', { name: '改 名' }).click();
    await page.getByRole('dialog').getByLabel('名称').fill('二号网关');
    await page.getByRole('dialog').getByRole('button', { name: '保 存' }).click();
    await page.getByRole('cell', { name: '二号网关' }).waitFor();
  });

  it('makes an inspector, who changes the password and sees one region alone', async () => {
    await page.goto('/users');
    await page.getByText('同时担任').waitFor();
    await page.getByRole('button', { name: '新建账号' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('用户名').fill('zhou');
    await form.getByLabel('姓名').fill('周监察');
    await form.getByLabel('角色').click();
    await page.locator('.ant-select-item').filter({ hasText: '节能监察' }).click();
    await form.getByLabel('行政区划代码').fill('4401');
    await form.getByRole('button', { name: '保 存' }).click();
    const password = String(await page.getByTestId('generated-password').textContent()).trim();
    await page.getByRole('button', { name: '已记录，关闭' }).click();
    await page.locator('tr', { hasText: '周监察' }).getByText('区域 4401').waitFor();

    const own = await open('zh');
    await signInAs(own, 'zhou', password);
    await own.getByLabel('当前密码').fill(password);
    await own.getByLabel('新密码', { exact: true }).fill(PHRASE);
    await own.getByLabel('再次输入新密码').fill(PHRASE);
    await own.locator('button[type="submit"]').click();
    await own.locator('main#content').waitFor();
    await own.goto('/enterprises');
    await own.getByRole('link', { name: '补名企业' }).waitFor();
    expect(await own.locator('.data-table tbody tr').count()).toBe(1);
    await own.goto('/users');
    await own.getByText('没有权限').waitFor();
    await own.context().close();
  });

  it('sets a channel up and sees the other side answer', async () => {
    const { port } = receiver.address() as AddressInfo;
    await page.goto('/notifications');
    await page.getByRole('button', { name: '新建渠道' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('名称').fill('值班群');
    await form.getByLabel('方式').click();
    await page.locator('.ant-select-item').filter({ hasText: 'Webhook' }).click();
    await form.getByLabel('地址').fill(`http://127.0.0.1:${port}/hook`);
    await form.getByLabel('地址').press('Enter');
    await form.waitFor({ state: 'hidden' });
    const row = page.locator('tr', { hasText: '值班群' });
    await row.getByRole('button', { name: '测 试' }).click();
    await row.getByText('已送达').waitFor({ timeout: 30_000 });
    expect(received.length).toBeGreaterThan(0);
  });

  it('has the authority draft a budget, tells what is wrong at its field, and signs it', async () => {
    await newUser('fgj', 'authority', { type: 'region', code: '430626' });
    const own = await signedIn('fgj');
    // Found by what is missing.
    await own.goto('/policies?year=2026');
    await own.getByRole('button', { name: /^目标未下达/ }).click();
    await own.waitForURL(/missing=targets/);
    const listed = own.getByRole('row', { name: /试验企业8001.*2026 年目标未下达/ });
    await listed.getByRole('link').click();
    await own.waitForURL(`**/policies/${enterpriseId}/2026`);
    await own.getByText('该年度尚未下达目标。').waitFor();
    await own.getByRole('button', { name: '新建草稿' }).click();
    await own.getByRole('button', { name: '增加目标' }).click();
    const form = own.getByRole('dialog');
    await form.getByLabel('目标编号').fill('total');
    await form.getByLabel('限值').fill('12');
    await form.getByLabel('分月计划').fill('1,1,1,1,1,1,1,1,1,1,1');
    await form.getByRole('button', { name: '保 存' }).click();
    await form
      .locator('.ant-form-item', { hasText: '分月计划' })
      .getByText('应有 12 个月')
      .waitFor();
    await form.getByLabel('分月计划').fill('1,1,1,1,1,1,1,1,1,1,1,1');
    await form.getByRole('button', { name: '保 存' }).click();
    await own.locator('section', { hasText: '目标草稿' }).getByText('12 吨标准煤').waitFor();

    await own.getByRole('button', { name: '签 发' }).click();
    const signing = own.getByRole('dialog');
    await signing.getByLabel('发文字号').fill('平发改〔2026〕15号');
    await signing.getByRole('button', { name: '签 发' }).click();
    await own.locator('section', { hasText: '现行目标' }).getByText('第 1 版').waitFor();
    const { document } = await admin.call<{ document: { targets: object[] } }>(
      ...(['GET', `/enterprises/${enterpriseId}/policies/2026`] as const),
    );
    expect(document.targets).toMatchObject([{ id: 'total', limit: 12, basis: 'primary' }]);
    await own.goto('/policies?year=2026&search=8001');
    const now = own.getByRole('row', { name: /试验企业8001.*第 1 版.*平发改〔2026〕15号/ });
    await now.waitFor();
    expect(await now.getByText('2026 年方案未签发').count()).toBe(1);
    await own.context().close();
  });

  it('is usable without a mouse or eyes, in the dark as well', async () => {
    const findings: string[] = [];
    for (const [username, password] of [
      ['admin', stack.adminPassword],
      ['fgj', PHRASE],
    ] as const) {
      const own = await open('en', 'dark');
      await signInAs(own, username, password);
      await own.locator('main#content').waitFor();
      for (const screen of ADMINISTRATION_SCREENS) {
        if (OF_AUTHORITY.includes(screen.name) !== (username === 'fgj')) continue;
        await openScreen(own, screen, enterpriseId);
        const found = await axeFindings(own);
        findings.push(...found.map((each) => `${screen.name}: ${each}`));
      }
      await own.context().close();
    }
    expect(findings).toEqual([]);
  });

  it('is left by the keyboard: past the menu, and on from a page that was opened', async () => {
    await page.goto('/imports');
    await page.locator('#import-file').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip-link');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    await page.getByRole('link', { name: '操作日志' }).click();
    await page.getByRole('heading', { level: 1, name: '操作日志' }).waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('操作日志');
  });

  it('gives the focus back when a form is closed, and tells how a list is sorted', async () => {
    await page.goto('/places');
    const button = page.getByRole('button', { name: '登记园区' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByLabel('园区代码').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.waitForFunction("document.activeElement.textContent === '登记园区'");
    const head = page.getByRole('columnheader', { name: '企业数' }).first();
    await head.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.getByText('已按“企业数”升序排列').waitFor();
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
  });

  it('has its menu behind a button on a phone, and no page wider than it', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: '菜 单' }).click();
    await page.getByRole('dialog').getByRole('link', { name: '批量导入' }).click();
    await page.locator('#import-file').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  it.each([
    { role: 'security', scope: { type: 'all' } },
    { role: 'log-auditor', scope: { type: 'all' } },
    { role: 'inspector', scope: { type: 'region', code: '430626' } },
    { role: 'authority', scope: { type: 'region', code: '430626' } },
    { role: 'enterprise-reporter', scope: { type: 'enterprise' } },
    { role: 'enterprise-reviewer', scope: { type: 'enterprise' } },
  ])('shows a $role a first page that asks for nothing it may not have', async (grant) => {
    const { role, scope } = grant;
    await newUser(role, role, scope.type === 'enterprise' ? { ...scope, id: enterpriseId } : scope);
    const own = await open('zh');
    await signInAs(own, role, PHRASE);
    await own.locator('main#content h1').waitFor();
    // Nothing but the question who is signed in, before anybody is, was refused.
    const refused: string[] = [];
    own.on('response', (response) => {
      if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`);
    });
    await own.reload();
    await own.locator('main#content h1').waitFor();
    await own.waitForTimeout(500);
    expect(refused).toEqual([]);
    await own.context().close();
  });

  it('broke nothing on the way', () => {
    // What the browser reports of refusals above is what was meant to happen.
    expect(faults.filter((fault) => !/status of 4(00|01|03|22)/.test(fault))).toEqual([]);
  });
});
