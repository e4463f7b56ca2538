import type { Consumption, Schemas } from '../client/api.ts';

/** The two languages of one word or sentence: Chinese, English. */
export type Pair = readonly [zh: string, en: string];

type MeteredKind = Schemas['Meter']['energyKind'];
type FurtherKind =
  | 'anthracite'
  | 'bituminous-coal'
  | 'lignite'
  | 'other-washed-coal'
  | 'briquette'
  | 'naphtha'
  | 'petroleum-coke'
  | 'other-petroleum'
  | 'heavy-oil-cat-gas'
  | 'heavy-oil-thermal-gas'
  | 'coke-made-gas'
  | 'pressure-gas'
  | 'carbide-furnace-gas'
  | 'other-gas'
  | 'blast-air'
  | 'calcium-carbide';

/** Energy kinds of meters and ledgers, with reactive energy; the client's types keep the list complete. */
export const ENERGY_KINDS: Readonly<Record<MeteredKind | FurtherKind, Pair>> = {
  electricity: ['电力', 'Electricity'],
  heat: ['热力', 'Heat'],
  steam: ['蒸汽', 'Steam'],
  'raw-coal': ['原煤', 'Raw coal'],
  'washed-coal': ['洗精煤', 'Cleaned coal'],
  middlings: ['洗中煤', 'Middlings'],
  slime: ['煤泥', 'Coal slime'],
  gangue: ['煤矸石', 'Coal gangue'],
  coke: ['焦炭', 'Coke'],
  'coal-tar': ['煤焦油', 'Coal tar'],
  'crude-oil': ['原油', 'Crude oil'],
  'fuel-oil': ['燃料油', 'Fuel oil'],
  gasoline: ['汽油', 'Gasoline'],
  kerosene: ['煤油', 'Kerosene'],
  diesel: ['柴油', 'Diesel'],
  benzol: ['粗苯', 'Crude benzol'],
  methanol: ['甲醇', 'Methanol'],
  ethanol: ['乙醇', 'Ethanol'],
  lpg: ['液化石油气', 'LPG'],
  'refinery-gas': ['炼厂干气', 'Refinery gas'],
  lng: ['液化天然气', 'LNG'],
  'natural-gas': ['天然气', 'Natural gas'],
  'coke-oven-gas': ['焦炉煤气', 'Coke-oven gas'],
  'blast-furnace-gas': ['高炉煤气', 'Blast-furnace gas'],
  'converter-gas': ['转炉煤气', 'Converter gas'],
  'producer-gas': ['发生炉煤气', 'Producer gas'],
  'water-gas': ['水煤气', 'Water gas'],
  biogas: ['沼气', 'Biogas'],
  hydrogen: ['氢气', 'Hydrogen'],
  biomass: ['生物质燃料', 'Biomass fuel'],
  water: ['新水', 'Fresh water'],
  'softened-water': ['软化水', 'Softened water'],
  'deaerated-water': ['除氧水', 'Deaerated water'],
  'compressed-air': ['压缩空气', 'Compressed air'],
  oxygen: ['氧气', 'Oxygen'],
  nitrogen: ['氮气', 'Nitrogen'],
  'carbon-dioxide': ['二氧化碳', 'Carbon dioxide'],
  acetylene: ['乙炔', 'Acetylene'],
  'reactive-electricity': ['无功电能', 'Reactive electricity'],
  anthracite: ['无烟煤', 'Anthracite'],
  'bituminous-coal': ['烟煤', 'Bituminous coal'],
  lignite: ['褐煤', 'Lignite'],
  'other-washed-coal': ['其他洗煤', 'Other washed coal'],
  briquette: ['煤制品', 'Coal products'],
  naphtha: ['石脑油', 'Naphtha'],
  'petroleum-coke': ['石油焦', 'Petroleum coke'],
  'other-petroleum': ['其他石油制品', 'Other petroleum products'],
  'heavy-oil-cat-gas': ['重油催化裂解煤气', 'Gas of catalytic heavy-oil cracking'],
  'heavy-oil-thermal-gas': ['重油热裂解煤气', 'Gas of thermal heavy-oil cracking'],
  'coke-made-gas': ['焦炭制气', 'Gas made from coke'],
  'pressure-gas': ['压力气化煤气', 'Pressure-gasification gas'],
  'carbide-furnace-gas': ['电石炉煤气', 'Carbide-furnace gas'],
  'other-gas': ['其他煤气', 'Other gas'],
  'blast-air': ['鼓风', 'Blast air'],
  'calcium-carbide': ['电石', 'Calcium carbide'],
};

const { 'reactive-electricity': _none, ...accounted } = ENERGY_KINDS;
/** Those of them that ledgers and targets may be about. */
export const ACCOUNTED_KINDS = accounted;

