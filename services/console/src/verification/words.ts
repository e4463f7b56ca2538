import type { Pair } from '../words/codes.ts';

/** Sentences of the verification page, for people who know nothing of hashing. */
export const VERIFICATION = {
  intro: [
    '收到的每条原始报文、每一项操作都按顺序记入各自的日志，每一条都带有前一条的“指纹”。事后改动、删除或插入任何一条，其后的指纹就对不上。校验就是把全部指纹重新计算一遍，并指出第一处对不上的地方。',
    'Every raw message and everything that is done is written to a log in order, and each record carries the fingerprint of the one before. Change, remove or insert one afterwards, and the fingerprints behind it no longer fit. A verification computes all of them anew and names the first place that does not fit.',
  ],
  journal: ['原始报文日志', 'Journal of raw messages'],
  journalChecked: [
    '企业设备发来的每条报文，自启用之日起全部；按网关逐条核对。',
    'Every message that devices sent, from the first day on; record by record, of each gateway.',
  ],
  journalProves: [
    '系统里的读数可以追溯到设备当时发出的原文，此后没有人改过。',
    'Each reading goes back to what the device sent at the time, and nobody changed it since.',
  ],
  auditLog: ['操作日志', 'Audit log'],
  auditChecked: [
    '每一次登录、修改、审批、签发和导出；并与各日签名所记的日志末端核对。',
    'Every sign-in, change, approval, signature and export; and the daily roots against where the log ended on their days.',
  ],
  auditProves: [
    '谁在何时做了什么，记录完整，没有被删改或补记。',
    'Who did what and when is on record completely: nothing was removed, altered or put in afterwards.',
  ],
  checked: ['校验什么', 'What is checked'],
  proves: ['通过说明什么', 'What a pass proves'],
  provesNot: ['不说明什么', 'What it does not prove'],
  provesNotText: [
    '设备发出的数是否准确，要看计量器具检定与数据异常核查。',
    'Whether a meter told the truth: see its calibration and the checks for anomalies.',
  ],
  when: ['最近一次', 'Last time'],
  whenText: ['{at}，由 {by} 发起', '{at}, asked for by {by}'],
  ifBad: ['不通过怎么办', 'What to do when it fails'],
  ifBad1: [
    '不要删除或改动任何文件，也不要重装；记下下方的位置和时间。',
    'Remove and change nothing, and do not install anew; note the place and time below.',
  ],
  ifBad2: [
    '通知系统管理员和安全管理员，由两人共同封存该网关与数据库的磁盘或备份。',
    'Tell the administrator and the security officer: together they put disk or backup of that gateway or database aside.',
  ],
  ifBad3: [
    '与日志镜像、备份以及另行保存的每日签名比对，确定哪一段可信；位置之前的记录不受影响。',
    'Compare with the mirror of the journal, the backup and the daily roots kept elsewhere to see what can be trusted; records before the place are not touched.',
  ],
  ifBad4: [
    '受影响期间的数据先标为存疑；用镜像恢复后再校验一次，并留存两次结果。',
    'Treat the figures of that time as questionable, restore from the mirror, verify again, and keep both results.',
  ],
  ifIncomplete: [
    '“未能完成”不是发现改动：多为网关或数据库当时不可用。恢复后请再次校验；连续两次未能完成时通知系统管理员。',
    '“Not completed” is not damage: mostly a gateway or the database was away. Verify again once it is back; tell the administrator if it fails twice.',
  ],
  verifyNow: ['立即校验', 'Verify now'],
  mayNot: ['由系统管理员或日志审计员发起。', 'The administrator or the log auditor asks for it.'],
  verifying: [
    '正在校验，可以离开此页，结果会保留。',
    'Verifying; you may leave this page, the result is kept.',
  ],
  neverVerified: ['尚未校验过。', 'It has not been verified yet.'],
  intact: ['通过：未发现任何改动', 'Passed: nothing was changed'],
  damaged: ['不通过：发现改动或缺失', 'Failed: something was changed or is missing'],
  incomplete: ['未能完成校验', 'Not completed'],
  journalCounts: [
    '网关 {gateway}：核对了 {records} 条报文（{segments} 个文件段）。',
    'Gateway {gateway}: messages checked: {records} (in {segments} segments).',
  ],
  auditCounts: [
    '核对了 {rows} 条操作记录，{heads} 个每日签名与之相符。',
    'Records checked: {rows}; daily roots that agree with them: {heads}.',
  ],
  rootCounts: ['核对了 {roots} 个每日签名。', 'Daily roots checked: {roots}.'],
  gatewayFailed: [
    '网关 {gateway} 当时没有应答，未能校验。',
    'Gateway {gateway} did not answer and was not verified.',
  ],
  auditFailed: [
    '校验未能进行：数据库当时不可用。',
    'It could not be carried out: the database was away.',
  ],
  finding: ['操作日志第 {sequence} 条：{what}', 'Audit record {sequence}: {what}'],
  findingRoot: ['第 {number} 个每日签名：{what}', 'Daily root {number}: {what}'],
  findingPlace: [
    '网关 {gateway}，文件段 {segment}，数据块 {block}，第 {sequence} 条报文起与指纹不符',
    'Gateway {gateway}, segment {segment}, block {block}: fingerprints do not fit from message {sequence} on',
  ],
  signedRoots: ['每日签名', 'Daily signed roots'],
  signedRootsIntro: [
    '每天零点后，系统把两本日志当天末端的指纹写成一份文件并签名。请把任意几天的文件下载，另存到本系统之外（如审计机构、U 盘）：此后若有人连同指纹一起重写日志，与您手中的文件就对不上。',
    'Once a day the fingerprints of both ends are written into a file and signed. Download some of them and keep them outside of this system, with an auditor or on a stick: should anybody rewrite a log together with its fingerprints, it will not fit the file in your hand.',
  ],
  signedRootsHow: [
    '核对方法：把下载的文件交给系统管理员，用随系统提供的“verify-root”命令离线核对，无需登录本系统。',
    'To check one: hand the file to the administrator, who runs npm run verify-root with it; no sign-in is needed.',
  ],
  date: ['日期（点击下载）', 'Date (download)'],
  auditEnd: ['操作日志末条', 'Last audit record'],
  journalEnd: ['报文日志末条', 'Last journal record'],
  journalEndOf: ['网关 {gateway}：第 {sequence} 条', 'gateway {gateway}: {sequence}'],
  noEnd: ['网关 {gateway}：尚无', 'gateway {gateway}: none yet'],
  fingerprint: ['文件指纹（SHA-256）', 'Fingerprint of the file (SHA-256)'],
  noRoots: [
    '尚无每日签名，次日零点后产生第一份。',
    'There is none yet; the first is made after midnight.',
  ],
} as const satisfies Record<string, Pair>;

/** What can be wrong with a record of the audit log or with a daily root. */
export const DAMAGES: Readonly<Record<string, Pair>> = {
  content: ['内容被改动', 'its content was changed'],
  link: ['与前一条不衔接', 'it does not follow the one before'],
  gap: ['此处缺少记录', 'records are missing here'],
  inserted: ['事后插入', 'it was put in afterwards'],
  tail: ['末尾的记录被删除', 'the last records were removed'],
  rewritten: [
    '整段被重写，与已签名的末端不符',
    'all was rewritten: it does not fit what was signed',
  ],
  signature: ['签名无效', 'its signature is not valid'],
  'unknown-key': ['签名所用的密钥未知', 'it was signed with a key that is not known'],
};
