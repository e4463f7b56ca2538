import {
  type NormalizeMessagesJob,
  PLATFORM_TIME_ZONE,
  type RangeOutcome,
  type RawMessage,
  type ReadingConflict,
  type ResendRequest,
  rangeShardId,
} from '@hengneng/contracts';
import { decodePosition, isSafeId, type ReadingStore } from '@hengneng/domain';
import {
  type DeviceSequences,
  type DirtyMarks,
  type Downlink,
  type HighWaterMarks,
  type JobContext,
  type Patience,
  type RangeProgress,
  type RedisRoom,
  type RegistryCache,
  type RegistryEntry,
  WaitAbandonedError,
} from '@hengneng/queue';

import { type Address, addressOf } from './address.ts';
import { datesOf, dirtyDaysOf } from './dirty-hours.ts';
import { type Candidate, EnterpriseBatch, reject } from './enterprise-batch.ts';
import { rangeOutcome, rejectionsOf } from './range-facts.ts';
import { sequenceGaps } from './sequence-gaps.ts';
import { contestOf, instantsToReadBack, settle } from './settle.ts';

/** Everything the processor needs of the world. */
export interface NormalizerDependencies {
  readonly store: ReadingStore;
  readonly registry: Pick<RegistryCache, 'get' | 'lookUp'>;
  readonly marks: HighWaterMarks;
  readonly dirty: Pick<DirtyMarks, 'mark'>;
  /** Has the energy of an enterprise counted; whatever is dirty is found without it, too. */
  readonly aggregate: (enterpriseId: string) => Promise<void>;
  readonly sequences: DeviceSequences;
  readonly progress: Pick<RangeProgress, 'reportNormalized' | 'requestRerun'>;
  /** Queues an outcome; the id tells a repeated attempt of one run from another run. */
  readonly recordFacts: (id: string, outcome: RangeOutcome) => Promise<void>;
  readonly sendDownlinks: (downlinks: readonly Downlink[]) => Promise<void>;
  readonly room: RedisRoom;
  readonly patience: Patience;
  readonly nowMs: () => number;
  readonly newRunId: () => string;
}

/** What a run came to, for metrics and logs. */
export interface NormalizeSummary {
  readonly messageCount: number;
  readonly parsedCount: number;
  readonly storedCount: number;
  readonly duplicateCount: number;
  readonly conflictCount: number;
  readonly quarantinedByReason: ReadonlyMap<string, number>;
}

/** Devices are told about messages of the last day; nobody waits for word about older ones. */
const DOWNLINK_AGE_MS_MAX = 86_400_000;

/**
 * Makes the processor of the `normalize-messages-{shard}` queues.
 *
 * ```
 * raw messages ─► judge ─► claim marks ─► read back ─► settle ─► ask for reruns ─► write
 *                   │ registry                                                       │
 *                   └─────────────► rejections, gaps ◄── facts, dirty hours ◄────────┘
 *                                          └──────────► report the range as normalised
 * ```
 *
 * It may die between any two steps and be run again: judging is pure, claims only rise, a written
 * reading is recognised by its position, marks and reports are sets, and the outcome of a range
 * replaces the one before. It never fails because the world is away; it waits.
 */
export function createNormalizer(dependencies: NormalizerDependencies) {
  return async (job: NormalizeMessagesJob, hold: JobHold): Promise<NormalizeSummary> => {
    const run = new RangeRun(dependencies, job, hold);
    return await run.execute();
  };
}

/** What tells a run whether the job is still its own. */
export type JobHold = Pick<JobContext, 'signal' | 'isHeld'>;

/** One enterprise's share of a range, judged and settled. */
interface SettledBatch {
  readonly batch: EnterpriseBatch;
  readonly writes: readonly Candidate[];
  readonly conflicts: readonly ReadingConflict[];
}

class RangeRun {
  readonly #world: NormalizerDependencies;
  readonly #job: NormalizeMessagesJob;
  readonly #hold: JobHold;

  constructor(world: NormalizerDependencies, job: NormalizeMessagesJob, hold: JobHold) {
    this.#world = world;
    this.#job = job;
    this.#hold = hold;
  }

