import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { accounts, signIn, testEnterpriseId } from '../support/api.ts';
import { queryInflux } from '../support/oracle.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { ROOT } from '../tidy/repository.ts';

/** A year of a real steel works; it stands beside the checkout, not in it. */
const STEEL = join(ROOT, '../shared/data/steel-industry-energy-2018.csv');
const INTERVALS = 35_040;
const YEAR_KWH = 959_640.31;

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
});

function replay(stack: Stack, enterpriseId: string): Promise<{ code: number; output: string }> {
  const args = [
    'packages/fleet/src/replay-cli.ts',
    ...['--file', STEEL, '--url', stack.apiUrl],
    ...['--enterprise', enterpriseId, '--device', 'edge-1', '--meter', 'E01'],
    ...['--time-column', 'date', '--time-format', 'dd/MM/yyyy HH:mm'],
    ...['--time-zone', 'Asia/Seoul', '--time-marks', 'end'],
    ...['--value-column', 'Usage_kWh', '--kind', 'interval', '--unit', 'kWh'],
    ...['--interval-seconds', '900'],
  ];
  const env = { ...process.env, HENGNENG_ADMIN_PASSWORD: stack.adminPassword };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: ROOT, env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
    });
  });
}
