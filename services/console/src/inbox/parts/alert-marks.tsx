import { Tag } from 'antd';
import type { Schemas } from '../../client/api.ts';
import { useWords } from '../../settings/settings.tsx';
import type { Words } from '../../words/words.ts';
import { readEvidence } from '../evidence.ts';
import { CATEGORIES, CONDITIONS, HANDLINGS, RULES, SEVERITIES } from '../words.ts';

type Alert = Schemas['Alert'];

/** Bars beside the colour: who does not see colours sees how many. */
const SHAPES: Readonly<Record<number, string>> = { 1: '▮▯▯', 2: '▮▮▯', 3: '▮▮▮' };

/** The level of a warning: colour, shape and word. */
export function SeverityMark({ severity }: { readonly severity: number }) {
  const words = useWords();
  return (
    <span className={`severity-mark severity-${severity}`}>
      <span aria-hidden>{SHAPES[severity]}</span> {words.nameOf(SEVERITIES, String(severity))}
    </span>
  );
}

/** 预警 or 告警, with the rule. */
export function RuleTag({ alert }: { readonly alert: Pick<Alert, 'category' | 'rule'> }) {
  const { nameOf } = useWords();
  return (
    <span className="rule-tag">
      {nameOf(CATEGORIES, alert.category)} · {nameOf(RULES, alert.rule)}
    </span>
  );
}

const HANDLING_COLORS: Readonly<Partial<Record<Alert['handling'], string>>> = {
  new: 'error',
  verified: 'warning',
  'in-case': 'processing',
};

/** What people have done about it, and whether it fires. */
export function StateTags({ alert }: { readonly alert: Pick<Alert, 'handling' | 'condition'> }) {
  const { nameOf } = useWords();
  return (
    <>
      <Tag color={HANDLING_COLORS[alert.handling] ?? 'default'}>
        {nameOf(HANDLINGS, alert.handling)}
      </Tag>
      <span className="condition">{nameOf(CONDITIONS, alert.condition)}</span>
    </>
  );
}

/** What an alert says in one sentence: the rule's own, or its name where it said none. */
export function sentenceOf(alert: Pick<Alert, 'rule' | 'evidence'>, words: Words): string {
  const { message } = readEvidence(alert.evidence);
  return message?.[words.language] ?? words.nameOf(RULES, alert.rule);
}
