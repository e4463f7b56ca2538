import type { QuarantineReason } from '@hengneng/domain';
import type { Journal, JournalPosition } from '@hengneng/journal';

/** A message as a door hands it over, with the door's verdict. */
export interface ReceivedMessage {
  /** Which door and whose credential: `mqtt:{username}`, `http:{username}` or `broker:`. */
  readonly source: string;
  readonly topic: string;
  /** Why it must be quarantined whole; null for a message that is welcome. */
  readonly refusal: QuarantineReason | null;
  readonly payload: Uint8Array;
}

/** Takes custody of messages; every door uses the same one. */
export interface Custodian {
  /**
   * Resolves with the message's place once it is on disk, fsynced: only then may the sender be told.
   * Resolves in the order of the calls. Never rejects for a single message: when the journal fails
   * the process ends, and the promise stays open so that nobody is told anything.
   */
  take(message: ReceivedMessage): Promise<JournalPosition>;
  /** False while no more may be read from senders (disk full, or too much not yet on disk). */
  readonly open: boolean;
  /** Calls back when {@link open} changes; returns the unsubscriber. */
  onOpenChange(listener: (open: boolean) => void): () => void;
}

/** A message down to one device, or to all of an enterprise. */
export interface Downlink {
  readonly enterpriseId: string;
  /** `''` for every device of the enterprise. */
  readonly deviceId: string;
  readonly kind: 'rejections' | 'requests' | 'alerts';
  readonly payload: string;
}

/** One front door: MQTT server of our own, or client of somebody's broker. */
export interface MessageSource {
  /** Begins to accept messages. Throws when it cannot (port taken, broker open to anybody). */
  start(): Promise<void>;
  /** Why nothing can come in through this door now; null when all is well. */
  problem(): string | null;
  /** Best effort: the api keeps what was to be said. */
  deliver(downlink: Downlink): void;
  /** Stops accepting, waits for what was taken, closes. */
  stop(): Promise<void>;
}

/** What the gateway needs of the journal to take custody. */
export type CustodyJournal = Pick<
  Journal,
  'append' | 'outstandingBytes' | 'blocked' | 'headSequence' | 'syncedThrough'
>;
