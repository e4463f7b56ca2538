import { DOWNLINK_KINDS, type DownlinkKind, parseTopic, UPLINK_KINDS } from '@hengneng/contracts';
import type { QuarantineReason } from '@hengneng/domain';

/** Who is at the other end of a connection. */
export interface Identity {
  readonly username: string;
  readonly enterpriseId: string;
  readonly deviceId: string;
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
  const parsed = parseTopic(topic);
  if (parsed === null || !UPLINKS.has(parsed.kind)) return 'malformed';
  if (parsed.enterpriseId !== identity.enterpriseId) return 'wrong-enterprise';
  if (parsed.deviceId !== identity.deviceId) return 'unknown-device';
  return retain ? 'retained' : null;
}

/** The device's own part of the topic tree, with its last slash. */
export function topicPrefix(identity: Identity): string {
  return `energy/v1/${identity.enterpriseId}/${identity.deviceId}/`;
}

/** True for a filter that reaches the device's own downlinks and nothing else. */
export function maySubscribe(identity: Identity, filter: string): boolean {
  const prefix = topicPrefix(identity);
  if (!filter.startsWith(prefix)) return false;
  const rest = filter.slice(prefix.length);
  return rest === '#' || rest === '+' || DOWNLINK_KINDS.includes(rest as DownlinkKind);
}
