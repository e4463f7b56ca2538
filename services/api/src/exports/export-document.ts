import type { Cell, CellStyle } from '../tables/cells.ts';
import type { XlsxSheet } from '../tables/xlsx-writer.ts';

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

/** A small workbook that is made elsewhere. */
export interface ExportWorkbook {
  readonly sheets: readonly XlsxSheet[];
}

/** What goes into a file. */
export type ExportContent = ExportDocument | ExportWorkbook;

/** The columns that say whose row it is. */
export const ENTERPRISE_COLUMNS: readonly ExportColumn[] = [
  { zh: '企业代码', en: 'Enterprise id', style: 'text', width: 22 },
  { zh: '企业名称', en: 'Enterprise', style: 'text', width: 24 },
];
