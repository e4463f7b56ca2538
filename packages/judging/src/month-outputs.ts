import { localDate, type Target } from '@hengneng/domain';

import type { EnterpriseRecord } from './enterprise-record.ts';

/** Product whose quantity is the energy of the IT equipment of a data centre, kWh. */
export const IT_ENERGY = 'it-energy';

const CNY_PER_UNIT = 10_000;

/**
 * What a ratio target divides by, by month: units of its product, 10 000 CNY of output value, or IT energy
 * in kWh. The month's ledger counts where it names the product, otherwise what devices reported. Null while
 * nobody has reported anything.
 */
export function outputsOf(
  record: EnterpriseRecord,
  target: Pick<Target, 'metric' | 'product'>,
): (month: string) => number | null {
  if (target.metric === 'tce-per-output-value') return (month) => outputValueOf(record, month);
  const product = target.metric === 'pue' ? IT_ENERGY : target.product;
  const { timeZone } = record.enterprise;
  const reported = new Map<string, number>();
  for (const { product: of, fromMs, quantity } of record.outputs) {
    if (of !== product) continue;
    const month = localDate(fromMs, timeZone).slice(0, 7);
    reported.set(month, (reported.get(month) ?? 0) + quantity);
  }
  return (month) => {
    const lines = record.ledger
      .get(month)
      ?.outputs.filter(({ productId }) => productId === product);
    if (lines === undefined || lines.length === 0) return reported.get(month) ?? null;
    return lines.reduce((sum, { quantity }) => sum + quantity, 0);
  };
}

/** Gross output value of a month in 10 000 CNY; null where a product of it lacks its own. */
function outputValueOf({ ledger }: EnterpriseRecord, month: string): number | null {
  const outputs = ledger.get(month)?.outputs ?? [];
  if (outputs.length === 0 || outputs.some(({ outputValueCny }) => outputValueCny === null)) {
    return null;
  }
  return outputs.reduce((sum, { outputValueCny }) => sum + (outputValueCny ?? 0), 0) / CNY_PER_UNIT;
}

/** Products that the enterprise reported, besides the energy of IT equipment. */
export function productsOf({ ledger, outputs }: EnterpriseRecord): Set<string> {
  const products = new Set(outputs.map(({ product }) => product));
  for (const { outputs: lines } of ledger.values()) {
    for (const { productId } of lines) products.add(productId);
  }
  products.delete(IT_ENERGY);
  return products;
}
