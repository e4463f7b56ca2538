import type { Schemas } from '../client/api.ts';
import type { Pair } from '../words/codes.ts';

type Names = Readonly<Record<string, Pair>>;

/** Columns and fields that a refusal may be about. */
export const COLUMN_NAMES: Names = {
  enterpriseId: ['统一社会信用代码', 'Credit code'],
  id: ['编号', 'Id'],
  name: ['名称', 'Name'],
  energyKind: ['能源品种', 'Energy kind'],
  kind: ['类型', 'Kind'],
  unit: ['计量单位', 'Unit'],
  flow: ['流向', 'Flow'],
  level: ['级别', 'Level'],
  multiplier: ['倍率', 'Multiplier'],
  registerMax: ['最大示值', 'Register maximum'],
  ratedPowerKw: ['额定功率', 'Rated power'],
  intervalSeconds: ['采集间隔', 'Interval'],
  masterMeterId: ['上级表', 'Master meter'],
  month: ['月份', 'Month'],
  readAt: ['读数时间', 'Read at'],
  value: ['示值', 'Value'],
  meterId: ['计量器具', 'Meter'],
  reason: ['原因', 'Reason'],
  from: ['开始时间', 'From'],
  to: ['结束时间', 'To'],
  quantity: ['数量', 'Quantity'],
  product: ['产品', 'Product'],
  productId: ['产品', 'Product'],
  requestedLimit: ['申请指标', 'Limit asked for'],
  attachmentIds: ['附件', 'Files'],
  text: ['内容', 'Text'],
  note: ['说明', 'Note'],
  openingStock: ['期初库存量', 'Opening stock'],
  purchased: ['购进量', 'Purchased'],
  purchasedOtherProvince: ['其中：购自省外', 'Of which from other provinces'],
  suppliedOut: ['外供量', 'Supplied out'],
  consumed: ['消费量', 'Consumed'],
  consumedIndustrial: ['其中：工业生产消费', 'Of which industrial'],
  consumedFeedstock: ['其中：原料用能', 'Of which feedstock'],
  consumedTransport: ['其中：运输工具消费', 'Of which transport'],
  consumedNonIndustrial: ['其中：非工业生产消费', 'Of which non-industrial'],
  consumedLiving: ['其中：生活用能', 'Of which living quarters'],
  conversionInput: ['加工转换投入', 'Conversion input'],
  conversionOutput: ['加工转换产出', 'Conversion output'],
  recovered: ['回收利用', 'Recovered'],
  distributionLoss: ['输配损失', 'Distribution loss'],
  closingStock: ['期末库存量', 'Closing stock'],
  purchaseCostCny: ['购进金额（元）', 'Purchase cost (CNY)'],
  outputQuantity: ['产量', 'Output'],
  outputValueCny: ['产值（元）', 'Output value (CNY)'],
  valueAddedCny: ['增加值（元）', 'Value added (CNY)'],
  kjPerUnit: ['低位发热量', 'Net calorific value'],
  batchQuantity: ['批次数量', 'Batch amount'],
};

/** What to do about a refused message, by its reason. */
export const QUARANTINE_HELP: Readonly<Record<Schemas['QuarantinedMessage']['reason'], Pair>> = {
  malformed: [
    '报文不是有效的 JSON，或缺少 readAt、values。请对照第 3 步的示例逐项检查，注意引号在命令行里是否被改动。',
    'The message is no valid JSON, or readAt or values is missing. Compare it with the samples of step 3; watch how your shell treats quotes.',
  ],
  'unknown-enterprise': [
    '主题中的企业代码没有登记。请使用凭证中给出的主题。',
    'The enterprise in the topic is not registered. Use the topic that came with the credential.',
  ],
  'unknown-device': [
    '主题中的设备编号没有登记。请使用凭证中给出的主题。',
    'The device in the topic is not registered. Use the topic that came with the credential.',
  ],
  'unknown-meter': [
    '报文里的表计编号没有登记，注意区分大小写。请在第 1 步登记该表，或把 values 中的编号改成已登记的编号，再发送一次。',
    'The meter id in the message is not registered; capitals matter. Register the meter in step 1, or put a registered id into values, and send it again.',
  ],
  'unknown-product': [
    '报文里的产品编号没有登记，请联系管理员登记产品。',
    'The product in the message is not registered. Ask the administrator to register it.',
  ],
  'bad-time': [
    '时间写法不正确。请用带时区的 ISO 8601（如 2026-11-21T10:00:00+08:00）或毫秒时间戳。',
    'The time is not written correctly. Use ISO 8601 with an offset (2026-11-21T10:00:00+08:00) or milliseconds.',
  ],
  'future-time': [
    '读数时间晚于平台时间。请校准采集设备的时钟，并确认时区没有写错。',
    'The reading lies in the future. Set the device’s clock and check the time zone.',
  ],
  'too-old': [
    '读数时间过早。请检查采集设备的时钟。',
    'The reading is too old. Check the device’s clock.',
  ],
  'not-a-number': [
    '示值不是数字。请去掉引号和单位，只发送数字。',
    'The value is no number. Send digits alone, without quotes and unit.',
  ],
  'out-of-range': [
    '示值超出登记的最大示值。请核对表计的单位、倍率和最大示值。',
    'The value is above the register’s maximum. Check unit, multiplier and register maximum.',
  ],
  'too-large': [
    '单条报文过大（上限 256 KiB）。请分成多条发送。',
    'The message is too large (256 KiB at most). Send it in parts.',
  ],
  'too-many-readings': [
    '单条报文读数过多（上限 2 000 个）。请分成多条发送。',
    'Too many readings in one message (2,000 at most). Send it in parts.',
  ],
  'wrong-enterprise': [
    '主题中的企业不是本设备所属企业。请使用凭证中给出的主题。',
    'The topic names another enterprise. Use the topic that came with the credential.',
  ],
  'rate-limited': [
    '发送过于频繁。请把多个读数合并到一条报文。',
    'You send too often. Put several readings into one message.',
  ],
  retained: [
    '请关闭 retain（保留消息）后重新发送。',
    'Turn the retain flag off and send it again.',
  ],
};

