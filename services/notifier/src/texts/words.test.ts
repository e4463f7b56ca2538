import type { NotificationEvent } from '@hengneng/domain';
import { RULES } from '@hengneng/domain';
import { describe, expect, it } from 'vitest';

import { renderEvent, renderMessage } from './render.ts';
import { adviceOf, nameOf } from './words.ts';

function event(change: Partial<NotificationEvent> = {}): NotificationEvent {
  return {
    id: 'n1',
    sequence: 1,
    enterpriseId: 'e',
    subjectId: 'alert-1',
    event: 'firing',
    word: 'warning',
    severity: 2,
    rule: 'progress',
    labels: {},
    audience: 'everyone',
    messageKey: 'alert.progress',
    params: {
      periodFrom: '2026-01-01',
      verifyBy: '2026-11-26',
      messageZh: '累计用能超时序进度：实际 1090 tce，计划 1000 tce，为计划的 109.0 %',
      messageEn: 'Ahead of plan: 1090 tce used, 1000 tce planned, 109.0 % of the plan',
    },
    atMs: Date.parse('2026-11-21T08:00:00+08:00'),
    ...change,
  };
}

function rendered(side: 'authority' | 'enterprise', items: readonly NotificationEvent[]) {
  const content = {
    ...{ enterpriseName: '平江水泥', timeZone: 'Asia/Shanghai', language: 'zh' as const },
    ...{ firing: items, newSubjectIds: items.map(({ subjectId }) => subjectId) },
    ...{ resolved: [], notices: [] },
  };
  return renderMessage(content, 2, 'first', side);
}

describe('the words', () => {
  it('name every rule in both languages, with what the enterprise does', () => {
    expect(RULES.length).toBeGreaterThan(10);
    for (const rule of RULES) {
      const name = nameOf(rule);
      expect(name?.zh, rule).toMatch(/\p{Script=Han}/u);
      expect(name?.en, rule).toMatch(/^[A-Z]/);
      expect(adviceOf(rule)?.zh, rule).toMatch(/。$/);
    }
    expect(nameOf('toString')).toBeUndefined();
  });

  it('never call data falsified', () => {
    const all = RULES.map((rule) => nameOf(rule)?.zh).join();
    expect(all).toContain('疑似数据异常');
    expect(all).not.toMatch(/造假|报警|隔离/);
  });
});

describe('a message', () => {
  it('says what happened, and each side what it does until when', () => {
    const authority = rendered('authority', [event()]);
    expect(authority.title).toBe('【橙色用能预警】平江水泥');
    expect(authority.text.split('\n')).toEqual([
      '新增 (1)',
      '- 2026-11-21 08:00 超时序进度：累计用能超时序进度：实际 1090 tce，计划 1000 tce，为计划的 109.0 %',
      '请于 2026-11-26 前核实。',
    ]);
    const enterprise = rendered('enterprise', [event(), event({ subjectId: 'alert-2' })]);
    expect(enterprise.text).not.toContain('核实');
    expect(enterprise.text.match(/请核对用能数据/g)).toHaveLength(1);
  });

  it('says an alert about a date without the words of energy warnings', () => {
    const duty = event({ word: 'duty', rule: 'measure', messageKey: 'alert.measure' });
    expect(rendered('enterprise', [duty]).title).toBe('【重要到期提醒】平江水泥');
  });

  it('shows the figures where the rule said nothing', () => {
    const params = { periodFrom: '2026-01-01', ratio: 1.09 };
    expect(renderEvent(event({ params }), 'en')).toBe(
      'Ahead of plan: periodFrom 2026-01-01, ratio 1.09',
    );
  });

  it('takes no markup and no line breaks from what others wrote', () => {
    const params = { title: '案件\n[点击](http://x) <@all>', number: '', dueOn: '2026-12-01' };
    const line = renderEvent(
      event({ rule: 'case-remind', messageKey: 'case.remind', params }),
      'zh',
    );
    expect(line).not.toMatch(/[\n[\]<>]/);
    expect(line).toContain('2026-12-01');
  });
});
