import type { Pair } from '../words/codes.ts';

/**
 * What the api finds wrong with a field or a row, by the words it says it in (without the full stop);
 * the second of a pair says it to people who read English.
 */
export const PROBLEMS: Readonly<Record<string, Pair>> = {
  'This cell must be filled': ['此单元格不能为空。', 'This cell must be filled.'],
  'is not a unified social credit code': [
    '不是有效的统一社会信用代码（18 位，末位为校验码）。',
    'Not a unified social credit code: 18 characters, the last one a check character.',
  ],
  'must be a unified social credit code: 18 characters, the last one a valid check character': [
    '不是有效的统一社会信用代码（18 位，末位为校验码）。',
    'Not a unified social credit code: 18 characters, the last one a check character.',
  ],
  'This is no unified social credit code: 18 characters, the last one a check character': [
    '不是有效的统一社会信用代码（18 位，末位为校验码）。',
    'Not a unified social credit code: 18 characters, the last one a check character.',
  ],
  'An enterprise with this code is registered': [
    '该统一社会信用代码已登记。',
    'An enterprise with this code is registered already.',
  ],
  'A meter with this id is registered': [
    '该编号的计量器具已登记。',
    'A meter with this id is registered already.',
  ],
  'This code stands in the file twice': [
    '该代码在文件中重复。',
    'This code stands in the file twice.',
  ],
  'This id is registered at the enterprise': [
    '该编号在该企业已登记。',
    'This id is registered at the enterprise already.',
  ],
  'This id stands in the file twice': ['该编号在文件中重复。', 'This id stands in the file twice.'],
  'A device with this id is registered': [
    '该编号的设备已登记。',
    'A device with this id is registered already.',
  ],
  'This device stands in the file twice': [
    '该设备在文件中重复。',
    'This device stands in the file twice.',
  ],
  'This meter stands in the file twice': [
    '该计量器具在文件中重复。',
    'This meter stands in the file twice.',
  ],
  'This certificate stands in the file twice': [
    '该证书在文件中重复。',
    'This certificate stands in the file twice.',
  ],
  'This factor stands in the file twice': [
    '该系数在文件中重复。',
    'This factor stands in the file twice.',
  ],
  'This year of it is in the file twice': [
    '该企业同一年度在文件中重复。',
    'This year of the enterprise stands in the file twice.',
  ],
  'There is no such enterprise': [
    '没有登记该企业，或不在您的权限范围内。',
    'There is no such enterprise, or it is not yours to see.',
  ],
  'There is no such meter at this enterprise': [
    '该企业没有此计量器具。',
    'The enterprise has no such meter.',
  ],
  'The master meter is neither registered nor in the file': [
    '上级表既未登记，也不在文件中。',
    'The master meter is neither registered nor in the file.',
  ],
  'Somebody is working on a draft; use replace': [
    '该企业有未签发的草稿；如需覆盖，请勾选“覆盖草稿”。',
    'There is an open draft; tick “replace drafts” to overwrite it.',
  ],
  'The file is empty; the first row names the columns': [
    '文件为空；第一行应为列名。',
    'The file is empty; its first row names the columns.',
  ],
  'The file is neither UTF-8 nor GB18030': [
    '文件编码既不是 UTF-8 也不是 GB18030。',
    'The file is neither UTF-8 nor GB18030.',
  ],
  'must be 2 to 12 digits': ['应为 2 至 12 位数字。', 'Must be 2 to 12 digits.'],
  'must be 5 to 15 digits': ['应为 5 至 15 位数字。', 'Must be 5 to 15 digits.'],
  'must be 16 digits, dashes allowed': [
    '应为 16 位数字，可含短横线。',
    'Must be 16 digits; dashes are allowed.',
  ],
  'must be HH:MM': ['应为 时:分，如 22:00。', 'Must be hours and minutes, such as 22:00.'],
  'must be a code of GB/T 4754, such as C3011': [
    '应为 GB/T 4754 行业代码，如 C3011。',
    'Must be a code of GB/T 4754, such as C3011.',
  ],
  'must be a month, YYYY-MM': ['应为月份，如 2026-11。', 'Must be a month, such as 2026-11.'],
  'must be an IANA zone, such as Asia/Shanghai': [
    '应为 IANA 时区，如 Asia/Shanghai。',
    'Must be an IANA zone, such as Asia/Shanghai.',
  ],
  'must be 1 to 64 of A-Z a-z 0-9 _ . - and no name that JavaScript reserves': [
    '只能使用 1 至 64 个字母、数字和 _ . -。',
    'Use 1 to 64 letters, digits and _ . -',
  ],
  'must be 1 to 64 of A-Z a-z 0-9 _ . @ -': [
    '只能使用 1 至 64 个字母、数字和 _ . @ -。',
    'Use 1 to 64 letters, digits and _ . @ -',
  ],
  'must be ISO 8601 with an offset, such as 2026-11-21T08:15:00+08:00': [
    '应为带时区偏移的时间，如 2026-11-21T08:15:00+08:00。',
    'Must be a time with an offset, such as 2026-11-21T08:15:00+08:00.',
  ],
  'must not be before 2000-01-01': ['不得早于 2000 年。', 'Must not be before the year 2000.'],
  'must not be before performedOn': [
    '有效期不得早于检定（校准）日期。',
    'Must not be before the day of the test.',
  ],
  'must not be before periodFrom': ['不得早于开始日期。', 'Must not be before the first day.'],
  'must be after validFrom': ['应晚于生效日期。', 'Must be after the first day of validity.'],
  'must be after from, by 31 days at most': [
    '应晚于开始时间，且不超过 31 天。',
    'Must be after the begin, by 31 days at most.',
  ],
  'does not measure this kind': ['该单位不适用于此能源品种。', 'This unit does not suit the kind.'],
  'A share or cut is between 0 and 1': ['比例应在 0 与 1 之间。', 'A share is between 0 and 1.'],
  'A total in tce needs its basis': [
    '标准煤总量须注明当量值或等价值。',
    'A total in tce needs its basis.',
  ],
  'A cut has the year that it is measured from; nothing else has one': [
    '强度下降目标须填基准年，其他目标不填。',
    'A cut has a base year; nothing else has one.',
  ],
  'The stretch goal is at least as strict as the base goal': [
    '激励目标不得宽于基本目标。',
    'The stretch goal is at least as strict as the base goal.',
  ],
  'The thresholds rise: local, designated, statutory': [
    '门槛应依次升高：地方、指定、法定。',
    'The thresholds rise: local, designated, statutory.',
  ],
  'The thresholds of the severities 1, 2 and 3 rise, the defaults counted in': [
    '一、二、三级阈值应依次升高（含默认值）。',
    'The thresholds of the levels 1, 2 and 3 rise, the defaults counted in.',
  ],
  'Standard coal needs its basis: calorific (当量) or primary (等价)': [
    '标准煤须注明当量值或等价值。',
    'Standard coal needs its basis: calorific or primary.',
  ],
  'Only standard coal has a basis': [
    '只有标准煤指标才填当量值或等价值。',
    'Only standard coal has a basis.',
  ],
  'A physical amount needs its kind': ['实物量须填能源品种。', 'A physical amount needs its kind.'],
  'A physical amount needs its unit': ['实物量须填单位。', 'A physical amount needs its unit.'],
  'A power is no amount': ['功率不是用量。', 'A power is no amount.'],
  'Energy per unit needs its product': ['单耗指标须填产品。', 'Energy per unit needs its product.'],
  'A target needs a limit, or the standard that has it': [
    '须填限值，或填写其所依据的标准。',
    'A target needs a limit, or the standard that has it.',
  ],
  'An amount is above 0': ['数量应大于 0。', 'An amount is above 0.'],
  'Limit standards are about a product or a data centre': [
    '限额标准只适用于产品或数据中心。',
    'Limit standards are about a product or a data centre.',
  ],
  'A level needs the standard that it is of': [
    '填写等级须同时填写标准。',
    'A level needs its standard.',
  ],
  'Without a limit of its own the target needs a level of the standard': [
    '未填限值时须填标准的等级。',
    'Without a limit of its own the target needs a level of the standard.',
  ],
  'The benchmark (标杆) is at most the baseline level (基准)': [
    '标杆水平不得高于基准水平。',
    'The benchmark is at most the baseline level.',
  ],
  'A ratio has no plan that adds up': ['比率指标没有分月计划。', 'A ratio has no plan by month.'],
  'No month is below 0': ['各月计划不得为负。', 'No month is below 0.'],
  'The target has a monthlyPlan; grant one with it': [
    '该指标有分月计划，请一并填写。',
    'The target has a plan by month; grant one with it.',
  ],
  'An audit that is done has its day, no other has one': [
    '已完成的审计须填完成日期，其他状态不填。',
    'An audit that is done has its day, no other has one.',
  ],
  'An appointment is filed on or after its day': [
    '备案日期不得早于任命日期。',
    'An appointment is filed on or after its day.',
  ],
  'There is no such region or enterprise in your scope': [
    '该区域或企业不在您的权限范围内。',
    'There is no such region or enterprise in your scope.',
  ],
  'Nobody changes their own roles, access or password here': [
    '不能在此更改自己的角色、状态或密码。',
    'Nobody changes their own roles, access or password here.',
  ],
  'This is the last account that manages users; give the role to another first': [
    '这是最后一个可管理用户的账号，请先将角色授予他人。',
    'This is the last account that manages users; give the role to another first.',
  ],
};

