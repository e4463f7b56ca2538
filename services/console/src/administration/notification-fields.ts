import { RULES } from '../authority/rule-words.ts';
import type { FieldSpec, Values } from '../forms/field-spec.ts';
import type { Pair } from '../words/codes.ts';

/** Ways that notifications go out by. */
export const CHANNEL_KINDS: Readonly<Record<string, Pair>> = {
  email: ['电子邮件', 'E-mail'],
  sms: ['短信', 'SMS'],
  webhook: ['Webhook 接口', 'Webhook'],
  dingtalk: ['钉钉机器人', 'DingTalk robot'],
  wecom: ['企业微信机器人', 'WeCom robot'],
  feishu: ['飞书机器人', 'Feishu robot'],
  console: ['控制台', 'Console'],
  mqtt: ['MQTT 下发', 'MQTT'],
};

/** Posts of people who are told. */
export const POSTS: Readonly<Record<string, Pair>> = {
  'energy-manager': ['能源管理负责人', 'Energy manager'],
  deputy: ['代理人', 'Deputy'],
  'inspector-on-duty': ['值班监察员', 'Inspector on duty'],
};

/** Whose a channel, contact or silence is. */
export const OWNERS: Readonly<Record<string, Pair>> = {
  platform: ['全平台', 'Platform'],
  region: ['区域', 'Region'],
  park: ['园区', 'Park'],
  enterprise: ['企业', 'Enterprise'],
};

/** Languages of messages. */
export const MESSAGE_LANGUAGES: Readonly<Record<string, Pair>> = {
  zh: ['中文', 'Chinese'],
  en: ['英文', 'English'],
};

/** Severities from which on somebody is told; keys are what the api calls them. */
export const SEVERITIES: Readonly<Record<string, Pair>> = {
  1: ['黄色（一级）及以上', 'Yellow (1) and above'],
  2: ['橙色（二级）及以上', 'Orange (2) and above'],
  3: ['仅红色（三级）', 'Red (3) only'],
};

const severityMin: FieldSpec = {
  name: 'severityMin',
  label: ['预警等级', 'Level'],
  kind: 'choice',
  names: SEVERITIES,
  isRequired: true,
};
const language: FieldSpec = {
  name: 'language',
  label: ['语言', 'Language'],
  kind: 'choice',
  names: MESSAGE_LANGUAGES,
  isRequired: true,
};
const quiet: readonly FieldSpec[] = [
  {
    name: 'quietFrom',
    label: ['免打扰开始', 'Quiet from'],
    kind: 'text',
    placeholder: ['22:00', '22:00'],
    isFormOnly: true,
    hint: ['免打扰时段内只发红色预警。', 'In quiet hours only red warnings go out.'],
  },
  {
    name: 'quietTo',
    label: ['免打扰结束', 'Quiet until'],
    kind: 'text',
    placeholder: ['07:00', '07:00'],
    isFormOnly: true,
  },
];

/** Whose it is: a choice among the owners given, and the region or enterprise where it is one. */
export function ownerFields(owners: readonly string[]): readonly FieldSpec[] {
  const names = Object.fromEntries(Object.entries(OWNERS).filter(([id]) => owners.includes(id)));
  return [
    { name: 'scopeType', label: ['归属', 'Belongs to'], kind: 'choice', names, isRequired: true },
    {
      name: 'regionCode',
      label: ['行政区划代码', 'Region code'],
      kind: 'text',
      isRequired: true,
      isShown: ({ scopeType }) => scopeType === 'region',
    },
    {
      name: 'parkCode',
      label: ['园区代码', 'Park code'],
      kind: 'text',
      isRequired: true,
      isShown: ({ scopeType }) => scopeType === 'park',
    },
    {
      name: 'enterpriseId',
      label: ['企业', 'Enterprise'],
      kind: 'enterprise',
      isRequired: true,
      isShown: ({ scopeType }) => scopeType === 'enterprise',
    },
  ];
}

/** The owner as the api takes it, from what was chosen. */
export function ownerOf({ scopeType, regionCode, parkCode, enterpriseId }: Values) {
  return { scopeType, scopeId: regionCode ?? parkCode ?? enterpriseId ?? '' };
}

