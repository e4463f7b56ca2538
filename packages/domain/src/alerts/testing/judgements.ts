import { type Judgement, judgementOf, type Severity } from '../../rules/judgement.ts';

const HOUR_MS = 3_600_000;

/** A judgement for tests of the state machine; time in hours since the epoch. */
export function judged(
  severity: Severity,
  eventAtHours: number,
  changes: Partial<Judgement> = {},
): Judgement {
  const context = {
    ...{ nowMs: eventAtHours * HOUR_MS, dataThroughMs: eventAtHours * HOUR_MS },
    ...{ timeZone: 'Asia/Shanghai', policyVersion: '1', factorSet: null, hasExpiredMeter: false },
  };
  const judgement = judgementOf(context, {
    ...{ rule: 'progress', targetId: 'total', category: 'warning', severity },
    period: { name: '2026', startMs: 0, endMs: 8_760 * HOUR_MS },
    messageKey: 'progress.over',
  });
  return { ...judgement, ...changes };
}