  async execute(): Promise<NormalizeSummary> {
    // While PostgreSQL is away facts pile up in Redis; the backlog belongs into the journal.
    await this.#patiently('wait for room', () => this.#world.room.assertRoom());
    const groups = await this.#groupByRegistry();
    const batches = await Promise.all(
      [...groups].map(([entry, group]) => this.#judge(entry, group)),
    );
    const settled = await Promise.all(batches.map((batch) => this.#settle(batch)));
    await this.#write(settled.flatMap(({ writes }) => writes));
    await this.#tell(settled);
    const { gateway } = this.#job;
    await this.#patiently('report the range', () =>
      this.#world.progress.reportNormalized(gateway, rangeShardId(this.#job)),
    );
    return summaryOf(batches);
  }

  /** The messages of each enterprise, in journal order; those of unknown ones are one group. */
  async #groupByRegistry(): Promise<Map<RegistryEntry, AddressedMessage[]>> {
    const inOrder = this.#job.messages
      .toSorted((left, right) => left.sequence - right.sequence)
      .map((raw) => ({ raw, address: addressOf(raw) }));
    const ids = [...new Set(inOrder.map(({ address }) => address.enterpriseId))];
    const entries = await Promise.all(ids.map((enterpriseId) => this.#registryEntry(enterpriseId)));
    const entryById = new Map(ids.map((id, index) => [id, entries[index]] as const));
    const groups = new Map<RegistryEntry, AddressedMessage[]>();
    for (const message of inOrder) {
      const entry = entryById.get(message.address.enterpriseId) ?? UNKNOWN_ENTERPRISE;
      const group = groups.get(entry);
      if (group === undefined) groups.set(entry, [message]);
      else group.push(message);
    }
    return groups;
  }

  async #judge(entry: RegistryEntry, group: readonly AddressedMessage[]): Promise<EnterpriseBatch> {
    const batch = this.#judgeBy(entry, group);
    if (!batch.hasUnknown) return batch;
    // Something may have been registered a moment ago: ask before calling it unknown.
    const fresh = await this.#lookUp(entry.enterpriseId);
    if (fresh === null || fresh.version === entry.version) return batch;
    return this.#judgeBy(fresh, group);
  }

  #judgeBy(entry: RegistryEntry, group: readonly AddressedMessage[]): EnterpriseBatch {
    const batch = new EnterpriseBatch(this.#job.gateway, entry);
    const isUnknown = entry === UNKNOWN_ENTERPRISE;
    for (const { raw, address } of group) batch.add(raw, isUnknown ? disowned(address) : address);
    return batch;
  }

  async #registryEntry(enterpriseId: string): Promise<RegistryEntry> {
    if (!isSafeId(enterpriseId)) return UNKNOWN_ENTERPRISE;
    const known = this.#world.registry.get(enterpriseId);
    return known ?? (await this.#lookUp(enterpriseId)) ?? UNKNOWN_ENTERPRISE;
  }

  #lookUp(enterpriseId: string): Promise<RegistryEntry | null> {
    return this.#patiently('look up the registry', () =>
      this.#world.registry.lookUp(enterpriseId, 0),
    );
  }