/** Fields of a channel; kind and owner are chosen once. */
export function channelFields(isNew: boolean): readonly FieldSpec[] {
  const { console: _console, mqtt: _mqtt, ...kinds } = CHANNEL_KINDS;
  const once: readonly FieldSpec[] = [
    { name: 'kind', label: ['方式', 'Way'], kind: 'choice', names: kinds, isRequired: true },
    ...ownerFields(['platform', 'region', 'park', 'enterprise']),
  ];
  return [
    { name: 'name', label: ['名称', 'Name'], kind: 'text', isRequired: true },
    ...(isNew ? once : []),
    {
      name: 'address',
      label: ['地址', 'Address'],
      kind: 'text',
      isRequired: isNew,
      hint: isNew
        ? ['网址、邮箱或手机号。', 'URL, e-mail address or telephone number.']
        : ['留空则不变。', 'Left empty it stays.'],
    },
    {
      name: 'secret',
      label: ['签名密钥', 'Signing key'],
      kind: 'text',
      hint: isNew
        ? ['机器人或接口的签名密钥，可不填；保存后不再显示。', 'Optional; never shown again.']
        : ['留空则不变；不会再次显示。', 'Left empty it stays; never shown again.'],
    },
    severityMin,
    language,
    ...quiet,
    { name: 'enabled', label: ['启用', 'In use'], kind: 'switch' },
  ];
}

/** Fields of a person who is told. */
export function contactFields(isNew: boolean): readonly FieldSpec[] {
  return [
    { name: 'name', label: ['姓名', 'Name'], kind: 'text', isRequired: true },
    { name: 'post', label: ['岗位', 'Post'], kind: 'choice', names: POSTS, isRequired: true },
    ...(isNew ? ownerFields(['region', 'park', 'enterprise']) : []),
    {
      name: 'username',
      label: ['平台账号', 'Account'],
      kind: 'text',
      hint: [
        '填写后，点名到本人（承办人、协办人）的消息在值班时间之外也会送达。',
        'With it, what names the person as officer or deputy arrives off duty, too.',
      ],
    },
    { name: 'email', label: ['电子邮箱', 'E-mail'], kind: 'text' },
    { name: 'phone', label: ['手机号', 'Telephone'], kind: 'text' },
    severityMin,
    language,
    ...quiet,
    { name: 'from', label: ['值班开始', 'On duty from'], kind: 'moment' },
    { name: 'to', label: ['值班结束', 'On duty until'], kind: 'moment' },
  ];
}

/** What matches in a silence, by the words people choose from. */
export const SILENCE_FIELDS: Readonly<Record<string, Pair>> = {
  enterpriseId: ['企业', 'Enterprise'],
  rule: ['规则', 'Rule'],
  subjectId: ['对象编号', 'Id of the subject'],
  severity: ['预警等级（1、2、3）', 'Level (1, 2, 3)'],
};

/** Fields of a silence. */
export const SILENCE_FORM: readonly FieldSpec[] = [
  ...ownerFields(['platform', 'region', 'park', 'enterprise']),
  {
    name: 'field',
    label: ['静默条件', 'What is silenced'],
    kind: 'choice',
    names: SILENCE_FIELDS,
    isRequired: true,
  },
  {
    name: 'matchedEnterprises',
    label: ['被静默的企业', 'Enterprises'],
    kind: 'enterprises',
    isRequired: true,
    isShown: ({ field }) => field === 'enterpriseId',
  },
  {
    name: 'matchedRules',
    label: ['被静默的规则', 'Rules'],
    kind: 'choices',
    names: RULES,
    isRequired: true,
    isShown: ({ field }) => field === 'rule',
  },
  {
    name: 'values',
    label: ['取值', 'Values'],
    kind: 'lines',
    hint: ['每行一个。', 'One a line.'],
    isRequired: true,
    isShown: ({ field }) => field !== undefined && field !== 'enterpriseId' && field !== 'rule',
  },
  { name: 'from', label: ['开始', 'From'], kind: 'moment', isRequired: true },
  {
    name: 'to',
    label: ['结束', 'Until'],
    kind: 'moment',
    isRequired: true,
    hint: ['最长 31 天。', '31 days at most.'],
  },
  { name: 'reason', label: ['原因', 'Reason'], kind: 'long', isRequired: true },
];

/** Quiet hours as the api takes them; null where none are filled in. */
export function quietHoursOf({ quietFrom, quietTo }: Values) {
  return quietFrom === undefined && quietTo === undefined
    ? null
    : { from: quietFrom ?? '', to: quietTo ?? '' };
}
