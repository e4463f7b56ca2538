import {
  DOWNLINK_KINDS,
  type DownlinkKind,
  deviceUsername,
  parseTopic,
  UPLINK_KINDS,
} from '@hengneng/contracts';
import type { QuarantineReason } from '@hengneng/domain';

/** Who is at the other end of a connection. */
export interface Identity {
  readonly username: string;
  readonly enterpriseId: string;
  readonly deviceId: string;
  /** The device's own part of the topic tree, with its last slash. */
  readonly prefix: string;
}

/** Puts an identity together. */
export function identityOf(enterpriseId: string, deviceId: string): Identity {
  const username = deviceUsername(enterpriseId, deviceId);
  const prefix = `energy/v1/${enterpriseId}/${deviceId}/`;
  return { username, enterpriseId, deviceId, prefix };
}

const UPLINKS: ReadonlySet<string> = new Set(UPLINK_KINDS);

/**
 * Why a publish of this device must be quarantined; null when it is welcome. It is acknowledged
 * either way: a refused QoS 1 publish would be sent again for ever and hold up the good ones.
 */
export function refusalOf(
  identity: Identity,
  topic: string,
  retain: boolean,
): QuarantineReason | null {
  // Nearly every publish, so without taking the topic apart.
  if (topic.startsWith(identity.prefix) && UPLINKS.has(topic.slice(identity.prefix.length))) {
    return retain ? 'retained' : null;
  }
  const parsed = parseTopic(topic);
  if (parsed === null || !UPLINKS.has(parsed.kind)) return 'malformed';
  if (parsed.enterpriseId !== identity.enterpriseId) return 'wrong-enterprise';
  return 'unknown-device';
}

/** True for a filter that reaches the device's own downlinks and nothing else. */
export function maySubscribe(identity: Identity, filter: string): boolean {
  if (!filter.startsWith(identity.prefix)) return false;
  const rest = filter.slice(identity.prefix.length);
  return rest === '#' || rest === '+' || DOWNLINK_KINDS.includes(rest as DownlinkKind);
}
