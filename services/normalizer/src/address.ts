import {
  type ParsedTopic,
  parseDeviceUsername,
  parseTopic,
  type RawMessage,
  UPLINK_KINDS,
  type UplinkKind,
} from '@hengneng/contracts';
import type { QuarantineReason } from '@hengneng/domain';

/** Why a whole message is refused, with a sentence for the person who sent it. */
export interface Refusal {
  readonly reason: QuarantineReason;
  readonly message: string;
}

/** Whose message it is, and what it claims to be. */
export interface Address {
  /** Enterprise that the message counts for and that may see it; `''` when nobody can be named. */
  readonly enterpriseId: string;
  readonly deviceId: string;
  /** What it carries; null when it is refused. */
  readonly kind: UplinkKind | null;
  readonly refusal: Refusal | null;
  /** False for a message of the past that a person has had journalled again. */
  readonly isLive: boolean;
}

const REFUSAL_MESSAGES: Partial<Record<QuarantineReason, string>> = {
  'wrong-enterprise': 'The topic belongs to another enterprise; use energy/v1/{enterpriseId}/….',
  'unknown-device': 'The topic names another device than the one that signed in.',
  malformed: 'The topic is not energy/v1/{enterpriseId}/{deviceId}/readings, outputs or events.',
  'too-large': 'The payload is larger than 256 KiB; send fewer readings at a time.',
  'rate-limited': 'Too many messages; send slower, and send this one again.',
  retained: 'Retained messages are not accepted; clear the retain flag and send again.',
};

/**
 * Says whose message it is. The gateway has judged this already; it is judged again because a
 * journal may be replayed by another version, and a broker's word is only as good as its access
 * rules.
 *
 * A message on a foreign topic counts for its sender, so that nobody can write into another's
 * account.
 */
export function addressOf(message: RawMessage): Address {
  const { isLive, sender } = parseSource(message.source);
  const topic = parseTopic(message.topic);
  const owner = sender ?? topic ?? { enterpriseId: '', deviceId: '' };
  const reason = message.refusal ?? problemOf(topic, sender);
  const { enterpriseId, deviceId } = owner;
  if (reason !== null || topic === null) {
    const refusal = refusalOf(reason ?? 'malformed');
    return { enterpriseId, deviceId, kind: null, refusal, isLive };
  }
  const kind = topic.kind as UplinkKind;
  return { enterpriseId, deviceId, kind, refusal: null, isLive };
}

/** A refusal with the sentence that belongs to its reason. */
export function refusalOf(reason: QuarantineReason): Refusal {
  return { reason, message: REFUSAL_MESSAGES[reason] ?? 'The gateway refused the message.' };
}

interface Sender {
  readonly enterpriseId: string;
  readonly deviceId: string;
}

function problemOf(topic: ParsedTopic | null, sender: Sender | null): QuarantineReason | null {
  if (topic === null) return 'malformed';
  if (sender !== null && sender.enterpriseId !== topic.enterpriseId) return 'wrong-enterprise';
  if (sender !== null && sender.deviceId !== topic.deviceId) return 'unknown-device';
  return UPLINK_KINDS.some((kind) => kind === topic.kind) ? null : 'malformed';
}

const REPLAY = /^replay:[^:]*:\d+:(.*)$/s;

/** Sender null: the topic is the authority, because a broker has checked it. */
function parseSource(source: string): { isLive: boolean; sender: Sender | null } {
  const original = REPLAY.exec(source)?.[1];
  if (original !== undefined) return { ...parseSource(original), isLive: false };
  if (source.startsWith('broker:')) return { isLive: true, sender: null };
  const username = source.slice(source.indexOf(':') + 1);
  // A user name that is not a device's is nobody's enterprise; its topics are never its own.
  return { isLive: true, sender: parseDeviceUsername(username) ?? NOBODY };
}

const NOBODY: Sender = { enterpriseId: '', deviceId: '' };
