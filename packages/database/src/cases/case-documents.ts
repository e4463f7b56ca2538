import {
  assertPermitted,
  type DeadlineTerm,
  DOCUMENT_KINDS,
  type DocumentKindId,
  DomainError,
  deadlineAfter,
  type WorkCalendar,
} from '@hengneng/domain';
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { ActingPerson } from '../alerts/alert-actions.ts';
import type { Alert } from '../alerts/alert-row.ts';
import { listCaseAlerts } from '../alerts/list-alerts.ts';
import { sha256Hex } from '../audit/append-audit.ts';
import type { Executor } from '../connection.ts';
import { notFound } from '../failures.ts';
import { caseDocument } from '../schema/cases.ts';
import { assertShown, type CaseRequest } from './case-acts.ts';
import { assertWorks, type CaseFile, lockCase, takeStep } from './case-row.ts';
import {
  type IssuingBody,
  keepDocumentNumber,
  nextDocumentNumber,
  signingBody,
} from './document-numbers.ts';

/** What an inspector writes into a document; the platform adds issuer, number, dates and figures. */
export interface DocumentContent {
  /** 事实: with its figures, as they are to be read. */
  readonly facts: string;
  /** 依据 */
  readonly basis: string;
  /** 要求 */
  readonly request: string;
  /** For the answer or the rectification; null where none is awaited. */
  readonly deadline: DeadlineTerm | null;
  /** What only some kinds have: place, time, contact; shown as they stand. */
  readonly particulars: readonly { readonly label: string; readonly text: string }[];
}

/** A document of a case, without its printed text. */
export interface CaseDocument {
  readonly id: string;
  readonly caseId: string;
  readonly enterpriseId: string;
  readonly kind: DocumentKindId;
  readonly state: 'draft' | 'issued' | 'void' | 'discarded';
  readonly content: DocumentContent;
  readonly draftedAtMs: number;
  readonly draftedByUserId: string;
  readonly draftedBy: string;
  readonly number: string | null;
  readonly issuedAtMs: number | null;
  readonly signedBy: string | null;
  /** SHA-256 (hex) of the printed text. */
  readonly sha256: string | null;
  readonly servedOn: string | null;
  readonly dueOn: string | null;
  readonly answeredAtMs: number | null;
  readonly escalationLevel: number;
}

/** What a printed text is made of. */
export interface DocumentToPrint {
  readonly kind: DocumentKindId;
  readonly file: CaseFile;
  readonly alerts: readonly Alert[];
  readonly content: DocumentContent;
  /** Null for what no authority signs. */
  readonly body: IssuingBody | null;
  readonly number: string | null;
  /** Who signs or, unsigned, writes it. */
  readonly person: string;
  readonly atMs: number;
}
/** Makes the printable text; pure, with everything escaped. */
export type PrintDocument = (document: DocumentToPrint) => string;

export const DOCUMENT_COLUMNS = {
  id: caseDocument.id,
  caseId: caseDocument.caseId,
  enterpriseId: caseDocument.enterpriseId,
  kind: caseDocument.kind,
  state: caseDocument.state,
  content: caseDocument.content,
  draftedAtMs: caseDocument.draftedAt,
  draftedByUserId: caseDocument.draftedByUserId,
  draftedBy: caseDocument.draftedBy,
  number: caseDocument.number,
  issuedAtMs: caseDocument.issuedAt,
  signedBy: caseDocument.signedBy,
  sha256: caseDocument.sha256,
  servedOn: caseDocument.servedOn,
  dueOn: caseDocument.dueOn,
  answeredAtMs: caseDocument.answeredAt,
  escalationLevel: caseDocument.escalationLevel,
};

/**
 * Writes a draft of what the case permits; an authority signs it, or it is written anew.
 *
 * @throws DomainError NOT_FOUND, MEASURE_NOT_PERMITTED, CASE_STEP_REFUSED, CASE_INVALID
 */
export async function draftDocument(
  tx: Executor,
  { scope, caseId, by }: CaseRequest,
  draft: {
    readonly kind: DocumentKindId;
    readonly content: DocumentContent;
    readonly note: string;
  },
): Promise<string> {
  const { kind, content, note } = draft;
  const before = await lockCase(tx, scope, caseId);
  assertWorks(before, by.userId);
  const { answered, signed } = DOCUMENT_KINDS[kind];
  if (!signed) throw new DomainError('CASE_INVALID', `A ${kind} is not drafted for a signature.`);
  if (answered !== (content.deadline !== null)) {
    const message = answered ? 'needs a deadline for the answer' : 'has no deadline';
    throw new DomainError('CASE_INVALID', `A document of this kind ${message}.`);
  }
  await assertDocumentPermitted(tx, before, kind);
  const documentId = await insertDocument(tx, before, { kind, content, by, issued: null });
  const facts = { act: 'draft', by, note, documentId, details: { kind } } as const;
  await takeStep(tx, before, { ...facts, maySeeInternal: true });
  return documentId;
}

