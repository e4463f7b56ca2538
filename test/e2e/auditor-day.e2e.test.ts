import { createHash } from 'node:crypto';
import { canonicalJson } from '@hengneng/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  type Api,
  type DeviceCredential,
  registerEnterprise,
  signIn,
  waitUntilProcessed,
} from '../support/api.ts';
import {
  type AuditRow,
  type Balance,
  type Consumption,
  csvRecords,
  type Explanation,
  groupOf,
  type Paper,
  quantityOf,
  type Reconciliation,
} from '../support/auditor-answers.ts';
import { eventually } from '../support/energy.ts';
import { fillWorkbook, sheetCells } from '../support/fill-workbook.ts';
import { type Company, createCompany, ledgerLine } from '../support/plant-company.ts';
import { publishAll } from '../support/publish-all.ts';
import {
  electricityDial,
  exchangeMessage,
  lateMessage,
  plantMessages,
  registerPlant,
} from '../support/small-plant.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { verified, verifyRoot } from '../support/verify-root.ts';

// The factors are those of the reference set: electricity 0.1229 kgce/kWh (当量) and 0.308 (等价, the
// county's), natural gas 1.2143 kgce/m3, raw coal 0.7143 kgce/kg; Hunan's grid 0.4976 tCO2/MWh.
/** tCO2 of 10 000 m3 of gas and of a tonne of coal: NCV × carbon × oxidised × 44/12. */
const GAS_TCO2 = 389.31 * 0.0153 * 0.99 * (44 / 12);
const COAL_TCO2 = 23.204 * 0.02618 * 0.93 * (44 / 12);

// October, 744 hours: E01 372 000 kWh and PV 31 × 360 = 11 160 kWh; 18 600 m3 of gas; of coal
// 500 + 1 000 − 300 drawn, of which 20 for living quarters: 1 180 t; 1 195 t consumed by the ledger.
const OCTOBER = {
  electricity: {
    quantity: 383_160,
    tceCalorific: 47.090364, // × 0.1229 / 1 000
    tcePrimary: 118.01328, // × 0.308 / 1 000
    tco2: 185.1072, // 372 MWh × 0.4976: the sun has none
  },
  'natural-gas': {
    quantity: 18_600,
    tceCalorific: 22.58598, // × 1.2143 / 1 000
    tcePrimary: 22.58598,
    tco2: 1.86 * GAS_TCO2,
  },
  'raw-coal': {
    quantity: 1_180_000, // kg
    tceCalorific: 842.874, // × 0.7143 / 1 000
    tcePrimary: 842.874,
    tco2: 1_180 * COAL_TCO2,
  },
} as const;
// 47.090364 + 22.58598 + 842.874, and 118.01328 + 22.58598 + 842.874.
const OCTOBER_TCE = { calorific: 912.550344, primary: 983.47326 };
const OCTOBER_TCO2 = 185.1072 + 1.86 * GAS_TCO2 + 1_180 * COAL_TCO2;

const COUNTED_WITHIN_MS = 60_000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DAYS = 'from=2026-11-01&to=2026-11-11';

