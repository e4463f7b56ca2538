import {
  assertCountable,
  createRecounter,
  type PiecedMeter,
  type RecountSources,
  readFigures,
  type TimeFrame,
} from '@hengneng/accounting';
import {
  createHourTotals,
  decodePosition,
  type EnergySegment,
  type EnergyStore,
  QUALITIES,
  type StoredReading,
} from '@hengneng/domain';
import { z } from 'zod';

import { toIso } from '../schemas.ts';

/** Segments and corrections of one meter that an explanation lists one by one. */
const LISTED_MAX = 100;

const readingSchema = z.object({
  readAt: z.string(),
  value: z.number().describe('What the meter showed, before any multiplier.'),
  position: z.string().describe('Where the message stands: `<gateway>/<sequence>`.'),
});
const totalsSchema = z.object({
  quantity: z.number(),
  estimatedQuantity: z.number(),
  coveredMs: z.number(),
});

/** How the quantity of one meter came about. */
export const meterExplanationSchema = z
  .object({
    meterId: z.string(),
    name: z.string(),
    unit: z.string(),
    energyKind: z.string(),
    flow: z.string(),
    masterMeterId: z.string().nullable(),
    epochs: z
      .array(
        z.object({ from: z.string(), unit: z.string(), multiplier: z.number(), kind: z.string() }),
      )
      .describe('Meanings that touch the range; what lies before the first one goes by it, too.'),
    exchanges: z.array(
      z.object({ at: z.string(), finalValue: z.number(), initialValue: z.number() }),
    ),
    corrections: z.array(
      z.object({
        correctionNo: z.int(),
        readAt: z.string(),
        value: z.number().nullable().describe('Null: the reading does not count.'),
        reason: z.string(),
        by: z.string(),
        recordedAt: z.string(),
      }),
    ),
    readings: z.object({
      count: z.int().describe('Stored readings in the range, before corrections.'),
      before: readingSchema.nullable().describe('The last one at or before its start.'),
      first: readingSchema.nullable(),
      last: readingSchema.nullable(),
      after: readingSchema.nullable().describe('The first one at or after its end.'),
    }),
    segments: z
      .array(
        z.object({
          ...{ quality: z.string(), reason: z.string() },
          ...{ count: z.int(), quantity: z.number().describe('Of the segments as a whole.') },
        }),
      )
      .describe('Stretches between readings that touch the range, by quality and reason.'),
    listed: z
      .array(
        z.object({
          ...{ from: z.string(), to: z.string(), quality: z.string(), reason: z.string() },
          ...{ dialDelta: z.number(), factor: z.number(), quantity: z.number() },
          known: z.boolean(),
        }),
      )
      .describe('Segments that are not plainly measured, the first 100.'),
    isListCut: z.boolean(),
    arithmetic: z.array(z.string()),
    counted: totalsSchema.describe('Counted again from the readings.'),
    stored: totalsSchema
      .nullable()
      .describe('What the aggregator stored; null as of earlier times.'),
    agrees: z.boolean().nullable().describe('Whether both are the same to the bit.'),
  })
  .meta({ id: 'MeterExplanation' });
export type MeterExplanation = z.infer<typeof meterExplanationSchema>;