/**
 * Signs a draft: takes the next number of the body and year and freezes the text with its SHA-256.
 * What the case permits is asked again, for its alerts may have changed since.
 *
 * @throws DomainError NOT_FOUND, MEASURE_NOT_PERMITTED, DUTIES_NOT_SEPARATED, CASE_STEP_REFUSED
 */
export async function signDocument(
  tx: Executor,
  { scope, caseId, by }: CaseRequest,
  request: {
    readonly documentId: string;
    readonly mark: string;
    /** Year of the number, in the enterprise's zone. */
    readonly year: number;
    readonly note: string;
    readonly print: PrintDocument;
  },
): Promise<void> {
  const { documentId, mark, year, note, print } = request;
  const before = await lockCase(tx, scope, caseId);
  const draft = await lockDocument(tx, caseId, documentId, 'draft');
  if (draft.draftedByUserId === by.userId) {
    throw new DomainError('DUTIES_NOT_SEPARATED', 'You wrote this draft; another person signs it.');
  }
  await assertDocumentPermitted(tx, before, draft.kind);
  const alerts = await listCaseAlerts(tx, [caseId]);
  const body = await signingBody(tx, scope, mark);
  const { no, number } = await nextDocumentNumber(tx, mark, year);
  const html = print({
    ...{ kind: draft.kind, file: before, alerts, content: draft.content, body, number },
    person: by.username,
    atMs: by.atMs,
  });
  const sha256 = sha256Hex(html);
  await tx
    .update(caseDocument)
    .set({
      ...{ state: 'issued', number, html, sha256, issuedAt: by.atMs },
      signedByUserId: by.userId,
      signedBy: by.username,
    })
    .where(eq(caseDocument.id, documentId));
  await keepDocumentNumber(tx, { mark, year, no, documentId, givenAt: by.atMs });
  const details = { kind: draft.kind, number, sha256 };
  await takeStep(tx, before, { act: 'issue', by, note, documentId, details, maySeeInternal: true });
}

/** Sends a draft back: it is kept, and never signed. */
export async function discardDraft(
  tx: Executor,
  { scope, caseId, by }: CaseRequest,
  { documentId, note }: { readonly documentId: string; readonly note: string },
): Promise<void> {
  const before = await lockCase(tx, scope, caseId);
  const { kind } = await lockDocument(tx, caseId, documentId, 'draft');
  await tx.update(caseDocument).set({ state: 'discarded' }).where(eq(caseDocument.id, documentId));
  const details = { kind, discarded: true };
  await takeStep(tx, before, { act: 'void', by, note, documentId, details, maySeeInternal: true });
}

/** Voids an issued document: text and number are kept, its deadline ends. */
export async function voidDocument(
  tx: Executor,
  { scope, caseId, by }: CaseRequest,
  { documentId, note }: { readonly documentId: string; readonly note: string },
): Promise<void> {
  const before = await lockCase(tx, scope, caseId);
  const { kind, number, servedOn } = await lockDocument(tx, caseId, documentId, 'issued');
  await tx
    .update(caseDocument)
    .set({ state: 'void', voidedAt: by.atMs })
    .where(eq(caseDocument.id, documentId));
  const act = kind === 'rectification-order' && servedOn !== null ? 'void-order' : 'void';
  const details = { kind, number };
  await takeStep(tx, before, { act, by, note, documentId, details, maySeeInternal: true });
}

/** How a document was served, for the record and for the 送达回证. */
export interface Service {
  readonly documentId: string;
  /** Day of service, `YYYY-MM-DD`, in the enterprise's zone. */
  readonly servedOn: string;
  readonly method: string;
  readonly place: string;
  readonly receivedBy: string;
  readonly note: string;
  readonly attachmentIds: readonly string[];
}

/**
 * Puts the service of a document on record: from the day after it the deadline runs. Makes its 送达回证.
 *
 * @throws DomainError NOT_FOUND, CASE_STEP_REFUSED, CASE_INVALID
 */
