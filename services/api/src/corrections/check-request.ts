import {
  type CorrectionItem,
  correctedInstants,
  type Executor,
  findRevocable,
  getOpenProposal,
  listEffectiveOutputs,
  listProducts,
  readHistories,
  type TenantScope,
} from '@hengneng/database';
import {
  DomainError,
  FUTURE_TOLERANCE_MS,
  type MeterEpoch,
  OLDEST_READING_MS,
  type ReadingStore,
  valueProblem,
} from '@hengneng/domain';

import type { NewCorrectionBody } from './correction-schemas.ts';

/** Faults that an answer names at most. */
const FAULTS_MAX = 100;

/** What is wrong with one row of a request. */
interface RowFault {
  /** From 0, in the order of the request. */
  readonly row: number;
  readonly field: string;
  readonly message: string;
}

/** A request that passed, as the database takes it. */
export interface CheckedRequest {
  readonly items: readonly CorrectionItem[];
  readonly proposalId?: string | undefined;
}

/** What a request is held against. */
export interface RequestContext {
  readonly executor: Executor;
  readonly readingStore: ReadingStore;
  readonly scope: TenantScope;
  readonly enterpriseId: string;
  readonly atMs: number;
}

/** An item about a reading. */
type ReadingItem = CorrectionItem & { readonly meterId: string };

type BodyOf<Type extends NewCorrectionBody['type']> = Extract<
  NewCorrectionBody,
  { readonly type: Type }
>;

/**
 * Holds a request against the registry and the readings there are: an instant that has a reading is
 * replaced, not filled in; what is to be void, replaced or rejected must be there.
 *
 * @throws DomainError CORRECTION_INVALID naming each row, NOT_FOUND for a proposal that is not open;
 * StoreUnavailableError
 */
export async function checkRequest(
  context: RequestContext,
  body: NewCorrectionBody,
): Promise<CheckedRequest> {
  switch (body.type) {
    case 'manual-reading':
    case 'replaced-value':
    case 'void-reading':
      return { items: await checkReadings(context, body) };
    case 'reject-step':
      return { items: await checkStep(context, body) };
    case 'meter-exchange':
      return await checkExchange(context, body);
    case 'production':
      return { items: await checkOutputs(context, body) };
    case 'revocation':
      return { items: await checkRevocation(context, body) };
  }
}

async function checkReadings(
  context: RequestContext,
  body: Extract<NewCorrectionBody, { readonly readings: unknown }>,
): Promise<CorrectionItem[]> {
  const items: ReadingItem[] =
    body.type === 'void-reading'
      ? body.readings.map(({ meterId, readAt }) => ({ meterId, atMs: readAt }))
      : body.readings.map(({ meterId, readAt, value }) => ({ meterId, atMs: readAt, value }));
  const epochOf = await epochsOf(context);
  const known = items.filter(({ meterId, atMs }) => epochOf(meterId, atMs) !== undefined);
  const present = await presentInstants(context, known);
  const seen = new Set<string>();
  const faults = items.flatMap((item, row): RowFault[] => {
    const { meterId, atMs } = item;
    const epoch = epochOf(meterId, atMs);
    const key = keyOf(item);
    const isRepeated = seen.has(key);
    seen.add(key);
    if (epoch === undefined) return [fault(row, 'meterId', 'There is no such meter.')];
    if (isRepeated) return [fault(row, 'readAt', 'This instant of the meter stands here twice.')];
    if (atMs > context.atMs + FUTURE_TOLERANCE_MS) {
      return [fault(row, 'readAt', 'The instant has not come yet.')];
    }
    const problem = item.value === undefined ? null : valueProblem(item.value, epoch);
    if (problem !== null) return [fault(row, 'value', problem.message)];
    const presence = presenceProblem(body.type, present.get(key));
    return presence === null ? [] : [fault(row, 'readAt', presence)];
  });
  refuse(faults);
  return items;
}

