export * from './errors.ts';
export type { JournalFile, JournalFileSystem, OpenMode } from './file-system.ts';
export { type OpenForwardingLogOptions, openForwardingLog } from './forwarding-log.ts';
export {
  type InclusionProof,
  type InclusionResult,
  type ProveInclusionOptions,
  proveInclusion,
  verifyInclusion,
} from './inclusion.ts';
export { openJournal } from './journal.ts';
export { keyFingerprint, loadOrCreateSigningKey, publicKeyPath } from './keys.ts';
export { nodeFileSystem } from './node-file-system.ts';
export { type ScanJournalOptions, scanJournal } from './scan-journal.ts';
export type {
  ForwardingLog,
  ForwardingRange,
  Journal,
  JournalEntry,
  JournalHead,
  JournalNotice,
  JournalPosition,
  JournalRecord,
  OpenJournalOptions,
  ReadRange,
  VerificationFinding,
  VerificationReport,
} from './types.ts';
export { type VerificationProgress, type VerifyJournalOptions, verifyJournal } from './verify.ts';
