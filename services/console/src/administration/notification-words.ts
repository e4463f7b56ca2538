import type { Pair } from '../words/codes.ts';

/** Sentences of channels, contacts, silences and the delivery log. */
export const NOTIFICATION_WORDS = {
  title: ['通知设置', 'Notifications'],
  intro: [
    '预警与告警按此处的渠道和联系人发出；静默只对自己一侧生效，作者与原因留档。',
    'Warnings and alarms go out by these channels and to these people; a silence spares its own side alone, and its author and reason stay on record.',
  ],
  channels: ['渠道', 'Channels'],
  contacts: ['联系人', 'Contacts'],
  silences: ['静默', 'Silences'],
  log: ['发送记录', 'Delivery log'],
  messages: ['消息', 'Messages'],
  add: ['新建', 'Add'],
  newChannel: ['新建渠道', 'New channel'],
  newContact: ['新建联系人', 'New contact'],
  newSilence: ['新建静默', 'New silence'],
  change: ['修改', 'Change'],
  remove: ['删除', 'Remove'],
  removeQuestion: ['不再通知 {name}？', 'Tell {name} nothing further?'],
  removed: ['已删除。', 'Removed.'],
  name: ['名称', 'Name'],
  way: ['方式', 'Way'],
  owner: ['归属', 'Belongs to'],
  platform: ['全平台', 'Platform'],
  about: ['关于', 'About'],
  regionOf: ['区域 {code}', 'Region {code}'],
  parkOf: ['园区 {code}', 'Park {code}'],
  address: ['地址', 'Address'],
  signed: ['有签名密钥', 'Signed'],
  level: ['预警等级', 'Level'],
  quiet: ['免打扰', 'Quiet hours'],
  quietValue: ['{from} 至 {to}', '{from} to {to}'],
  state: ['状态', 'State'],
  on: ['启用', 'In use'],
  off: ['停用', 'Off'],
  test: ['测试', 'Test'],
  testing: ['正在发送测试…', 'Sending a test …'],
  testDelivered: ['已送达：{answer}', 'Delivered: {answer}'],
  testFailed: ['未送达：{answer}', 'Not delivered: {answer}'],
  testDue: [
    '15 秒内没有结果，请稍后查看发送记录。',
    'No result in 15 s; see the delivery log later.',
  ],
  hostRefused: [
    '平台不允许向 {host} 发送；请运维人员将其加入允许名单。',
    'this platform does not send to {host}; the operator has to allow it',
  ],
  privateRefused: [
    '平台不向本机或内网地址发送',
    'this platform does not send to private addresses',
  ],
  wayMissing: ['平台未开通此方式', 'this platform is not set up for it'],
  noAnswer: ['对方没有说明', 'the other side said nothing'],
  noChannels: ['尚无渠道。', 'There is no channel yet.'],
  post: ['岗位', 'Post'],
  duty: ['值班时间', 'On duty'],
  always: ['始终', 'Always'],
  reach: ['联系方式', 'Reached by'],
  noContacts: ['尚无联系人。', 'There is nobody yet.'],
  silenced: ['静默条件', 'What is silenced'],
  reason: ['原因', 'Reason'],
  author: ['作者', 'Author'],
  authorAt: ['{by}，{at}', '{by}, {at}'],
  fromTo: ['{from} 至 {to}', '{from} to {to}'],
  end: ['立即结束', 'End now'],
  endedBy: ['已由 {by} 结束', 'Ended by {by}'],
  running: ['生效中', 'In force'],
  waiting: ['未开始', 'Not begun'],
  over: ['已到期', 'Over'],
  noSilences: ['没有静默。', 'There is no silence.'],
  at: ['时间', 'At'],
  outcome: ['结果', 'Outcome'],
  why: ['缘由', 'Why'],
  answer: ['对方答复', 'Answer'],
  attempt: ['次数', 'Attempt'],
  noDeliveries: ['尚无发送记录。', 'Nothing was sent yet.'],
  noMessages: ['没有消息。', 'There is no message.'],
  sendAgain: ['重新发送', 'Send again'],
  sentAgain: ['已重新排队发送。', 'It will be sent again.'],
  created: ['建立时间', 'Made'],
  saved: ['已保存。', 'Saved.'],
} as const satisfies Record<string, Pair>;

/** What became of an attempt. */
export const OUTCOMES: Readonly<Record<string, Pair>> = {
  delivered: ['已送达', 'Delivered'],
  refused: ['对方拒收', 'Refused'],
  failed: ['失败', 'Failed'],
  unknown: ['结果不明', 'Not known'],
  suppressed: ['未发（被抑制）', 'Kept back'],
};

/** How far a message is. */
export const MESSAGE_STATES: Readonly<Record<string, Pair>> = {
  due: ['待发送', 'To be sent'],
  sending: ['发送中', 'Being sent'],
  delivered: ['已送达', 'Delivered'],
  failed: ['已放弃', 'Given up'],
};

/** Why a message was sent, or kept back; the part before a colon. */
export const SEND_REASONS: Readonly<Record<string, Pair>> = {
  first: ['首次', 'First'],
  'new-in-group': ['同组新增', 'New in its group'],
  worse: ['等级上升', 'Worse'],
  resolved: ['部分恢复', 'Some resolved'],
  'all-resolved': ['全部恢复', 'All resolved'],
  repeat: ['重复提醒', 'Reminder'],
  notice: ['告知', 'Notice'],
  'every-transition': ['状态变化', 'Transition'],
  test: ['测试', 'Test'],
  'sent-again': ['重新发送', 'Sent again'],
  'quiet-hours': ['免打扰时段', 'Quiet hours'],
  silence: ['被静默', 'Silenced'],
  'declared-stop': ['已申报停产检修', 'Declared stop'],
  'no-destination': ['没有可用的渠道或联系人', 'Nobody to tell'],
  inhibited: ['上级告警已覆盖', 'Covered by another alarm'],
  breaker: ['平台告警期间合并', 'Held by the platform alarm'],
};

/** Answers that our own channels give; other systems answer in their own words. */
export const OWN_ANSWERS: Readonly<Record<string, Pair>> = {
  'On the stream.': ['已交给采集网关下发', 'Handed to the gateways'],
  'On the console.': ['已送到控制台', 'Given to the console'],
  'This has no enterprise.': ['该消息不属于任何企业', 'It is about no enterprise'],
};
