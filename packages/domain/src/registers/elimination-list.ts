import type { EliminationItem } from './register-documents.ts';

/** An item of the list with its id. */
export type ListedElimination = EliminationItem & { readonly id: string; readonly verified: false };

const FIRST = '高耗能落后机电设备（产品）淘汰目录（第一批），工节〔2009〕第67号';
const SECOND = '高耗能落后机电设备（产品）淘汰目录（第二批），工业和信息化部公告2012年第14号';
const THIRD = '高耗能落后机电设备（产品）淘汰目录（第三批），工业和信息化部公告2015年第16号';
const FOURTH = '高耗能落后机电设备（产品）淘汰目录（第四批），工业和信息化部公告2016年第13号';
const RECALLED = '系列和期限凭记忆录入，未与目录附件核对；核对后以同一编号录入。';

/** Frame sizes of the Y series: `Y132S-4` is one of them, `Y2-132S-4` is not. */
const Y_SERIES = [
  '80',
  '90',
  '100',
  '112',
  '132',
  '160',
  '180',
  '200',
  '225',
  '250',
  '280',
  '315',
].map((frame) => `Y${frame}*`);

/** Notices that were found on 2026-11-21 say what each batch is of; none of their annexes was. */
const BATCHES: readonly (readonly [
  id: string,
  category: string,
  models: readonly string[],
  document: string,
  noticeOn: string,
])[] = [
  ['1-transformer-s7', 'transformer', ['S7-*', 'SL7-*'], FIRST, '2009-12-04'],
  ['1-motor-jo', 'motor', ['JO2-*', 'JO3-*', 'J2-*'], FIRST, '2009-12-04'],
  ['2-transformer-s8', 'transformer', ['S8-*'], SECOND, '2012-04-06'],
  ['3-motor-y', 'motor', Y_SERIES, THIRD, '2015-03-06'],
  ['3-fan-4-72', 'fan', ['4-72-*'], THIRD, '2015-03-06'],
  ['4-transformer-s9', 'transformer', ['S9-*'], FOURTH, '2016-03-14'],
  ['4-motor-yb', 'motor', ['YB-*', 'YB2-*'], FOURTH, '2016-03-14'],
];

/**
 * Series that the elimination lists (淘汰目录) are about, to propose what of an enterprise's equipment should be
 * looked at. No item is verified: the annexes with models and last days were not read, so the day is
 * that of the notice and nothing here is a breach. An item of the same id that an officer recorded
 * after comparing it takes its place.
 */
export const REFERENCE_ELIMINATION_LIST: readonly ListedElimination[] = BATCHES.map(
  ([id, category, models, document, eliminatedFrom]) => ({
    ...{ id, category, models, document, eliminatedFrom },
    ...{ note: RECALLED, verified: false },
  }),
);

/** The list as recorded, and of the built-in one what nobody has recorded yet. */
export function withReferenceList(
  recorded: readonly (EliminationItem & { readonly id: string })[],
): (EliminationItem & { readonly id: string })[] {
  const ids = new Set(recorded.map(({ id }) => id));
  return [...recorded, ...REFERENCE_ELIMINATION_LIST.filter(({ id }) => !ids.has(id))];
}
