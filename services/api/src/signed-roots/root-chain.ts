import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import {
  ROOT_GENESIS_SHA256,
  type RootDocument,
  rootText,
  type SignedRoot,
} from '@hengneng/contracts';
import { keyFingerprint } from '@hengneng/journal';

/** Findings that a report names at most; the first says where it began. */
const FINDINGS_MAX = 100;

/**
 * What is wrong with a root: `content` (it is not what its hash was computed from), `signature`,
 * `unknown-key`, `link` (it does not follow from the root before), `gap` (roots are missing).
 */
export type RootFindingKind = 'content' | 'signature' | 'unknown-key' | 'link' | 'gap';

/** One thing that is wrong with the signed roots. */
export interface RootFinding {
  /** Number of the root; of several that are missing, the first. */
  readonly number: number;
  readonly kind: RootFindingKind;
  /** One sentence for people. */
  readonly message: string;
}

/** What a check of signed roots came to. */
export interface RootReport {
  readonly ok: boolean;
  readonly roots: number;
  /** First and last day that they close, null where there are none. */
  readonly from: string | null;
  readonly date: string | null;
  readonly findings: readonly RootFinding[];
}

/** Names a public key: SHA-256 (hex) of its SPKI form (DER). */
export function publicKeyId(key: KeyObject): string {
  return keyFingerprint(key).toString('hex');
}

/** Signs what a root says. */
export function signRoot(document: RootDocument, signingKey: KeyObject): SignedRoot {
  const bytes = Buffer.from(rootText(document), 'utf8');
  const signature = sign(null, bytes, signingKey).toString('base64');
  return { document, sha256: sha256Of(bytes), signature };
}

/** Checks signed roots in their order, with public keys alone; pure. */
export class RootChain {
  readonly #keys: ReadonlyMap<string, KeyObject>;
  readonly #findings: RootFinding[] = [];
  #first: SignedRoot | null = null;
  #last: SignedRoot | null = null;
  #roots = 0;

  constructor(publicKeys: readonly KeyObject[]) {
    this.#keys = new Map(publicKeys.map((key) => [publicKeyId(key), key]));
  }

  /** Takes the next root, by number; the first may be any, for a check of some of them. */
  add(root: SignedRoot): void {
    this.#checkItself(root);
    this.#checkLink(root);
    this.#roots += 1;
    this.#first ??= root;
    this.#last = root;
  }

  /** What it came to, after the last root. */
  report(): RootReport {
    return {
      ok: this.#findings.length === 0,
      roots: this.#roots,
      from: this.#first?.document.from ?? null,
      date: this.#last?.document.date ?? null,
      findings: [...this.#findings],
    };
  }

  #checkItself(root: SignedRoot): void {
    const { document, sha256, signature } = root;
    const bytes = Buffer.from(rootText(document), 'utf8');
    const key = this.#keys.get(document.publicKeyId);
    if (sha256Of(bytes) !== sha256) {
      this.#find(root, 'content', 'the root is not what its hash was computed from');
    } else if (key === undefined) {
      this.#find(root, 'unknown-key', `no key given has the id ${document.publicKeyId}`);
    } else if (!verify(null, bytes, key, Buffer.from(signature, 'base64'))) {
      this.#find(root, 'signature', 'the signature does not fit the root and the key');
    }
  }

  #checkLink({ document }: SignedRoot): void {
    const before = this.#last ?? (document.number === 1 ? GENESIS : null);
    if (before === null) return;
    const expected = before.document.number + 1;
    if (document.number > expected) {
      const message = `roots ${expected} to ${document.number - 1} are missing`;
      this.#findings.push({ number: expected, kind: 'gap', message });
      return;
    }
    const isNext = document.number === expected && document.previousSha256 === before.sha256;
    if (!isNext) this.#find({ document }, 'link', `the root does not follow from the one before`);
  }

  #find({ document }: Pick<SignedRoot, 'document'>, kind: RootFindingKind, message: string): void {
    if (this.#findings.length >= FINDINGS_MAX) return;
    this.#findings.push({ number: document.number, kind, message: `${document.date}: ${message}` });
  }
}

/** What the first root follows from. */
const GENESIS = { document: { number: 0 }, sha256: ROOT_GENESIS_SHA256 };

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
