import type { CellStyle } from './cells.ts';

/** What may be typed into a range of cells. */
export interface XlsxValidation {
  /** Such as `C5:Q40`. */
  readonly range: string;
  readonly rule:
    | { readonly type: 'not-negative' }
    /** Any of the texts in a range of another sheet, such as `选项!$A$1:$A$50`. */
    | { readonly type: 'list'; readonly source: string };
  /** Shown when something else is typed. */
  readonly message: string;
}

/** A place in the workbook's styles for each of ours, in this order. */
const STYLE_ORDER: readonly CellStyle[] = [
  'text',
  'header',
  'title',
  'note',
  'number',
  'integer',
  'money',
  'percent',
  'date',
  'minute',
  'instant',
  'input',
  'input-text',
];
/** Text that would be a formula as soon as somebody edits the cell: shown and kept as text. */
const QUOTED_STYLE = STYLE_ORDER.length;

/** Number of a style in `styles.xml`. */
export function styleIndex(style: CellStyle, isQuoted = false): number {
  return isQuoted ? QUOTED_STYLE : STYLE_ORDER.indexOf(style);
}

/** Name of a column: 0 is A, 26 is AA. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

/** Text for XML; what XML 1.0 cannot hold is left out. */
export function xmlText(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones XML 1.0 forbids
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The parts of a workbook besides its sheets, by path. */
export function workbookParts(
  sheets: readonly { readonly name: string; readonly hidden: boolean }[],
): ReadonlyMap<string, string> {
  const numbers = sheets.map((_, index) => index + 1);
  const overrides = numbers.map(
    (number) =>
      `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  );
  const relations = numbers.map(
    (number) =>
      `<Relationship Id="rId${number}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
  );
  const entries = sheets.map(({ name, hidden }, index) => {
    const state = hidden ? ' state="hidden"' : '';
    const number = index + 1;
    return `<sheet name="${xmlText(name)}" sheetId="${number}"${state} r:id="rId${number}"/>`;
  });
  return new Map([
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${overrides.join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${entries.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}<Relationship Id="rIdStyles" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', STYLES],
  ]);
}

/** Formats in the order of `STYLE_ORDER`; fonts 0 plain 1 bold 2 title 3 grey; fills 2 head 3 input. */
const FORMATS = [
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>',
  '<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="49" fontId="3" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="167" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="0" fontId="0" fillId="3" borderId="1" xfId="0"/>',
  '<xf numFmtId="49" fontId="0" fillId="3" borderId="1" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/>',
];

const font = (inside: string) => `<font>${inside}<name val="等线"/></font>`;
const fill = (colour: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/></patternFill></fill>`;
const thin = (side: string) => `<${side} style="thin"><color rgb="FFBFBFBF"/></${side}>`;

const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="3"><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="167" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss.000"/></numFmts><fonts count="4">${font('<sz val="11"/>')}${font('<b/><sz val="11"/>')}${font('<b/><sz val="14"/>')}${font('<sz val="10"/><color rgb="FF7F7F7F"/>')}</fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('FFDDEBF7')}${fill('FFFFF2CC')}</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${thin('left')}${thin('right')}${thin('top')}${thin('bottom')}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${FORMATS.length}">${FORMATS.join('')}</cellXfs></styleSheet>`;

/** What stands in a sheet before its rows. */
export function sheetHead(sheet: {
  readonly widths: readonly number[];
  readonly frozenRows: number;
  readonly frozenColumns: number;
}): string {
  const { widths, frozenRows, frozenColumns } = sheet;
  const corner = `${columnName(frozenColumns)}${frozenRows + 1}`;
  const splits = [
    frozenColumns > 0 ? ` xSplit="${frozenColumns}"` : '',
    frozenRows > 0 ? ` ySplit="${frozenRows}"` : '',
  ].join('');
  const area = frozenRows === 0 ? 'topRight' : frozenColumns === 0 ? 'bottomLeft' : 'bottomRight';
  const pane =
    splits === ''
      ? ''
      : `<pane${splits} topLeftCell="${corner}" activePane="${area}" state="frozen"/>`;
  const columns = widths.map(
    (width, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const cols = columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`;
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>${cols}<sheetData>`;
}

/** What stands in a sheet after its rows. */
export function sheetTail(validations: readonly XlsxValidation[]): string {
  const rules = validations.map(({ range, rule, message }) => {
    const attributes =
      rule.type === 'list' ? 'type="list"' : 'type="decimal" operator="greaterThanOrEqual"';
    const formula = rule.type === 'list' ? xmlText(rule.source) : '0';
    return `<dataValidation ${attributes} allowBlank="1" showErrorMessage="1" error="${xmlText(message)}" sqref="${range}"><formula1>${formula}</formula1></dataValidation>`;
  });
  const all =
    rules.length === 0
      ? ''
      : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
  return `</sheetData>${all}</worksheet>`;
}
