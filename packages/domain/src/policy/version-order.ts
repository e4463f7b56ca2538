/** What decides when a signed version of a policy's part counts. */
export interface OrderedVersion {
  /** 1, 2, 3 … in the order of signature. */
  readonly version: number;
  readonly effectiveAtMs: number;
  readonly signedAtMs: number;
  /** Null while nobody withdrew it. */
  readonly withdrawnAtMs: number | null;
}

/**
 * The version that counts at an instant: the highest number that was signed by then, is effective by then
 * and was not withdrawn by then. Null where there is none.
 */
export function versionInForce<V extends OrderedVersion>(
  versions: readonly V[],
  atMs: number,
): V | null {
  return highest(
    versions.filter(
      ({ effectiveAtMs, signedAtMs, withdrawnAtMs }) =>
        effectiveAtMs <= atMs &&
        signedAtMs <= atMs &&
        (withdrawnAtMs === null || withdrawnAtMs > atMs),
    ),
  );
}

/** The newest version that was not withdrawn, effective or not: what the next one has to build on. */
export function latestVersion<V extends OrderedVersion>(versions: readonly V[]): V | null {
  return highest(versions.filter(({ withdrawnAtMs }) => withdrawnAtMs === null));
}

/** Why a next version must not be signed. */
export type SigningFault<V extends OrderedVersion> =
  | { readonly fault: 'hides-later'; readonly version: V }
  | { readonly fault: 'misses-version'; readonly version: V | null };

/**
 * Whether the next version may be signed, or which one it would swallow. The higher number takes the
 * place of every lower one from its own day on, so it must neither count before one that is signed for a
 * later day (that one's changes would be lost or begin too early), nor be built on anything but the newest
 * version (what that one changes would end on the day of the next).
 *
 * @param next `baseVersion` is the version that its document was built on, 0 for none
 */
export function signingFault<V extends OrderedVersion>(
  versions: readonly V[],
  next: { readonly effectiveAtMs: number; readonly baseVersion: number },
  nowMs: number,
): SigningFault<V> | null {
  const fromMs = Math.max(nowMs, next.effectiveAtMs);
  const later = highest(
    versions.filter(
      ({ effectiveAtMs, withdrawnAtMs }) => withdrawnAtMs === null && effectiveAtMs > fromMs,
    ),
  );
  if (later !== null) return { fault: 'hides-later', version: later };
  const latest = latestVersion(versions);
  if ((latest?.version ?? 0) === next.baseVersion) return null;
  return { fault: 'misses-version', version: latest };
}

function highest<V extends OrderedVersion>(versions: readonly V[]): V | null {
  return versions.reduce<V | null>(
    (best, each) => (best === null || each.version > best.version ? each : best),
    null,
  );
}
