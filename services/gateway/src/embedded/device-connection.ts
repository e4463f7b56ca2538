import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

import type { Client } from 'aedes';

import type { Identity } from '../access/admission.ts';
import type { GuardedSocket } from './guarded-socket.ts';

/** Bytes a device may leave unread before its downlinks are dropped. */
const UNREAD_BYTES_MAX = 1_048_576;

/** One connection of a device, from the first byte to the last. */
export class DeviceConnection {
  readonly socket: Socket | TLSSocket;
  guard: GuardedSocket | null = null;
  /** Null until the device is known. */
  identity: Identity | null = null;
  /** The credential it came in with, see `stillGranted`. */
  credential = '';
  /** `mqtt:{username}`, for the journal. */
  source = '';
  /** Silence after which it is taken for dead, in milliseconds. */
  silenceMaxMs: number;
  /** QoS 2 messages already journalled, by message id, until the handshake ends. */
  readonly journalledQos2 = new Map<number, Promise<unknown>>();
  /** What it has subscribed to: filter → QoS 0 or 1. */
  readonly subscriptions = new Map<string, 0 | 1>();
  #prefix = '';
  #client: Client | null = null;

  constructor(socket: Socket | TLSSocket, silenceMaxMs: number) {
    this.socket = socket;
    this.silenceMaxMs = silenceMaxMs;
  }

  admit(client: Client, identity: Identity, credential: string): void {
    this.#client = client;
    this.identity = identity;
    this.credential = credential;
    this.source = `mqtt:${identity.username}`;
    this.#prefix = identity.prefix;
  }

  /** QoS at which it wants to hear a kind of downlink; null when it does not. */
  subscribedQos(kind: string): 0 | 1 | null {
    if (this.subscriptions.size === 0) return null;
    let granted: 0 | 1 | null = null;
    for (const last of [kind, '#', '+']) {
      const qos = this.subscriptions.get(this.#prefix + last);
      if (qos !== undefined) granted = granted === 1 ? 1 : qos;
    }
    return granted;
  }

  /** Sends a downlink if it is wanted and there is room; false otherwise. */
  send(kind: string, payload: string): boolean {
    const qos = this.subscribedQos(kind);
    const client = this.#client;
    if (qos === null || client === null || client.closed) return false;
    if (this.socket.writableLength > UNREAD_BYTES_MAX) return false;
    const message = { cmd: 'publish', retain: false, dup: false } as const;
    client.publish({ ...message, topic: this.#prefix + kind, payload, qos }, () => {});
    return true;
  }
}

/** The client certificate that our CA signed, if the other end showed one. */
export function certificateOf(socket: Socket): { name: string; sha256: string } | null {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return null;
  const certificate = socket.getPeerCertificate();
  const name = certificate.subject?.CN;
  if (typeof name !== 'string') return null;
  return { name, sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase() };
}
