import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';

import { type Identity, topicPrefix } from '../access/admission.ts';
import type { GuardedSocket } from './guarded-socket.ts';

/** The part of an Aedes client that we use. */
export interface BrokerClient {
  readonly id: string;
  readonly conn: unknown;
  readonly closed: boolean;
  publish(
    message: {
      cmd: 'publish';
      topic: string;
      payload: string;
      qos: 0 | 1;
      retain: false;
      dup: false;
    },
    callback: (error?: Error) => void,
  ): void;
}

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

  constructor(socket: Socket | TLSSocket, silenceMaxMs: number) {
    this.socket = socket;
    this.silenceMaxMs = silenceMaxMs;
  }

  admit(identity: Identity, credential: string): void {
    this.identity = identity;
    this.credential = credential;
    this.source = `mqtt:${identity.username}`;
    this.#prefix = topicPrefix(identity);
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
  send(client: BrokerClient, kind: string, payload: string): boolean {
    const qos = this.subscribedQos(kind);
    if (qos === null || this.socket.writableLength > UNREAD_BYTES_MAX) return false;
    const message = { cmd: 'publish', retain: false, dup: false } as const;
    client.publish({ ...message, topic: this.#prefix + kind, payload, qos }, () => {});
    return true;
  }
}
