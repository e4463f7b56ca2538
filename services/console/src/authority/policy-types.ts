/** One target as documents have it. */
export interface Target {
  readonly id: string;
  readonly metric: string;
  readonly period: string;
  readonly title?: string;
  readonly basis?: string;
  readonly account?: string;
  readonly energyKind?: string;
  readonly unit?: string;
  readonly product?: string;
  readonly line?: string;
  readonly limit?: number;
  readonly standard?: string;
  readonly level?: string | number;
  readonly issuer?: string;
  readonly documentNo?: string;
  readonly issuedOn?: string;
  readonly baseline?: { readonly year: number; readonly value: number };
  readonly monthlyPlan?: readonly number[];
}

/** Overrides of thresholds by rule. */
export type Thresholds = Readonly<Record<string, Readonly<Record<string, number | boolean>>>>;

/** The authority's part of a policy. */
export interface AuthorityDocument {
  readonly targets: readonly Target[];
  readonly thresholds?: Thresholds;
}

/** One measure of the enterprise's part. */
export interface Measure {
  readonly id: string;
  readonly category: string;
  readonly title: string;
  readonly expectedSavingTce?: number;
  readonly investmentCny?: number;
  readonly responsible?: string;
  readonly start: string;
  readonly end: string;
  readonly doneOn?: string;
  readonly meters?: readonly string[];
  readonly milestones?: readonly {
    readonly due: string;
    readonly title: string;
    readonly doneOn?: string;
  }[];
  readonly worksSchedule?: readonly {
    readonly title: string;
    readonly start: string;
    readonly end: string;
  }[];
  readonly status: string;
}

/** A part that counts. */
export interface PartInForce {
  readonly version: number;
  readonly effectiveFrom: string;
  readonly signedAt: string;
}

/** A draft, as its owner is answered. */
export interface Draft {
  readonly part: string;
  readonly revision: number;
  /** Signed version that it was built on; 0 for none. */
  readonly baseVersion: number;
  /** False once it was signed. */
  readonly open: boolean;
  readonly document: AuthorityDocument;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

/** What counts for a year, and the drafts of whoever asks. */
export interface PolicyOfYear {
  readonly document: (AuthorityDocument & { readonly measures?: readonly Measure[] }) | null;
  readonly authority: PartInForce | null;
  readonly plan: PartInForce | null;
  /** Signed for a later day. */
  readonly pending: readonly PendingVersion[];
  /** Newest signed versions that were not withdrawn; 0 for none. */
  readonly newestVersion: { readonly authority: number; readonly plan: number };
  readonly drafts: readonly Draft[];
}

/** A version that is signed for a later day, with its document. */
export interface PendingVersion {
  readonly part: string;
  readonly version: number;
  readonly effectiveFrom: string;
  readonly document: AuthorityDocument;
}

/** A signed version, without its document. */
export interface Version {
  readonly year: number;
  readonly part: 'authority' | 'plan';
  readonly version: number;
  readonly state: string;
  readonly effectiveFrom: string;
  readonly documentNo: string;
  readonly note: string;
  readonly signedAt: string;
  readonly signedBy: string;
  readonly steps: readonly { readonly action: string }[];
}
