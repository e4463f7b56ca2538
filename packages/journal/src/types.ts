import type { KeyObject } from 'node:crypto';

import type { JournalFileSystem } from './file-system.ts';

/** A raw message as the gateway hands it over. */
export interface JournalEntry {
  /** Which door and whose credential, e.g. `mqtt:{username}`; at most 65 535 bytes of UTF-8. */
  readonly source: string;
  /** Topic as sent; at most 65 535 bytes of UTF-8. */
  readonly topic: string;
  /** Why the message must be quarantined as a whole, or null; at most 65 534 bytes of UTF-8. */
  readonly refusal: string | null;
  /** The message's bytes. Must not be changed until the append has settled. */
  readonly payload: Uint8Array;
}

/** Where a record is in the journal. */
export interface JournalPosition {
  /** Number of the gateway, 1..1023. */
  readonly gateway: number;
  /** Number of the segment, from 1. */
  readonly segment: number;
  /** Number of the record: rises by one per gateway for ever, from 1. */
  readonly sequence: number;
  /** When the journal took the record, ms since the epoch, UTC; never less than the one before. */
  readonly receivedAtMs: number;
}

/** A record read back from the journal. */
export interface JournalRecord extends JournalPosition {
  readonly source: string;
  readonly topic: string;
  readonly refusal: string | null;
  /** A view of a buffer shared with other records: copy it before keeping it long or changing it. */
  readonly payload: Buffer;
}

/** Which records to read; ranges are closed, `[fromSequence, toSequence]`. */
export interface ReadRange {
  readonly fromSequence: number;
  /** Last record wanted; the last synced one if absent. */
  readonly toSequence?: number;
  /** At most this many records. */
  readonly countMax: number;
  /** Stops before the payloads exceed this many bytes; one record is always returned. */
  readonly bytesMax: number;
}

/** End of the chain: to be kept elsewhere as evidence of what the journal held. */
export interface JournalHead {
  /** Last synced record, 0 in an empty journal. */
  readonly sequence: number;
  /** Chain hash of that record, hexadecimal. */
  readonly chainHash: string;
}

/** What recovery and the running journal tell their owner besides results. */
export type JournalNotice =
  | { readonly kind: 'recovered'; readonly segment: number; readonly records: number }
  | { readonly kind: 'tail-cut'; readonly segment: number; readonly bytes: number }
  | {
      readonly kind: 'restored';
      readonly segment: number;
      readonly from: string;
      readonly to: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'sealed';
      readonly segment: number;
      readonly records: number;
      readonly rawBytes: number;
      readonly sealedBytes: number;
      readonly durationMs: number;
    }
  | {
      readonly kind: 'restore-failed';
      readonly segment: number;
      readonly from: string;
      readonly to: string;
      readonly error: Error;
    }
  | { readonly kind: 'seal-blocked'; readonly segment: number; readonly error: Error };

/** How a journal is opened. */
export interface OpenJournalOptions {
  /** Directory of the segments; made if absent. */
  readonly directory: string;
  /** Second copy, on another disk; every append is synced in both before it resolves. */
  readonly mirrorDirectory?: string;
  /** Number of this gateway, 1..1023; refused if the directory belongs to another one. */
  readonly gatewayNumber: number;
  /** Ed25519 private key that signs sealed segments. */
  readonly signingKey: KeyObject;
  /** Public keys of earlier signing keys, so that old segments are still checked. */
  readonly earlierPublicKeys?: readonly KeyObject[];
  /**
   * Check every block of every segment before opening and restore bad ones from the other copy; takes
   * about 5 s a GiB of messages. Without it only the footers of the newest segments are checked.
   */
  readonly isDeepCheck?: boolean;
  /** First segment that must be there: 1, or a later one where older ones were moved to an archive. */
  readonly fromSegment?: number;
  /** Newest segments whose footers and links are checked at every opening; 64 by default. */
  readonly segmentsCheckedMax?: number;
  /** Disk to use; the real one by default. */
  readonly fileSystem?: JournalFileSystem;
  /** Wall clock, ms since the epoch. */
  readonly clock: () => number;
  /** A segment is closed when it is this long; 64 MiB by default. */
  readonly segmentBytesMax?: number;
  /** A segment is closed when its first record is this old, at the next append; 1 h by default. */
  readonly segmentAgeMaxMs?: number;
  /** The disk is full: appends wait. Called once until `onResumed`. */
  readonly onBlocked?: (error: Error) => void;
  /** There is space again: what waited longest is synced, the rest follows. */
  readonly onResumed?: () => void;
  /** The journal can no longer promise anything: exit without acknowledging. Called once. */
  readonly onFatal?: (error: Error) => void;
  /** Told of recoveries, restored copies and sealed segments. */
  readonly onNotice?: (notice: JournalNotice) => void;
  /** Pause between attempts while the disk is full; 1 000 ms by default. */
  readonly retryDelayMs?: number;
  /** Bytes of synced records kept in memory for reading; 32 MiB by default. */
  readonly recentBytesMax?: number;
  /** Longest time an idle journal's synced offset stays unsynced on disk; 100 ms by default. */
  readonly syncedOffsetDelayMs?: number;
}

