import type { MeterUnit } from '../../../registry/lists.ts';
import type { AccountedKind } from '../../factors.ts';
import { REFERENCE_FACTOR_SET } from '../../reference/reference-set.ts';
import type { AccountRequest, LedgerLine, MeteredFlow } from '../account-types.ts';

export const DAY_MS = 86_400_000;
const MONTH_MS = 30 * DAY_MS;

export const factorSet = REFERENCE_FACTOR_SET;

/** June 2026 of an enterprise in Pingjiang that has nothing yet. */
export const REQUEST: AccountRequest = {
  account: 'comprehensive',
  metered: [],
  ledger: [],
  factors: REFERENCE_FACTOR_SET,
  periodMs: MONTH_MS,
  date: '2026-06-01',
  regionCode: '430626',
  enterpriseId: '91430626MA4L00010K',
};

/** A row of a purchased level-1 electricity meter, complete and measured. */
export function meter(meterId: string, changes: Partial<MeteredFlow> = {}): MeteredFlow {
  return {
    meterId,
    energyKind: 'electricity',
    flow: 'purchased',
    level: 1,
    masterMeterId: null,
    unit: 'kWh',
    quantity: 0,
    estimatedQuantity: 0,
    coveredMs: MONTH_MS,
    periodMs: MONTH_MS,
    ...changes,
  };
}

/** A ledger line that is zero where nothing is said. */
export function line(
  energyKind: AccountedKind,
  unit: MeterUnit,
  changes: Partial<LedgerLine> = {},
): LedgerLine {
  return { energyKind, unit, opening: 0, purchased: 0, closing: 0, consumed: 0, ...changes };
}
