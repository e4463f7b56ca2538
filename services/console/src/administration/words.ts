import type { Pair } from '../words/codes.ts';

/** Sentences of the imports. */
export const IMPORT_WORDS = {
  title: ['批量导入', 'Imports'],
  intro: [
    '选择 CSV 文件后先逐行核对，不会保存任何内容；全部行无误后才能导入，要么全部导入，要么都不导入。',
    'A CSV file is checked row by row first, and nothing is saved; once every row is right all of them are imported, or none.',
  ],
  what: ['导入内容', 'What to import'],
  template: ['下载模板', 'Download template'],
  file: ['CSV 文件', 'CSV file'],
  fileHint: [
    'UTF-8 或 GB18030 编码，首行为列名，最多 5000 行、8 MB。',
    'UTF-8 or GB18030, column names in the first row, up to 5,000 rows and 8 MB.',
  ],
  tooLarge: ['文件超过 8 MB，请拆分后再导入。', 'The file is over 8 MB: import it in parts.'],
  checking: ['正在核对…', 'Checking …'],
  checked: ['共 {rows} 行，全部无误，可以导入。', 'Rows: {rows}, all of them right.'],
  checkedBad: [
    '共 {rows} 行，其中 {bad} 行有误。请在下表中更正，或下载有误的行更正后重新选择文件。',
    'Rows: {rows}, of which not right: {bad}. Mend them below, or download them and choose the file again.',
  ],
  more: ['只列出前 {count} 处问题。', 'Only the first {count} problems are listed.'],
  row: ['行号', 'Row'],
  problem: ['问题', 'What is wrong'],
  content: ['内容', 'Content'],
  cellOf: ['第 {row} 行，{column}', 'Row {row}, {column}'],
  wholeFile: ['整个文件', 'Whole file'],
  checkAgain: ['重新核对', 'Check again'],
  badRows: ['下载有误的行', 'Download the rows that are wrong'],
  badRowsFile: ['有误的行.csv', 'rows-to-mend.csv'],
  run: ['导入 {rows} 行', 'Import {rows} rows'],
  importing: ['正在导入 {rows} 行…', 'Importing rows: {rows} …'],
  leave: [
    '可以离开此页，导入会继续；结果见操作日志。',
    'You may leave this page; it goes on, and the audit log has the result.',
  ],
  done: ['已导入 {rows} 行。', 'Rows imported: {rows}.'],
  another: ['再导入一个文件', 'Import another file'],
  replace: ['覆盖未签发的草稿', 'Replace drafts that are not signed'],
  columnProblem: ['{column}：{problem}', '{column}: {problem}'],
  none: ['您的角色没有可导入的内容。', 'There is nothing that your role may import.'],
} as const satisfies Record<string, Pair>;
