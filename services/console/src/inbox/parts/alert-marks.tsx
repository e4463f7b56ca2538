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
  TARGET_KINDS,
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

/** What an alert is about: a target that the rules name by themselves, a duty, a meter, a product. */
export function TargetName({
  alert: { rule, targetId, enterpriseId },
}: {
  readonly alert: Pick<Alert, 'rule' | 'targetId' | 'enterpriseId'>;
}) {
  const words = useWords();
  const say = useSay(ALERT_WORDS);
  const about = rule === 'measure' && targetId !== null ? `measure-${targetId}` : (targetId ?? '');
  const [, kind = '', of = ''] = TARGET_KIND.exec(about) ?? [];
  const isKnown = kind !== '' || targetId === null || Object.hasOwn(TARGETS, targetId);
  const products = useProductNames(enterpriseId, !isKnown);
  if (targetId === null) return say('wholeEnterprise');
  if (kind !== '') return words.pick(TARGET_KINDS[kind] ?? ['', '']).replace('{of}', of);
  return words.nameOf({ ...products, ...TARGETS }, targetId.replace(/^product:/, ''));
}

/** Ids that say what they are about, such as `ledger-2026-10`. */
const TARGET_KIND = /^(annual-report|audit|calibration|device|ledger|measure)[-:](.+)$/;

/** What an alert says in one sentence: the rule's own, or its name where it said none. */
export function sentenceOf(alert: Pick<Alert, 'rule' | 'evidence'>, words: Words): string {
  const { message } = readEvidence(alert.evidence);
  const said = message?.[words.language] ?? words.nameOf(RULES, alert.rule);
  return withUnits(said, words);
}

/**
 * A sentence of a rule with its units as people write them: rules write plain letters, and what was
 * frozen with an alert stays as it is.
 */
export function withUnits(sentence: string, words: Words): string {
  return sentence
    .replaceAll('kgce/unit', words.nameOf(EVIDENCE_UNITS, 'kgce/unit'))
    .replaceAll('tCO2', 'tCO₂')
    .replace(LONG_NUMBER, (digits) => digits.replace(THOUSANDS, ','));
}

/** Five digits and more before the point, and four with digits behind it: never a year or part of an id. */
const LONG_NUMBER = /(?<![\w.\-/])(?:\d{5,9}(?=\.\d|[–)）]| [a-z千吨])|\d{4}(?=\.\d))/g;
const THOUSANDS = /\B(?=(?:\d{3})+$)/g;