  async #settle(batch: EnterpriseBatch): Promise<SettledBatch> {
    const { enterpriseId } = batch.entry;
    const meters = [...batch.meters.values()];
    if (meters.length === 0) return { batch, writes: [], conflicts: [] };
    const { marks, store } = this.#world;
    const oldMarks = await this.#patiently('claim marks', () =>
      marks.claim(enterpriseId, meters, () => store.lastReadAtMs(enterpriseId)),
    );
    const wanted = instantsToReadBack(meters, oldMarks);
    const stored =
      wanted.length === 0
        ? []
        : await this.#patiently('read back', () => store.find(enterpriseId, wanted));
    const settlement = settle(contestOf(meters), stored, this.#isOwnPosition());
    await this.#requestReruns(settlement.displacedPositions);
    return { batch, ...settlement };
  }

  #isOwnPosition(): (position: number) => boolean {
    const { gateway, from, to } = this.#job;
    return (position) => {
      const { gatewayNumber, sequence } = decodePosition(position);
      return gatewayNumber === gateway && sequence >= from && sequence <= to;
    };
  }

  /**
   * A stored reading that gives way was counted as stored by its own range, which has to be counted
   * again. Asked before the write: afterwards a second run could not see any more who gave way.
   */
  async #requestReruns(displacedPositions: readonly number[]): Promise<void> {
    const byGateway = new Map<number, Set<number>>();
    for (const position of displacedPositions) {
      const { gatewayNumber, sequence } = decodePosition(position);
      const sequences = byGateway.get(gatewayNumber) ?? new Set();
      byGateway.set(gatewayNumber, sequences.add(sequence));
    }
    for (const [gateway, sequences] of byGateway) {
      await this.#patiently('ask for a rerun', () =>
        this.#world.progress.requestRerun(gateway, [...sequences]),
      );
    }
  }

  async #write(writes: readonly Candidate[]): Promise<void> {
    if (writes.length === 0) return;
    // Whoever runs the range by now may have settled it against a store that has moved on.
    const isHeld = await this.#patiently('check the hold', () => this.#hold.isHeld());
    if (!isHeld) throw new WaitAbandonedError('Gave up: the range is run by somebody else.');
    const { refused } = await this.#patiently('write readings', () =>
      this.#world.store.write(writes),
    );
    for (const { index, message: why } of refused) {
      const candidate = writes[index];
      if (candidate === undefined) continue;
      const { message, index: itemIndex, meterId } = candidate;
      message.tally.stored -= 1;
      const text = `The store refused the reading: ${why}`;
      reject(message, itemIndex, meterId, { reason: 'out-of-range', message: text });
    }
  }

  /** Dirty hours are marked on every run: an earlier one may have died before it came to that. */
  async #tell(settled: readonly SettledBatch[]): Promise<void> {
    const { dirty, newRunId, recordFacts } = this.#world;
    const dirtied = settled
      .map(({ batch, writes }) => ({ entry: batch.entry, days: dirtyDaysOf(writes) }))
      .filter(({ days }) => days.length > 0);
    const readDates = Object.fromEntries(
      dirtied.map(({ entry, days }) => [entry.enterpriseId, datesOf(days, entry.timeZone)]),
    );
    const marking = dirtied.map(async ({ entry: { enterpriseId }, days }) => {
      const wasClean = await this.#patiently('mark dirty hours', () =>
        dirty.mark(enterpriseId, days),
      );
      if (wasClean) await this.#world.aggregate(enterpriseId).catch(() => {});
    });
    const batches = settled.map(({ batch }) => batch);
    const conflicts = settled.flatMap((one) => one.conflicts);
    const ranAtMs = this.#world.nowMs();
    const outcome = { ...rangeOutcome(this.#job, batches, conflicts), readDates, ranAtMs };
    // Each run has an id of its own: the outcome of an earlier run may still be waiting.
    const factsId = `${rangeShardId(this.#job)}-${newRunId()}`;
    const recording = this.#patiently('queue facts', () => recordFacts(factsId, outcome));
    await Promise.all([...marking, recording, this.#sendDownlinks(batches)]);
  }

  /** Best effort: a device that misses a downlink finds the same in the api. */
  async #sendDownlinks(batches: readonly EnterpriseBatch[]): Promise<void> {
    const newest = this.#job.messages.at(-1)?.receivedAtMs ?? 0;
    if (this.#world.nowMs() - newest > DOWNLINK_AGE_MS_MAX) return;
    const requests = await Promise.all(batches.map((batch) => this.#resendRequests(batch)));
    const downlinks = [...rejectionsOf(batches), ...requests.flat()];
    if (downlinks.length === 0) return;
    await this.#patiently('send downlinks', () => this.#world.sendDownlinks(downlinks));
  }

  async #resendRequests(batch: EnterpriseBatch): Promise<Downlink[]> {
    const { enterpriseId } = batch.entry;
    const { sequences } = this.#world;
    const byDevice = new Map<string, number[]>();
    for (const { address, sequence } of batch.messages) {
      if (sequence === null || !address.isLive) continue;
      const list = byDevice.get(address.deviceId);
      if (list === undefined) byDevice.set(address.deviceId, [sequence]);
      else list.push(sequence);
    }
    if (byDevice.size === 0) return [];
    const deviceIds = [...byDevice.keys()];
    const lasts = await this.#patiently('read sequences', () =>
      sequences.read(enterpriseId, deviceIds),
    );
    const newLasts = new Map<string, number>();
    const requests: Downlink[] = [];
    for (const [index, deviceId] of deviceIds.entries()) {
      const { last, gaps } = sequenceGaps(lasts[index] ?? null, byDevice.get(deviceId) ?? []);
      if (last !== null && last !== lasts[index]) newLasts.set(deviceId, last);
      for (const gap of gaps) {
        const payload: ResendRequest = { type: 'resend', ...gap };
        requests.push({ enterpriseId, deviceId, kind: 'requests', payload });
      }
    }
    await this.#patiently('keep sequences', () => sequences.write(enterpriseId, newLasts));
    return requests;
  }

  #patiently<T>(what: string, attempt: () => Promise<T>): Promise<T> {
    return this.#world.patience.untilDone(what, this.#hold.signal, attempt);
  }
}

interface AddressedMessage {
  readonly raw: RawMessage;
  readonly address: Address;
}

/** Stands in for the registry of enterprises that do not exist; counted by the platform's days. */
const UNKNOWN_ENTERPRISE: RegistryEntry = {
  enterpriseId: '',
  version: 0,
  timeZone: PLATFORM_TIME_ZONE,
  devices: new Map(),
  meters: new Map(),
  products: new Set(),
  histories: new Map(),
};

function disowned(address: Address): Address {
  const refusal = address.refusal ?? {
    reason: 'unknown-enterprise',
    message: 'There is no enterprise with this id.',
  };
  return { ...address, kind: null, refusal };
}

function summaryOf(batches: readonly EnterpriseBatch[]): NormalizeSummary {
  let [messageCount, parsedCount, storedCount, duplicateCount, conflictCount] = [0, 0, 0, 0, 0];
  const quarantinedByReason = new Map<string, number>();
  for (const count of batches.flatMap((batch) => batch.tallies.counts())) {
    messageCount += count.messages;
    parsedCount += count.parsed;
    storedCount += count.stored;
    duplicateCount += count.duplicate;
    conflictCount += count.conflict;
    for (const [reason, quarantined] of Object.entries(count.quarantined)) {
      quarantinedByReason.set(reason, (quarantinedByReason.get(reason) ?? 0) + quarantined);
    }
  }
  const readings = { parsedCount, storedCount, duplicateCount, conflictCount };
  return { messageCount, ...readings, quarantinedByReason };
}
