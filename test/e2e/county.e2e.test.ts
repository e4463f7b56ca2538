import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFleet, type PlantedTrouble } from '@hengneng/fleet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Api, signIn, waitUntilProcessed } from '../support/api.ts';
import {
  type CountedMeter,
  isNear,
  silentlyWrong,
  unitFactor,
  wrongKinds,
} from '../support/county-truth.ts';
import { eventually, figuresOf, personWith } from '../support/energy.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { ROOT } from '../tidy/repository.ts';

const SIZE = { enterprisesCount: 8, metersPerEnterpriseMax: 6 };
const SEED = 7;
const HOUR_MS = 3_600_000;
const COUNTED_WITHIN_MS = 180_000;

interface ReportedEvent {
  readonly id: string;
  readonly type: string;
  readonly isOpen: boolean;
}

describe('a simulated county with every trouble, 90 days through the whole platform', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hengneng-county-'));
  const fleet = createFleet({ seed: SEED, intervalSeconds: 900, ...SIZE });
  let stack: Stack;
  let admin: Api;
  let fromMs: number;
  let planted: readonly PlantedTrouble[];

  beforeAll(async () => {
    stack = await startStack();
    admin = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
    await simulate(stack, folder);
    await waitUntilProcessed(admin, 120_000);
    fromMs = JSON.parse(readFileSync(join(folder, 'fleet-state.json'), 'utf8')).historyFromMs;
    planted = JSON.parse(readFileSync(join(folder, 'planted-troubles.json'), 'utf8'));
  }, 300_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await stack?.stop();
  });

  it('is counted as it flowed, once the exchanges of meters are approved', async () => {
    const approvedCount = await approveExchanges();
    expect(approvedCount).toBe(planted.filter(({ kind }) => kind === 'meter-replaced').length);
    expect(approvedCount).toBeGreaterThan(0);
    // The last whole hour that the history covers.
    const toMs = Math.floor(Date.now() / HOUR_MS - 1) * HOUR_MS;
    const stretch = { fromMs, toMs };
    const judge = async () => {
      const county = await countedCounty();
      const unmarked = county.flatMap((counted) =>
        silentlyWrong(counted, stretch)
          .filter((atMs) => !isHidden(counted, atMs))
          .map((atMs) => `${counted.meter.id} ${new Date(atMs).toISOString()}`),
      );
      const counted = county.reduce((sum, { hours }) => sum + hours.size, 0);
      return { unmarked, counted, ...wrongKinds(county, stretch) };
    };
    const verdict = await eventually(
      judge,
      ({ wrong, unmarked }) => wrong.length + unmarked.length === 0,
      COUNTED_WITHIN_MS,
    );
    expect(verdict.wrong).toEqual([]);
    expect(verdict.unmarked).toEqual([]);
    expect(verdict.comparedCount).toBeGreaterThan(10);
    expect(verdict.counted).toBeGreaterThan(50_000);
  });

  /** A display that stands still looks like a plant that does, until it jumps. */
  function isHidden({ troubles }: CountedMeter, atMs: number): boolean {
    return troubles.some((trouble) => trouble.kind === 'frozen' && isNear(trouble, atMs));
  }

  async function countedCounty(): Promise<CountedMeter[]> {
    const county: CountedMeter[] = [];
    for (const enterprise of fleet.enterprises) {
      for (const meter of enterprise.meters) {
        const rows = await figuresOf(stack, 'interval_energy', enterprise.id, meter.id);
        const hours = rows.map(([startMs, quantity, estimatedQuantity, coveredMs]) => ({
          startMs: Number(startMs),
          quantity: Number(quantity),
          estimatedQuantity: Number(estimatedQuantity),
          coveredMs: Number(coveredMs),
        }));
        county.push({
          meter,
          troubles: planted.filter(
            ({ enterpriseId, meterId }) =>
              enterpriseId === enterprise.id && (meterId === meter.id || meterId === null),
          ),
          hours: new Map(hours.map((hour) => [hour.startMs, hour])),
          trueEnergy: (from, to) => fleet.trueEnergy(meter, from, to) * unitFactor(meter),
        });
      }
    }
    return county;
  }

  /** A reporter asks, a reviewer checks, the authority approves; for every proposal of a device. */
  async function approveExchanges(): Promise<number> {
    const signInHere = (username: string, password: string) =>
      signIn(stack.apiUrl, username, password);
    const region = { type: 'region', code: '43' };
    const authority = { username: 'authority', role: 'authority', scope: region };
    const approver = await personWith(admin, signInHere, authority);
    let count = 0;
    for (const [index, { id }] of fleet.enterprises.entries()) {
      const path = `/enterprises/${id}/events?from=${new Date(fromMs).toISOString()}&to=${new Date().toISOString()}`;
      const { items } = await admin.call<{ items: ReportedEvent[] }>('GET', path);
      const proposals = items.filter(({ type, isOpen }) => type === 'meter-replaced' && isOpen);
      if (proposals.length === 0) continue;
      const scope = { type: 'enterprise', id };
      const asks = { username: `reporter-${index}`, role: 'enterprise-reporter', scope };
      const checks = { username: `reviewer-${index}`, role: 'enterprise-reviewer', scope };
      const reporter = await personWith(admin, signInHere, asks);
      const reviewer = await personWith(admin, signInHere, checks);
      for (const proposal of proposals) {
        const correction = await reporter.call<{ id: string }>(
          'POST',
          `/enterprises/${id}/corrections`,
          { type: 'meter-exchange', proposalId: proposal.id, reason: '周期检定，电表已更换' },
        );
        const place = `/enterprises/${id}/corrections/${correction.id}`;
        await reviewer.call('POST', `${place}/check`, {});
        await approver.call('POST', `${place}/approve`, {});
        count += 1;
      }
    }
    return count;
  }
});

/** The simulator as a user runs it: history of 90 days with troubles, then it ends. */
function simulate(stack: Stack, folder: string): Promise<void> {
  const args = [
    'packages/fleet/src/simulate-cli.ts',
    ...['--url', stack.apiUrl, '--state-dir', folder, '--seed', String(SEED)],
    ...['--enterprises', String(SIZE.enterprisesCount)],
    ...['--meters', String(SIZE.metersPerEnterpriseMax)],
    ...['--history', '90d', '--no-live', '--troubles'],
  ];
  const env = { ...process.env, HENGNENG_ADMIN_PASSWORD: stack.adminPassword };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: ROOT, env }, (error, stdout, stderr) => {
      if (error === null) resolve();
      else reject(new Error(`The simulation failed:\n${stdout}${stderr}`));
    });
  });
}
