import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Api, registerEnterprise, signIn } from '../support/api.ts';
import {
  axeFindings,
  axeFindingsInBothThemes,
  openBrowser,
  openPage,
  openScreen,
  signInAs,
} from '../support/browser.ts';
import { PORTAL_SCREENS } from '../support/screens/portal-screens.ts';
import { type Stack, startStack } from '../support/stack.ts';

const run = promisify(execFile);
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const PASSWORD = 'a long enough pass phrase';
const TARGETS = {
  targets: [
    {
      ...{ id: 'total', metric: 'tce', basis: 'primary', account: 'assessed', period: 'year' },
      ...{ limit: 12_500, issuer: '平江县发展和改革局', documentNo: '平发改〔2026〕15号' },
    },
  ],
};

describe('the portal of an enterprise in a browser', () => {
  let stack: Stack;
  let browser: Browser;
  let reporter: Page;
  let reviewer: Page;
  let enterpriseId: string;
  /** The last month that is over, and its year. */
  let month: string;
  const faults: string[] = [];

  beforeAll(async () => {
    stack = await startStack();
    const admin = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
    enterpriseId = await registerEnterprise(admin, 7_001);
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString();
    const year = Number(today.slice(0, 4));
    const ended = new Date(Date.UTC(year, Number(today.slice(5, 7)) - 2, 1));
    month = ended.toISOString().slice(0, 7);
    const own = { type: 'enterprise', id: enterpriseId };
    const authority = await account(admin, 'wang', 'authority', { type: 'region', code: '4306' });
    await account(admin, 'zhang', 'enterprise-reporter', own);
    await account(admin, 'li', 'enterprise-reviewer', own);
    const path = `/enterprises/${enterpriseId}/policies`;
    const draft = { year, part: 'authority', revision: 0, document: TARGETS };
    await authority.call('POST', path, draft);
    await authority.call('POST', `${path}/${year}/authority/sign`, { revision: 1 });
    browser = await openBrowser();
    reporter = await signedIn('zhang');
    reviewer = await signedIn('li');
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  async function account(admin: Api, username: string, role: string, scope: object): Promise<Api> {
    const roles = [{ role, scope }];
    await admin.call('POST', '/users', { username, name: username, password: PASSWORD, roles });
    return await signIn(stack.apiUrl, username, PASSWORD);
  }

  async function signedIn(username: string): Promise<Page> {
    const page = await openPage(browser, stack.apiUrl, { language: 'zh', theme: 'light' }, faults);
    page.setDefaultTimeout(20_000);
    await signInAs(page, username, PASSWORD);
    await page.locator('main#content').waitFor();
    return page;
  }

  const shownCommand = () => reporter.locator('textarea[data-sample=mosquitto]').inputValue();

  it('begins with what the enterprise is asked for', async () => {
    await reporter.getByRole('heading', { level: 1, name: '本企业概况' }).waitFor();
    await reporter.getByText('平发改〔2026〕15号').waitFor();
  });

  it('registers a meter, and refuses a second one with its id in words', async () => {
    await reporter.goto('/onboarding');
    await reporter.getByLabel('编号', { exact: true }).fill('E01');
    await reporter.reload();
    // What was typed is still there.
    await reporter.locator('input[value="E01"]').waitFor();
    await reporter.getByLabel('名称', { exact: true }).fill('进线总表');
    await reporter.getByRole('button', { name: '登 记' }).click();
    await reporter.getByRole('cell', { name: '进线总表' }).waitFor();
    await reporter.getByLabel('编号', { exact: true }).fill('E01');
    await reporter.getByLabel('名称', { exact: true }).fill('又一块');
    await reporter.getByRole('button', { name: '登 记' }).click();
    await reporter.getByRole('alert').getByText('该编号的计量器具已登记。').waitFor();
  });

  it('issues a credential once and shows a command that sends the first reading', async () => {
    await reporter.getByRole('button', { name: '下一步' }).click();
    await reporter.getByLabel('设备编号').fill('edge-1');
    await reporter.getByRole('button', { name: '登记设备并生成密码' }).click();
    await reporter.getByText('密码只显示这一次').waitFor();
    await reporter.getByRole('button', { name: '下一步' }).click();
    const command = await shownCommand();
    expect(command).not.toContain('你的密码');
    await run('bash', ['-c', command], { timeout: 20_000 });
    await reporter.getByText('已收到读数').waitFor();
    await reporter.getByText(/E01 进线总表：1,000 kWh/).waitFor();
    await reporter.getByText(/接收回执：日志位置/).waitFor();
  });

  it('says why a wrong meter id is refused, and what to do', async () => {
    const command = (await shownCommand()).replace('"E01"', '"E99"');
    await run('bash', ['-c', command], { timeout: 20_000 });
    await reporter.getByText('读数被拒收：E99，未登记的计量器具').waitFor();
    await reporter.getByText(/请在第 1 步登记该表/).waitFor();
  });

  it('takes a month of the ledger only when it adds up, and hands it in after a check', async () => {
    await reporter.goto(`/ledger/${month}`);
    await reporter.getByLabel('电力 购进量').fill('10');
    await reporter.getByLabel('电力 消费量').fill('10');
    await reporter.getByRole('button', { name: '其余填 0' }).click();
    await reporter.getByRole('button', { name: '提交审核' }).click();
    await reporter.getByRole('alert').getByText('还不能提交：请先更正标红的项目。').waitFor();
    await reporter.locator('.ant-form-item-has-error').first().waitFor();
    await reporter.getByLabel('电力 其中：工业生产消费').fill('10');
    await reporter.getByRole('button', { name: '提交审核' }).click();
    await reporter.getByText('已提交，等待审核。审核期间不能修改', { exact: false }).waitFor();
    await reviewer.goto('/home');
    await reviewer.getByText('待审核的台账').waitFor();
    await reviewer.goto(`/ledger/${month}`);
    await reviewer.getByRole('button', { name: '退回填报人' }).click();
    await reviewer.getByText('退回时请写明原因。').waitFor();
    await reviewer.getByRole('button', { name: '审核通过并报送' }).click();
    await reviewer.getByText('计入统计').waitFor();
  });

  it('asks for a correction that another person confirms', async () => {
    await reporter.goto('/data-corrections/new');
    await reporter.getByRole('combobox', { name: '修正类型' }).click();
    await reporter.getByText('作废读数', { exact: true }).click();
    await reporter.getByRole('combobox', { name: '计量器具' }).click();
    await reporter.locator('.ant-select-item-option', { hasText: 'E01' }).click();
    await reporter.getByLabel('开始时间').fill(wallTime(-3_600_000));
    await reporter.getByLabel('结束时间').fill(wallTime(3_600_000));
    await reporter.locator('tr.ant-table-row input[type=checkbox]').first().check();
    await reporter.getByLabel('原因').fill('联调测试数据，不是真实示值');
    await reporter.getByRole('button', { name: '提 交' }).click();
    await reporter.getByText('待企业审核', { exact: true }).first().waitFor();
    await reviewer.goto(new URL(reporter.url()).pathname);
    await reviewer.getByRole('button', { name: '审核通过' }).click();
    await reviewer.getByText('待主管部门批准', { exact: true }).first().waitFor();
  });

  it('applies for another budget', async () => {
    await reviewer.goto('/budget-change');
    await reviewer.getByLabel(/申请指标/).fill('13000');
    await reviewer.getByLabel('原因').fill('新增生产线投产');
    await reviewer.getByRole('button', { name: '提 交' }).click();
    await reviewer.getByRole('cell', { name: '待主管部门办理' }).waitFor();
    await reviewer.getByRole('cell', { name: '13,000' }).waitFor();
  });

  it.each(PORTAL_SCREENS)('is usable without a mouse or eyes: $name', async (screen) => {
    const page = screen.as === 'enterprise-reviewer' ? reviewer : reporter;
    await openScreen(page, screen, enterpriseId);
    expect(await axeFindingsInBothThemes(page)).toEqual([]);
    await page.setViewportSize(PHONE);
    expect(await axeFindings(page), 'on a phone').toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
    await page.setViewportSize(DESK);
  });

  it('drafts its plan, which the reviewer signs and files', async () => {
    await reporter.goto('/plan');
    await reporter.getByRole('button', { name: '新建草稿' }).click();
    await reporter.getByRole('button', { name: '添加措施' }).click();
    const form = reporter.getByRole('dialog');
    await form.getByLabel('编号').fill('M1');
    await form.getByLabel('措施', { exact: true }).fill('窑尾余热回收');
    await form.getByLabel('类别').click();
    await reporter.getByTitle('余热余压利用').click();
    await form.getByLabel('投资（元）').fill('2400000');
    await form.getByLabel('节点').fill('完成招标');
    await form.getByRole('button', { name: '保 存' }).click();
    await form.getByText('“完成招标”须写成').waitFor();
    const year = month.slice(0, 4);
    await form.getByLabel('节点').fill(`${year}-06-30 完成招标\n${year}-12-20 投运`);
    await form.getByRole('button', { name: '保 存' }).click();
    await reporter.getByText(`${year}-06-30 完成招标`).waitFor();
    // Who drafts does not sign.
    await reporter.getByText('由审核人签发。').waitFor();
    await reviewer.goto('/plan');
    await reviewer.getByRole('button', { name: '签 发' }).click();
    await reviewer.getByRole('dialog').getByRole('button', { name: '签 发' }).click();
    await reviewer.getByText('已签发第 1 版，请备案。').waitFor();
    await reviewer.getByRole('button', { name: '备 案' }).click();
    await reviewer.getByText('已签发 · 已备案').waitFor();
    await reviewer.goto('/measures');
    await reviewer.getByRole('cell', { name: 'M1 窑尾余热回收' }).waitFor();
  });

  it('keeps others out', async () => {
    const page = await openPage(browser, stack.apiUrl, { language: 'zh', theme: 'light' }, []);
    await signInAs(page, 'admin', stack.adminPassword);
    await page.locator('main#content').waitFor();
    await page.goto('/onboarding');
    await page.getByText('没有权限').waitFor();
    await page.context().close();
  });

  it('broke nothing on the way', () => {
    // What the browser reports of the refusals above is what was meant to happen.
    expect(faults.filter((fault) => !/status of (401|409|422)/.test(fault))).toEqual([]);
  });
});

/** The wall clock of Shanghai some milliseconds from now, as an input of the browser takes it. */
function wallTime(offsetMs: number): string {
  return new Date(Date.now() + 8 * 3_600_000 + offsetMs).toISOString().slice(0, 16);
}
