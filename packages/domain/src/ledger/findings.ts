/**
 * What a check of a ledger can find; part of the interface: never renamed, never reused. Blocking ones
 * keep a month from being submitted, warnings go with it to the reviewer and the authority.
 */
export const LEDGER_FINDING_CODES = [
  'month-not-over',
  'nothing-filled-in',
  'kind-twice',
  'product-twice',
  'unit-unfit',
  'product-unknown',
  'product-unit-differs',
  'value-missing',
  'value-negative',
  'value-too-large',
  'part-above-whole',
  'parts-do-not-add-up',
  'stock-does-not-follow',
  'stock-without-line',
  'next-stock-differs',
  'gain-or-loss',
  'change-implausible',
  'calorific-value-unusual',
  'batches-above-supply',
  'kind-missing',
] as const;
export type LedgerFindingCode = (typeof LEDGER_FINDING_CODES)[number];

/** One thing a check found, in words for both languages. */
export interface LedgerFinding {
  readonly code: LedgerFindingCode;
  readonly severity: 'blocking' | 'warning';
  /** Field it is about, such as `lines.0.openingStock`; `month` for the whole. */
  readonly path: string;
  readonly message: { readonly zh: string; readonly en: string };
}

/** True when something keeps the month from being submitted. */
export function hasBlocking(findings: readonly LedgerFinding[]): boolean {
  return findings.some((finding) => finding.severity === 'blocking');
}

/** Collects findings about one part of a ledger. */
export interface FindingCollector {
  block(code: LedgerFindingCode, path: string, zh: string, en: string): void;
  warn(code: LedgerFindingCode, path: string, zh: string, en: string): void;
  readonly findings: LedgerFinding[];
}

/** An empty collector. */
export function createFindingCollector(): FindingCollector {
  const findings: LedgerFinding[] = [];
  const add =
    (severity: LedgerFinding['severity']) =>
    (code: LedgerFindingCode, path: string, zh: string, en: string) => {
      findings.push({ code, severity, path, message: { zh, en } });
    };
  return { findings, block: add('blocking'), warn: add('warning') };
}

/** A quantity as it stands in a sentence: at most six digits after the point. */
export function amountText(quantity: number): string {
  return String(Math.round(quantity * 1e6) / 1e6);
}

/** A ratio as a percentage with at most two digits after the point. */
export function percentText(ratio: number): string {
  return `${Math.round(ratio * 10_000) / 100} %`;
}
