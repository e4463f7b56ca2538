import type { Cell, CellStyle } from '../tables/cells.ts';

/** In which languages headers stand: Chinese, English, or Chinese with English in a second row. */
export const EXPORT_LANGUAGES = ['both', 'zh', 'en'] as const;
export type ExportLanguage = (typeof EXPORT_LANGUAGES)[number];

/** A column; the unit stands in both headers where the column has one. */
export interface ExportColumn {
  readonly zh: string;
  readonly en: string;
  readonly style: CellStyle;
  readonly width?: number;
}

/** Something a file says about itself. */
export interface ExportNote {
  readonly zh: string;
  readonly en: string;
  readonly value: string | number;
}

/** What an export is made of, whatever the format; rows are taken while they are written. */
export interface ExportDocument {
  /** Name of the sheet with the rows, in Chinese, at most 20 characters. */
  readonly title: string;
  readonly columns: readonly ExportColumn[];
  readonly rows: AsyncIterable<readonly Cell[]>;
  /** What is known before the first row. */
  readonly notes: readonly ExportNote[];
  /** What the rows themselves showed; asked for after the last one. */
  readonly closing?: () => readonly ExportNote[];
}
