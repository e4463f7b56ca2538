import type {
  FetchedMessage,
  GatewayCommand,
  ReplayedMessage,
  VerificationReport,
} from '@hengneng/contracts';
import { QUARANTINE_REASONS } from '@hengneng/domain';
import type {
  Journal,
  JournalHead,
  JournalRecord,
  VerificationReport as JournalReport,
} from '@hengneng/journal';

import { positionText } from '../custody/receipt.ts';
import type { Custodian } from '../message-source.ts';

/** Findings that an answer carries at most; the first ones say where it began. */
const FINDINGS_MAX = 100;
/** Reasons of the gateway that mending the registry can cure; the others stay refused. */
const CURABLE: ReadonlySet<string> = new Set(['unknown-device']);

interface Dependencies {
  readonly gateway: number;
  readonly journal: Pick<Journal, 'record' | 'head'>;
  readonly custodian: Custodian;
  /** Verifies the journal without holding up this thread. */
  readonly verify: () => Promise<JournalReport>;
  /** Wall clock, ms since the epoch. */
  readonly now: () => number;
}

type Answer = JournalHead | VerificationReport | FetchedMessage | ReplayedMessage | null;

/**
 * Builds the processor of this gateway's commands. A replay is a new record with the old one named in
 * its source, so history is never rewritten; a replay that ran twice gives duplicates, which are
 * harmless.
 */
export function createGatewayCommandsProcessor(dependencies: Dependencies) {
  return async (command: GatewayCommand): Promise<Answer> => {
    if (command.type === 'verify') return await verify(dependencies);
    if (command.type === 'head') return dependencies.journal.head;
    const record = await dependencies.journal.record(command.sequence);
    if (record === undefined) return null;
    if (command.type === 'fetch') return fetched(record);
    const position = await dependencies.custodian.take({
      source: `replay:${command.actor}:${record.sequence}:${record.source}`.slice(0, 512),
      topic: record.topic,
      refusal: refusalOnReplay(record.refusal),
      payload: record.payload,
    });
    return { position: positionText(position), sequence: position.sequence };
  };
}

async function verify({ gateway, verify, now }: Dependencies): Promise<VerificationReport> {
  const startedAtMs = now();
  const report = await verify();
  return {
    gateway,
    startedAtMs,
    finishedAtMs: now(),
    ok: report.ok,
    segments: report.segments,
    records: report.records,
    firstSequence: report.firstSequence,
    lastSequence: report.lastSequence,
    findings: report.findings.slice(0, FINDINGS_MAX).map((finding) => ({
      segment: finding.segment,
      block: finding.block,
      sequence: finding.record,
      message: `${finding.file}: ${finding.message}`,
    })),
  };
}

function fetched(record: JournalRecord): FetchedMessage {
  return {
    position: positionText(record),
    sequence: record.sequence,
    receivedAtMs: record.receivedAtMs,
    source: record.source,
    topic: record.topic,
    refusal: record.refusal,
    payloadBase64: record.payload.toString('base64'),
  };
}

/** What the door refused stays refused, unless the reason may have gone since. */
function refusalOnReplay(refusal: string | null) {
  if (refusal === null || CURABLE.has(refusal)) return null;
  return QUARANTINE_REASONS.find((reason) => reason === refusal) ?? 'malformed';
}
