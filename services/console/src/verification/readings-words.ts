import type { Pair } from '../words/codes.ts';

/** Sentences of the check of stored readings, for people who know nothing of journals. */
export const READINGS = {
  title: ['读数核对', 'Readings against the journal'],
  what: [
    '企业在所选时段内每一个已存读数，逐个与原始报文日志中设备当时发出的原文比对；原文中的每个读数也反过来查找是否已存。',
    'Every stored reading of the enterprise and period is compared with the message that the device sent at the time, and every reading of those messages is looked for in the store.',
  ],
  proves: [
    '图表、报表所依据的读数就是设备发来的数值：没有改动、没有丢失、没有凭空添加。',
    'The readings behind charts and reports are what the devices sent: none altered, none missing, none invented.',
  ],
  enterprise: ['企业', 'Enterprise'],
  from: ['起始日', 'First day'],
  to: ['截止日（含）', 'Last day'],
  start: ['开始核对', 'Check now'],
  leave: [
    '核对在后台进行，可以离开本页，稍后回来查看结果。',
    'It runs in the background: leave this page and come back for the result.',
  ],
  choose: ['请先选择企业。', 'Choose an enterprise first.'],
  none: ['该企业尚未做过读数核对。', 'No check of this enterprise yet.'],
  waiting: ['等待开始', 'Waiting to begin'],
  progress: ['已核对 {count} 条报文', '{count} messages looked at'],
  progressOf: ['已核对 {count} / {total} 条报文', '{count} of {total} messages looked at'],
  running: ['正在核对 {from} 至 {to}', 'Checking {from} to {to}'],
  same: [
    '{from} 至 {to}：全部一致。共核对 {readings} 个读数，与设备发出的原文完全相同。',
    '{from} to {to}: all agree. {readings} readings are exactly what the devices sent.',
  ],
  different: [
    '{from} 至 {to}：发现 {count} 处不一致。请勿使用这些读数，并联系平台运维人员从日志恢复。',
    '{from} to {to}: {count} differences. Do not rely on these readings; have them restored from the journal by who runs this platform.',
  ],
  incomplete: [
    '{from} 至 {to}：核对没有完成，不能说明数据有无问题，请重新开始。',
    '{from} to {to}: the check did not come to an end and says nothing either way. Start it again.',
  ],
  failure: ['网关 {gateway}：{reason}', 'Gateway {gateway}: {reason}'],
  noAnswer: [
    '保管该日志的程序没有应答，或中途停止。',
    'Who holds this journal does not answer, or stopped on the way.',
  ],
  left: [
    '有 {count} 条报文尚在处理中，未纳入核对。',
    '{count} messages are still on their way and were left out.',
  ],
  by: ['{by} 于 {at} 发起', 'Asked for by {by} at {at}'],
  meter: ['计量器具', 'Meter'],
  at: ['读数时间', 'Read at'],
  kind: ['情况', 'What is wrong'],
  sent: ['设备发出', 'Sent by the device'],
  stored: ['系统所存', 'Stored'],
  more: ['仅列出前 {count} 处。', 'The first {count} are listed.'],
  nothing: ['无', 'nothing'],
} as const satisfies Record<string, Pair>;

/** What can be wrong with a stored reading. */
export const DIFFERENCES: Readonly<Record<string, Pair>> = {
  missing: ['设备发出且已接受，但系统中没有', 'sent and accepted, but not stored'],
  altered: ['数值被改动', 'its value was altered'],
  'wrong-winner': ['被后到的报文取代', 'a later message stands in its place'],
  foreign: ['没有任何报文发出过这个读数', 'no message ever held this reading'],
};
