import type { Pair } from '../words/codes.ts';

/** Sentences of one's own account. */
export const ACCOUNT_WORDS = {
  title: ['我的账号', 'My account'],
  username: ['用户名', 'User name'],
  name: ['姓名', 'Name'],
  roles: ['角色', 'Roles'],
  notRight: [
    '姓名或角色有误，请联系安全管理员。',
    'If the name or a role is wrong, tell your security officer.',
  ],
  passwordSection: ['修改密码', 'Change password'],
  passwordHint: [
    '修改后，其他位置的登录全部结束。',
    'Everywhere else you are signed out once it is changed.',
  ],
  sessionsSection: ['登录位置', 'Where you are signed in'],
  sessionsHint: [
    '若有不认识的登录，请先结束其他登录，再修改密码。',
    'If you do not know one of them, end the others and then change your password.',
  ],
  startedAt: ['登录时间', 'Signed in'],
  lastSeenAt: ['最近活动', 'Last seen'],
  expiresAt: ['最迟结束', 'Ends at the latest'],
  address: ['来源地址', 'From'],
  here: ['当前登录', 'This one'],
  endOthers: ['结束其他登录', 'End the others'],
  ended: ['已结束 {count} 个其他登录。', 'Other sessions ended: {count}.'],
  none: ['没有登录。', 'There is no session.'],
} as const satisfies Record<string, Pair>;
