import type { CaseMeasure } from './measures.ts';

/** A kind of document of a case. */
export interface DocumentKind {
  readonly titleZh: string;
  /** The measure that has to be permitted; null for what only accompanies one. */
  readonly measure: CaseMeasure | null;
  /** Whether it takes a document number (发文字号) and an authority signs it. */
  readonly signed: boolean;
  /** Whether it is addressed to the enterprise and an answer to it is awaited by a deadline. */
  readonly answered: boolean;
}

/** Every document of casework. */
export const DOCUMENT_KINDS = {
  'reminder-letter': kind('节能工作提醒函', 'reminder', false),
  'warning-notice': kind('用能预警通知书', 'explanation', true),
  'talk-notice': kind('节能工作约谈通知书', 'talk', true),
  circular: kind('关于用能情况的通报', 'circular', false),
  'supervision-notice': kind('节能工作督办通知书', 'supervision', true),
  'audit-notice': kind('能源审计通知书', 'energy-audit', true),
  'inspection-notice': kind('节能监察通知书', 'inspection', false),
  'inspection-advice': kind('节能监察建议书', 'inspection-advice', true),
  'rectification-order': kind('限期整改通知书', 'rectification-order', true),
  'recheck-opinion': kind('整改复查意见书', null, false),
  'inspection-record': {
    titleZh: '节能监察现场笔录',
    measure: null,
    signed: false,
    answered: false,
  },
  'service-proof': { titleZh: '送达回证', measure: null, signed: false, answered: false },
} as const satisfies Record<string, DocumentKind>;
export type DocumentKindId = keyof typeof DOCUMENT_KINDS;

/** Kinds that are drafted by an inspector and signed by an authority. */
export const SIGNED_DOCUMENT_KINDS = (Object.keys(DOCUMENT_KINDS) as DocumentKindId[]).filter(
  (id) => DOCUMENT_KINDS[id].signed,
);

/** 发文字号: 机关代字〔年份〕序号号, with hexagonal brackets and no leading zeros. */
export function documentNumber(mark: string, year: number, no: number): string {
  return `${mark}〔${year}〕${no}号`;
}

function kind(titleZh: string, measure: CaseMeasure | null, answered: boolean): DocumentKind {
  return { titleZh, measure, signed: true, answered };
}
