import { StoreUnavailableError } from '@hengneng/domain';
import {
  describeCorrectionStore,
  describeEnergyStore,
  describeReadingScan,
  startTestInfluxdb,
  type TestServer,
} from '@hengneng/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createInfluxHttp } from './influx-http.ts';
import { createInfluxStores, type InfluxStores } from './influx-stores.ts';
import { serverFromEnvironment, TEST_DATABASE } from './test-server.ts';
import { writeLines } from './write-lines.ts';

const AT = Date.UTC(2026, 10, 21);
const ALWAYS = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
const external = serverFromEnvironment(process.env);
const name = `InfluxDB at ${external?.url ?? 'a private server'}`;
let server: TestServer | null = null;
let stores: InfluxStores;

beforeAll(async () => {
  if (external === null) server = await startTestInfluxdb(TEST_DATABASE);
  stores = createInfluxStores(options());
});
afterAll(async () => {
  stores.close();
  await server?.dispose();
});

describeEnergyStore(name, () => ({ store: stores.energy }));
describeCorrectionStore(name, () => ({ store: stores.corrections }));
describeReadingScan(name, () => ({ scan: stores.scan, store: stores.readings }));

describe('InfluxDB energy stores', () => {
  it('gives back any text and any finite number exactly', async () => {
    const unit = fc.constantFrom('\\', '"', '\n', '\r', '\t', ',', ' ', '=', '\0', 'n', '衡', '😀');
    const texts = [
      ...fc.sample(fc.string({ unit: 'binary' }), 300),
      ...fc.sample(fc.string({ unit, minLength: 1 }), 700),
      `${'\\'.repeat(20_000)}${'"'.repeat(10_000)}`,
    ];
    const enterpriseId = freshId('TEXT');
    const checkpoints = texts.map((state, index) => ({
      meterId: 'E01',
      atMs: AT + index,
      state,
      historySha256: texts.at(-index - 1) ?? '',
    }));
    await stores.energy.writeCheckpoints(enterpriseId, checkpoints);
    expect(await stores.energy.checkpoints({ enterpriseId, ...ALWAYS })).toEqual(checkpoints);

    const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
    const demands = fc.sample(finite, 2_000).map((kw, index) => ({
      meterId: 'E01',
      startMs: AT + index * 900_000,
      kw,
      estimated: index % 3 === 0,
    }));
    await stores.energy.writeDemands(enterpriseId, demands);
    expect(await stores.energy.demands({ enterpriseId, ...ALWAYS })).toEqual(demands);
  });

  it('writes more than one request takes', async () => {
    const enterpriseId = freshId('MANY');
    const hours = Array.from({ length: 12_345 }, (_, index) => hour('E01', index));
    await stores.energy.writeHours(enterpriseId, hours);
    expect(await stores.energy.hours({ enterpriseId, ...ALWAYS })).toEqual(hours);
  });

  it('throws when lines are refused, with the words of the server', async () => {
    const http = createInfluxHttp(options());
    const line = `refused,enterprise_id=${freshId('BAD')} value=`;
    await writeLines(http, ['1', '2'], (value) => `${line}${value} ${AT}`);
    const written = writeLines(http, ['"text"'], (value) => `${line}${value} ${AT}`);
    await expect(written).rejects.toThrow(/refused lines: .*type conflict/);
    await expect(written).rejects.not.toThrow(StoreUnavailableError);
    http.close();
  });

  it('passes on the words of the server about a query', async () => {
    const http = createInfluxHttp(options());
    await expect(http.query('SELEC', {})).rejects.toThrow(/error parsing query: found SELEC/);
    http.close();
  });

  it('says when the database is not there', async () => {
    const wrong = createInfluxStores({ ...options(), database: 'no_such_database' });
    const enterpriseId = freshId('NONE');
    await expect(wrong.energy.writeHours(enterpriseId, [hour('E01', 0)])).rejects.toThrow(
      StoreUnavailableError,
    );
    await expect(wrong.corrections.range({ enterpriseId, ...ALWAYS })).rejects.toThrow(
      StoreUnavailableError,
    );
    await expect(wrong.scan.counts({ enterpriseId, ...ALWAYS })).rejects.toThrow(
      StoreUnavailableError,
    );
    wrong.close();
  });

  it.skipIf(external !== null)('keeps hours and corrections through kill -9', async () => {
    const enterpriseId = freshId('KILL');
    const hours = Array.from({ length: 5_000 }, (_, index) => hour('E01', index));
    const correction = {
      meterId: 'E01',
      readAtMs: AT,
      value: 1,
      recordedAtMs: AT,
      correctionNo: 1,
    };
    await stores.energy.writeHours(enterpriseId, hours);
    await stores.corrections.write(enterpriseId, [correction]);
    await server?.crash();
    await expect(stores.energy.hours({ enterpriseId, ...ALWAYS })).rejects.toThrow(
      StoreUnavailableError,
    );
    await expect(stores.corrections.write(enterpriseId, [correction])).rejects.toThrow(
      StoreUnavailableError,
    );
    await server?.restart();
    expect(await stores.energy.hours({ enterpriseId, ...ALWAYS })).toEqual(hours);
    // A failed write must not stand in the way of the next one.
    await stores.corrections.write(enterpriseId, [{ ...correction, correctionNo: 2 }]);
    const [found] = await stores.corrections.range({ enterpriseId, ...ALWAYS });
    expect(found?.correctionNo).toBe(2);
  });

  it.skipIf(external !== null)('ends a scan with an error when the server goes away', async () => {
    const enterpriseId = freshId('SCAN');
    const readings = Array.from({ length: 70_000 }, (_, index) => ({
      enterpriseId,
      meterId: 'E01',
      readAtMs: AT + index * 60_000,
      value: index,
      position: 2 ** 43 + 1 + index,
    }));
    await stores.readings.write(readings);
    let seen = 0;
    const scan = async () => {
      for await (const page of stores.scan.pages({ enterpriseId, ...ALWAYS })) {
        if (seen === 0) await server?.crash();
        seen += page.readings.length;
      }
    };
    await expect(scan()).rejects.toThrow(StoreUnavailableError);
    await server?.restart();
    expect(seen).toBeLessThan(readings.length);
  });
});

let idCount = 0;

function freshId(prefix: string): string {
  idCount += 1;
  return `${prefix}${process.pid}X${Date.now()}X${idCount}`;
}

function hour(meterId: string, index: number) {
  const startMs = AT + index * 3_600_000;
  return { meterId, startMs, quantity: index / 1_024, estimatedQuantity: 0, coveredMs: 3_600_000 };
}

function options() {
  return external ?? { url: server?.url ?? '', database: TEST_DATABASE };
}
