/** An energy divided by what was made with it, or why there is no such figure. */
export type Intensity =
  | { readonly state: 'known'; readonly value: number }
  /** The energy is missing: a factor, a ledger. */
  | { readonly state: 'awaiting-energy'; readonly value: null }
  /** Nobody has reported the output yet. */
  | { readonly state: 'awaiting-output'; readonly value: null }
  /** Nothing was made: there is no energy per unit of nothing. */
  | { readonly state: 'no-output'; readonly value: null };

/**
 * Energy per unit of product (单位产品综合能耗), kgce per unit.
 *
 * @param tce tonnes of standard coal of the product and period; null where something is missing.
 * @param output in units of the product; null while it is not reported.
 * @example unitProductKgce(7_087.74, 65_000) // 109.04 kgce/t
 */
export function unitProductKgce(tce: number | null, output: number | null): Intensity {
  return ratio(tce === null ? null : tce * 1_000, output);
}

/**
 * Energy per output value or value added (单位产值能耗, 单位增加值能耗), tce per 10 000 CNY.
 *
 * @param valueCny in CNY, of the prices that the target names.
 */
export function outputValueTce(tce: number | null, valueCny: number | null): Intensity {
  return ratio(tce, valueCny === null ? null : valueCny / 10_000);
}

function ratio(energy: number | null, output: number | null): Intensity {
  if (output === null) return { state: 'awaiting-output', value: null };
  if (energy === null) return { state: 'awaiting-energy', value: null };
  if (!(output > 0)) return { state: 'no-output', value: null };
  return { state: 'known', value: energy / output };
}
