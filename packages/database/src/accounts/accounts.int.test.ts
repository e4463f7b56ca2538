import { randomUUID } from 'node:crypto';
import {
  type CalorificValue,
  findStandardCoalFactor,
  LEDGER_QUANTITIES,
  type LedgerMonth,
  REFERENCE_FACTOR_SET,
  settingsInForce,
} from '@hengneng/domain';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Executor } from '../connection.ts';
import { insertLedgerRevisions, insertLedgerStep } from '../ledger/ledger-revisions.ts';
import { insertMeters, type NewMeter } from '../meters.ts';
import { recordPresence } from '../record-presence.ts';
import { changeRegistry } from '../snapshots.ts';
import { SYSTEM_SCOPE } from '../tenant-scope.ts';
import {
  registerEnterprise,
  startTestDatabase,
  type TestDatabase,
} from '../testing/test-database.ts';
import { insertAssessedRule, type NewRule, readRuleInForce } from './assessed-rules.ts';
import { enterprisesWithOwnFactors, insertCalorificValues } from './calorific-values.ts';
import {
  getFactorSet,
  insertFactorSet,
  loadFactorSet,
  type NewFactorSet,
  seedFactorSet,
  verifyFactor,
} from './factor-sets.ts';
import { insertSourceSetting, listSourceSettings } from './source-settings.ts';
import {
  insertVirtualMeter,
  insertVirtualMeterFormula,
  listVirtualMeters,
} from './virtual-meters.ts';

const at = (text: string) => Date.parse(text);
const SEEDED_MS = at('2026-11-21T01:00:00Z');
const LATER_MS = at('2026-11-25T00:00:00Z');
const keeper = 'keeper';
const checker = 'checker';
const by = (name: string, atMs: number) => ({ by: name, atMs });
const seeding = (atMs: number) => {
  return { actor: { userId: null, username: 'system' }, atMs, name: 'reference' };
};

let postgres: TestDatabase;
let enterpriseId = '';
beforeAll(async () => {
  postgres = await startTestDatabase();
  enterpriseId = await registerEnterprise(postgres.database, 1);
  await seedFactorSet(postgres.database, REFERENCE_FACTOR_SET, seeding(SEEDED_MS));
});
afterAll(() => postgres.dispose());

const executor = () => postgres.database.executor;
/** Runs one act in a transaction of its own. */
const act =
  <A extends unknown[], R>(work: (tx: Executor, ...args: A) => Promise<R>) =>
  (...args: A): Promise<R> =>
    postgres.database.transaction((tx) => work(tx, ...args));

/** A set made from the reference: another electricity factor, no coal. */
function setOf(id: string, publishedOn: string, changes: Partial<NewFactorSet> = {}): NewFactorSet {
  const [raw] = REFERENCE_FACTOR_SET.standardCoal.filter(
    ({ id: factorId }) => factorId === 'electricity-primary-430626',
  );
  if (raw === undefined) throw new Error('the reference has the factor');
  return {
    id,
    name: id,
    publishedOn,
    basedOn: REFERENCE_FACTOR_SET.id,
    entries: [{ type: 'standard-coal', record: { ...raw, kgcePerUnit: 0.3, status: 'final' } }],
    removedIds: ['gangue'],
    ...changes,
  };
}

