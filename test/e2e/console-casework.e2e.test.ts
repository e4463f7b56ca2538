import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOCUMENT_KINDS, SIGNED_DOCUMENT_KINDS } from '@hengneng/domain';
import {
  createFleet,
  createStateStore,
  DEMO_CASES,
  keepPasswords,
  readSimulationOptions,
  runSimulation,
  workDemoCases,
} from '@hengneng/fleet';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Api, signIn } from '../support/api.ts';
import { openBrowser, openPage, openScreen, signInAs } from '../support/browser.ts';
import { onPaper, type Sheets } from '../support/paper.ts';
import { type Stack, startStack } from '../support/stack.ts';

interface CaseAnswer {
  readonly id: string;
  readonly title: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly state: string;
  readonly dueOn: string | null;
  readonly steps: readonly { readonly act: string; readonly by: string }[];
  readonly documents: readonly {
    readonly id: string;
    readonly kind: string;
    readonly state: string;
    readonly number: string | null;
    readonly servedOn: string | null;
  }[];
}

const COUNTY = ['--demo', '--enterprises', '12', '--meters', '3', '--history', '1d'];
const PATIENCE_MS = 60_000;
const PHONE = { width: 390, height: 844 };
const A4_POINTS = [595, 842];
/** A word that breaks nowhere. */
const LONG_WORD = 'X'.repeat(160);
const LISTEN_TO_PRINTING = `{
  const inner = document.querySelector('iframe.document-preview').contentWindow;
  inner.print = () => { globalThis.printed = inner.document.body.innerText; };
  globalThis.print = () => { globalThis.printed = 'the whole page'; };
}`;
const DRAFT = {
  facts: `一至十月累计用能超计划。\n其中十月${LONG_WORD}`,
  basis: '《重点用能单位节能管理办法》',
  request: '请核查重点工序用能。',
  particulars: [{ label: '联系人', text: '李强，0730-0000000' }],
};

