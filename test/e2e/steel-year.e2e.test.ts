import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Api, accounts, signIn, testEnterpriseId } from '../support/api.ts';
import { eventually } from '../support/energy.ts';
import { queryInflux } from '../support/oracle.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { ROOT } from '../tidy/repository.ts';

/** A year of a real steel works; it stands beside the checkout, not in it. */
const STEEL = join(ROOT, '../shared/data/steel-industry-energy-2018.csv');
const INTERVALS = 35_040;
const YEAR_KWH = 959_640.31;
/** By local month, as published with the data. */
const MONTHS_KWH = [
  126_238.29, 91_497.34, 80_230.41, 78_769.8, 79_059.28, 65_404.64, 81_674.41, 68_559.43, 57_883.07,
  84_665.65, 86_221.21, 59_436.78,
];
/** 959 640.31 kWh × 0.1229 kgce/kWh = 117 939.79 kgce. */
const YEAR_TCE = 117.94;
const COUNTED_WITHIN_MS = 60_000;

describe.runIf(existsSync(STEEL))('a year of a real steel works, streamed over MQTT', () => {
  let stack: Stack;
  const enterpriseId = testEnterpriseId(2_018);
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(async () => {
    await stack?.stop();
  });

  it('ends with every interval in InfluxDB, the account balanced, and the year right', async () => {
    const first = await replay(stack, enterpriseId);
    expect(first.code, first.output).toBe(0);
    const api = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
    const { messages, byEnterprise } = await accounts(api);
    expect(byEnterprise.get(enterpriseId)).toEqual({
      parsed: INTERVALS,
      stored: INTERVALS,
      duplicate: 0,
      conflict: 0,
      quarantined: {},
      balanced: true,
    });
    expect(messages.inFlight).toBe(0);
    expect(messages.journalled).toBe(messages.processed);
    const [row] = await queryInflux(
      stack.influx,
      `SELECT COUNT("value"), SUM("value") FROM "meter_reading" WHERE "enterprise_id"='${enterpriseId}'`,
    );
    expect(row?.[1]).toBe(INTERVALS);
    expect(Number(row?.[2])).toBeCloseTo(YEAR_KWH, 2);
  });

  it('changes nothing when it is replayed: all duplicates', async () => {
    const again = await replay(stack, enterpriseId);
    expect(again.code, again.output).toBe(0);
    const api = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
    const { byEnterprise } = await accounts(api);
    expect(byEnterprise.get(enterpriseId)).toMatchObject({
      parsed: 2 * INTERVALS,
      stored: INTERVALS,
      duplicate: INTERVALS,
      conflict: 0,
      quarantined: {},
      balanced: true,
    });
  });

  it('adds up to the published months in the zone of the works, and to 117.94 tce', async () => {
    const api = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
    const answer = await monthsOf(api, enterpriseId);
    expect(answer.rows).toHaveLength(12);
    for (const [index, row] of answer.rows.entries()) {
      const wanted = MONTHS_KWH[index] ?? Number.NaN;
      expect(Math.abs(kwhOf(row) / wanted - 1), row.start).toBeLessThan(1e-6);
    }
    expect(answer.rows.map(({ start }) => seoulMonth(start))).toEqual(
      MONTHS_KWH.map((_, index) => `2018-${String(index + 1).padStart(2, '0')}`),
    );
    expect(kwhOf(answer.total)).toBeCloseTo(YEAR_KWH, 2);
    expect(answer.total.groups[0]?.tceCalorific).toBeCloseTo(YEAR_TCE, 2);
  });

  it('is just 120 times that behind a transformer of 120', async () => {
    const behind = testEnterpriseId(2_120);
    const run = await replay(stack, behind, '120');
    expect(run.code, run.output).toBe(0);
    const api = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
    const [plain, large] = [await monthsOf(api, enterpriseId), await monthsOf(api, behind, 120)];
    expect(large.rows.map(kwhOf)).toEqual(plain.rows.map((row) => kwhOf(row) * 120));
    expect(large.total.groups[0]?.tceCalorific).toBeCloseTo(YEAR_TCE * 120, 0);
  });
});

interface Figures {
  readonly start: string;
  readonly groups: readonly {
    readonly quantity: number;
    readonly unit: string;
    readonly tceCalorific: number | null;
  }[];
}

const kwhOf = ({ groups }: Figures): number =>
  groups.reduce((sum, { quantity, unit }) => sum + quantity * (unit === 'MWh' ? 1_000 : 1), 0);

/** `YYYY-MM` of an instant where the works is. */
const seoulMonth = (instant: string): string =>
  new Date(Date.parse(instant) + 9 * 3_600_000).toISOString().slice(0, 7);

/** The year by month, once all of it is counted. */
async function monthsOf(api: Api, enterpriseId: string, multiplier = 1) {
  const query = 'from=2018-01-01T00:00:00%2B09:00&to=2019-01-01T00:00:00%2B09:00&interval=month';
  return await eventually(
    () =>
      api.call<{ rows: Figures[]; total: Figures }>(
        'GET',
        `/enterprises/${enterpriseId}/consumption?${query}`,
      ),
    ({ total }) => kwhOf(total) >= (YEAR_KWH - 0.01) * multiplier,
    COUNTED_WITHIN_MS,
  );
}

function replay(
  stack: Stack,
  enterpriseId: string,
  multiplier = '1',
): Promise<{ code: number; output: string }> {
  const args = [
    'packages/fleet/src/replay-cli.ts',
    ...['--file', STEEL, '--url', stack.apiUrl],
    ...['--enterprise', enterpriseId, '--device', 'edge-1', '--meter', 'E01'],
    ...['--time-column', 'date', '--time-format', 'dd/MM/yyyy HH:mm'],
    ...['--time-zone', 'Asia/Seoul', '--time-marks', 'end'],
    ...['--value-column', 'Usage_kWh', '--kind', 'interval', '--unit', 'kWh'],
    ...['--interval-seconds', '900', '--multiplier', multiplier],
  ];
  const env = { ...process.env, HENGNENG_ADMIN_PASSWORD: stack.adminPassword };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: ROOT, env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
    });
  });
}
