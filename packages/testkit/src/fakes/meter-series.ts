import type { MeterRange } from '@hengneng/domain';

/** Rows by enterprise, meter and instant; a later row takes the place of an earlier one. */
export interface MeterSeries<Row extends { readonly meterId: string }> {
  put(enterpriseId: string, rows: readonly Row[]): void;
  /** The row of one meter and instant. */
  at(enterpriseId: string, meterId: string, atMs: number): Row | undefined;
  /** By meter, then by time. */
  range(range: MeterRange): Row[];
}

/** Empty rows; `instantOf` says where in time a row lies. */
export function createMeterSeries<Row extends { readonly meterId: string }>(
  instantOf: (row: Row) => number,
): MeterSeries<Row> {
  const enterprises = new Map<string, Map<string, Map<number, Row>>>();
  const rowsOf = (enterpriseId: string, meterId: string): Map<number, Row> => {
    const meters = enterprises.get(enterpriseId) ?? new Map<string, Map<number, Row>>();
    enterprises.set(enterpriseId, meters);
    const rows = meters.get(meterId) ?? new Map<number, Row>();
    meters.set(meterId, rows);
    return rows;
  };
  return {
    put: (enterpriseId, rows) => {
      for (const row of rows) rowsOf(enterpriseId, row.meterId).set(instantOf(row), { ...row });
    },
    at: (enterpriseId, meterId, atMs) => enterprises.get(enterpriseId)?.get(meterId)?.get(atMs),
    range: ({ enterpriseId, meterIds, fromMs, toMs }) => {
      const meters = enterprises.get(enterpriseId) ?? new Map<string, Map<number, Row>>();
      return [...new Set(meterIds ?? meters.keys())]
        .sort()
        .flatMap((meterId) =>
          [...(meters.get(meterId)?.values() ?? [])]
            .filter((row) => instantOf(row) >= fromMs && instantOf(row) < toMs)
            .sort((left, right) => instantOf(left) - instantOf(right)),
        );
    },
  };
}
