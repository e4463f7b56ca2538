import { Readable } from 'node:stream';

/** A client of Aedes, as far as its persistence sees it. */
interface PersistedClient {
  readonly id: string;
}
interface PersistedPacket {
  readonly messageId?: number;
}

/**
 * Persistence for a server that keeps no sessions, wills or retained messages: Aedes' own would queue
 * without bound in memory and lose it at a restart. Only the QoS 2 handshake of a living connection
 * has state, one set of message ids per client.
 */
export class SessionLessPersistence {
  readonly #openQos2 = new WeakMap<PersistedClient, Set<number>>();

  /** Ids of the QoS 2 messages that a client has sent and not yet released. */
  #idsOf(client: PersistedClient): Set<number> {
    let ids = this.#openQos2.get(client);
    if (ids === undefined) {
      ids = new Set();
      this.#openQos2.set(client, ids);
    }
    return ids;
  }

  /** Called with the message id when a QoS 2 handshake has ended. */
  onReleased: (client: object, messageId: number) => void = () => {};

  async setup(): Promise<void> {}

  async incomingStorePacket(client: PersistedClient, packet: PersistedPacket): Promise<void> {
    this.#idsOf(client).add(packet.messageId ?? 0);
  }

  async incomingGetPacket(
    client: PersistedClient,
    packet: PersistedPacket,
  ): Promise<PersistedPacket> {
    if (!this.#idsOf(client).has(packet.messageId ?? 0)) throw new Error('no such packet');
    return packet;
  }

  async incomingDelPacket(client: PersistedClient, packet: PersistedPacket): Promise<void> {
    this.#idsOf(client).delete(packet.messageId ?? 0);
    this.onReleased(client, packet.messageId ?? 0);
  }

  async cleanIncoming(client: PersistedClient): Promise<void> {
    this.#openQos2.delete(client);
  }

  async outgoingClearMessageId(): Promise<undefined> {}
  async outgoingEnqueue(): Promise<void> {}
  async outgoingEnqueueCombi(): Promise<void> {}
  async outgoingUpdate(): Promise<void> {}
  async addSubscriptions(): Promise<void> {}
  async removeSubscriptions(): Promise<void> {}
  async cleanSubscriptions(): Promise<void> {}
  async subscriptionsByClient(): Promise<never[]> {
    return [];
  }
  async subscriptionsByTopic(): Promise<never[]> {
    return [];
  }
  async storeRetained(): Promise<void> {}
  async putWill(): Promise<void> {}
  async delWill(): Promise<void> {}
  outgoingStream(): Readable {
    return Readable.from([]);
  }
  createRetainedStreamCombi(): Readable {
    return Readable.from([]);
  }
  streamWill(): Readable {
    return Readable.from([]);
  }
  async destroy(): Promise<void> {}
}