/** Refusals of the api that these pages meet. */
export const REFUSALS: Names = {
  METER_EXISTS: ['该编号的计量器具已登记。', 'A meter with this id is registered already.'],
  METER_MASTER_NOT_FOUND: ['上级表没有登记。', 'The master meter is not registered.'],
  METER_FLOW_REFUSED: [
    '外供、自产的表计会减少考核量，请凭证明材料联系系统管理员登记。',
    'Meters of energy supplied out or generated lower what you are held to: the administrator registers them, on proof.',
  ],
  DEVICE_EXISTS: ['该编号的设备已登记。', 'A device with this id is registered already.'],
  REGISTRY_NOT_PUBLISHED: [
    '已保存，但采集端暂未收到，稍后会自动生效。',
    'It is saved; the gateway has not got it yet and will by itself.',
  ],
  IMPORT_INVALID: ['没有保存：表中有需要更正的行。', 'Nothing was saved: some rows are not right.'],
  LEDGER_INVALID: [
    '还不能提交：请先更正标红的项目。',
    'It cannot be submitted yet: mend the fields in red.',
  ],
  LEDGER_DRAFT_CHANGED: [
    '草稿已在别处被修改，请刷新后重新填写。',
    'The draft was changed elsewhere. Reload and fill it in again.',
  ],
  LEDGER_STEP_NOT_ALLOWED: [
    '该月台账目前的状态不允许此操作。',
    'The month does not permit this step now.',
  ],
  LEDGER_SAME_PERSON: ['填报人与审核人不能为同一人。', 'Who filled it in cannot check it.'],
  LEDGER_REASON_MISSING: ['请填写原因。', 'Say why.'],
  CORRECTION_INVALID: ['申请未保存，请更正下列行。', 'Nothing was saved; mend these rows.'],
  CORRECTION_STATE_WRONG: ['该申请已处理，请刷新。', 'It has been dealt with already. Reload.'],
  DUTIES_NOT_SEPARATED: [
    '同一人不能对同一事项作两次决定，请由其他人员处理。',
    'Nobody decides twice about one matter; another person has to.',
  ],
  ATTACHMENT_REFUSED: [
    '附件未保存：只接受 PDF、图片、Word、Excel、CSV 和文本文件，且内容须与类型相符，不超过 10 MiB。',
    'The file was not kept: PDF, pictures, Word, Excel, CSV and text of at most 10 MiB are taken, and it must be what it says.',
  ],
  PAYLOAD_TOO_LARGE: ['文件过大。', 'The file is too large.'],
  POLICY_INVALID: [
    '该年度没有已签发的对应指标。',
    'There is no signed target of this kind for the year.',
  ],
  POLICY_STATE_WRONG: ['该申请已处理，请刷新。', 'It has been decided already. Reload.'],
  REGISTER_ENTRY_INVALID: ['填写内容不正确。', 'Something that was filled in is not right.'],
  CASE_STEP_REFUSED: [
    '目前的办理状态不允许此操作，请刷新。',
    'The case does not permit this step now. Reload.',
  ],
  CASE_INVALID: ['填写内容不正确。', 'Something that was filled in is not right.'],
  NOT_FOUND: ['不存在，或不属于本企业。', 'It does not exist, or is not your enterprise’s.'],
};
