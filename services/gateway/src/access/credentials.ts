import { createHash, timingSafeEqual } from 'node:crypto';

import { parseDeviceUsername } from '@hengneng/contracts';
import type { RegisteredDevice } from '@hengneng/domain';
import { type Identity, identityOf } from './admission.ts';

/** What the registry says of a device. */
export type DeviceLookup =
  | { readonly status: 'found'; readonly device: RegisteredDevice }
  | { readonly status: 'unknown' }
  /** The registry cannot be read yet: try again, never "unknown". */
  | { readonly status: 'not-ready' };

/** Devices as the registry knows them. */
export interface DeviceDirectory {
  /** Looks afresh before it calls a device unknown; `fresh` looks afresh in any case. */
  find(enterpriseId: string, deviceId: string, fresh?: 'fresh'): Promise<DeviceLookup>;
  /** Calls back with the enterprise whose registry changed; returns the unsubscriber. */
  onChange(listener: (enterpriseId: string) => void): () => void;
}

/** What a sender shows of itself. */
export interface Proof {
  readonly username: string;
  /** The password as sent, if one was. */
  readonly password: Uint8Array | undefined;
  /** SHA-256 fingerprint (hex, lower case) of a client certificate that our CA signed. */
  readonly certificateSha256: string | null;
}

export type AccessDecision =
  | { readonly granted: true; readonly identity: Identity; readonly credential: string }
  | { readonly granted: false; readonly reason: 'refused' | 'not-ready' };

const REFUSED: AccessDecision = { granted: false, reason: 'refused' };

/** Compared with when there is no such device, so that the answer takes as long. */
const NOBODY = createHash('sha256').update('nobody').digest();

/**
 * Whether a sender is who it says. Passwords are generated 128-bit secrets, so SHA-256 suffices and a
 * storm of reconnections costs nothing; a certificate must be the very one that is registered.
 */
export async function checkAccess(
  directory: DeviceDirectory,
  proof: Proof,
): Promise<AccessDecision> {
  const parts = parseDeviceUsername(proof.username);
  if (parts === null) return REFUSED;
  const { enterpriseId, deviceId } = parts;
  let credential = null;
  // What we remember may be older than a credential that was replaced a moment ago.
  for (const fresh of [undefined, 'fresh'] as const) {
    const lookup = await directory.find(enterpriseId, deviceId, fresh);
    if (lookup.status === 'not-ready') return { granted: false, reason: 'not-ready' };
    const device = lookup.status === 'found' && !lookup.device.revoked ? lookup.device : null;
    credential = matchingCredential(device, proof);
    // An unknown device was looked for afresh already.
    if (credential !== null || lookup.status === 'unknown') break;
  }
  if (credential === null) return REFUSED;
  return { granted: true, identity: identityOf(enterpriseId, deviceId), credential };
}

/** The registered credential that the proof fits, as kept to notice its replacement; or null. */
function matchingCredential(device: RegisteredDevice | null, proof: Proof): string | null {
  const certificate = device?.certificateSha256?.toLowerCase() ?? null;
  if (certificate !== null && proof.certificateSha256 === certificate) {
    return `certificate:${certificate}`;
  }
  const given = createHash('sha256')
    .update(proof.password ?? '')
    .digest();
  const wanted = Buffer.from(device?.passwordSha256 ?? '', 'hex');
  const comparable = wanted.length === given.length ? wanted : NOBODY;
  const equal = timingSafeEqual(given, comparable);
  return equal && comparable === wanted ? `password:${device?.passwordSha256}` : null;
}

/** True while a device that was let in by `credential` may stay. */
export function stillGranted(lookup: DeviceLookup, credential: string): boolean {
  if (lookup.status === 'not-ready') return true;
  if (lookup.status === 'unknown' || lookup.device.revoked) return false;
  const { passwordSha256, certificateSha256 } = lookup.device;
  return (
    credential === `password:${passwordSha256}` ||
    credential === `certificate:${certificateSha256?.toLowerCase()}`
  );
}
