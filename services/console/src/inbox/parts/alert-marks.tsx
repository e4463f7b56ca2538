import type { Schemas } from '../../client/api.ts';
import { useProductNames } from '../../parts/product-names.ts';
import { useSay, useWords } from '../../settings/settings.tsx';
import type { Words } from '../../words/words.ts';
import { readEvidence } from '../evidence.ts';
import {
  ALERT_WORDS,
  CATEGORIES,
  CONDITIONS,
  EVIDENCE_UNITS,
  HANDLINGS,
  RULES,
  SEVERITIES,
  TARGETS,
} from '../words.ts';

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

/** What people have done about it, and whether it fires. */
export function StateTags({ alert }: { readonly alert: Pick<Alert, 'handling' | 'condition'> }) {
  const { nameOf } = useWords();
  return (
    <>
      <span className={`state-tag state-${alert.handling}`}>
        {nameOf(HANDLINGS, alert.handling)}
      </span>{' '}
      <span className="condition">{nameOf(CONDITIONS, alert.condition)}</span>
    </>
  );
}

/** What an alert is about: a target that the rules name by themselves, a duty of a year, a product. */
export function TargetName(props: {
  readonly targetId: string | null;
  readonly enterpriseId: string;
}) {
  const { targetId, enterpriseId } = props;
  const words = useWords();
  const say = useSay(ALERT_WORDS);
  const year = /^annual-report-(\d{4})$/.exec(targetId ?? '')?.[1];
  const isKnown = targetId === null || year !== undefined || Object.hasOwn(TARGETS, targetId);
  const products = useProductNames(enterpriseId, !isKnown);
  if (targetId === null) return say('wholeEnterprise');
  if (year !== undefined) return say('annualReport', { year });
  return words.nameOf({ ...products, ...TARGETS }, targetId);
}

/** What an alert says in one sentence: the rule's own, or its name where it said none. */
export function sentenceOf(alert: Pick<Alert, 'rule' | 'evidence'>, words: Words): string {
  const { message } = readEvidence(alert.evidence);
  const said = message?.[words.language] ?? words.nameOf(RULES, alert.rule);
  // Rules write units in plain letters; what was frozen stays as it is, and is shown as people write it.
  const [zh, en] = EVIDENCE_UNITS['kgce/unit'];
  return said.replaceAll('kgce/unit', words.language === 'zh' ? zh : en).replaceAll('tCO2', 'tCO₂');
}