describe('the factor register', () => {
  it('holds the reference as the domain has it, once', async () => {
    const set = await loadFactorSet(executor(), { asOfMs: LATER_MS });
    expect(set).toEqual(REFERENCE_FACTOR_SET);
    await seedFactorSet(postgres.database, REFERENCE_FACTOR_SET, seeding(LATER_MS));
    const { rows } = await executor().execute<{ count: string }>(
      sql`select count(*) from factor_set where id = ${REFERENCE_FACTOR_SET.id}`,
    );
    expect(rows[0]?.count).toBe('1');
  });

  it('refuses reference data that changed under the same id', async () => {
    const changed = { ...REFERENCE_FACTOR_SET, densities: [] };
    const recording = seeding(LATER_MS);
    await expect(seedFactorSet(postgres.database, changed, recording)).rejects.toThrow(
      'another id',
    );
  });

  it('knows no set before the first was recorded', async () => {
    const before = loadFactorSet(executor(), { asOfMs: SEEDED_MS - 1 });
    await expect(before).rejects.toMatchObject({ code: 'FACTOR_SET_NOT_FOUND' });
  });

  it('takes the newest that was published and recorded by then, or the one that is pinned', async () => {
    const recordedMs = at('2026-11-22T00:00:00Z');
    await act(insertFactorSet)(setOf('s-2', '2026-11-24'), by(keeper, recordedMs));
    const idAt = async (text: string, setId?: string) =>
      (await loadFactorSet(executor(), { asOfMs: at(text), setId })).id;
    expect(await idAt('2026-11-23T15:59:59Z')).toBe('reference-2026-1');
    // Midnight in China.
    expect(await idAt('2026-11-23T16:00:00Z')).toBe('s-2');
    expect(await idAt('2026-11-24T00:00:00Z', 'reference-2026-1')).toBe('reference-2026-1');
    expect(await idAt('2026-11-22T00:00:00Z', 's-2')).toBe('s-2');
    await expect(idAt('2026-11-21T23:00:00Z', 's-2')).rejects.toMatchObject({
      code: 'FACTOR_SET_NOT_FOUND',
    });
  });

  it('makes a set from another one by changes, and leaves that alone', async () => {
    const set = await loadFactorSet(executor(), { asOfMs: LATER_MS, setId: 's-2' });
    const query = { kind: 'electricity', date: '2026-06-01', unit: 'kWh' } as const;
    const place = { regionCode: '430626', enterpriseId: null };
    const found = findStandardCoalFactor(set, { ...query, ...place }, 'primary');
    expect(found).toMatchObject({ kgcePerUnit: 0.3, status: 'final', verified: false });
    expect(set.standardCoal.some(({ id }) => id === 'gangue')).toBe(false);
    expect(set.carbon).toEqual(REFERENCE_FACTOR_SET.carbon);
    const reference = await loadFactorSet(executor(), {
      asOfMs: LATER_MS,
      setId: 'reference-2026-1',
    });
    expect(reference).toEqual(REFERENCE_FACTOR_SET);
  });

  it('refuses an id that is taken and a base that is not there', async () => {
    const recording = by(keeper, LATER_MS);
    const twice = act(insertFactorSet)(setOf('s-2', '2026-12-01'), recording);
    await expect(twice).rejects.toMatchObject({ code: 'FACTOR_SET_EXISTS' });
    const baseless = setOf('s-3', '2026-12-01', { basedOn: 'nothing' });
    await expect(act(insertFactorSet)(baseless, recording)).rejects.toMatchObject({
      code: 'FACTOR_SET_NOT_FOUND',
    });
  });

  it('marks a factor verified from the check on, in every set that has it unchanged', async () => {
    const checkedMs = at('2026-11-24T08:00:00Z');
    const check = { agrees: true, checkedAgainst: 'GB/T 2589-2020, table A.1', note: '' };
    await act(verifyFactor)({ setId: 's-2', factorId: 'raw-coal' }, check, by(checker, checkedMs));
    const coal = async (setId: string, asOfMs: number) =>
      (await getFactorSet(executor(), setId, asOfMs)).factors.find(
        ({ record }) => record.id === 'raw-coal',
      );
    expect(await coal('reference-2026-1', checkedMs)).toMatchObject({
      record: { verified: true },
      verification: { ...check, recordedBy: 'checker' },
    });
    expect((await coal('s-2', checkedMs - 1))?.record.verified).toBe(false);
    await act(verifyFactor)(
      { setId: 's-2', factorId: 'raw-coal' },
      { ...check, agrees: false },
      by(checker, checkedMs + 1),
    );
    expect((await coal('s-2', checkedMs + 1))?.record.verified).toBe(false);
  });

  it('lets nobody check what they entered themselves', async () => {
    const target = { setId: 's-2', factorId: 'electricity-primary-430626' };
    const check = { agrees: true, checkedAgainst: 'notice', note: '' };
    const own = act(verifyFactor)(target, check, by(keeper, LATER_MS));
    await expect(own).rejects.toMatchObject({ code: 'DUTIES_NOT_SEPARATED' });
    const other = await act(verifyFactor)(target, check, by(checker, LATER_MS));
    expect(other).toMatchObject({ agrees: true, recordedBy: 'checker' });
  });

  it.each([
    'factor_set',
    'factor',
    'factor_verification',
    'enterprise_calorific_value',
    'assessed_rule',
    'energy_source_setting',
    'generation_setting',
    'virtual_meter',
    'virtual_meter_formula',
  ])('refuses to change or remove rows of %s', async (table) => {
    const remove = executor().execute(sql.raw(`delete from ${table}`));
    await expect(remove).rejects.toMatchObject({ cause: { message: /only grows/ } });
    const change = executor().execute(sql.raw(`update ${table} set recorded_at = now()`));
    if (table !== 'factor') {
      await expect(change).rejects.toMatchObject({ cause: { message: /only grows/ } });
    } else await expect(change).rejects.toThrow();
  });
});

