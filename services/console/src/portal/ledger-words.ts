import type { Schemas } from '../client/api.ts';
import type { Pair } from '../words/codes.ts';

/** States of a month. */
export const LEDGER_STATES: Readonly<Record<Schemas['LedgerRevision']['state'], Pair>> = {
  submitted: ['待审核', 'Waits for the reviewer'],
  checked: ['已报送', 'Handed in'],
  accepted: ['已接收', 'Accepted'],
  returned: ['已退回', 'Returned'],
};

/** Steps of a revision. */
export const LEDGER_ACTIONS: Readonly<Record<string, Pair>> = {
  submit: ['提交', 'Submitted'],
  check: ['审核通过并报送', 'Checked and handed in'],
  accept: ['主管部门接收', 'Accepted by the authority'],
  return: ['退回', 'Returned'],
};

/** Where the figures of a revision came from. */
export const LEDGER_SOURCES: Readonly<Record<Schemas['LedgerRevision']['source'], Pair>> = {
  form: ['在线填报', 'Form'],
  template: ['Excel 上传', 'Excel form'],
  import: ['批量导入', 'Import'],
};

/** Sentences of the monthly ledger. */
export const LEDGER = {
  title: ['能源台账', 'Energy ledger'],
  intro: [
    '每月填报各能源品种的购进、消费和库存，以及产品产量。填报人填写并提交，审核人审核后报送；没有报送的月份不参与考核。',
    'Every month: purchases, consumption and stocks by energy kind, and production. The reporter fills it in and submits it, the reviewer checks it and hands it in; a month that is not in is not judged.',
  ],
  month: ['月份', 'Month'],
  state: ['状态', 'State'],
  due: ['填报期限', 'Due'],
  revision: ['版次', 'Revision'],
  revisionValue: ['第 {count} 版', 'No. {count}'],
  source: ['来源', 'Source'],
  by: ['经办', 'By'],
  awaited: ['待填报', 'Awaited'],
  overdue: ['逾期未报', 'Overdue'],
  notOwed: ['未要求', 'Not owed'],
  monthRunning: ['当月未结束', 'Month not over'],
  missingKinds: ['缺：{kinds}', 'Missing: {kinds}'],
  open: ['填报', 'Fill in'],
  look: ['查看', 'Look'],
  check: ['审核', 'Check'],
  template: ['下载 Excel 表', 'Excel form'],
  exportAll: ['导出台账', 'Export'],
  noMonths: ['没有需要填报的月份。', 'No month is owed.'],
  monthTitle: ['{month} 能源台账', 'Energy ledger {month}'],
  backToList: ['返回月份列表', 'All months'],
  lines: ['能源', 'Energy'],
  outputs: ['产品产量', 'Production'],
  noProducts: [
    '尚未登记产品，无需填报产量。',
    'No product is registered; there is no production to report.',
  ],
  noLines: ['还没有能源品种，请先添加。', 'There is no energy kind yet; add one.'],
  addKind: ['添加能源品种', 'Add an energy kind'],
  removeKind: ['删除', 'Remove'],
  fillZeros: ['其余填 0', '0 for the rest'],
  difference: ['盘盈盘亏：{value} {unit}', 'Unexplained: {value} {unit}'],
  batches: ['实测低位发热量（按批次）', 'Measured net calorific values, by batch'],
  batchQuantity: ['批次数量', 'Amount'],
  kjPerUnit: ['发热量（kJ/kg 或 kJ/m³）', 'Calorific value (kJ/kg or kJ/m³)'],
  addBatch: ['添加批次', 'Add a batch'],
  save: ['保存草稿', 'Save draft'],
  saved: ['草稿已保存。', 'Draft saved.'],
  savedOk: ['草稿已保存，未发现问题。', 'Draft saved; nothing was found.'],
  savedFindings: [
    '草稿已保存：{blocking} 处必须更正，{warnings} 处提醒。',
    'Draft saved: {blocking} to be mended, {warnings} remarks.',
  ],
  submit: ['提交审核', 'Submit'],
  submitted: ['已提交，等待审核人审核。', 'Submitted; it waits for the reviewer.'],
  submitReason: ['修订原因', 'Why it changes'],
  submitReasonHint: [
    '该月曾经提交过，修订须说明原因。',
    'The month was submitted before; say why it changes.',
  ],
  mustMend: ['必须更正', 'To be mended'],
  remark: ['提醒', 'Remark'],
  waitsForReviewer: [
    '已提交，等待审核。审核期间不能修改；如需修改，请审核人退回。',
    'It waits for the reviewer and cannot be changed; have it returned to change it.',
  ],
  revise: ['修订此月', 'Change this month'],
  notFilled: ['填报人尚未提交该月台账。', 'The reporter has not submitted the month yet.'],
  draftOf: ['草稿：{by}，{at}', 'Draft: {by}, {at}'],
  checkTitle: ['审核', 'Check'],
  checkNote: ['审核意见', 'Remark'],
  checkPass: ['审核通过并报送', 'Check and hand in'],
  checkReturn: ['退回填报人', 'Return to the reporter'],
  checkDone: ['已审核并报送。', 'Checked and handed in.'],
  returnDone: ['已退回。', 'Returned.'],
  returnNeedsReason: ['退回时请写明原因。', 'Say why it is returned.'],
  history: ['修订记录', 'Revisions'],
  noHistory: ['还没有提交过。', 'Nothing was submitted yet.'],
  counting: ['计入统计', 'Counts'],
  stepLine: ['{action}：{by}，{at}', '{action}: {by}, {at}'],
  upload: ['上传 Excel', 'Upload Excel'],
  uploaded: ['已读入，请核对后提交。', 'Read in; look it over and submit it.'],
  uploadFailed: [
    '没有读入，请按下列行更正后重新上传：',
    'It was not read in. Mend these rows and upload it again:',
  ],
  importYears: ['导入往年台账', 'Import earlier years'],
  importIntro: [
    '一次导入多个月份（CSV 或 Excel），全部通过才提交。请先预览。',
    'Many months at once (CSV or Excel); all are submitted or none. Look at the preview first.',
  ],
  chooseFile: ['选择文件', 'Choose a file'],
  importPreview: [
    '{file}：{rows} 行，{months} 个月份，{errors} 处错误，{warnings} 处提醒',
    '{file}: {rows} rows, {months} months, {errors} errors, {warnings} remarks',
  ],
  importReason: ['被退回月份的修订原因', 'Reason for months that were returned'],
  importSubmit: ['提交这 {count} 个月份', 'Submit these {count} months'],
  importDone: [
    '已提交 {count} 个月份，等待审核。',
    '{count} months submitted; they wait for the reviewer.',
  ],
  row: ['行', 'Row'],
  sheet: ['工作表', 'Sheet'],
  column: ['列', 'Column'],
  item: ['项目', 'Item'],
  problem: ['问题', 'Problem'],
  product: ['产品', 'Product'],
  output: ['产量', 'Output'],
  outputValue: ['产值（元）', 'Output value (CNY)'],
  valueAdded: ['增加值（元）', 'Value added (CNY)'],
  cost: ['购进金额（元）', 'Purchase cost (CNY)'],
} as const satisfies Record<string, Pair>;