export async function serveDocument(
  tx: Executor,
  { scope, caseId, by }: CaseRequest,
  service: Service & {
    readonly issuedOn: (atMs: number) => string;
    readonly calendar: WorkCalendar;
    readonly print: PrintDocument;
  },
): Promise<{ readonly dueOn: string | null; readonly unknownYears: readonly number[] }> {
  const { documentId, servedOn, method, place, receivedBy, note, attachmentIds } = service;
  const before = await lockCase(tx, scope, caseId);
  assertWorks(before, by.userId);
  const document = await lockDocument(tx, caseId, documentId, 'issued');
  if (document.servedOn !== null || document.number === null) {
    throw new DomainError('CASE_STEP_REFUSED', 'This document was served, or is none to serve.');
  }
  const today = service.issuedOn(by.atMs);
  if (servedOn < service.issuedOn(document.issuedAtMs ?? 0) || servedOn > today) {
    const message = 'A document is served after it was issued, and not in the future.';
    throw new DomainError('CASE_INVALID', message);
  }
  const { deadline } = document.content;
  const due = deadline === null ? null : deadlineAfter(servedOn, deadline, service.calendar);
  await tx
    .update(caseDocument)
    .set({ servedOn, dueOn: due?.lastDay ?? null })
    .where(eq(caseDocument.id, documentId));
  const particulars = [
    { label: '送达文书', text: DOCUMENT_KINDS[document.kind].titleZh },
    { label: '文书文号', text: document.number },
    { label: '文书校验值（SHA-256）', text: document.sha256 ?? '' },
    { label: '送达日期', text: servedOn },
    { label: '送达方式', text: method },
    { label: '送达地点', text: place },
    { label: '收件人', text: receivedBy },
  ];
  const content = { ...EMPTY_CONTENT, facts: note, particulars };
  const proofId = await insertUnsigned(tx, before, {
    ...{ kind: 'service-proof' as const, content, by, print: service.print },
  });
  await takeStep(tx, before, {
    act:
      document.kind === 'rectification-order' ? 'serve-order' : due === null ? 'inform' : 'serve',
    ...{ by, note, documentId, attachmentIds, maySeeInternal: true },
    details: {
      number: document.number,
      servedOn,
      method,
      receivedBy,
      dueOn: due?.lastDay,
      proofId,
    },
  });
  return { dueOn: due?.lastDay ?? null, unknownYears: due?.unknownYears ?? [] };
}

/** Records an inspection with its 现场笔录, which those who were there sign by hand. */
export async function recordInspection(
  tx: Executor,
  { scope, caseId, by }: CaseRequest,
  inspection: {
    readonly content: DocumentContent;
    readonly note: string;
    readonly attachmentIds: readonly string[];
    readonly details: Readonly<Record<string, unknown>>;
    readonly print: PrintDocument;
    readonly assertForm: (tx: Executor) => Promise<void>;
  },
): Promise<string> {
  const { content, note, attachmentIds, details, print } = inspection;
  const before = await lockCase(tx, scope, caseId);
  assertWorks(before, by.userId);
  await inspection.assertForm(tx);
  const kind = 'inspection-record';
  const documentId = await insertUnsigned(tx, before, { kind, content, by, print });
  const facts = { act: 'inspect', by, note, documentId, attachmentIds, details } as const;
  await takeStep(tx, before, { ...facts, maySeeInternal: true });
  return documentId;
}

/** The enterprise's answer to a document that was served on it. */
export async function answerDocument(
  tx: Executor,
  { scope, caseId, by }: CaseRequest,
  answer: {
    readonly documentId: string;
    readonly text: string;
    readonly attachmentIds: readonly string[];
  },
): Promise<void> {
  const { documentId, text, attachmentIds } = answer;
  const before = await lockCase(tx, scope, caseId);
  await assertShown(tx, caseId);
  const document = await lockDocument(tx, caseId, documentId, 'issued');
  if (document.servedOn === null || document.dueOn === null || document.answeredAtMs !== null) {
    throw new DomainError('CASE_STEP_REFUSED', 'This document waits for no answer.');
  }
  await tx.update(caseDocument).set({ answeredAt: by.atMs }).where(eq(caseDocument.id, documentId));
  await takeStep(tx, before, {
    act: document.kind === 'rectification-order' ? 'reply-order' : 'reply',
    ...{ by, note: text, documentId, attachmentIds, maySeeInternal: false },
    details: { number: document.number, dueOn: document.dueOn },
  });
}