describe('the day of an energy auditor', () => {
  let stack: Stack;
  let id: string;
  let path: string;
  let device: DeviceCredential;
  let admin: Api;
  let company: Company;
  let reporter: Api;
  let reviewer: Api;
  let authority: Api;
  let auditor: Api;
  let ownAuditor: Api;
  let guest: Api;
  let logAuditor: Api;
  let beforeCorrection = '';
  let frozenAt = '';
  let engagement = '';
  let guestUntilMs = 0;

  beforeAll(async () => {
    stack = await startStack();
    admin = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
    id = await registerEnterprise(admin, 3_011);
    path = `/enterprises/${id}`;
    company = await createCompany(stack, admin, id);
    ({ reporter, reviewer, authority } = company);
    logAuditor = await company.person('log-auditor', 'log-auditor', { type: 'all' });
    auditor = await company.auditor('auditor');
    ownAuditor = await company.auditor('own-auditor');
    guest = await company.auditor('guest');
    await registerPlant(admin, id);
    device = await admin.call('POST', `${path}/devices`, { id: 'edge-1' });
    const messages = plantMessages(id, 'edge-1');
    await publishAll(stack.mqtt, device, [...messages, exchangeMessage(id, 'edge-1')]);
    await waitUntilProcessed(admin, 60_000);
  }, 180_000);
  afterAll(async () => {
    await stack?.stop();
  });

  it('is prepared by the ledger: filled in, sent up as a form, checked and accepted', async () => {
    const setting = `${path}/ledger/settings`;
    const { revision: _, ...settings } = await authority.call<{ revision: number }>('GET', setting);
    const kinds = ['raw-coal', 'electricity', 'natural-gas'];
    await authority.call('PUT', setting, { ...settings, kinds, firstMonth: '2026-09' });
    const lines = [
      ledgerLine('raw-coal', 't', [400, 900, 800, 500]),
      ledgerLine('electricity', '10MWh', [0, 36, 36, 0]),
      ledgerLine('natural-gas', '10km3', [0, 1.8, 1.8, 0]),
    ];
    await company.fileLines('2026-09', 1, lines);
    const form = await reporter.download(`${path}/ledger/template.xlsx?month=2026-10`);
    const cells = sheetCells(form);
    // Month, kind, unit, and the opening stock: what September closed with.
    expect(['A2', 'B2', 'C2', 'D2'].map((cell) => cells.get(cell))).toEqual([
      ...['2026-10', '原煤', '吨', '500'],
    ]);
    // E purchased, H consumed, of which I industry and M living quarters, R closing stock.
    const filled = fillWorkbook(form, {
      ...{ E2: 1_000, H2: 1_195, I2: 1_175, M2: 20, R2: 300 },
      ...{ E3: 37.5, H3: 37.5, R3: 0, E4: 1.86, H4: 1.86, R4: 0 },
    });
    const upload = `${path}/ledger/2026-10/upload?version=0`;
    const { findings } = await reporter.upload<{ findings: object[] }>(upload, XLSX, filled);
    expect(findings).toEqual([]);
    await company.fileMonth('2026-10', 1);
    const both = `${path}/ledger?from=2026-09&to=2026-10`;
    const filed = await authority.call<{ items: object[] }>('GET', both);
    expect(filed.items).toMatchObject([
      { month: '2026-09', state: 'accepted' },
      { month: '2026-10', state: 'accepted' },
    ]);
  });

  it('is prepared by certificates of the meters and the rule of what is assessed', async () => {
    await company.certify('E01', 'JD-2026-0101', '2026-06-01', '2027-05-31');
    await company.certify('G01', 'JD-2025-0207', '2025-10-16', '2026-10-15');
    await authority.call('POST', '/assessed-rules', {
      ...{ id: 'renewables-2026', scopeType: 'enterprise', scopeValue: id },
      ...{ validFrom: '2026-01-01', base: 'comprehensive' },
      deductions: [{ what: 'renewables', from: 'total' }],
      ...{ issuer: '平江县发展和改革局', documentNo: '平发改〔2026〕3号', issuedOn: '2026-01-05' },
    });
  });

  it('has corrections behind it that three people stand for', async () => {
    // As it was: the jump of the gas meter is a reset, 11:00 to 13:00 unknown; the gap of E01 is even.
    const before = await counted(admin, (answer) => quantityOf(answer, 'natural-gas') > 5_900);
    expect(quantityOf(before, 'natural-gas')).toBe(238 * 25);
    expect(await dayKwh(admin, '2026-11-07')).toBe(12_000);
    beforeCorrection = new Date().toISOString();

    const [proposalId, ...others] = await company.openProposals('2026-11-05');
    expect(others).toEqual([]);
    await company.correct({ type: 'meter-exchange', proposalId, reason: '周期检定，燃气表已更换' });
    const readAt = '2026-11-08T00:00:00+08:00';
    // 167 at the beginning of November, 6.5 days × 1.5, and 0.5 since noon: 177.25.
    const value = electricityDial(Date.parse(readAt));
    expect(value).toBe(177.25);
    const readings = [{ meterId: 'E01', readAt, value }];
    await company.correct({ type: 'manual-reading', readings, reason: '通讯中断，人工抄表补录' });
    const after = await counted(admin, (answer) => quantityOf(answer, 'natural-gas') === 6_000);
    expect(quantityOf(after, 'natural-gas')).toBe(240 * 25);
    // 12 hours at 500 kWh and 4 000 kWh; then 8 000 kWh and 12 hours at 500 kWh.
    const kwh = await eventually(
      () => dayKwh(admin, '2026-11-07'),
      (quantity) => quantity === 10_000,
      COUNTED_WITHIN_MS,
    );
    expect(kwh).toBe(10_000);
    expect(await dayKwh(admin, '2026-11-08')).toBe(14_000);
    frozenAt = new Date().toISOString();
  });

  it('begins with an engagement; what comes later is not in the frozen state', async () => {
    expect((await auditor.request('GET', path)).status).toBe(403);
    const hour = inMs(3_600_000);
    engagement = await company.commission(authority, 'auditor', hour, { dataAsOf: frozenAt });
    await company.commission(reviewer, 'own-auditor', hour);
    guestUntilMs = Date.now() + 12_000;
    await company.commission(authority, 'guest', new Date(guestUntilMs).toISOString());
    expect((await guest.request('GET', path)).status).toBe(200);

    // A second revision: ten tonnes more were burnt, and 1 000 kWh less were bought.
    const coal = ledgerLine('raw-coal', 't', [500, 1_000, 1_205, 290]);
    const lines = [
      { ...coal, consumedIndustrial: 1_185, consumedLiving: 20 },
      ledgerLine('electricity', '10MWh', [0, 37.4, 37.4, 0]),
      ledgerLine('natural-gas', '10km3', [0, 1.86, 1.86, 0]),
    ];
    await company.fileLines('2026-10', 2, lines, '盘点更正');
    // And a reading out of the gap comes late.
    await publishAll(stack.mqtt, device, [lateMessage(id, 'edge-1')]);
    await waitUntilProcessed(admin, 30_000);
    const now = await month(authority);
    expect(groupOf(now.total, 'raw-coal').quantity).toBe(1_190_000);
    const frozen = await month(auditor);
    expect(groupOf(frozen.total, 'raw-coal').quantity).toBe(1_180_000);
    expect(Date.parse(frozen.asOf?.asOf ?? '')).toBe(Date.parse(frozenAt));
  });

  it('shows a month in physical units, tce on both bases and CO2', async () => {
    const { rows, total, account } = await month(auditor);
    expect(account).toBe('comprehensive');
    expect(rows).toHaveLength(1);
    for (const [kind, wanted] of Object.entries(OCTOBER)) {
      const group = groupOf(total, kind);
      expect(group.quantity, kind).toBe(wanted.quantity);
      expect(group.tceCalorific, kind).toBeCloseTo(wanted.tceCalorific, 9);
      expect(group.tcePrimary, kind).toBeCloseTo(wanted.tcePrimary, 9);
      expect(group.tco2, kind).toBeCloseTo(wanted.tco2, 9);
      expect(group).toMatchObject({ state: 'known', estimatedShare: 0, completeness: 1 });
    }
    expect(total.groups.map(({ unit }) => unit)).toEqual(['kWh', 'm3', 'kg']);
    expect(total.tceCalorific).toBeCloseTo(OCTOBER_TCE.calorific, 9);
    expect(total.tcePrimary).toBeCloseTo(OCTOBER_TCE.primary, 9);
    expect(total.tco2).toBeCloseTo(OCTOBER_TCO2, 9);
  });

  it('shows the three accounts, each by its own rule', async () => {
    const statistical = await month(auditor, '&account=statistical');
    // 1 195 − 20 = 1 175 t × 0.7143 = 839.3025 instead of 842.874.
    expect(groupOf(statistical.total, 'raw-coal').quantity).toBe(1_175_000);
    expect(statistical.total.tceCalorific).toBeCloseTo(47.090364 + 22.58598 + 839.3025, 9);
    const assessed = await month(auditor, '&account=assessed');
    // Own sun off: 372 000 × 0.1229 / 1 000 = 45.7188; × 0.308 / 1 000 = 114.576.
    expect(groupOf(assessed.total, 'electricity').quantity).toBe(372_000);
    expect(assessed.total.tceCalorific).toBeCloseTo(45.7188 + 22.58598 + 842.874, 9);
    expect(assessed.total.tcePrimary).toBeCloseTo(114.576 + 22.58598 + 842.874, 9);
    expect(assessed.total.tco2).toBeCloseTo(OCTOBER_TCO2, 9);
  });

  it('says of a month without its ledger that it is awaited, and gives no total', async () => {
    const november = await consumption(auditor, 'from=2026-11&to=2026-12&interval=month');
    expect(groupOf(november.total, 'raw-coal')).toMatchObject({
      ...{ quantity: null, tceCalorific: null, state: 'awaiting-report' },
    });
    expect(november.total.tceCalorific).toBeNull();
    expect(november.total.missing).toContainEqual(
      expect.objectContaining({ type: 'ledger', energyKind: 'raw-coal' }),
    );
  });

  it('goes down to days, hours and meters, and sets a day beside the one before', async () => {
    const kinds = 'kinds=electricity,natural-gas&unit=MWh';
    const day = await consumption(
      auditor,
      `from=2026-11-10&to=2026-11-11&interval=day&${kinds}&compare=previous-period`,
    );
    // 24 × 750 + 360 and, the day before, 24 × 500 + 360 kWh.
    expect(groupOf(day.total, 'electricity')).toMatchObject({
      quantity: 18_360,
      displayQuantity: 18.36,
    });
    const changes = day.comparisons?.['previous-period']?.quantityChanges ?? [];
    const change = Object.fromEntries(changes.map((each) => [each.energyKind, each.change]));
    expect(change.electricity).toBeCloseTo(18_360 / 12_360 - 1, 12);
    expect(change['natural-gas']).toBe(0);
    const hours = await consumption(
      auditor,
      'from=2026-11-09&to=2026-11-10&interval=hour&groupBy=meter',
    );
    expect(hours.rows).toHaveLength(24);
    for (const [hour, row] of hours.rows.entries()) {
      const of = Object.fromEntries(row.groups.map(({ meterId, quantity }) => [meterId, quantity]));
      expect(of, row.start).toEqual({
        ...{ E01: 500, E02: 120, G01: 25 },
        PV: hour >= 6 && hour < 18 ? 30 : 0,
      });
    }
    const { meters } = await month(auditor);
    expect(meters.map(({ meterId, calibration }) => [meterId, calibration])).toEqual([
      ['E01', 'valid'],
      ['E02', 'none'],
      ['G01', 'expired'],
      ['PV', 'none'],
    ]);
  });

  it('explains a figure down to the readings, where they stand, and what was corrected', async () => {
    const query = `${DAYS}&interval=day&meterIds=E01,G01`;
    const frozen = await auditor.call<Explanation>('GET', `${path}/explain?${query}`);
    // The late reading is counted in at once, or soon.
    const now = await eventually(
      () => ownAuditor.call<Explanation>('GET', `${path}/explain?${query}`),
      ({ agrees }) => agrees === true,
      COUNTED_WITHIN_MS,
    );
    expect(now.agrees).toBe(true);
    for (const { meters } of [frozen, now]) {
      const [electricity, gas] = meters.items;
      // 9 days × 12 000 + 18 000 kWh.
      expect(electricity).toMatchObject({
        meterId: 'E01',
        counted: { quantity: 126_000, coveredMs: 240 * 3_600_000 },
        epochs: [{ multiplier: 8_000, unit: 'kWh' }],
        readings: {
          // The messages of the days are the first 41 of the journal.
          before: { value: 167, position: '1/31' },
          after: { value: 182.75, position: '1/41' },
        },
        corrections: [{ correctionNo: 2, value: 177.25, by: 'reporter' }],
      });
      expect(gas).toMatchObject({
        meterId: 'G01',
        counted: { quantity: 6_000 },
        // 851 hours after 5 000; one hour more when it was taken out.
        exchanges: [{ finalValue: 26_300, initialValue: 3 }],
      });
    }
    const hour = 'meterId=E01&from=2026-10-31T16:00:00Z&to=2026-10-31T17:00:00Z';
    const { items } = await auditor.call<{ items: object[] }>('GET', `${path}/readings?${hour}`);
    expect(items).toMatchObject([{ value: 167, position: '1/31' }]);
    // The late one stands in the journal behind the 41 days and the event; it is not in the frozen state.
    const late = 'meterId=E01&from=2026-11-07T10:00:00Z&to=2026-11-07T11:00:00Z';
    const positions = async (api: Api) =>
      (await api.call<{ items: { position: string }[] }>('GET', `${path}/readings?${late}`)).items;
    expect(await positions(auditor)).toEqual([]);
    expect(await positions(authority)).toMatchObject([{ value: 177, position: '1/43' }]);
    const file = `/exports/readings.csv?enterpriseId=${id}&from=2026-11-07&to=2026-11-08&notes=false`;
    expect((await auditor.download(`${file}&meterId=E01`)).toString()).not.toContain('1/43');
    expect((await authority.download(`${file}&meterId=E01`)).toString()).toContain('1/43');
  });

  it('shows both figures of what was corrected, as of before and after', async () => {
    expect(await dayKwh(auditor, '2026-11-07')).toBe(10_000);
    const asOf = `&asOf=${beforeCorrection}`;
    expect(await dayKwh(auditor, '2026-11-07', asOf)).toBe(12_000);
    const gas = async (more = '') =>
      quantityOf(await consumption(auditor, `${DAYS}&interval=day${more}`), 'natural-gas');
    expect(await gas()).toBe(6_000);
    expect(await gas(asOf)).toBe(5_950);
  });

  it('has the balance table and meters held against the ledger, in the frozen state', async () => {
    const balance = await auditor.call<Balance>('GET', `${path}/balance?year=2026`);
    const coal = balance.years[0]?.kinds.find(({ kind }) => kind === 'raw-coal');
    expect(balance.years[0]?.months).toEqual(['2026-09', '2026-10']);
    // 800 + 1 195 consumed; 400 + 1 900 − 1 995 − 300 = 5 t that nobody can explain.
    expect(coal?.figures.consumed?.quantity).toBe(1_995);
    expect(coal?.figures.consumed?.tceCalorific).toBeCloseTo(1_995 * 0.7143, 9);
    expect(coal?.figures.closingStock?.quantity).toBe(300);
    expect(Math.abs(coal?.figures.difference?.quantity ?? 0)).toBe(5);
    const today = await authority.call<Balance>('GET', `${path}/balance?year=2026`);
    const coalNow = today.years.at(-1)?.kinds.find(({ kind }) => kind === 'raw-coal');
    expect(coalNow?.figures.consumed?.quantity).toBe(2_005);
    const against = `${path}/reconciliation?year=2026`;
    const held = await auditor.call<Reconciliation>('GET', against);
    const heldNow = await authority.call<Reconciliation>('GET', against);
    const october = (kind: string, { kinds } = held) =>
      kinds
        .find((each) => each.kind === kind)
        ?.months.find((each) => each.month === '2026-10')
        ?.comparisons.find(({ name }) => name === 'metered-ledger');
    // 37.2 by the meter against 37.5 by the ledger (10 MWh): −0.3 / 37.5 = −0.8 %.
    expect(october('electricity')).toMatchObject({ left: 37.2, right: 37.5, verdict: 'within' });
    expect(october('electricity')?.percent).toBeCloseTo(-0.8, 4);
    expect(october('electricity', heldNow)).toMatchObject({ left: 37.2, right: 37.4 });
    expect(october('natural-gas')).toMatchObject({ verdict: 'agrees', difference: 0 });
  });

  it('keeps a sample, a paper that cites a figure, and a finding that is answered', async () => {
    const own = `/engagements/${engagement}`;
    const sample = await auditor.call<{ picked: string[] }>('POST', `${own}/samples`, {
      ...{ enterpriseId: id, purpose: '抽查抄表', unit: 'meter-month', size: 6, seed: '2026-1' },
    });
    // 4 meters × 12 months.
    expect(sample).toMatchObject({ populationCount: 48, repeats: true, seed: '2026-1' });
    expect(new Set(sample.picked).size).toBe(6);
    const query = `${path}/consumption?${MONTH}`;
    const { total } = await month(auditor);
    const figure = { tceCalorific: total.tceCalorific, tcePrimary: total.tcePrimary };
    const paper = { title: '十月综合能源消费量', text: '与台账核对。' };
    const body = { ...paper, figures: [{ query, figure }] };
    const kept = await auditor.call<Paper>('POST', `${own}/papers`, body);
    const sha256 = createHash('sha256').update(canonicalJson(figure)).digest('hex');
    expect(kept.figures).toEqual([{ query, figure, sha256 }]);
    expect((await ownAuditor.request('GET', `${own}/papers`)).status).toBe(404);
    const content = {
      ...{ severity: 2, title: '电量台账与表计不符', description: '十月台账比表计多 3 000 kWh。' },
      ...{ evidence: '表计 372 000 kWh，台账 375 000 kWh。', recommendation: '按表计填报。' },
    };
    const draft = { enterpriseId: id, ...content };
    const finding = await auditor.call<{ id: string }>('POST', `${own}/findings`, draft);
    const actions = `${own}/findings/${finding.id}/actions`;
    const issued = async () =>
      (await reviewer.call<{ items: object[] }>('GET', `${path}/findings`)).items;
    expect(await issued()).toEqual([]);
    await auditor.call('POST', actions, { action: 'issue' });
    expect(await issued()).toMatchObject([{ title: content.title, state: 'issued' }]);
    const answer = { answer: '已按表计更正填报流程。' };
    await reviewer.call('POST', `${path}/findings/${finding.id}/answer`, answer);
    const closed = { action: 'close', note: '整改属实。' };
    expect(await auditor.call('POST', actions, closed)).toMatchObject({ state: 'closed' });
  });

  it('takes the month away as a file with the total that the screen showed', async () => {
    const file = `/exports/consumption.csv?enterpriseId=${id}&${MONTH}&lang=en&notes=false`;
    const rows = csvRecords((await auditor.download(file)).toString('utf8'));
    const sum = rows.find(({ Row }) => Row === 'total');
    const { total } = await month(auditor);
    expect(Number(sum?.['Calorific value (tce)'])).toBe(total.tceCalorific);
    expect(Number(sum?.['Primary energy (tce)'])).toBe(total.tcePrimary);
    expect(Number(sum?.['CO2 (t)'])).toBe(total.tco2);
    expect(total.tceCalorific).toBeCloseTo(OCTOBER_TCE.calorific, 9);
  });

  it('proves that nothing was changed: journal, audit log, signed root', async () => {
    expect((await verified(logAuditor, '/journal/verification')).ok).toBe(true);
    expect((await verified(logAuditor, '/audit-log/verification')).ok).toBe(true);
    const roots = await eventually(
      () => auditor.call<{ items: { document: { date: string } }[] }>('GET', '/signed-roots'),
      ({ items }) => items.length > 0,
      90_000,
    );
    const route = '/signed-roots/public-keys';
    const keys = await auditor.call<{ items: { pem: string }[] }>('GET', route);
    const report = await verifyRoot(stack, {
      root: JSON.stringify(roots.items[0]),
      publicKey: keys.items.at(-1)?.pem ?? '',
      auditLog: await logAuditor.download('/audit-log/export'),
    });
    expect(report.code, report.output).toBe(0);
  });

  it('is on record itself, read for read', async () => {
    const { items } = await logAuditor.call<{ items: AuditRow[] }>(
      'GET',
      '/audit-log?actor=auditor&limit=500',
    );
    const actions = new Set(items.map(({ action }) => action));
    for (const action of [
      ...['session.create', 'consumption.read', 'explanation.read', 'reading.read'],
      ...['balance.read', 'reconciliation.read', 'consumption.export', 'audit-sample.draw'],
      ...['working-paper.record', 'finding.write', 'finding.issue', 'finding.close'],
    ]) {
      expect(actions, [...actions].join()).toContain(action);
    }
    const reads = items.filter(({ action }) => action === 'consumption.read');
    expect(reads.every((row) => row.enterpriseId === id)).toBe(true);
    // The two reads as of before the correction, among others.
    const asked = reads.filter(({ details }) => details.query?.asOf === beforeCorrection);
    expect(asked).toHaveLength(2);
  });

  it('ends with the engagement: then nothing is to be seen', async () => {
    const leftMs = Math.max(0, guestUntilMs - Date.now()) + 100;
    await new Promise((resolve) => setTimeout(resolve, leftMs));
    for (const route of [
      ...[path, `${path}/consumption?${MONTH}`, `${path}/ledger/2026-10`],
      ...['/enterprises', '/engagements', `/exports/consumption.csv?enterpriseId=${id}&${MONTH}`],
    ]) {
      expect((await guest.request('GET', route)).status, route).toBe(403);
    }
  });

  async function consumption(api: Api, query: string): Promise<Consumption> {
    return await api.call('GET', `${path}/consumption?${query}`);
  }

  async function month(api: Api, more = ''): Promise<Consumption> {
    return await consumption(api, `${MONTH}${more}`);
  }

  /** The first ten days of November, once they are counted. */
  async function counted(api: Api, isRight: (answer: Consumption) => boolean) {
    return await eventually(
      () => consumption(api, `${DAYS}&interval=day`),
      (answer) => isRight(answer) && quantityOf(answer, 'electricity') === 126_000 + 3_600,
      COUNTED_WITHIN_MS,
    );
  }

  /** What E01 counted on a day, kWh. */
  async function dayKwh(api: Api, day: string, more = ''): Promise<number> {
    const to = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
    const query = `from=${day}&to=${to}&interval=day&meterIds=E01`;
    return quantityOf(await consumption(api, `${query}${more}`), 'electricity');
  }
});

const MONTH = 'from=2026-10&to=2026-11&interval=month';

function inMs(ms: number): string {
  return new Date(Date.now() + ms).toISOString();
}