/** Units as they are written on a screen. */
export const UNITS: Readonly<Record<Schemas['Meter']['unit'], Pair>> = {
  kWh: ['kWh', 'kWh'],
  MWh: ['MWh', 'MWh'],
  '10MWh': ['万kWh', '10 MWh'],
  m3: ['m³', 'm³'],
  km3: ['千m³', '1,000 m³'],
  '10km3': ['万m³', '10,000 m³'],
  t: ['t', 't'],
  kg: ['kg', 'kg'],
  L: ['L', 'L'],
  MJ: ['MJ', 'MJ'],
  GJ: ['GJ', 'GJ'],
  kW: ['kW', 'kW'],
  kvarh: ['kvarh', 'kvarh'],
};

/** Where measured energy goes, seen from the enterprise. */
export const FLOWS: Readonly<Record<Schemas['Meter']['flow'], Pair>> = {
  purchased: ['购进', 'Purchased'],
  'supplied-out': ['外供', 'Supplied out'],
  generated: ['自产', 'Generated'],
  process: ['内部使用', 'Used inside'],
};

/** What the value of a meter means. */
export const METER_KINDS: Readonly<Record<Schemas['Meter']['kind'], Pair>> = {
  register: ['累计示值', 'Register'],
  interval: ['时段用量', 'Interval amount'],
  power: ['平均功率', 'Mean power'],
};

/** How a device proves who it is. */
export const CREDENTIALS: Readonly<Record<Schemas['Device']['credential'], Pair>> = {
  password: ['密码', 'Password'],
  certificate: ['数字证书', 'Certificate'],
};

/** Accounts (口径) of totals. */
export const ACCOUNTS: Readonly<Record<Consumption['account'], Pair>> = {
  comprehensive: ['综合能耗（GB/T 2589）', 'Comprehensive energy (GB/T 2589)'],
  statistical: ['综合能源消费量（205-1）', 'Statistical consumption (205-1)'],
  assessed: ['考核口径', 'Assessed'],
  selection: ['所选计量器具（不属任何口径）', 'Selected meters (no account)'],
};

/** What is known of a group in a period. */
export const STATES: Readonly<Record<Schemas['ConsumptionGroup']['state'], Pair>> = {
  known: ['有数据', 'Known'],
  'no-data': ['无数据', 'No data'],
  'awaiting-report': ['待填报', 'Awaiting report'],
  'monthly-only': ['仅有月度数据', 'Monthly only'],
};

/** Where figures come from. */
export const SOURCES: Readonly<Record<Schemas['ConsumptionGroup']['source'], Pair>> = {
  metered: ['计量', 'Metered'],
  ledger: ['台账', 'Ledger'],
};

/** Why a message or reading waits to be dealt with. */
export const QUARANTINE_REASONS: Readonly<Record<Schemas['QuarantinedMessage']['reason'], Pair>> = {
  malformed: ['报文格式错误', 'Malformed message'],
  'unknown-enterprise': ['未登记的企业', 'Unknown enterprise'],
  'unknown-device': ['未登记的设备', 'Unknown device'],
  'unknown-meter': ['未登记的计量器具', 'Unknown meter'],
  'unknown-product': ['未登记的产品', 'Unknown product'],
  'bad-time': ['时间无效', 'Invalid time'],
  'future-time': ['时间在未来', 'Time in the future'],
  'too-old': ['时间过早', 'Time too early'],
  'not-a-number': ['不是数值', 'Not a number'],
  'out-of-range': ['超出量程', 'Out of range'],
  'too-large': ['报文过大', 'Message too large'],
  'too-many-readings': ['读数过多', 'Too many readings'],
  'wrong-enterprise': ['企业不符', 'Wrong enterprise'],
  'rate-limited': ['超出上报频率', 'Over the rate limit'],
  retained: ['保留消息', 'Retained message'],
};

/** Quality marks of energy. */
export const QUALITIES: Readonly<Record<string, Pair>> = {
  measured: ['实测', 'Measured'],
  estimated: ['估算', 'Estimated'],
  manual: ['人工填报', 'Manual'],
  questionable: ['存疑', 'Questionable'],
};

/** Why the energy between two readings is what it is. */
export const SEGMENT_REASONS: Readonly<Record<string, Pair>> = {
  continuous: ['连续读数', 'Continuous readings'],
  rollover: ['示值过零', 'Register rolled over'],
  gap: ['数据缺口，按时间分摊', 'Gap, spread over time'],
  returned: ['示值恢复正常', 'Register returned to its level'],
  reset: ['示值清零', 'Register began anew'],
  'step-confirmed': ['跳变，后续读数证实', 'Step, confirmed by later readings'],
  'step-rejected': ['跳变，人工否定', 'Step, rejected by a person'],
  'over-rate': ['超出供能能力', 'More than the supply can carry'],
  exchange: ['换表', 'Meter exchange'],
  'exchange-below': ['换表，旧表底数偏低', 'Meter exchange, closing reading too low'],
  'exchange-proposed': ['换表待批准', 'Meter exchange, not yet approved'],
  'epoch-border': ['计量参数变更', 'Meter settings changed'],
  'kind-changed': ['读数类型变更', 'Kind of reading changed'],
  overlap: ['时段重叠', 'Intervals overlap'],
  negative: ['负值', 'Negative value'],
  unconfirmed: ['跳变，尚待证实', 'Step, not yet confirmed'],
};