/** The same for words with figures in them: what they look like, and how they are said. */
export const PROBLEM_PATTERNS = {
  wrongKind: ['内容的格式不正确。', 'This is not of the right kind.'],
  notANumber: ['应为数字。', 'Must be a number.'],
  missing: ['请填写此项。', 'This is needed.'],
  notAChoice: ['不是可选的内容。', 'This is none of the possible words.'],
  tooShort: ['内容过短（至少 {a} 个字符）。', 'Too short: {a} characters or more.'],
  tooLong: ['内容过长（最多 {a} 个字符）。', 'Too long: {a} characters at most.'],
  tooSmall: ['数值过小（应 {a} {b}）。', 'Too small: must be {a} {b}.'],
  tooBig: ['数值过大（应 {a} {b}）。', 'Too large: must be {a} {b}.'],
  pattern: ['格式不正确。', 'Not in the right form.'],
  day: ['应为日期，如 2026-11-21。', 'Must be a day, such as 2026-11-21.'],
  email: ['不是电子邮箱地址。', 'Not an e-mail address.'],
  unknownColumn: ['没有“{a}”这一列。', 'There is no column “{a}”.'],
  missingColumn: ['缺少“{a}”列。', 'The column “{a}” is missing.'],
  columnTwice: ['“{a}”列出现两次。', 'The column “{a}” is there twice.'],
  planMonths: ['分月计划应有 {a} 个月。', 'The plan has {a} months.'],
  planSum: ['各月合计 {a}，限值为 {b}。', 'The months add up to {a}, the limit is {b}.'],
  rowsMax: ['文件有 {a} 行；每次最多导入 {b} 行。', 'The file has {a} rows; import {b} at a time.'],
  notCsv: ['文件不是 CSV 表格。', 'The file is no CSV table.'],
  twiceInDocument: ['编号 {a} 重复。', 'The id {a} stands there twice.'],
  other: ['内容不正确。', 'This is not right.'],
} as const satisfies Record<string, Pair>;