/** Counts meters again and tells how; `energyStore` is null where there is nothing to compare with. */
export async function explainMeters(
  sources: RecountSources,
  energyStore: Pick<EnergyStore, 'hours' | 'days'> | null,
  meters: readonly PiecedMeter[],
  frame: TimeFrame,
): Promise<MeterExplanation[]> {
  const meterIds = meters.map(({ meterId }) => meterId);
  await assertCountable(sources, frame, meterIds);
  const { historyOf, recount } = await createRecounter(sources, frame);
  const explained: MeterExplanation[] = [];
  for (const meter of meters) {
    const history = historyOf.get(meter.meterId);
    if (history === undefined) continue;
    const story = createStory(frame, sources.enterprise.timeZone);
    const corrections = await recount(history, story);
    const stored =
      energyStore === null ? null : await storedTotals(sources, energyStore, meter, frame);
    const counted = story.counted();
    const inFrame = (atMs: number) => atMs >= frame.fromMs && atMs <= frame.toMs;
    const piece = meter.pieces.at(-1);
    explained.push({
      ...{ meterId: meter.meterId, name: meter.name, unit: meter.storageUnit },
      ...{ energyKind: piece?.energyKind ?? '', flow: piece?.flow ?? '' },
      masterMeterId: piece?.masterMeterId ?? null,
      epochs: history.epochs
        .filter((epoch, index) => {
          const endMs = history.epochs[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
          return epoch.fromMs < frame.toMs && endMs > frame.fromMs;
        })
        .map(({ fromMs, unit, multiplier, kind }) => ({
          ...{ from: toIso(fromMs), unit, multiplier, kind },
        })),
      exchanges: history.exchanges
        .filter(({ atMs }) => inFrame(atMs))
        .map(({ atMs, ...values }) => ({ at: toIso(atMs), ...values })),
      corrections: corrections
        .filter(({ readAtMs }) => inFrame(readAtMs))
        .slice(0, LISTED_MAX)
        .map(({ correctionNo, readAtMs, value, reason, by, recordedAtMs }) => ({
          ...{ correctionNo, value, reason, by },
          ...{ readAt: toIso(readAtMs), recordedAt: toIso(recordedAtMs) },
        })),
      ...story.told(),
      ...{ counted, stored, agrees: stored === null ? null : areSame(counted, stored) },
    });
  }
  return explained;
}

/** Plain ones first. */
const RANKS: readonly string[] = QUALITIES;

type Totals = z.infer<typeof totalsSchema>;

async function storedTotals(
  { enterprise }: RecountSources,
  store: Pick<EnergyStore, 'hours' | 'days'>,
  meter: PiecedMeter,
  frame: TimeFrame,
): Promise<Totals> {
  const figures = await readFigures(store, {
    ...{ enterpriseId: enterprise.id, meters: [meter], frame },
    ...{ interval: 'day', timeZone: enterprise.timeZone },
  });
  return addUp(figures);
}

function addUp(figures: readonly Totals[]): Totals {
  const sum = { quantity: 0, estimatedQuantity: 0, coveredMs: 0 };
  for (const { quantity, estimatedQuantity, coveredMs } of figures) {
    sum.quantity += quantity;
    sum.estimatedQuantity += estimatedQuantity;
    sum.coveredMs += coveredMs;
  }
  return sum;
}

function areSame(left: Totals, right: Totals): boolean {
  return (
    left.quantity === right.quantity &&
    left.estimatedQuantity === right.estimatedQuantity &&
    left.coveredMs === right.coveredMs
  );
}

/** Listens to a recount and remembers, in bounded memory, what a person wants to know of it. */
function createStory({ fromMs, toMs }: TimeFrame, timeZone: string) {
  const totals = createHourTotals(timeZone);
  const groups = new Map<
    string,
    { quality: string; reason: string; count: number; quantity: number }
  >();
  const listed: EnergySegment[] = [];
  let listedCount = 0;
  let count = 0;
  let before: StoredReading | null = null;
  let first: StoredReading | null = null;
  let last: StoredReading | null = null;
  let after: StoredReading | null = null;
  let latestMs = Number.NEGATIVE_INFINITY;
  return {
    onReading: (reading: StoredReading) => {
      // A recount may look at the time before twice.
      if (reading.readAtMs <= latestMs) return;
      latestMs = reading.readAtMs;
      if (reading.readAtMs <= fromMs) before = reading;
      if (reading.readAtMs >= toMs) after ??= reading;
      if (reading.readAtMs < fromMs || reading.readAtMs >= toMs) return;
      count += 1;
      first ??= reading;
      last = reading;
    },
    onSegment: (segment: EnergySegment) => {
      totals.add(segment);
      const { quality, reason, quantity } = segment;
      const group = groups.get(`${quality} ${reason}`) ?? {
        quality,
        reason,
        count: 0,
        quantity: 0,
      };
      group.count += 1;
      group.quantity += quantity;
      groups.set(`${quality} ${reason}`, group);
      if (quality === 'measured' && reason === 'continuous') return;
      listedCount += 1;
      if (listed.length < LISTED_MAX) listed.push(segment);
    },
    counted: () =>
      addUp(totals.hours().filter(({ startMs }) => startMs >= fromMs && startMs < toMs)),
    told: () => ({
      readings: {
        count,
        ...{ before: toReading(before), first: toReading(first) },
        ...{ last: toReading(last), after: toReading(after) },
      },
      segments: [...groups.values()].sort(byQuality),
      listed: listed.map((segment) => ({
        ...{ from: toIso(segment.fromMs), to: toIso(segment.toMs), known: segment.known },
        ...{ quality: segment.quality, reason: segment.reason, quantity: segment.quantity },
        ...{ dialDelta: segment.dialDelta, factor: segment.factor },
      })),
      isListCut: listedCount > listed.length,
      arithmetic: arithmeticOf(groups.size, before ?? first, after ?? last),
    }),
  };
}

function arithmeticOf(
  kindCount: number,
  start: StoredReading | null,
  end: StoredReading | null,
): string[] {
  const lines = [
    'Each segment: difference on the register × multiplier, in steps of 2⁻²⁰ of a unit.',
    'A segment that crosses a border is split in proportion to time; the parts add up to the whole.',
  ];
  if (start === null || end === null) return lines;
  const difference = `${end.value} − ${start.value} = ${end.value - start.value}`;
  const between = `From the reading of ${toIso(start.readAtMs)} to that of ${toIso(end.readAtMs)}`;
  lines.push(
    kindCount === 1
      ? `${between}: ${difference} on the register.`
      : `${between}: ${difference} on the register, apart from what is listed.`,
  );
  return lines;
}

function byQuality(
  left: { readonly quality: string; readonly reason: string },
  right: { readonly quality: string; readonly reason: string },
): number {
  const rank = (quality: string) => RANKS.indexOf(quality);
  return rank(left.quality) - rank(right.quality) || (left.reason < right.reason ? -1 : 1);
}

function toReading(reading: StoredReading | null): z.infer<typeof readingSchema> | null {
  if (reading === null) return null;
  const { gatewayNumber, sequence } = decodePosition(reading.position);
  const position = `${gatewayNumber}/${sequence}`;
  return { readAt: toIso(reading.readAtMs), value: reading.value, position };
}
