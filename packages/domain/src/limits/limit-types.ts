/** Levels of a limit standard, and the two of the sector levels of 发改产业〔2023〕723号. */
export const LIMIT_LEVELS = [1, 2, 3, 'benchmark', 'baseline'] as const;
export type LimitLevel = (typeof LIMIT_LEVELS)[number];

/** What a limit may depend on; absent where nobody registered it. */
export interface LimitCircumstances {
  /** Height of the works above the sea, metres. */
  readonly altitudeM?: number | undefined;
  /** Mean air pressure, Pa; of the altitude where absent. */
  readonly pressurePa?: number | undefined;
  /** Clinker in the cement, per cent by mass. */
  readonly clinkerPercent?: number | undefined;
  /** Iron in the ore charged to the blast furnace, per cent. */
  readonly oreGradePercent?: number | undefined;
  /** Scrap in the charge of the converter, per cent. */
  readonly scrapPercent?: number | undefined;
  /** Hot metal in the charge of the electric arc furnace, per cent. */
  readonly hotMetalPercent?: number | undefined;
  /** Whether coke is quenched with water (湿熄焦). */
  readonly isWetQuenched?: boolean | undefined;
}

/** A correction of a limit; what each does is in limit-for.ts. */
export type LimitCorrection =
  | { readonly type: 'altitude' }
  | { readonly type: 'clinker-ratio' }
  | { readonly type: 'ore-grade' }
  | { readonly type: 'scrap' }
  | { readonly type: 'hot-metal' }
  | { readonly type: 'wet-quenching' };

/** A standard or notice that sets limits. */
export interface LimitDocument {
  readonly document: string;
  readonly title: string;
  /** First day it holds; null where we do not know it: then it is taken to hold. */
  readonly validFrom: string | null;
  /** First day it no longer holds; null while it does. */
  readonly validTo: string | null;
  /** Whether the dates were compared with the document. */
  readonly datesVerified: boolean;
  readonly source: string;
}

/** The levels of one product in one document. */
export interface LimitEntry {
  readonly document: string;
  /** Product id: kebab case, one for each row of the document. */
  readonly product: string;
  readonly nameZh: string;
  /** Of the figures, such as `kgce/t`. */
  readonly unit: string;
  /** Absent or null: the document has no such level ("—"); it is never interpolated. */
  readonly values: Readonly<Partial<Record<LimitLevel, number | null>>>;
  readonly corrections: readonly LimitCorrection[];
  /** Corrections that the document has and that we cannot compute: a person looks at them. */
  readonly caveats: readonly string[];
  /** Whether the figures were compared with the text of the document. */
  readonly verified: boolean;
}

/** A table of limits; a corrected figure goes into a table with another id. */
export interface LimitTable {
  readonly id: string;
  readonly documents: readonly LimitDocument[];
  readonly entries: readonly LimitEntry[];
}
