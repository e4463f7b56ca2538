import { createPublicKey } from 'node:crypto';
import path from 'node:path';

import { asError, isDiskFull, JournalClosedError } from './errors.ts';
import { failStop } from './fail-stop.ts';
import { nodeFileSystem } from './node-file-system.ts';
import type { OpenSegment } from './open-segment.ts';
import { createReader, type JournalReader } from './reader.ts';
import { RecentRecords } from './recent-records.ts';
import { PAYLOAD_BYTES_MAX, TEXT_BYTES_MAX } from './record-format.ts';
import { type MissingCopy, type RecoveredJournal, recoverJournal } from './recovery.ts';
import { Restorer } from './restorer.ts';
import { Sealer } from './sealer.ts';
import { openSegmentName } from './segment-header.ts';
import { SegmentStore } from './segment-store.ts';
import { SyncedOffsetFile, type SyncedState } from './synced-offset.ts';
import type {
  Journal,
  JournalEntry,
  JournalHead,
  JournalPosition,
  JournalRecord,
  OpenJournalOptions,
  ReadRange,
} from './types.ts';
import { Writer } from './writer.ts';

const SEGMENT_BYTES_MAX_DEFAULT = 64 * 1024 * 1024;
const SEGMENT_AGE_MAX_MS_DEFAULT = 3_600_000;
const RECENT_BYTES_MAX_DEFAULT = 32 * 1024 * 1024;
const RETRY_DELAY_MS_DEFAULT = 1_000;
const SYNCED_OFFSET_DELAY_MS_DEFAULT = 100;
const SEGMENTS_CHECKED_MAX_DEFAULT = 64;
const LOCK_NAME = 'journal.lock';

type Options = Required<Omit<OpenJournalOptions, 'mirrorDirectory'>> & {
  readonly directories: readonly string[];
};

type GuardedOptions = Options & {
  readonly failure: { listener: (error: unknown) => void };
};

/**
 * Opens the journal of a gateway, recovering it first if it was not closed cleanly.
 *
 * Rejects with `JournalLockedError` when another process has it, with `JournalDamagedError` when
 * acknowledged records are damaged and no good copy is there. While the disk is too full to recover
 * it waits and tries again, after `onBlocked`.
 */
export async function openJournal(options: OpenJournalOptions): Promise<Journal> {
  const settings = withDefaults(options);
  const { fileSystem, directories } = settings;
  const releases: (() => Promise<void>)[] = [];
  try {
    for (const directory of directories) {
      await fileSystem.makeDirectory(directory);
      releases.push(await fileSystem.lock(path.join(directory, LOCK_NAME)));
    }
    const journal = await whenThereIsSpace(settings, async () => {
      const recovered = await recover(settings);
      // Recovery has its own, which a full disk does not spoil: it starts all over again.
      const opened = new GatewayJournal(guarded(settings), recovered, releases);
      await opened.createSyncedOffset(recovered);
      return opened;
    });
    await journal.start();
    return journal;
  } catch (error) {
    for (const release of releases) await release();
    throw error;
  }
}

function withDefaults(options: OpenJournalOptions): Options {
  const { gatewayNumber, directory, mirrorDirectory } = options;
  if (!Number.isInteger(gatewayNumber) || gatewayNumber < 1 || gatewayNumber > 1_023) {
    throw new RangeError(`The gateway number must be 1..1023, not ${gatewayNumber}.`);
  }
  if (mirrorDirectory !== undefined && path.resolve(mirrorDirectory) === path.resolve(directory)) {
    throw new Error('The mirror directory must not be the journal directory itself.');
  }
  return {
    fileSystem: nodeFileSystem,
    earlierPublicKeys: [],
    isDeepCheck: false,
    fromSegment: 1,
    segmentsCheckedMax: SEGMENTS_CHECKED_MAX_DEFAULT,
    segmentBytesMax: SEGMENT_BYTES_MAX_DEFAULT,
    segmentAgeMaxMs: SEGMENT_AGE_MAX_MS_DEFAULT,
    recentBytesMax: RECENT_BYTES_MAX_DEFAULT,
    retryDelayMs: RETRY_DELAY_MS_DEFAULT,
    syncedOffsetDelayMs: SYNCED_OFFSET_DELAY_MS_DEFAULT,
    onBlocked: () => undefined,
    onResumed: () => undefined,
    onFatal: () => undefined,
    onNotice: () => undefined,
    ...options,
    directories: mirrorDirectory === undefined ? [directory] : [directory, mirrorDirectory],
  };
}

