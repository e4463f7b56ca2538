import type { Schemas } from '../client/api.ts';

/** A revision, a document and its lines, as the api answers them. */
export type Revision = Schemas['LedgerRevision'];
export type LedgerDocument = Schemas['LedgerDraft']['document'];
export type LedgerLine = LedgerDocument['lines'][number];
export type LedgerOutput = LedgerDocument['outputs'][number];
export type Finding = Schemas['LedgerFinding'];

/** Quantities of a line, in the order of the form. */
export const QUANTITIES = [
  'openingStock',
  'purchased',
  'purchasedOtherProvince',
  'suppliedOut',
  'consumed',
  'consumedIndustrial',
  'consumedFeedstock',
  'consumedTransport',
  'consumedNonIndustrial',
  'consumedLiving',
  'conversionInput',
  'conversionOutput',
  'recovered',
  'distributionLoss',
  'closingStock',
] as const;
export type Quantity = (typeof QUANTITIES)[number];

const UNIT_OF_KIND: Readonly<Record<string, LedgerLine['unit']>> = {
  ...{ electricity: '10MWh', heat: 'GJ', steam: 't', 'natural-gas': '10km3' },
  ...{ 'coke-oven-gas': '10km3', 'blast-furnace-gas': '10km3', 'converter-gas': '10km3' },
  ...{ 'producer-gas': '10km3', 'water-gas': '10km3', biogas: '10km3', 'other-gas': '10km3' },
  ...{ hydrogen: '10km3', 'compressed-air': '10km3', oxygen: '10km3', nitrogen: '10km3' },
};

/** An empty line of a kind in the unit that the statistical tables use. */
export function emptyLine(kind: LedgerLine['kind']): LedgerLine {
  return { kind, unit: UNIT_OF_KIND[kind] ?? 't' };
}

/**
 * What a form begins with: the draft; else the newest revision; else lines of last month's kinds with
 * their closing stock as opening stock, or of the kinds that are owed.
 */
export function firstDocument(from: {
  readonly month: string;
  readonly draft: LedgerDocument | null;
  readonly revisions: readonly Revision[];
  readonly previous: LedgerDocument | null;
  readonly kinds: readonly LedgerLine['kind'][];
  readonly products: readonly { readonly id: string; readonly unit: string }[];
}): LedgerDocument {
  const { month, draft, revisions, previous, kinds, products } = from;
  const written = draft ?? revisions.at(-1)?.document;
  if (written !== undefined && written !== null) return written;
  const carried = (previous?.lines ?? []).map(({ kind, unit, closingStock }) => ({
    ...{ kind, unit, openingStock: closingStock ?? null },
  }));
  const missing = kinds.filter((kind) => carried.every((line) => line.kind !== kind));
  return {
    month,
    lines: [...carried, ...missing.map(emptyLine)],
    outputs: products.map(({ id, unit }) => ({ productId: id, unit })),
  };
}

/** A line with 0 wherever nothing is filled in; what is filled in stays. */
export function withZeros(line: LedgerLine): LedgerLine {
  const zeros = QUANTITIES.filter((field) => line[field] == null).map((field) => [field, 0]);
  return { ...line, ...Object.fromEntries(zeros) };
}

/** What a line has left over: supply less what is accounted for; null until it is filled in. */
export function differenceOf(line: LedgerLine): number | null {
  const needed: readonly Quantity[] = ['openingStock', 'purchased', 'consumed', 'closingStock'];
  if (needed.some((field) => line[field] == null)) return null;
  const of = (field: Quantity) => line[field] ?? 0;
  const supply = of('openingStock') + of('purchased') + of('conversionOutput') + of('recovered');
  const spent = of('suppliedOut') + of('consumed') + of('distributionLoss') + of('closingStock');
  return Math.round((supply - spent) * 1e6) / 1e6;
}

/** Findings by the field that they are about: `lines.0.consumed`; of the whole under `month`. */
export function findingsByPath(findings: readonly Finding[]): ReadonlyMap<string, Finding[]> {
  return Map.groupBy(findings, ({ path }) => path);
}

/** The newest revision of each month. */
export function newestByMonth(revisions: readonly Revision[]): ReadonlyMap<string, Revision> {
  const newest = new Map<string, Revision>();
  for (const revision of revisions) {
    const known = newest.get(revision.month);
    if (known === undefined || known.revision < revision.revision) {
      newest.set(revision.month, revision);
    }
  }
  return newest;
}

/** A month some months away, `YYYY-MM`. */
export function monthsFrom(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}
