import { createHash } from 'node:crypto';
import { AUDIT_GENESIS_SHA256, type AuditRow, auditRowText } from '@hengneng/contracts';

/** Findings that a report names at most; the first says where it began. */
const FINDINGS_MAX = 100;
/** Places that a row may have been moved by, for its old place to be looked for. */
const MOVED_MAX = 1_000;

/**
 * What is wrong with a row: `content` (a field or the stored hash was altered), `link` (the row is
 * another one than the next row was chained to), `gap` (rows are missing), `inserted`, `tail` (the log
 * ends too early), `rewritten` (it is consistent and not what was signed).
 */
export type AuditFindingKind = 'content' | 'link' | 'gap' | 'inserted' | 'tail' | 'rewritten';

/** One thing that is wrong with the audit log. */
export interface AuditFinding {
  /** The row that is altered, inserted or missing; of several, the first. */
  readonly sequence: number;
  readonly kind: AuditFindingKind;
  /** One sentence for people. */
  readonly message: string;
}

/** A row that the log must contain, because somebody else kept its hash. */
export interface KnownHead {
  readonly sequence: number;
  readonly sha256: string;
  /** Where it was kept, for the message, such as `the root of 2026-11-20`. */
  readonly source: string;
}

/** What a check of the audit log came to. */
export interface AuditReport {
  readonly ok: boolean;
  /** Rows that were looked at. */
  readonly rows: number;
  readonly lastSequence: number;
  /** Hash of the last row as it is stored. */
  readonly sha256: string;
  /** Known heads that were found unchanged. */
  readonly headsConfirmed: number;
  readonly findings: readonly AuditFinding[];
}

/** SHA-256 (hex) of a row by its content. */
export function auditRowSha256(row: Omit<AuditRow, 'sha256'>): string {
  return createHash('sha256').update(auditRowText(row), 'utf8').digest('hex');
}

/**
 * Checks rows of the audit log one by one in their order, in bounded memory; pure, so that it works
 * on a table, on an export, and on another machine.
 *
 * The first finding is exact: which row was altered, removed or put in. What follows from it is not
 * counted again. A log that was rewritten from a row on with all hashes computed anew is consistent in
 * itself; only a head that was kept elsewhere shows it, and then the rows since the head before.
 */
export class AuditChain {
  readonly #heads: readonly KnownHead[];
  readonly #findings: AuditFinding[] = [];
  #rows = 0;
  #last = { sequence: 0, sha256: AUDIT_GENESIS_SHA256 };
  #confirmed = 0;
  #headsConfirmed = 0;
  #nextHead = 0;
  /** After a gap nobody knows what the row before was. */
  #isLinkKnown = true;
  /** All rows stand in another place than they were written in: nothing more can be said. */
  #isDisplaced = false;

  constructor(heads: readonly KnownHead[] = []) {
    this.#heads = heads
      .filter((head) => head.sequence > 0)
      .sort((left, right) => left.sequence - right.sequence);
  }

  /** Takes the next row, as it stands in the table or file. */
  add(row: AuditRow): void {
    this.#rows += 1;
    if (this.#isDisplaced) return;
    const expected = this.#last.sequence + 1;
    if (row.sequence < expected) {
      const message = `a second row ${row.sequence} stands behind row ${this.#last.sequence}`;
      this.#find(row.sequence, 'inserted', message);
      return;
    }
    if (row.sequence > expected) this.#findGap(expected, row.sequence - 1);
    if (auditRowSha256(row) === row.sha256) this.#checkLink(row);
    else this.#findAltered(row);
    if (this.#isDisplaced) return;
    this.#last = { sequence: row.sequence, sha256: row.sha256 };
    this.#isLinkKnown = true;
    this.#checkHeads(row);
  }

  /** The next row cannot even be read; it counts as altered. */
  addUnreadable(reason: string): void {
    this.#rows += 1;
    const sequence = this.#last.sequence + 1;
    this.#find(sequence, 'content', `the row cannot be read: ${reason}`);
    this.#last = { sequence, sha256: '' };
    this.#isLinkKnown = false;
  }

  /** What it came to, after the last row. */
  report(): AuditReport {
    const missing = this.#heads.at(-1);
    const { sequence, sha256 } = this.#last;
    if (!this.#isDisplaced && missing !== undefined && missing.sequence > sequence) {
      const message =
        `the log ends at row ${sequence}, but ${missing.source} ` +
        `says that it had ${missing.sequence}`;
      this.#find(sequence + 1, 'tail', message);
    }
    return {
      ok: this.#findings.length === 0,
      rows: this.#rows,
      lastSequence: sequence,
      sha256,
      headsConfirmed: this.#headsConfirmed,
      findings: [...this.#findings],
    };
  }

  #checkLink(row: AuditRow): void {
    if (!this.#isLinkKnown || row.previousSha256 === this.#last.sha256) return;
    const { sequence } = this.#last;
    if (sequence === 0) {
      this.#find(row.sequence, 'link', 'the first row does not begin the chain');
      return;
    }
    const message = `the row is not the one that row ${row.sequence} was chained to`;
    if (this.#findings.at(-1)?.sequence !== sequence) this.#find(sequence, 'link', message);
  }

  #findGap(from: number, through: number): void {
    const rows =
      from === through ? `row ${from} is missing` : `rows ${from} to ${through} are missing`;
    this.#find(from, 'gap', rows);
    this.#isLinkKnown = false;
  }

  /** A row that does not have its hash: altered, or moved by rows put in or taken out before it. */
  #findAltered(row: AuditRow): void {
    const moved = oldPlaceOf(row);
    if (moved === null) {
      this.#find(row.sequence, 'content', 'the row is not what its hash was computed from');
      return;
    }
    this.#isDisplaced = true;
    if (moved > row.sequence) {
      const message = `row ${row.sequence} is missing, and the rows behind it were numbered anew`;
      this.#find(row.sequence, 'gap', message);
      return;
    }
    // Whatever else is wrong with the rows that were put in is no news.
    const first = this.#findings.findIndex(({ sequence }) => sequence >= moved);
    if (first >= 0) this.#findings.length = first;
    const message = `row ${moved} was put in, and the rows behind it were numbered anew`;
    this.#find(moved, 'inserted', message);
  }

  #checkHeads(row: AuditRow): void {
    for (;;) {
      const head = this.#heads[this.#nextHead];
      if (head === undefined || head.sequence > row.sequence) return;
      this.#nextHead += 1;
      // A head in a gap is missing with it.
      if (head.sequence < row.sequence) continue;
      if (head.sha256 === row.sha256) {
        this.#confirmed = head.sequence;
        this.#headsConfirmed += 1;
        continue;
      }
      if (this.#findings.some(({ sequence }) => sequence > this.#confirmed)) continue;
      const message =
        `row ${head.sequence} is not the one that ${head.source} names: ` +
        `rows from ${this.#confirmed + 1} on were written anew`;
      this.#find(this.#confirmed + 1, 'rewritten', message);
    }
  }

  #find(sequence: number, kind: AuditFindingKind, message: string): void {
    if (this.#findings.length < FINDINGS_MAX) this.#findings.push({ sequence, kind, message });
  }
}

/** The sequence under which a row has the hash it carries; null where no near one does. */
function oldPlaceOf(row: AuditRow): number | null {
  for (let distance = 1; distance <= MOVED_MAX; distance += 1) {
    for (const sequence of [row.sequence - distance, row.sequence + distance]) {
      if (sequence > 0 && auditRowSha256({ ...row, sequence }) === row.sha256) return sequence;
    }
  }
  return null;
}
