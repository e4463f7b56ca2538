import { encodePosition } from '@hengneng/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const OWN = creditCode(1);
const READ_AT_MS = Date.parse('2026-03-01T00:00:00+08:00');
let api: ApiHarness;
let as = '';
beforeAll(async () => {
  api = await startApiHarness();
  as = await api.signedIn([{ role: 'admin', scope: ALL }]);
  const body = { id: OWN, name: '平江水泥', regionCode: '430626', industryCode: 'C3011' };
  await api.request('POST', '/enterprises', { as, body });
  const readings = ['E01', 'E02', 'E03'].map((meterId, index) => ({
    ...{ enterpriseId: OWN, meterId, readAtMs: READ_AT_MS, value: 1 },
    position: encodePosition(1, index === 2 ? 9 : 8),
  }));
  await api.readingStore.write(readings);
  await api.request('POST', `/enterprises/${OWN}/devices`, { as, body: { id: 'edge-1' } });
});
afterAll(() => api.dispose());

async function devices(): Promise<Record<string, string | null>> {
  const { body } = await api.request('GET', `/enterprises/${OWN}/meter-devices`, { as });
  return Object.fromEntries(
    body.items.map((each: { meterId: string; deviceId: string }) => [each.meterId, each.deviceId]),
  );
}

it('says which device sent the last reading, asking the journal once for each message', async () => {
  expect(await devices()).toEqual({ E01: 'edge-1', E02: 'edge-1', E03: 'edge-1' });
  expect(api.world.asked).toEqual([]);

  await api.request('POST', `/enterprises/${OWN}/devices`, { as, body: { id: 'edge-2' } });
  expect(await devices()).toEqual({ E01: null, E02: null, E03: null });
  api.world.answer = (command) => {
    if (command.type !== 'fetch') return null;
    const { sequence } = command;
    const topic = `energy/v1/${OWN}/edge-${sequence === 9 ? 2 : 1}/readings`;
    const value = { position: `1/1/${sequence}`, sequence, receivedAtMs: 1, source: 'mqtt', topic };
    return { ok: true, value: { ...value, refusal: null, payloadBase64: '' } };
  };
  api.world.asked.length = 0;
  expect(await devices()).toEqual({ E01: 'edge-1', E02: 'edge-1', E03: 'edge-2' });
  expect(await devices()).toEqual({ E01: 'edge-1', E02: 'edge-1', E03: 'edge-2' });
  expect(api.world.asked).toHaveLength(2);
});