function recover(settings: Options): Promise<RecoveredJournal> {
  const publicKeys = [createPublicKey(settings.signingKey), ...settings.earlierPublicKeys];
  return recoverJournal({ ...settings, publicKeys, nowMs: Math.floor(settings.clock()) });
}

async function whenThereIsSpace<T>(settings: Options, attempt: () => Promise<T>): Promise<T> {
  let isBlocked = false;
  for (;;) {
    try {
      const result = await attempt();
      if (isBlocked) settings.onResumed();
      return result;
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      if (!isBlocked) settings.onBlocked(asError(error));
      isBlocked = true;
      await new Promise((resolve) => setTimeout(resolve, settings.retryDelayMs));
    }
  }
}

/** The same settings with a disk that stops at the first failure; the journal is told of it. */
function guarded(settings: Options): GuardedOptions {
  const failure: { listener: (error: unknown) => void } = { listener: () => undefined };
  const fileSystem = failStop(settings.fileSystem, (error) => failure.listener(error));
  return { ...settings, fileSystem, failure };
}

class GatewayJournal implements Journal {
  readonly #settings: GuardedOptions;
  readonly #releases: readonly (() => Promise<void>)[];
  readonly #writer: Writer;
  readonly #sealer: Sealer;
  readonly #restorer: Restorer;
  readonly #missing: readonly MissingCopy[];
  readonly #store: SegmentStore;
  readonly #recent: RecentRecords;
  readonly #reader: JournalReader;
  readonly #listeners = new Set<(syncedThrough: number) => void>();
  #syncedOffset: SyncedOffsetFile | undefined;
  #head: { sequence: number; chainHash: Buffer };
  #headSequence: number;
  #lastReceivedAtMs: number;
  #firstSequence = 1;
  #closing: Promise<void> | undefined;

