import type { Socket } from 'node:net';

import { refusalOf } from '../access/admission.ts';
import { STUB_HEAD_BYTES, stubOfDeclared } from '../custody/oversize-stub.ts';
import type { Custodian } from '../message-source.ts';
import type { DeviceConnection } from './device-connection.ts';
import { type FrameHeader, readFrameHeader } from './frame-scanner.ts';

/** Longest topic of MQTT (65 535 bytes), its length field, the message id, the kept head. */
const BEGINNING_BYTES_MAX = 5 + 2 + 65_535 + 2 + STUB_HEAD_BYTES;
/** Time a sender has to send the beginning of its packet. */
const BEGINNING_TIMEOUT_MS = 2_000;
/** Time for which the rest is read and thrown away, so that the answer is not lost in a reset. */
const DISCARD_MS = 1_000;

/** What is known of a PUBLISH that is too large to be read to its end. */
export interface OversizePublish {
  readonly topic: string;
  readonly qos: number;
  readonly retain: boolean;
  /** Undefined at QoS 0. */
  readonly messageId: number | undefined;
  /** Length of the payload, as declared. */
  readonly declaredBytes: number;
  /** The payload's first bytes, at most a KiB. */
  readonly head: Buffer;
}

/**
 * Takes the beginning of a PUBLISH apart; null where its topic and message id are not all there.
 * `data` begins with the fixed header.
 */
export function readOversizePublish(data: Buffer): OversizePublish | null {
  const header = readFrameHeader(data, 0);
  if (typeof header === 'string') return null;
  const layout = layoutOf(data, header);
  if (layout === null || data.length < layout.payloadAt) return null;
  return {
    topic: data.toString('utf8', header.headerBytes + 2, layout.topicEndsAt),
    qos: header.qos,
    retain: ((data[0] ?? 0) & 1) === 1,
    messageId: header.qos > 0 ? data.readUInt16BE(layout.topicEndsAt) : undefined,
    declaredBytes: header.headerBytes + header.remainingBytes - layout.payloadAt,
    head: Buffer.from(data.subarray(layout.payloadAt, layout.payloadAt + STUB_HEAD_BYTES)),
  };
}

function layoutOf(data: Buffer, header: FrameHeader) {
  if (data.length < header.headerBytes + 2) return null;
  const topicEndsAt = header.headerBytes + 2 + data.readUInt16BE(header.headerBytes);
  return { topicEndsAt, payloadAt: topicEndsAt + (header.qos > 0 ? 2 : 0) };
}

/**
 * Reads the beginning of a packet from a socket that nothing else reads any more, and from then on
 * throws away what comes. Resolves with what is there after the time is up or the sender is gone.
 */
function readBeginning(socket: Socket, kept: Buffer): Promise<Buffer> {
  return new Promise((resolve) => {
    let beginning: Buffer | null = kept;
    const settle = () => {
      if (beginning === null) return;
      clearTimeout(timer);
      resolve(beginning);
      beginning = null;
    };
    const timer = setTimeout(settle, BEGINNING_TIMEOUT_MS);
    socket.on('close', settle);
    socket.on('data', (chunk: Buffer) => {
      if (beginning === null) return;
      beginning = Buffer.concat([beginning, chunk.subarray(0, BEGINNING_BYTES_MAX)]);
      if (isWhole(beginning)) settle();
    });
    if (isWhole(kept)) settle();
  });
}

function isWhole(data: Buffer): boolean {
  const header = readFrameHeader(data, 0);
  const layout = typeof header === 'string' ? null : layoutOf(data, header);
  return layout !== null && data.length >= layout.payloadAt + STUB_HEAD_BYTES;
}

/** Answers the sender so that it does not send the packet again, and closes the connection. */
function answerAndClose(socket: Socket, publish: OversizePublish): void {
  if (publish.messageId !== undefined) {
    // PUBACK, or PUBREC at QoS 2; two bytes of message id follow.
    const answer = Buffer.from([publish.qos === 2 ? 0x50 : 0x40, 2, 0, 0]);
    answer.writeUInt16BE(publish.messageId, 2);
    socket.write(answer);
  }
  socket.end();
  setTimeout(() => socket.destroy(), DISCARD_MS).unref();
}

/**
 * Journals a stub of a PUBLISH that is too large to be read, answers it and closes the connection.
 * The guard has stopped before the packet; what it holds begins with the packet's header.
 */
export async function recordOversize(
  connection: DeviceConnection,
  custodian: Custodian,
): Promise<void> {
  const { socket, guard, source, identity } = connection;
  if (guard === null || identity === null) return;
  socket.removeAllListeners('readable');
  const publish = readOversizePublish(await readBeginning(socket, guard.release()));
  if (publish === null) {
    socket.destroy();
    return;
  }
  const refusal = refusalOf(identity, publish.topic, false) ?? 'too-large';
  const payload = stubOfDeclared(publish.declaredBytes, publish.head);
  await custodian.take({ source, topic: publish.topic, refusal, payload });
  answerAndClose(socket, publish);
}