/** Content of what an inspector records and nobody signs. */
export const EMPTY_CONTENT: DocumentContent = {
  facts: '',
  basis: '',
  request: '',
  deadline: null,
  particulars: [],
};

/** A document of a case, locked, in the state it has to be in. */
export async function lockDocument(
  tx: Executor,
  caseId: string,
  documentId: string,
  state: 'draft' | 'issued',
): Promise<CaseDocument> {
  const [row] = await tx
    .select(DOCUMENT_COLUMNS)
    .from(caseDocument)
    .where(and(eq(caseDocument.id, documentId), eq(caseDocument.caseId, caseId)))
    .for('update');
  if (row === undefined) throw notFound('document');
  if (row.state === state) return row as CaseDocument;
  const message = `A document that is ${row.state} does not take this.`;
  throw new DomainError('CASE_STEP_REFUSED', message, { details: { state: row.state } });
}

/** Documents of a case, oldest first. */
export async function listCaseDocuments(
  executor: Executor,
  caseId: string,
): Promise<CaseDocument[]> {
  const rows = await executor
    .select(DOCUMENT_COLUMNS)
    .from(caseDocument)
    .where(eq(caseDocument.caseId, caseId))
    .orderBy(asc(caseDocument.draftedAt), asc(caseDocument.id));
  return rows as CaseDocument[];
}

/** The printed text of an issued document of a case that may be seen, or NOT_FOUND. */
export async function getDocumentText(
  executor: Executor,
  caseId: string,
  documentId: string,
): Promise<{ readonly html: string; readonly sha256: string }> {
  const [row] = await executor
    .select({ html: caseDocument.html, sha256: caseDocument.sha256 })
    .from(caseDocument)
    .where(and(eq(caseDocument.id, documentId), eq(caseDocument.caseId, caseId)));
  if (row === undefined || row.html === null || row.sha256 === null) throw notFound('document');
  return { html: row.html, sha256: row.sha256 };
}

async function assertDocumentPermitted(
  tx: Executor,
  file: CaseFile,
  kind: DocumentKindId,
): Promise<void> {
  const { measure } = DOCUMENT_KINDS[kind];
  if (measure !== null) {
    const alerts = await listCaseAlerts(tx, [file.id]);
    assertPermitted(measure, alerts, { unitWasHeard: file.heardAtMs !== null });
  }
  if (kind !== 'recheck-opinion') return;
  const [order] = await tx
    .select({ id: caseDocument.id })
    .from(caseDocument)
    .where(
      and(
        eq(caseDocument.caseId, file.id),
        eq(caseDocument.kind, 'rectification-order'),
        isNotNull(caseDocument.servedOn),
      ),
    );
  if (order !== undefined) return;
  const message = 'There is nothing to re-check: no order to rectify was served.';
  throw new DomainError('CASE_STEP_REFUSED', message);
}

async function insertUnsigned(
  tx: Executor,
  file: CaseFile,
  document: {
    readonly kind: 'inspection-record' | 'service-proof';
    readonly content: DocumentContent;
    readonly by: ActingPerson;
    readonly print: PrintDocument;
  },
): Promise<string> {
  const { kind, content, by, print } = document;
  const alerts = await listCaseAlerts(tx, [file.id]);
  const facts = { kind, file, alerts, content, body: null, number: null };
  const html = print({ ...facts, person: by.username, atMs: by.atMs });
  return await insertDocument(tx, file, { kind, content, by, issued: html });
}

async function insertDocument(
  tx: Executor,
  file: CaseFile,
  document: {
    readonly kind: DocumentKindId;
    readonly content: DocumentContent;
    readonly by: ActingPerson;
    /** Printed text of what is issued at once. */
    readonly issued: string | null;
  },
): Promise<string> {
  const { kind, content, by, issued } = document;
  const frozen =
    issued === null ? {} : { html: issued, sha256: sha256Hex(issued), issuedAt: by.atMs };
  const [row] = await tx
    .insert(caseDocument)
    .values({
      ...{ caseId: file.id, enterpriseId: file.enterpriseId, kind, content, ...frozen },
      state: issued === null ? 'draft' : 'issued',
      draftedAt: by.atMs,
      draftedByUserId: by.userId,
      draftedBy: by.username,
    })
    .returning({ id: caseDocument.id });
  if (row === undefined) throw new Error('PostgreSQL answered no row for a document.');
  return row.id;
}
