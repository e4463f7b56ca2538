import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildTopic } from '@hengneng/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  type Api,
  type DeviceCredential,
  registerEnterprise,
  registerPowerMeter,
  signIn,
  waitUntilProcessed,
} from '../support/api.ts';
import { queryInflux } from '../support/oracle.ts';
import { publishAll } from '../support/publish-all.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { ROOT } from '../tidy/repository.ts';

const FROM_MS = Date.UTC(2026, 9, 1);
const READINGS = 300;
/** Readings of the first hour, which the check through the api leaves out. */
const SKIPPED = 4;
const RANGE = {
  from: new Date(FROM_MS + SKIPPED * 900_000).toISOString(),
  to: new Date(FROM_MS + 365 * 86_400_000).toISOString(),
};
const ALTERED_MS = FROM_MS + 117 * 900_000;

describe('what somebody has changed behind our back', () => {
  let stack: Stack;
  let api: Api;
  let enterpriseId: string;
  beforeAll(async () => {
    stack = await startStack();
    api = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
    enterpriseId = await registerEnterprise(api, 4_711);
    await registerPowerMeter(api, enterpriseId, 'E01');
    const device = await api.call<DeviceCredential>(
      'POST',
      `/enterprises/${enterpriseId}/devices`,
      { id: 'edge-1' },
    );
    const topic = buildTopic(enterpriseId, 'edge-1', 'readings');
    const publishes = Array.from({ length: READINGS }, (_, index) => ({
      topic,
      payload: JSON.stringify({ readAt: FROM_MS + index * 900_000, values: { E01: index } }),
    }));
    await publishAll(stack.mqtt, device, publishes);
    await waitUntilProcessed(api, 30_000);
  });
  afterAll(async () => {
    await stack?.stop();
  });

  it('is nothing at first', async () => {
    const report = await verifyReadings();
    expect(report.output).toContain('INTACT: every stored reading is what its message says.');
    expect(report.output).toContain(`${READINGS} readings looked at`);
    expect(report.code).toBe(0);
    expect(await checkThroughApi()).toMatchObject({
      ok: true,
      gateways: [{ readingCount: READINGS - SKIPPED, unrecordedCount: 0, failure: null }],
    });
  });

  it('is named by meter and instant when it is a point in InfluxDB, and mended', async () => {
    const [row] = await queryInflux(
      stack.influx,
      `SELECT "value", "position" FROM "meter_reading" WHERE "enterprise_id"='${enterpriseId}' AND time = ${ALTERED_MS}ms`,
    );
    expect(row?.[1]).toBe(117);
    const url = new URL(`/write?db=${stack.influx.database}&precision=ms`, stack.influx.url);
    const line = `meter_reading,enterprise_id=${enterpriseId},meter_id=E01 value=118.5,position=${row?.[2]} ${ALTERED_MS}`;
    expect((await fetch(url, { method: 'POST', body: line })).status).toBe(204);

    const report = await verifyReadings();
    expect(report.code).toBe(1);
    expect(report.output).toContain(
      `- altered: ${enterpriseId} E01 ${new Date(ALTERED_MS).toISOString()}: journal 117 (1/118), InfluxDB 118.5 (1/118)`,
    );
    expect(report.output).toContain('NOT INTACT: 1 findings.');
    expect(await checkThroughApi()).toMatchObject({
      ok: false,
      gateways: [
        {
          findingCount: 1,
          findings: [
            {
              ...{ kind: 'altered', meterId: 'E01', readAt: new Date(ALTERED_MS).toISOString() },
              journalled: { value: 117, position: '1/118' },
              stored: { value: 118.5, position: '1/118' },
            },
          ],
        },
      ],
    });

    expect((await verifyReadings('--repair')).output).toContain('Repaired: 1.');
    expect((await verifyReadings()).code).toBe(0);
  });

  it('is named by segment, record and byte when it is a byte of the journal', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'hengneng-proof-'));
    try {
      cpSync(join(stack.dataDirectory, 'journal'), copy, { recursive: true });
      const [name = ''] = readdirSync(copy).filter((each) => each.startsWith('segment-'));
      const file = join(copy, name);
      const bytes = readFileSync(file);
      // The digits of a value that one of the messages carries.
      const place = bytes.indexOf('{"E01":123}');
      expect(place, 'the open segment is not compressed').toBeGreaterThan(0);
      bytes.write('{"E01":124}', place);
      writeFileSync(file, bytes);
      const { code, output } = await run([
        'packages/journal/src/verify-cli.ts',
        ...['--dir', copy, '--public-key', publicKeyOf(stack)],
      ]);
      expect(code).toBe(1);
      expect(output).toContain('segment 1');
      expect(output).toContain('record 124');
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });

  it('is looked for by the next normalizer where one is killed', async () => {
    const path = `/enterprises/${enterpriseId}/reading-verifications`;
    const pid = stack.pidOf('normalizer');
    if (pid !== null) process.kill(pid, 'SIGKILL');
    await api.call('POST', path, RANGE);
    expect(await finishedCheck()).toMatchObject({ ok: true });
  });

  async function checkThroughApi() {
    await api.call('POST', `/enterprises/${enterpriseId}/reading-verifications`, RANGE);
    return await finishedCheck();
  }

  async function finishedCheck(): Promise<{ readonly state: string }> {
    const path = `/enterprises/${enterpriseId}/reading-verifications`;
    for (;;) {
      const { items } = await api.call<{ items: { state: string }[] }>('GET', path);
      const [latest] = items;
      if (latest?.state === 'finished') return latest;
      await sleep(250);
    }
  }

  function verifyReadings(...options: string[]): Promise<{ code: number; output: string }> {
    const script = 'services/normalizer/src/verification/check-readings-cli.ts';
    return run([script, '--data-dir', stack.dataDirectory, ...options]);
  }
});

function publicKeyOf(stack: Stack): string {
  return join(stack.dataDirectory, 'pki', 'journal-signing-key.pub.pem');
}

function run(args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...args], { cwd: ROOT }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
    });
  });
}