/** What a quantity is put together from. */
export const PARTS: Readonly<Record<string, Pair>> = {
  purchased: ['购进', 'Purchased'],
  suppliedOut: ['外供', 'Supplied out'],
  stockDrawn: ['库存变化（期初 − 期末）', 'Stock drawn (opening − closing)'],
  nonProduction: ['非生产用能', 'Not for production'],
  renewables: ['自产可再生能源', 'Own renewables'],
  consumed: ['消费量', 'Consumed'],
  conversionOutput: ['加工转换产出', 'Output of conversion'],
  recovered: ['回收利用', 'Recovered'],
  deducted: ['规则扣除', 'Deducted by rule'],
};

/** Why a figure is missing. */
export const MISSING: Readonly<Record<string, Pair>> = {
  'standard-coal-factor': ['缺折标准煤系数', 'No standard-coal coefficient'],
  'carbon-factor': ['缺碳排放系数', 'No emission factor'],
  'common-unit': ['计量单位不一致', 'No common unit'],
  ledger: ['缺月度台账', 'Ledger not reported'],
  'monthly-only': ['台账只有月度数据', 'Ledger by month only'],
};

/** Bases of standard coal. */
export const BASES: Readonly<Record<string, Pair>> = {
  calorific: ['当量值', 'calorific'],
  primary: ['等价值', 'primary'],
};

/** Levels of warning (预警等级); the colour is part of the word. */
export const LEVELS: Readonly<Record<0 | 1 | 2 | 3 | 'none', Pair>> = {
  0: ['正常', 'Normal'],
  1: ['黄色', 'Yellow'],
  2: ['橙色', 'Orange'],
  3: ['红色', 'Red'],
  none: ['无法判断', 'Not known'],
};

/** Roles of people. */
export const ROLES: Readonly<Record<string, Pair>> = {
  admin: ['系统管理员', 'Administrator'],
  security: ['安全管理员', 'Security officer'],
  authority: ['主管部门', 'Authority'],
  inspector: ['节能监察', 'Inspector'],
  auditor: ['能源审计', 'Energy auditor'],
  'log-auditor': ['日志审计员', 'Log auditor'],
  'enterprise-reporter': ['填报人', 'Reporter'],
  'enterprise-reviewer': ['审核人', 'Reviewer'],
};