async function checkStep(
  context: RequestContext,
  body: BodyOf<'reject-step'>,
): Promise<CorrectionItem[]> {
  const item = { meterId: body.meterId, atMs: body.at };
  const epoch = (await epochsOf(context))(item.meterId, item.atMs);
  if (epoch === undefined) refuse([fault(0, 'meterId', 'There is no such meter.')]);
  if (epoch?.kind !== 'register') refuse([fault(0, 'meterId', 'Only registers have steps.')]);
  const present = await presentInstants(context, [item]);
  const presence = presenceProblem('void-reading', present.get(keyOf(item)));
  if (presence !== null) refuse([fault(0, 'at', presence)]);
  return [item];
}

async function checkExchange(
  context: RequestContext,
  body: BodyOf<'meter-exchange'>,
): Promise<CheckedRequest> {
  const { executor, enterpriseId } = context;
  const { proposalId } = body;
  const proposed =
    proposalId === undefined ? null : await getOpenProposal(executor, enterpriseId, proposalId);
  const meterId = body.meterId ?? proposed?.meterId;
  const atMs = body.at ?? proposed?.atMs;
  const value = body.finalValue ?? proposed?.finalValue ?? undefined;
  const initialValue = body.initialValue ?? proposed?.initialValue ?? undefined;
  if (
    meterId === undefined ||
    atMs === undefined ||
    value === undefined ||
    initialValue === undefined
  ) {
    const message = 'meterId, at, finalValue and initialValue are needed; the proposal lacks some.';
    throw new DomainError('CORRECTION_INVALID', message);
  }
  if (proposed !== null && proposed.meterId !== meterId) {
    refuse([fault(0, 'meterId', `The proposal is about the meter ${proposed.meterId}.`)]);
  }
  const epochOf = await epochsOf(context);
  // The final value is the old meter's, the initial one the new meter's, which may have other digits.
  const before = epochOf(meterId, atMs);
  const after = epochOf(meterId, atMs + 1);
  if (before === undefined || after === undefined) {
    refuse([fault(0, 'meterId', 'There is no such meter.')]);
    return { items: [] };
  }
  const faults: RowFault[] = [];
  if (before.kind !== 'register') {
    faults.push(
      fault(0, 'meterId', 'Only registers are exchanged with a final and initial value.'),
    );
  }
  if (atMs > context.atMs + FUTURE_TOLERANCE_MS || atMs < OLDEST_READING_MS) {
    faults.push(fault(0, 'at', 'The instant has not come yet, or lies before 2000-01-01.'));
  }
  const final = valueProblem(value, before);
  if (final !== null) faults.push(fault(0, 'finalValue', final.message));
  const initial = valueProblem(initialValue, after);
  if (initial !== null) faults.push(fault(0, 'initialValue', initial.message));
  refuse(faults);
  return { items: [{ meterId, atMs, value, initialValue }], proposalId };
}

async function checkOutputs(
  context: RequestContext,
  body: BodyOf<'production'>,
): Promise<CorrectionItem[]> {
  const { executor, scope, enterpriseId } = context;
  const products = await listProducts(executor, scope, enterpriseId);
  const unitOf = new Map(products.map(({ id, unit }) => [id, unit]));
  const isReplacing = body.outputs.some(({ replaces }) => replaces !== undefined);
  const all = { enterpriseId, fromMs: OLDEST_READING_MS, toMs: context.atMs + FUTURE_TOLERANCE_MS };
  const outputs = isReplacing ? await listEffectiveOutputs(executor, scope, all) : [];
  const productOf = new Map(outputs.map(({ id, product }) => [id, product]));
  const replaced = new Set<string>();
  const faults: RowFault[] = [];
  const items = body.outputs.map((output, row) => {
    const { product, from, to, quantity, replaces } = output;
    const unit = unitOf.get(product);
    if (unit === undefined) faults.push(fault(row, 'product', 'There is no such product.'));
    else if (output.unit !== undefined && output.unit !== unit) {
      faults.push(fault(row, 'unit', `The product is counted in ${unit}.`));
    }
    if (from >= to || to > all.toMs) {
      faults.push(fault(row, 'to', 'The period ends after it begins, and not in the future.'));
    }
    if (replaces !== undefined) {
      const isKnown = productOf.get(replaces) === product && !replaced.has(replaces);
      if (!isKnown) faults.push(fault(row, 'replaces', 'No output of the product in force.'));
      replaced.add(replaces);
    }
    return { product, atMs: from, toMs: to, value: quantity, unit, replaces };
  });
  refuse(faults);
  return items;
}