describe('the cases of the demo, and their documents on paper', () => {
  let stack: Stack;
  let inspector: Api;
  let browser: Browser;
  let page: Page;
  let folder = '';
  const faults: string[] = [];

  beforeAll(async () => {
    stack = await startStack();
    folder = mkdtempSync(join(tmpdir(), 'casework-'));
    const options = readSimulationOptions(
      [...COUNTY, '--interval', '1h', '--no-live', '--url', stack.apiUrl, '--state-dir', folder],
      { HENGNENG_ADMIN_PASSWORD: stack.adminPassword },
      folder,
    );
    if (options === null) throw new Error('No options.');
    const signal = new AbortController().signal;
    const environment = { print: () => {}, now: Date.now, store: createStateStore(folder), signal };
    await runSimulation(options, environment);
    await workCases();
    const password = keepPasswords(folder)['demo-inspector'];
    inspector = await signIn(stack.apiUrl, 'demo-inspector', password);
    browser = await openBrowser();
    page = await openPage(browser, stack.apiUrl, { language: 'zh', theme: 'light' }, faults);
    await signInAs(page, 'demo-inspector', password);
    await page.locator('main#content').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What the demo does beside its stream; answers what it said. */
  async function workCases(): Promise<string[]> {
    const lines: string[] = [];
    const fleet = createFleet({ seed: 1, enterprisesCount: 12, metersPerEnterpriseMax: 3 });
    await workDemoCases({
      ...{ url: stack.apiUrl, stateDir: folder, fleet, now: Date.now, patienceMs: PATIENCE_MS },
      ...{ print: (line) => lines.push(line), signal: new AbortController().signal },
    });
    return lines;
  }

  async function cases(): Promise<CaseAnswer[]> {
    const { items } = await inspector.call<{ items: { id: string }[] }>('GET', '/cases');
    const open = items.map(({ id }) => inspector.call<CaseAnswer>('GET', `/cases/${id}`));
    return (await Promise.all(open)).sort((a, b) => a.title.localeCompare(b.title));
  }

  it('show every branch of casework, signed and served in order', async () => {
    const all = await cases();
    const states = Object.fromEntries(all.map(({ title, state }) => [title, state]));
    expect(states).toEqual({
      年度用能超时序进度: 'awaiting-reply',
      逾期未报送能源利用状况报告: 'rectifying',
      用能与单位产品能耗监察: 'handling',
      节能措施节点逾期督办: 'closed',
    });
    const documents = all.flatMap((item) => item.documents);
    const numbers = documents.flatMap(({ number }) => /〕(\d+)号/.exec(number ?? '')?.[1] ?? []);
    // One counter of the body and year, without gaps.
    expect(numbers.map(Number).sort((a, b) => a - b)).toEqual(numbers.map((_, at) => at + 1));
    const signed = documents.filter(({ number }) => number !== null);
    expect(signed.map(({ servedOn }) => servedOn)).not.toContain(null);
    const proofs = documents.filter(({ kind }) => kind === 'service-proof');
    expect(proofs).toHaveLength(signed.length);
    const drafts = documents.filter(({ state }) => state === 'draft');
    expect(drafts.map(({ kind }) => kind)).toEqual(['inspection-advice']);
    for (const { title, dueOn, state } of all) {
      const waits = state === 'awaiting-reply' || state === 'rectifying';
      expect(dueOn !== null, title).toBe(waits);
    }
  });

  it('are left as they are by a second start', async () => {
    const before = await cases();
    expect(await workCases()).toEqual([
      `Cases: 4 of ${DEMO_CASES.length} worked by the demo's people.`,
    ]);
    expect(await cases()).toEqual(before);
  });

  /** What every printed document keeps to. */
  function expectSheets({ sizes, overflowPx, pageRule }: Sheets) {
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.length).toBeLessThan(4);
    expect(new Set(sizes.map(String))).toEqual(new Set([String(A4_POINTS)]));
    expect(pageRule).toContain('margin: 37mm 26mm 35mm 28mm');
    expect(overflowPx).toBeLessThanOrEqual(0);
  }

  it.each(SIGNED_DOCUMENT_KINDS)(
    'are printed with everything that was written: %s',
    async (kind) => {
      const [
        { id, enterpriseId, enterpriseName } = { id: '', enterpriseId: '', enterpriseName: '' },
      ] = await cases();
      const { answered, titleZh } = DOCUMENT_KINDS[kind];
      const deadline = answered ? { days: 5, unit: 'working' } : null;
      const html = await inspector.call<string>('POST', `/cases/${id}/document-previews`, {
        ...{ kind, ...DRAFT, deadline },
      });
      const sheets = await onPaper(browser, html);
      expectSheets(sheets);
      for (const text of [
        ...['平江县发展和改革局', `平发改〔${new Date().getFullYear()}〕`, titleZh],
        ...[enterpriseName, enterpriseId, ...DRAFT.facts.split('\n'), DRAFT.basis, DRAFT.request],
        ...['联系人', '李强，0730-0000000', ...(answered ? ['5个工作日内'] : [])],
        ...['（印章）', '签发人：（待签发）', '印发'],
      ]) {
        expect(sheets.text).toContain(text);
      }
      // No heading ends a sheet, and no seal stands on a sheet of its own.
      expect(new Set(sheets.breaks)).toEqual(new Set(['heading avoid', 'end avoid']));
      expect(sheets.endText).toMatch(/^[一二三四五]、[\s\S]*（印章）[\s\S]*印发$/);
    },
  );

  it('are forms to sign by hand where nobody signs for an authority', async () => {
    const all = await cases();
    const find = (kind: string) => {
      for (const item of all) {
        const found = item.documents.find((each) => each.kind === kind);
        if (found !== undefined) return { item, id: found.id };
      }
      throw new Error(`There is no ${kind}.`);
    };
    for (const [kind, texts] of [
      [
        'service-proof',
        [
          '送达回证',
          '送达文书',
          '直接送达',
          '平发改〔',
          '受送达人（签名或盖章）',
          '送达人（签名）',
        ],
      ],
      [
        'inspection-record',
        ['节能监察现场笔录', '李强（执法证号：模拟-0626-001）', '三、核对台账', '监察人员（签名）'],
      ],
    ] as const) {
      const { item, id } = find(kind);
      const sheets = await onPaper(
        browser,
        await inspector.call<string>('GET', `/cases/${item.id}/documents/${id}`),
      );
      expectSheets(sheets);
      const common = [item.title, item.enterpriseName, item.enterpriseId, '记录人：', '　年　'];
      for (const text of [...texts, ...common]) expect(sheets.text, kind).toContain(text);
      expect(sheets.text).not.toMatch(/\d{4}-\d{2}-\d{2}/);
    }
  });

  it('are printed from the case, alone; and so is the case, without menu and buttons', async () => {
    const item = (await cases()).find(({ state }) => state === 'awaiting-reply');
    await page.goto(`/cases/${item?.id}`);
    await page.getByRole('button', { name: '查看与打印' }).first().click();
    const frame = page.frameLocator('iframe.document-preview');
    await frame.getByText('一、事实').waitFor();
    // The frame's own printing, and not that of the page it stands in.
    await page.evaluate(LISTEN_TO_PRINTING);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /打\s?印/ })
      .click();
    const printed = await page.evaluate<string>('globalThis.printed');
    expect(printed).toContain('签发人：');
    await page.keyboard.press('Escape');
    await page.locator('.ant-drawer-mask').waitFor({ state: 'hidden' });
    await page.emulateMedia({ media: 'print' });
    expect(
      await page.locator('nav, header, button, .work-panel').filter({ visible: true }).count(),
    ).toBe(0);
    for (const text of [item?.title, '送达回证', '办理经过']) {
      await page
        .getByText(text ?? '')
        .filter({ visible: true })
        .first()
        .waitFor();
    }
    await page.emulateMedia({ media: 'screen' });
  });

  it.each(['demo-inspector', 'demo-reviewer'] as const)(
    'stand beside pages that fit a phone: the menu of %s',
    async (who) => {
      const own = await openPage(browser, stack.apiUrl, { language: 'zh', theme: 'light' }, faults);
      await signInAs(own, who, keepPasswords(folder)[who]);
      const links = own.locator('nav a[href]');
      await links.first().waitFor();
      const hrefs = await links.evaluateAll((all) =>
        (all as { getAttribute(name: string): string }[]).map((link) => link.getAttribute('href')),
      );
      expect(hrefs.length).toBeGreaterThan(10);
      await own.setViewportSize(PHONE);
      const wide: string[] = [];
      for (const path of new Set(hrefs)) {
        await openScreen(own, { name: path, path, ready: 'main h1' }, '');
        if (await own.evaluate('document.documentElement.scrollWidth > innerWidth'))
          wide.push(path);
      }
      expect(wide).toEqual([]);
      await own.context().close();
    },
  );

  it('broke nothing on the way', () => {
    expect(faults.filter((fault) => !/status of 401/.test(fault))).toEqual([]);
  });
});