  constructor(
    settings: GuardedOptions,
    recovered: RecoveredJournal,
    releases: readonly (() => Promise<void>)[],
  ) {
    const { fileSystem, directories, gatewayNumber } = settings;
    this.#settings = settings;
    this.#releases = releases;
    this.#head = { sequence: recovered.lastSequence, chainHash: recovered.chainHash };
    this.#headSequence = recovered.lastSequence;
    this.#lastReceivedAtMs = recovered.lastReceivedAtMs;
    this.#store = new SegmentStore(fileSystem, directories, recovered.sealedSegments);
    this.#recent = new RecentRecords(gatewayNumber, settings.recentBytesMax);
    this.#reader = createReader(this.#store, this.#recent, gatewayNumber);
    this.#restorer = new Restorer(settings);
    this.#missing = recovered.missing;
    this.#sealer = new Sealer({
      ...settings,
      merkleRoot: recovered.merkleRoot,
      onSealed: (segment) => this.#store.markSealed(segment),
      onFatal: (error) => this.#writer.fail(error),
    });
    this.#writer = new Writer(
      {
        ...settings,
        gateway: gatewayNumber,
        onSegment: (segment, before) => this.#onSegment(segment, before),
        onCommitted: (batch, segment) => {
          this.#recent.add(batch);
          this.#head = { sequence: batch.lastSequence, chainHash: batch.chainHash };
          this.#syncedOffset?.note(this.#state(segment.header.segment, segment.endBytes, false));
          queueMicrotask(() => this.#tellListeners());
        },
      },
      { ...recovered, nextSegment: (recovered.sealedSegments.at(-1) ?? 0) + 1 },
    );
    settings.failure.listener = (error) => this.#writer.fail(error);
  }

  /** Writes the synced offset of the recovered journal, before anything is appended. */
  async createSyncedOffset(recovered: RecoveredJournal): Promise<void> {
    const { fileSystem, directories, syncedOffsetDelayMs } = this.#settings;
    const segment = recovered.sealedSegments.at(-1) ?? 0;
    this.#syncedOffset = await SyncedOffsetFile.create(
      fileSystem,
      directories,
      { ...this.#state(segment, 0, false), counter: recovered.syncedCounter + 1 },
      { delayMs: syncedOffsetDelayMs, onError: (error) => this.#writer.fail(error) },
    );
  }

  /** Opens the first segment; waits while the disk is full. */
  async start(): Promise<void> {
    await this.#writer.start();
    this.#restorer.start(this.#missing);
    this.#firstSequence = (await this.#store.firstSequence()) ?? this.#headSequence + 1;
  }

  append(entry: JournalEntry): Promise<JournalPosition> {
    const { source, topic, refusal, payload } = entry;
    const refused = this.#writer.failure ?? this.#closedError();
    if (refused !== undefined) return Promise.reject(refused);
    const sourceBytes = Buffer.byteLength(source);
    const topicBytes = Buffer.byteLength(topic);
    const refusalBytes = refusal === null ? 0 : Buffer.byteLength(refusal);
    if (
      sourceBytes > TEXT_BYTES_MAX ||
      topicBytes > TEXT_BYTES_MAX ||
      refusalBytes >= TEXT_BYTES_MAX ||
      payload.length > PAYLOAD_BYTES_MAX
    ) {
      return Promise.reject(new RangeError('The message is too long for the journal.'));
    }
    this.#headSequence += 1;
    const sequence = this.#headSequence;
    const receivedAtMs = Math.max(Math.floor(this.#settings.clock()), this.#lastReceivedAtMs);
    this.#lastReceivedAtMs = receivedAtMs;
    const texts = { source, topic, refusal, sourceBytes, topicBytes, refusalBytes };
    return new Promise((resolve, reject) => {
      this.#writer.add({ ...texts, sequence, receivedAtMs, payload, resolve, reject });
    });
  }

  get outstandingBytes(): number {
    return this.#writer.outstandingBytes;
  }

  get syncedThrough(): number {
    return this.#head.sequence;
  }

  get headSequence(): number {
    return this.#headSequence;
  }

  get firstSequence(): number {
    return this.#firstSequence;
  }

  get head(): JournalHead {
    return { sequence: this.#head.sequence, chainHash: this.#head.chainHash.toString('hex') };
  }

  get blocked(): boolean {
    return this.#writer.isBlocked;
  }

  onSynced(listener: (syncedThrough: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  read(range: ReadRange): Promise<JournalRecord[]> {
    const fromSequence = Math.max(range.fromSequence, this.#firstSequence);
    const toSequence = Math.min(range.toSequence ?? this.syncedThrough, this.syncedThrough);
    return this.#reader.read({ ...range, fromSequence, toSequence });
  }

  async record(sequence: number): Promise<JournalRecord | undefined> {
    if (sequence < this.#firstSequence) return undefined;
    const records = await this.read({
      fromSequence: sequence,
      toSequence: sequence,
      countMax: 1,
      bytesMax: 1,
    });
    return records[0];
  }

  firstSequenceAt(atMs: number): Promise<number> {
    const { syncedThrough } = this;
    if (syncedThrough < this.#firstSequence) return Promise.resolve(syncedThrough + 1);
    return this.#reader.firstSequenceAt(atMs, syncedThrough);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    try {
      await this.#restorer.stop();
      const segment = await this.#writer.drain();
      if (this.#writer.failure === undefined && segment !== undefined && !segment.isEmpty) {
        this.#sealer.add(segment);
      } else {
        await segment?.close();
      }
      await this.#sealer.stop();
      if (this.#writer.failure === undefined) {
        if (segment?.isEmpty === true) await this.#removeEmpty(segment);
        const number = segment?.header.segment ?? 0;
        const isClosed = this.#sealer.isIdle;
        this.#syncedOffset?.note(this.#state(number, segment?.endBytes ?? 0, isClosed));
      }
    } finally {
      await this.#syncedOffset?.close().catch((error: unknown) => this.#writer.fail(error));
      for (const release of this.#releases) await release();
    }
  }

  async #removeEmpty(segment: OpenSegment): Promise<void> {
    const { fileSystem, directories } = this.#settings;
    for (const directory of directories) {
      await fileSystem.unlink(path.join(directory, openSegmentName(segment.header.segment)));
      await fileSystem.syncDirectory(directory);
    }
  }

  #onSegment(segment: OpenSegment, before: OpenSegment | undefined): void {
    this.#store.addOpen(segment);
    if (before !== undefined) this.#sealer.add(before);
  }

  #state(segment: number, offsetBytes: number, isClosed: boolean): SyncedState {
    const { sequence, chainHash } = this.#head;
    const gateway = this.#settings.gatewayNumber;
    return { gateway, segment, offsetBytes, sequence, chainHash, isClosed };
  }

  #closedError(): JournalClosedError | undefined {
    if (this.#closing === undefined) return undefined;
    return new JournalClosedError('The journal is closed.');
  }

  #tellListeners(): void {
    for (const listener of this.#listeners) listener(this.#head.sequence);
  }
}