async function checkRevocation(
  { executor, enterpriseId }: RequestContext,
  { correctionNo }: BodyOf<'revocation'>,
): Promise<readonly CorrectionItem[]> {
  const items = await findRevocable(executor, enterpriseId, correctionNo);
  if (items !== null) return items;
  const message =
    'No approved exchange, rejected step or output in force has this number. Readings are ' +
    'corrected again instead.';
  throw new DomainError('CORRECTION_INVALID', message);
}

/** What each meter's readings mean at an instant; undefined for meters that are not there. */
async function epochsOf({ executor, enterpriseId }: RequestContext) {
  const histories = (await readHistories(executor, [enterpriseId])).get(enterpriseId) ?? [];
  const epochs = new Map(histories.map((history) => [history.meterId, history.epochs]));
  return (meterId: string, atMs: number): MeterEpoch | undefined => {
    const own = epochs.get(meterId);
    // A reading at the start of an epoch tells of the time before it.
    return own?.findLast(({ fromMs }) => fromMs < atMs) ?? own?.[0];
  };
}

/** What there is at an instant: a reading that came, and whether anything counts there. */
interface Presence {
  readonly hasReading: boolean;
  readonly counts: boolean;
}

async function presentInstants(
  { executor, readingStore, enterpriseId }: RequestContext,
  items: readonly { readonly meterId: string; readonly atMs: number }[],
): Promise<Map<string, Presence>> {
  const present = new Map<string, Presence>();
  if (items.length === 0) return present;
  const wanted = [...Map.groupBy(items, ({ meterId }) => meterId)].map(([meterId, own]) => ({
    meterId,
    readAtMs: [...new Set(own.map(({ atMs }) => atMs))],
  }));
  for (const { meterId, readAtMs } of await readingStore.find(enterpriseId, wanted)) {
    present.set(keyOf({ meterId, atMs: readAtMs }), { hasReading: true, counts: true });
  }
  const instants = items.map(({ atMs }) => atMs);
  const corrected = await correctedInstants(executor, {
    enterpriseId,
    meterIds: wanted.map(({ meterId }) => meterId),
    fromMs: instants.reduce((left, right) => Math.min(left, right)),
    toMs: instants.reduce((left, right) => Math.max(left, right)) + 1,
  });
  for (const { meterId, readAtMs, value } of corrected) {
    const key = keyOf({ meterId, atMs: readAtMs });
    const hasReading = present.get(key)?.hasReading ?? false;
    present.set(key, { hasReading, counts: value !== null });
  }
  return present;
}

/** Why a correction of this type does not fit what there is; null when it does. */
function presenceProblem(
  type: 'manual-reading' | 'replaced-value' | 'void-reading',
  presence: Presence | undefined,
): string | null {
  if (type === 'manual-reading') {
    if (presence === undefined || (!presence.hasReading && !presence.counts)) return null;
    return 'There is a reading at this instant; ask for type replaced-value.';
  }
  if (presence === undefined) return 'There is no reading at this instant.';
  if (type === 'void-reading' && !presence.counts) return 'The reading does not count already.';
  return null;
}

function keyOf({ meterId, atMs }: { readonly meterId: string; readonly atMs: number }): string {
  return `${meterId} ${atMs}`;
}

function fault(row: number, field: string, message: string): RowFault {
  return { row, field, message };
}

function refuse(faults: readonly RowFault[]): void {
  const [first] = faults;
  if (first === undefined) return;
  const more = faults.length === 1 ? '' : ` (and ${faults.length - 1} more)`;
  const message = `Nothing was saved. Row ${first.row}, ${first.field}: ${first.message}${more}`;
  throw new DomainError('CORRECTION_INVALID', message, {
    details: { errors: faults.slice(0, FAULTS_MAX), errorCount: faults.length },
  });
}