/** What the person in front of the screen can make of a refusal; others get the general words. */
export const FAILURES: Readonly<Record<string, Pair>> = {
  UNREACHABLE: ['无法连接服务器，请检查网络后重试。', 'The server cannot be reached. Try again.'],
  UNAUTHENTICATED: ['会话已结束，请重新登录。', 'Your session has ended. Sign in again.'],
  LOGIN_FAILED: ['用户名或密码不正确。', 'User name or password is not right.'],
  LOGIN_THROTTLED: ['尝试次数过多，请稍后再试。', 'Too many tries. Wait a while.'],
  PASSWORD_CHANGE_REQUIRED: ['请先修改初始密码。', 'Change the generated password first.'],
  PASSWORD_TOO_WEAK: [
    '新密码过于简单：至少 12 个字符，且不能与旧密码或用户名相近。',
    'Too weak: at least 12 characters, unlike the old password and the user name.',
  ],
  PASSWORD_WRONG: ['当前密码不正确。', 'The current password is not right.'],
  FORBIDDEN: ['您的角色无权查看或操作。', 'None of your roles allows this.'],
  NOT_FOUND: ['不存在，或不在您的权限范围内。', 'It does not exist, or is not yours to see.'],
  INVALID_REQUEST: [
    '请求的内容不正确，请检查所填条件。',
    'Something that was asked for is not valid.',
  ],
  TIME_RANGE_INVALID: ['时间范围不正确。', 'The range of time is not valid.'],
  TIME_RANGE_TOO_WIDE: [
    '时间范围过大，请缩短范围或选用更大的周期。',
    'The range is too wide: shorten it, or choose longer periods.',
  ],
  METER_UNIT_INCOMPATIBLE: [
    '该单位不适用于所选能源。',
    'This unit does not suit what is selected.',
  ],
  METER_HAS_READINGS: [
    '该计量器具已有读数：不能删除；停用时间不得早于最后一次读数。',
    'It was read: it cannot be deleted, nor retired before its last reading.',
  ],
  METER_IN_USE: [
    '其他登记（下级表计、证书、公式或修正）引用了该计量器具，请先修改，或改为停用。',
    'Sub-meters, certificates, formulas or corrections name it. Change those, or retire it instead.',
  ],
  STORE_UNAVAILABLE: [
    '数据库暂时不可用，数据没有丢失，请稍后重试。',
    'A store is away for the moment. Nothing is lost; try again.',
  ],
  GATEWAY_UNAVAILABLE: ['采集网关暂时不可用，请稍后重试。', 'The gateway is away. Try again.'],
  QUARANTINE_NOT_REPLAYABLE: ['该报文无法重放。', 'This message cannot be replayed.'],
  VERIFICATION_RUNNING: ['校验正在进行。', 'A verification is running already.'],
  EXPORT_RUNNING: ['您的另一个导出正在进行。', 'Another export of yours is running.'],
  RATE_LIMITED: ['请求过于频繁，请稍后再试。', 'Too many requests. Wait a while.'],
  ALERT_ACTION_REFUSED: [
    '该事项的当前状态不允许此操作，请刷新后再看。',
    'This cannot be done with it as it stands now. Look at it again.',
  ],
  CASE_STEP_REFUSED: [
    '案件的当前状态不允许此操作，或案件由他人承办。',
    'The case does not take this step now, or somebody else works it.',
  ],
  CASE_INVALID: [
    '所填内容不符合办案要求，请检查人员、日期、期限。',
    'Something filled in does not fit a case: look at people, dates and deadlines.',
  ],
  MEASURE_NOT_PERMITTED: [
    '该规则不允许此措施；限期整改须有违法情形并已听取陈述申辩。',
    'The rule does not permit this measure; an order to rectify needs a breach, and that the unit was heard.',
  ],
  DUTIES_NOT_SEPARATED: [
    '此步须由另一人办理：您已办理过前一步。',
    'Another person has to do this: you did the step before.',
  ],
  ATTACHMENT_REFUSED: [
    '不接受此类文件：仅限 PDF、图片、表格和文本，且内容须与类型相符。',
    'Such files are not taken: PDF, pictures, sheets and text, and they must be what they say.',
  ],
  PAYLOAD_TOO_LARGE: ['文件过大，上限 10 MiB。', 'Too large: 10 MiB at most.'],
  IMPORT_INVALID: ['文件有误，没有保存任何内容。', 'The file is not right; nothing was saved.'],
  USER_EXISTS: ['该用户名已存在。', 'There is an account of this name already.'],
  ROLES_INCOMPATIBLE: [
    '这些角色不能由一人兼任，或范围不适合该角色。',
    'One person must not hold these roles, or a role does not cover such a scope.',
  ],
  LAST_SECURITY_USER: [
    '这是最后一个可管理用户的账号，请先将角色授予他人。',
    'This is the last account that manages users; give the role to another first.',
  ],
  REGISTRY_NOT_PUBLISHED: [
    '已保存，但采集侧暂未收到，恢复后自动生效。',
    'Saved; it takes effect by itself once the queue is back.',
  ],
  FACTOR_SET_EXISTS: ['该编号的系数集已存在。', 'There is a factor set of this id already.'],
  FACTOR_SET_NOT_FOUND: ['没有该系数集。', 'There is no such factor set.'],
  ENTERPRISE_EXISTS: ['该统一社会信用代码已登记。', 'This enterprise is registered already.'],
  ENTERPRISE_ID_INVALID: ['不是有效的统一社会信用代码。', 'This is no unified social credit code.'],
  POLICY_INVALID: ['内容有误，请检查标出的各项。', 'Something is not right; see the fields.'],
  POLICY_DRAFT_CHANGED: [
    '他人已修改该草稿，请重新载入后再改。',
    'Somebody has changed this draft; load it again.',
  ],
  POLICY_STATE_WRONG: ['当前状态不能进行此操作。', 'This is not possible in its present state.'],
  REGISTER_ENTRY_INVALID: [
    '内容有误，请检查标出的各项。',
    'Something is not right; see the fields.',
  ],
  AUDITOR_NOT_FOUND: ['没有该审计人员账号。', 'There is no such auditor.'],
  ENGAGEMENT_ENDED: ['该委托已结束。', 'This engagement is over.'],
  INTERNAL: ['服务器内部错误。', 'Internal error.'],
};

/** Where the seals of the journal and the log are broken. */
export const AGREEMENT: Readonly<Record<'yes' | 'no' | 'unknown', Pair>> = {
  yes: ['一致', 'agrees'],
  no: ['不一致', 'differs'],
  unknown: ['无法比较', 'cannot be compared'],
};
