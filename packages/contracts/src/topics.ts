/** What a device sends. */
export const UPLINK_KINDS = ['readings', 'outputs', 'events'] as const;
export type UplinkKind = (typeof UPLINK_KINDS)[number];

/** What a device receives. */
export const DOWNLINK_KINDS = ['receipts', 'rejections', 'requests', 'alerts'] as const;
export type DownlinkKind = (typeof DOWNLINK_KINDS)[number];

/** A topic of ours, taken apart: `energy/v1/{enterpriseId}/{deviceId}/{kind}`. */
export interface ParsedTopic {
  readonly enterpriseId: string;
  readonly deviceId: string;
  readonly kind: string;
}

const PREFIX = 'energy/v1/';

/** Takes a topic apart; null where it is not in our scheme. The kind may be any word. */
export function parseTopic(topic: string): ParsedTopic | null {
  if (!topic.startsWith(PREFIX) || topic.length > 256) return null;
  const parts = topic.slice(PREFIX.length).split('/');
  const [enterpriseId, deviceId, kind] = parts;
  if (parts.length !== 3 || !enterpriseId || !deviceId || !kind) return null;
  return { enterpriseId, deviceId, kind };
}

/** The topic on which a device sends, or receives, a kind of message. */
export function buildTopic(
  enterpriseId: string,
  deviceId: string,
  kind: UplinkKind | DownlinkKind,
): string {
  return `${PREFIX}${enterpriseId}/${deviceId}/${kind}`;
}

/** Filters under which a broker-side gateway hears every device. */
export const UPLINK_FILTERS = UPLINK_KINDS.map((kind) => `${PREFIX}+/+/${kind}`);

/** User name and MQTT client id of a device: `{enterpriseId}.{deviceId}`. */
export function deviceUsername(enterpriseId: string, deviceId: string): string {
  return `${enterpriseId}.${deviceId}`;
}

/**
 * The inverse of {@link deviceUsername}; null where there is no dot. Enterprise ids have none, so the
 * first dot parts the two even where the device id has dots of its own.
 */
export function parseDeviceUsername(
  username: string,
): { readonly enterpriseId: string; readonly deviceId: string } | null {
  const dot = username.indexOf('.');
  if (dot <= 0 || dot === username.length - 1) return null;
  return { enterpriseId: username.slice(0, dot), deviceId: username.slice(dot + 1) };
}