describe('measured calorific values', () => {
  it('give the enterprise its own factor from their record on, and no other', async () => {
    const value: Omit<CalorificValue, 'no' | 'enterpriseId'> = {
      energyKind: 'raw-coal',
      unit: 'kg',
      validFrom: '2026-10-01',
      validTo: '2026-11-01',
      batch: '',
      batchQuantity: null,
      kjPerUnit: 22_000,
      documentNo: '化验〔2026〕10号',
    };
    await act(insertCalorificValues)(enterpriseId, [value], by(keeper, LATER_MS));
    const factorOf = async (asOfMs: number, owner: string | null) => {
      const set = await loadFactorSet(executor(), { asOfMs, setId: 's-2', enterpriseId: owner });
      const query = { kind: 'raw-coal', date: '2026-10-15', unit: 'kg', regionCode: null } as const;
      return findStandardCoalFactor(set, { ...query, enterpriseId: owner }, 'calorific');
    };
    const own = await factorOf(LATER_MS, enterpriseId);
    // 22 000 / 29 307.6
    expect(own?.kgcePerUnit).toBeCloseTo(0.750_658_5, 7);
    expect(own).toMatchObject({ origin: 'measured' });
    expect((await factorOf(LATER_MS - 1, enterpriseId))?.kgcePerUnit).toBe(0.7143);
    expect((await factorOf(LATER_MS, null))?.kgcePerUnit).toBe(0.7143);
  });
});

describe('the batches of a ledger', () => {
  it('give a factor as soon as the month counts, behind what the register says', async () => {
    const other = await registerEnterprise(postgres.database, 2);
    const quantities = Object.fromEntries(LEDGER_QUANTITIES.map((name) => [name, 0]));
    const batches = [{ quantity: 100, kjPerUnit: 14_653.8 }];
    const line = { ...quantities, kind: 'raw-coal', unit: 't', purchaseCostCny: null };
    const document = {
      month: '2026-10',
      lines: [{ ...line, calorificBatches: batches }],
      outputs: [],
    } as unknown as LedgerMonth;
    const actor = { atMs: SEEDED_MS, userId: randomUUID(), username: 'reporter' };
    const item = { document, revision: 1, source: 'form', reason: '', findings: [] } as const;
    await act(insertLedgerRevisions)(other, [item], actor);
    const coal = async (asOfMs: number) => {
      const set = await loadFactorSet(executor(), { asOfMs, enterpriseId: other });
      return set.standardCoal
        .filter(({ origin }) => origin === 'measured')
        .map(({ kgcePerUnit }) => kgcePerUnit);
    };
    expect(await coal(LATER_MS)).toEqual([]);
    const step = { action: 'check', state: 'checked', note: '' } as const;
    const target = { month: '2026-10', revision: 1, steps: [{}] as never };
    await act(insertLedgerStep)(other, target, step, { ...actor, atMs: SEEDED_MS + 1 });
    expect(await coal(SEEDED_MS)).toEqual([]);
    expect(await coal(LATER_MS)).toEqual([0.5]);
    const own = await enterprisesWithOwnFactors(executor(), LATER_MS - 1);
    expect([own.has(other), own.has(enterpriseId)]).toEqual([true, false]);
    expect((await enterprisesWithOwnFactors(executor(), LATER_MS)).has(enterpriseId)).toBe(true);
  });
});

