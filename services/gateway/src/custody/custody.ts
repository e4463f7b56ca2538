import { JournalClosedError, type JournalPosition } from '@hengneng/journal';
import type { Custodian, CustodyJournal, ReceivedMessage } from '../message-source.ts';
import { isOversize, stubOfPayload } from './oversize-stub.ts';

/** Characters kept of a topic; jobs carry no more. */
const TOPIC_CHARACTERS_MAX = 1_024;

interface Options {
  readonly journal: CustodyJournal;
  /** Bytes appended and not yet on disk above which no door may read on. */
  readonly outstandingBytesMax: number;
  /** Called once when the journal can promise nothing any more: the process must end. */
  readonly onFatal: (error: Error) => void;
  readonly onTaken?: (message: ReceivedMessage, position: JournalPosition) => void;
}

/** The custodian together with the handles its journal's callbacks need. */
export interface Custody extends Custodian {
  /** To be called when the disk is full, and when it no longer is. */
  recheck(): void;
  /** Why the doors are shut, for people; null when they are open. */
  problem(): string | null;
}

/** Builds the custodian: journal first, then the sender is told. */
export function createCustody({
  journal,
  outstandingBytesMax,
  onFatal,
  onTaken,
}: Options): Custody {
  const listeners = new Set<(open: boolean) => void>();
  let open = true;
  let failed = false;

  /** Opens again well below the limit, so that the doors do not swing with every message. */
  const recheck = () => {
    const limit = open ? outstandingBytesMax : outstandingBytesMax / 2;
    const wanted = !failed && !journal.blocked && journal.outstandingBytes <= limit;
    if (wanted === open) return;
    open = wanted;
    for (const listener of listeners) listener(open);
  };

  const fail = (error: unknown) => {
    // Too late for this stop: the sender hears nothing and sends again.
    if (error instanceof JournalClosedError) return;
    if (!failed) {
      failed = true;
      onFatal(error instanceof Error ? error : new Error(String(error)));
    }
    recheck();
  };

  const take = (message: ReceivedMessage): Promise<JournalPosition> => {
    const appended = journal.append(admissible(message));
    if (open) recheck();
    return new Promise((resolve) => {
      appended.then((position) => {
        if (failed) return;
        if (!open) recheck();
        onTaken?.(message, position);
        resolve(position);
      }, fail);
    });
  };

  return {
    take,
    recheck,
    get open() {
      return open;
    },
    onOpenChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    problem: () => {
      if (failed) return 'The journal has failed.';
      if (journal.blocked) return 'The disk of the journal is full.';
      return open ? null : 'The disk of the journal is slower than the senders.';
    },
  };
}

/** The message within the journal's limits: a payload too large becomes its stub. */
function admissible(message: ReceivedMessage): ReceivedMessage {
  const oversize = isOversize(message.payload);
  const longTopic = message.topic.length > TOPIC_CHARACTERS_MAX;
  if (!oversize && !longTopic) return message;
  return {
    source: message.source,
    topic: longTopic ? message.topic.slice(0, TOPIC_CHARACTERS_MAX) : message.topic,
    refusal: refusalOf(message.refusal, oversize),
    payload: oversize ? stubOfPayload(message.payload) : message.payload,
  };
}

/** That a message is not the sender's to send weighs more than its size. */
function refusalOf(refusal: ReceivedMessage['refusal'], oversize: boolean) {
  if (!oversize) return refusal ?? 'malformed';
  return refusal === null || refusal === 'retained' ? 'too-large' : refusal;
}
