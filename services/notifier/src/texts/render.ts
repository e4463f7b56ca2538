import type { MessageContent } from '@hengneng/database';
import type { NotificationEvent } from '@hengneng/domain';

import {
  adviceOf,
  type BothLanguages,
  LEVELS,
  nameOf,
  SENTENCES,
  VERIFY_BY,
  WORDS,
} from './words.ts';

type Language = keyof BothLanguages;

/** Lines a message shows of each part; the rest is a number. */
const LINES_MAX = 20;
const VALUE_CHARACTERS_MAX = 300;

/** A message in words. */
export interface RenderedMessage {
  /** One line. */
  readonly title: string;
  /** Plain text, lines parted by `\n`, without the title. */
  readonly text: string;
}

const PHRASES = {
  zh: {
    firing: '正在发生',
    fresh: '新增',
    resolved: '已解除',
    notices: '办理事项',
    more: (count: number) => `另有 ${count} 条，请登录平台查看。`,
    colon: '：',
    test: '测试消息',
    repeat: '（提醒）',
    platform: '衡能平台',
  },
  en: {
    firing: 'Firing',
    fresh: 'New',
    resolved: 'Resolved',
    notices: 'Steps',
    more: (count: number) => `${count} more; see the platform.`,
    colon: ': ',
    test: 'Test message',
    repeat: ' (reminder)',
    platform: 'Hengneng platform',
  },
} as const;

/** Puts a message into words of its language. */
export function renderMessage(
  content: MessageContent,
  severity: number,
  reason: string,
  side: 'authority' | 'enterprise' | 'platform' = 'authority',
): RenderedMessage {
  const { language, firing, resolved, notices } = content;
  const phrases = PHRASES[language];
  const fresh = firing.filter(({ subjectId }) => content.newSubjectIds.includes(subjectId));
  const older = firing.filter((event) => !fresh.includes(event));
  const lead = fresh[0] ?? firing[0] ?? resolved[0] ?? notices[0];
  const who = content.enterpriseName ?? phrases.platform;
  const parts = [
    section(phrases.fresh, fresh, content),
    ...actionsOf(fresh, side, language),
    section(phrases.firing, older, content),
    section(phrases.resolved, resolved, content),
    section(phrases.notices, notices, content),
  ];
  const heading =
    reason === 'test' || lead === undefined
      ? phrases.test
      : `${levelOf(lead, severity, language)}${language === 'en' ? ' ' : ''}${word(lead, language)}`;
  const suffix =
    fresh.length === 0 && firing.length === 0 && resolved.length > 0
      ? `（${phrases.resolved}）`
      : reason === 'repeat'
        ? phrases.repeat
        : '';
  return {
    title: `【${heading}】${who}${suffix}`,
    text: parts.filter((part) => part !== '').join('\n'),
  };
}

/** One event as one line, without whose it is. */
export function renderEvent(event: NotificationEvent, language: Language): string {
  const rule = nameOf(event.rule)?.[language] ?? event.rule;
  const detail = detailOf(event, language);
  return detail === '' ? rule : `${rule}${PHRASES[language].colon}${detail}`;
}

/** What happened: as the rule says it, as the key says it, or at least its figures. */
function detailOf({ messageKey, params }: NotificationEvent, language: Language): string {
  const said = language === 'zh' ? params.messageZh : params.messageEn;
  if (said !== undefined) return plain(said);
  const sentence = SENTENCES[messageKey]?.[language];
  if (sentence !== undefined) return fill(sentence, withRuleName(params));
  return Object.entries(params)
    .filter(([name]) => name !== 'verifyBy')
    .map(([name, value]) => `${name} ${plain(value)}`)
    .join(language === 'zh' ? '，' : ', ');
}

/** Steps about an alert name its rule by id. */
function withRuleName(params: NotificationEvent['params']): NotificationEvent['params'] {
  const id = params.alertRule;
  if (id === undefined) return params;
  const name = nameOf(String(id));
  return { ...params, ruleName: name?.zh ?? id, ruleNameEn: name?.en ?? id };
}

/** What is to be done about what is new: each side its own, every sentence once. */
function actionsOf(
  fresh: readonly NotificationEvent[],
  side: 'authority' | 'enterprise' | 'platform',
  language: Language,
): string[] {
  const actions = fresh.flatMap((event) => {
    if (side === 'enterprise') return adviceOf(event.rule)?.[language] ?? [];
    const { verifyBy } = event.params;
    return verifyBy === undefined ? [] : fill(VERIFY_BY[language], event.params);
  });
  return [...new Set(actions)].slice(0, LINES_MAX);
}

function fill(sentence: string, params: NotificationEvent['params']): string {
  return sentence
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => plain(params[name] ?? ''))
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

function section(
  heading: string,
  events: readonly NotificationEvent[],
  { language, timeZone }: MessageContent,
): string {
  if (events.length === 0) return '';
  const lines = events
    .slice(0, LINES_MAX)
    .map((event) => `- ${localTime(event.atMs, timeZone)} ${renderEvent(event, language)}`);
  const restCount = events.length - lines.length;
  if (restCount > 0) lines.push(PHRASES[language].more(restCount));
  return [`${heading} (${events.length})`, ...lines].join('\n');
}

function word(event: NotificationEvent, language: Language): string {
  return WORDS[event.word]?.[language] ?? event.word;
}

function levelOf(event: NotificationEvent, severity: number, language: Language): string {
  if (event.word === 'case') return '';
  const levels = event.word === 'warning' ? LEVELS.warning : LEVELS.other;
  return levels[severity - 1]?.[language] ?? '';
}

function localTime(atMs: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return format.format(atMs);
}

/** Parameters may hold what strangers wrote: no line breaks, no markup of robots, bounded. */
function plain(value: string | number): string {
  return String(value)
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
    .replaceAll(/[<>[\]`*]/g, ' ')
    .slice(0, VALUE_CHARACTERS_MAX);
}
