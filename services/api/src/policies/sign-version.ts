import {
  type Executor,
  findPolicyDraft,
  insertPolicyVersion,
  listPolicyVersions,
  type NewPolicyVersion,
  type PartKey,
  type PolicyRecording,
  type PolicyVersion,
  type TenantScope,
} from '@hengneng/database';
import { DomainError, latestVersion, signingFault } from '@hengneng/domain';

/** Versions of a part with what became of each; read after the enterprise is locked they are all there are. */
export async function versionsOf(
  executor: Executor,
  scope: TenantScope,
  key: PartKey,
  nowMs: number,
): Promise<PolicyVersion[]> {
  return await listPolicyVersions(executor, scope, { ...key, asOfMs: nowMs });
}

/** Number of the newest version that was not withdrawn, whether it counts yet or not; 0 for none. */
export function latestNumber(versions: readonly PolicyVersion[]): number {
  return latestVersion(versions)?.version ?? 0;
}

/**
 * Signs the next version of a part. Every way that a version comes to be goes through here: a draft, an
 * import, a granted application. The caller has locked the enterprise.
 *
 * @param baseVersion the version that the document was built on; 0 for none
 * @throws DomainError POLICY_STATE_WRONG where it would count before a version that is signed for a later
 *   day, POLICY_DRAFT_CHANGED where a version was signed or withdrawn that the document does not know
 */
export async function signVersion(
  tx: Executor,
  scope: TenantScope,
  item: NewPolicyVersion,
  how: {
    readonly baseVersion: number;
    readonly recording: PolicyRecording;
    readonly nowMs: number;
  },
): Promise<{ readonly version: number; readonly sha256: string }> {
  const { baseVersion, recording, nowMs } = how;
  const { enterpriseId, year, part, effectiveAtMs } = item;
  const versions = await versionsOf(tx, scope, { enterpriseId, year, part }, nowMs);
  const found = signingFault(versions, { effectiveAtMs, baseVersion }, nowMs);
  if (found?.fault === 'hides-later') {
    throw new DomainError('POLICY_STATE_WRONG', hidesLaterText(found.version));
  }
  if (found?.fault === 'misses-version') {
    const newest =
      found.version === null ? 'none counts' : `${found.version.version} is the newest`;
    const message = `This was built on version ${baseVersion}, and ${newest}; look at it, then save the draft with it as baseVersion.`;
    throw new DomainError('POLICY_DRAFT_CHANGED', message);
  }
  return await insertPolicyVersion(tx, item, recording);
}

/**
 * The version that a draft which is saved now is built on: the one that is named, which must be the newest;
 * else that of the draft that is open, whoever saves it; else the newest.
 *
 * @throws DomainError POLICY_DRAFT_CHANGED where another version than the named one is the newest
 */
export async function draftBase(
  tx: Executor,
  scope: TenantScope,
  key: PartKey,
  how: { readonly baseVersion: number | undefined; readonly nowMs: number },
): Promise<number> {
  const draft = await findPolicyDraft(tx, scope, key);
  if (how.baseVersion === undefined && draft?.open === true) return draft.baseVersion;
  const newest = latestNumber(await versionsOf(tx, scope, key, how.nowMs));
  if (how.baseVersion === undefined || how.baseVersion === newest) return newest;
  const message = `Version ${newest} is the newest, not ${how.baseVersion}; read it again.`;
  throw new DomainError('POLICY_DRAFT_CHANGED', message);
}

/** Says which version is in the way of one that counts earlier. */
export function hidesLaterText({ version, effectiveOn }: PolicyVersion): string {
  return `Version ${version} counts from ${effectiveOn}; sign from then on, or withdraw that one first.`;
}
