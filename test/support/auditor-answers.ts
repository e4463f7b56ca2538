/** Tonnes of standard coal on both bases, tonnes of CO2; null where something is missing. */
export interface Figures {
  readonly tceCalorific: number | null;
  readonly tcePrimary: number | null;
  readonly tco2: number | null;
}

/** One energy kind, or one meter, in a row. */
export interface Group extends Figures {
  readonly energyKind: string;
  readonly meterId?: string;
  readonly quantity: number | null;
  readonly displayQuantity?: number;
  readonly unit: string;
  readonly state: string;
  readonly estimatedShare: number;
  readonly completeness: number;
}

/** One period, or the whole range. */
export interface Row extends Figures {
  readonly start: string;
  readonly groups: readonly Group[];
}

/** Answer of `GET /enterprises/{id}/consumption`, as far as it is looked at. */
export interface Consumption {
  readonly account: string;
  readonly asOf?: { readonly asOf: string };
  readonly rows: readonly Row[];
  readonly total: Row & { readonly missing: readonly { type: string; energyKind: string }[] };
  readonly meters: readonly { meterId: string; calibration: string; verdict: string }[];
  readonly comparisons?: Record<
    string,
    { quantityChanges: { energyKind: string; change: number }[] }
  >;
}

/** Answer of `GET /enterprises/{id}/explain`. */
export interface Explanation {
  readonly agrees: boolean | null;
  readonly meters: { readonly items: readonly object[] };
}

/** Answer of `GET /enterprises/{id}/balance`. */
export interface Balance {
  readonly years: readonly {
    readonly months: readonly string[];
    readonly kinds: readonly {
      readonly kind: string;
      readonly figures: Record<string, { quantity: number | null; tceCalorific: number | null }>;
    }[];
  }[];
}

/** Answer of `GET /enterprises/{id}/reconciliation`. */
export interface Reconciliation {
  readonly kinds: readonly {
    readonly kind: string;
    readonly months: readonly {
      readonly month: string;
      readonly comparisons: readonly { name: string; percent: number; difference: number }[];
    }[];
  }[];
}

/** A working paper. */
export interface Paper {
  readonly figures: readonly object[];
}

/** A row of the audit log. */
export interface AuditRow {
  readonly action: string;
  readonly enterpriseId: string | null;
  readonly details: { readonly query?: Record<string, string> };
}

/** The group of a kind; throws where there is none. */
export function groupOf({ groups }: Row, kind: string): Group {
  const found = groups.find(({ energyKind }) => energyKind === kind);
  if (found === undefined) throw new Error(`There is no ${kind}.`);
  return found;
}

/** The total quantity of a kind, in its unit; NaN while it is unknown. */
export function quantityOf({ total }: Consumption, kind: string): number {
  return total.groups.find(({ energyKind }) => energyKind === kind)?.quantity ?? Number.NaN;
}

/** Rows of a CSV file without quoted cells, by header. */
export function csvRecords(text: string): Record<string, string>[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  const [headers = [], ...rows] = lines.map((line) => line.split(','));
  return rows.map((row) =>
    Object.fromEntries(headers.map((header, at) => [header, row[at] ?? ''])),
  );
}
