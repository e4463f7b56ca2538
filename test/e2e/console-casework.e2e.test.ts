import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createFleet,
  createStateStore,
  DEMO_CASES,
  keepPasswords,
  readSimulationOptions,
  runSimulation,
  workDemoCases,
} from '@hengneng/fleet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Api, signIn } from '../support/api.ts';
import { type Stack, startStack } from '../support/stack.ts';

interface CaseAnswer {
  readonly id: string;
  readonly title: string;
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

describe('the cases of the demo, and their documents on paper', () => {
  let stack: Stack;
  let inspector: Api;
  let folder = '';

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
    inspector = await signIn(
      stack.apiUrl,
      'demo-inspector',
      keepPasswords(folder)['demo-inspector'],
    );
  });
  afterAll(async () => {
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
});