describe('assessed rules', () => {
  const rule: NewRule = {
    id: 'hn-2026',
    scopeType: 'region',
    scopeValue: '43',
    validFrom: '2026-01-01',
    validTo: null,
    base: 'comprehensive',
    deductions: [{ what: 'feedstock', from: 'total' }],
    issuer: '湖南省发展和改革委员会',
    documentNo: '湘发改〔2026〕1号',
    issuedOn: '2026-01-05',
    supersedes: null,
  };
  const place = { enterpriseId: '', parkCode: null, regionCode: '430626', industryCode: 'C3011' };
  const inForce = async (date: string, asOfMs: number) =>
    (await readRuleInForce(executor(), { ...place, date, asOfMs }))?.id ?? null;
  const allow = async () => {};

  it('count by scope and date as recorded by then, until superseded', async () => {
    const first = at('2026-11-22T00:00:00Z');
    const second = at('2026-11-23T00:00:00Z');
    await act(insertAssessedRule)(rule, by(keeper, first), allow);
    const better = { ...rule, id: 'hn-2026-b', supersedes: 'hn-2026', validTo: '2026-07-01' };
    await act(insertAssessedRule)(better, by(keeper, second), allow);
    expect(await inForce('2026-08-01', first - 1)).toBe(null);
    expect(await inForce('2025-12-31', first)).toBe(null);
    expect(await inForce('2026-08-01', first)).toBe('hn-2026');
    expect(await inForce('2026-08-01', second)).toBe(null);
    expect(await inForce('2026-06-30', second)).toBe('hn-2026-b');
  });

  it('refuse a taken id, a rule to supersede that is not there, and one superseded already', async () => {
    const insert = (changes: Partial<NewRule>) =>
      act(insertAssessedRule)({ ...rule, ...changes }, by(keeper, LATER_MS), allow);
    await expect(insert({})).rejects.toMatchObject({ code: 'ASSESSED_RULE_EXISTS' });
    await expect(insert({ id: 'x', supersedes: 'none' })).rejects.toMatchObject({
      code: 'ASSESSED_RULE_NOT_FOUND',
    });
    await expect(insert({ id: 'y', supersedes: 'hn-2026' })).rejects.toMatchObject({
      code: 'ASSESSED_RULE_SUPERSEDED',
    });
  });

  it('ask for the right to both scopes', async () => {
    const asked: string[] = [];
    const item = { ...rule, id: 'z', scopeValue: '430626', supersedes: 'hn-2026-b' };
    await act(insertAssessedRule)(item, by(keeper, LATER_MS), async (scope) => {
      asked.push(scope.scopeValue);
    });
    expect(asked).toEqual(['430626', '43']);
  });
});

describe('sources of figures', () => {
  it('count from their day on, as recorded by then', async () => {
    const setting = { energyKind: 'raw-coal', source: 'ledger' } as const;
    const first = at('2026-11-22T00:00:00Z');
    const item = { ...setting, isFeedstock: false, validFrom: '2026-01-01' };
    await act(insertSourceSetting)(enterpriseId, item, by(keeper, first));
    const feedstock = { ...setting, isFeedstock: true, validFrom: '2026-07-01' };
    await act(insertSourceSetting)(enterpriseId, feedstock, by(keeper, LATER_MS));
    const on = async (date: string, asOfMs: number) => {
      const { sources, generations } = await listSourceSettings(executor(), SYSTEM_SCOPE, {
        enterpriseId,
        asOfMs,
      });
      const { ledgerKinds, feedstockKinds } = settingsInForce(sources, generations, date);
      return [ledgerKinds, feedstockKinds];
    };
    expect(await on('2025-12-31', LATER_MS)).toEqual([[], []]);
    expect(await on('2026-06-30', LATER_MS)).toEqual([['raw-coal'], []]);
    expect(await on('2026-07-01', LATER_MS)).toEqual([['raw-coal'], ['raw-coal']]);
    expect(await on('2026-07-01', first)).toEqual([['raw-coal'], []]);
  });
});

