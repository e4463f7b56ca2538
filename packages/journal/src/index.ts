export * from './errors.ts';
export type { JournalFile, JournalFileSystem, OpenMode } from './file-system.ts';
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