/** The journal of one gateway. */
export interface Journal {
  /**
   * Appends a message; resolves when it is on disk (and on the mirror), synced.
   *
   * Positions are in the order of the calls and the promises resolve in that order. While the disk
   * is full it waits. It rejects with `JournalFailedError` after a fatal error, `JournalClosedError`
   * after `close`, and `RangeError` for fields that are too long; nothing is written then.
   */
  append(entry: JournalEntry): Promise<JournalPosition>;
  /** Bytes of appended records that are not yet synced. */
  readonly outstandingBytes: number;
  /** Last record that is synced, 0 if none. Only these can be read. */
  readonly syncedThrough: number;
  /** Last record that was appended, synced or not, 0 if none. */
  readonly headSequence: number;
  /** First record that is kept, `syncedThrough + 1` if none. */
  readonly firstSequence: number;
  /** End of the chain, of the last synced record. */
  readonly head: JournalHead;
  /** True while the disk is full. */
  readonly blocked: boolean;
  /** Calls `listener` after each sync with the new `syncedThrough`; returns the unsubscriber. */
  onSynced(listener: (syncedThrough: number) => void): () => void;
  /**
   * Reads synced records in order; empty when there are none in the range.
   *
   * Rejects with `JournalDamagedError` when a record on disk (and on the mirror) is damaged.
   */
  read(range: ReadRange): Promise<JournalRecord[]>;
  /** One synced record, or undefined when it is not (yet, or any more) in the journal. */
  record(sequence: number): Promise<JournalRecord | undefined>;
  /**
   * The first synced record with `receivedAtMs >= atMs`, or `syncedThrough + 1` when there is none:
   * records received before `atMs` are exactly those below the answer.
   */
  firstSequenceAt(atMs: number): Promise<number>;
  /** Drains what is pending, seals the open segment and releases the lock. Idempotent. */
  close(): Promise<void>;
}

/** A planned range of the forwarding log: sequences `[from, to]`, both included. */
export interface ForwardingRange {
  readonly from: number;
  readonly to: number;
  /** Bytes of the range, as the planner counts them. */
  readonly bytes: number;
}

/** What is known of forwarding: which ranges were planned and which are complete. */
export interface ForwardingLog {
  /** End of the last planned range, 0 if none. */
  readonly plannedThrough: number;
  /** Highest sequence such that every range up to it is complete. */
  readonly completedThrough: number;
  /** Sum of `bytes` of the ranges that are not complete. */
  readonly uncompletedBytes: number;
  /**
   * Records that a range will be forwarded; resolves when that is synced. `from` must be
   * `plannedThrough + 1` (`RangeError`). Rejects with `ForwardingLogFullError` when the disk is full
   * (nothing planned; try again) and with `ForwardingLogFailedError` after any other error (fatal).
   */
  plan(range: ForwardingRange): Promise<void>;
  /** Marks the range that starts at `from`; may be forgotten by a crash. Unknown: ignored. */
  complete(from: number): void;
  /** Ranges planned and not complete, in order. */
  uncompleted(): ForwardingRange[];
  /** The range that holds a record, among the uncompleted and the last 4 096 complete ones. */
  rangeHolding(sequence: number): ForwardingRange | undefined;
  /** Writes what is pending and releases the files. */
  close(): Promise<void>;
}

/** One thing that is wrong with a journal; findings are in the order of the records. */
export interface VerificationFinding {
  /** Name of the file, without directory. */
  readonly file: string;
  /** Number of the segment; null for files that are no segment. */
  readonly segment: number | null;
  /** Index of the block in its sealed segment, from 0; null outside blocks and in open segments. */
  readonly block: number | null;
  /** Sequence of the first record that is altered, missing or unreadable; null if none is. */
  readonly record: number | null;
  /** Which part of the file it is. */
  readonly part:
    | 'file'
    | 'header'
    | 'block-header'
    | 'stored-hash'
    | 'record'
    | 'block-body'
    | 'footer'
    | 'signature'
    | 'chain'
    | 'synced-offset';
  /** Position in the file of the part that is wrong, in bytes, if known. */
  readonly offsetBytes: number | null;
  /** What is wrong, one sentence. */
  readonly message: string;
}

/** Result of a verification. */
export interface VerificationReport {
  readonly ok: boolean;
  readonly gateway: number | null;
  readonly segments: number;
  readonly records: number;
  readonly firstSequence: number | null;
  readonly lastSequence: number | null;
  /** Chain hash of the last record, hexadecimal; null if none. */
  readonly chainHash: string | null;
  /** Expected heads that the journal contains. */
  readonly headsConfirmed: number;
  readonly findings: readonly VerificationFinding[];
}