describe('virtual meters', () => {
  const recording = by(keeper, SEEDED_MS);
  const meter = (id: string, changes: Partial<NewMeter> = {}): NewMeter => ({
    id,
    name: id,
    energyKind: 'electricity',
    kind: 'register',
    unit: 'kWh',
    flow: 'purchased',
    level: 1,
    multiplier: 1,
    intervalSeconds: null,
    registerMax: null,
    ratedPowerKw: null,
    masterMeterId: null,
    siteId: null,
    dataCode: null,
    ...changes,
  });
  const register = (...meters: NewMeter[]) =>
    changeRegistry(
      postgres.database,
      { scope: SYSTEM_SCOPE, enterpriseId, atMs: SEEDED_MS },
      (tx) => insertMeters(tx, enterpriseId, meters, 'keeper'),
    );
  const virtual = (id: string, formula: string, changes: object = {}) =>
    act(insertVirtualMeter)(
      enterpriseId,
      {
        id,
        name: id,
        energyKind: 'electricity',
        unit: 'MWh',
        formula,
        validFromMs: at('2026-01-01T00:00:00Z'),
        ...changes,
      },
      recording,
    );

  it('keep their formulas by date and record', async () => {
    await register(
      meter('E01'),
      meter('E02'),
      meter('G01', { energyKind: 'natural-gas', unit: 'm3' }),
    );
    await virtual('V1', 'E01 - E02');
    await virtual('V2', 'V1 * 0.5');
    const present = await recordPresence(executor(), [enterpriseId, 'somebody else']);
    expect([...present.virtualMeters]).toEqual([enterpriseId]);
    expect([...present.declaredStops]).toEqual([]);
    await act(insertVirtualMeterFormula)(
      { enterpriseId, id: 'V1' },
      { formula: 'E01', validFromMs: at('2026-06-01T00:00:00Z') },
      by(keeper, LATER_MS),
    );
    const formulas = async (asOfMs: number) =>
      (
        await listVirtualMeters(executor(), SYSTEM_SCOPE, { enterpriseId, asOfMs })
      )[0]?.formulas.map(({ text }) => text);
    expect(await formulas(SEEDED_MS)).toEqual(['E01 - E02']);
    expect(await formulas(LATER_MS)).toEqual(['E01 - E02', 'E01']);
  });

  it.each([
    { name: 'what is no formula', formula: 'E01 +', code: 'FORMULA_INVALID' },
    { name: 'a meter that is not there', formula: 'E99', code: 'FORMULA_INVALID' },
    { name: 'a formula without a meter', formula: '1 + 1', code: 'FORMULA_INVALID' },
    {
      name: 'a meter of gas in electricity',
      formula: 'E01 + G01',
      code: 'METER_UNIT_INCOMPATIBLE',
    },
    { name: 'itself', formula: 'V9 + E01', code: 'FORMULA_CIRCULAR' },
  ])('refuse $name', async ({ formula, code }) => {
    await expect(virtual('V9', formula)).rejects.toMatchObject({ code });
  });

  it('refuse a circle that a later formula would close', async () => {
    const target = { enterpriseId, id: 'V1' };
    const close = (validFromMs: number) =>
      act(insertVirtualMeterFormula)(target, { formula: 'V2', validFromMs }, recording);
    await expect(close(at('2026-09-01T00:00:00Z'))).rejects.toMatchObject({
      code: 'FORMULA_CIRCULAR',
      details: { circle: ['V1', 'V2', 'V1'] },
    });
  });

  it('share their ids with no real meter, whichever comes first', async () => {
    await expect(virtual('E01', 'E02')).rejects.toMatchObject({ code: 'METER_EXISTS' });
    await expect(register(meter('V1'))).rejects.toMatchObject({ code: 'METER_EXISTS' });
  });
});
