import { describe, expect, it } from 'vitest';

import { auditVerdict, journalVerdict } from './verdict.ts';

const BASE = { id: '1', requestedAt: '2026-11-21T00:00:00Z', requestedBy: 'admin' };
const DONE = { ...BASE, state: 'finished', finishedAt: '2026-11-21T00:01:00Z' } as const;
const report = (ok: boolean) => ({
  ...{ gateway: 0, ok, records: 1, segments: 1, firstSequence: 0, lastSequence: 0 },
  ...{ startedAtMs: 0, finishedAtMs: 1, findings: [] },
});
const gateway = (ok: boolean | null) => ({
  gateway: 0,
  report: ok === null ? null : report(ok),
  failure: ok === null ? 'no answer' : null,
});

describe('the verdict on the journals', () => {
  it.each([
    { name: 'every gateway is intact', ok: true, gateways: [gateway(true)], verdict: 'intact' },
    { name: 'one is damaged', ok: false, gateways: [gateway(false)], verdict: 'damaged' },
    { name: 'one did not answer', ok: false, gateways: [gateway(null)], verdict: 'incomplete' },
    {
      name: 'one is damaged and another did not answer',
      ...{ ok: false, gateways: [gateway(null), gateway(false)], verdict: 'damaged' },
    },
  ])('is $verdict where $name', ({ ok, gateways, verdict }) => {
    expect(journalVerdict({ ...DONE, ok, gateways })).toBe(verdict);
  });

  it('waits for one that runs, and knows of none', () => {
    const running = { ...BASE, state: 'running', finishedAt: null, ok: null } as const;
    expect(journalVerdict({ ...running, gateways: [] })).toBe('running');
    expect(journalVerdict(null)).toBe('never');
  });
});

describe('the verdict on the audit log', () => {
  it('tells what could not be carried out from damage', () => {
    expect(auditVerdict({ ...DONE, ok: false, result: null })).toBe('incomplete');
    expect(auditVerdict(null)).toBe('never');
  });
});
