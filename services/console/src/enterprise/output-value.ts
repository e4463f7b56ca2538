/** Energy and output value of a month. */
export interface ValueMonth {
  readonly month: string;
  /** Primary energy; null where it is not known. */
  readonly tce: number | null;
  /** Output value, 10 000 CNY; null where none, or not all of it, was reported. */
  readonly value: number | null;
  /** tce per 10 000 CNY. */
  readonly intensity: number | null;
}

const CNY_PER_UNIT = 10_000;

/** Energy over output value by month; null wherever one of the two is not known or nothing was made. */
export function perOutputValue(
  energy: readonly { readonly month: string; readonly tce: number | null }[],
  reported: readonly { readonly month: string; readonly values: readonly (number | null)[] }[],
): ValueMonth[] {
  const byMonth = new Map(reported.map(({ month, values }) => [month, values]));
  return energy.map(({ month, tce }) => {
    const values = byMonth.get(month) ?? [];
    const isWhole = values.length > 0 && values.every((value) => value !== null);
    const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
    const value = isWhole ? sum / CNY_PER_UNIT : null;
    const intensity = tce === null || value === null || value === 0 ? null : tce / value;
    return { month, tce, value, intensity };
  });
}
