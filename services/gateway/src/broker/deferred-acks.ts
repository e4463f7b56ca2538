import type { MqttClient } from 'mqtt';
import { writeToStream } from 'mqtt-packet';

import type { Custodian, ReceivedMessage } from '../message-source.ts';

/** A PUBLISH as mqtt.js hands it to `handleMessage`. */
interface IncomingPublish {
  readonly topic: string | Buffer;
  readonly payload: string | Buffer;
  readonly qos: number;
  readonly retain: boolean;
  readonly messageId?: number | undefined;
}

/**
 * Given to mqtt.js instead of a result: it then sends no PUBACK and goes on with the next packet.
 * With a result it would acknowledge before the message is on disk, or wait for each message alone.
 */
const DEFERRED = new Error('PUBACK deferred');

interface Options {
  readonly client: MqttClient;
  readonly custodian: Custodian;
  /** Messages that may be under way to the disk; more wait in the client, then in the broker. */
  readonly windowMax: number;
  /** A message is on disk and the broker was told. */
  readonly onTaken: (
    message: ReceivedMessage,
    position: Awaited<ReturnType<Custodian['take']>>,
  ) => void;
}

/** Takes over the acknowledging of a client's messages. */
export interface DeferredAcks {
  /** Messages under way to the disk. */
  readonly pendingCount: number;
  /** Lets go what was held back by closed doors. */
  wake(): void;
  /** Takes no further message: what comes stays unacknowledged and with the broker. */
  stop(): void;
}

/**
 * Has mqtt.js read on while messages are on their way to the disk, and sends each PUBACK ourselves
 * when its message is there: in order, on the connection that brought it, never on a later one. After
 * a restart of the broker ids begin again, so a late PUBACK could confirm a message never stored.
 *
 * This leans on how mqtt.js 5.16 treats an error given to `handleMessage`'s callback; its version is
 * pinned and the custody suite fails if that changes.
 */
export function deferAcks({ client, custodian, windowMax, onTaken }: Options): DeferredAcks {
  let pendingCount = 0;
  const held: (() => void)[] = [];
  let isStopped = false;

  const mayReadOn = () => pendingCount < windowMax && custodian.open;
  const wake = () => {
    while (held.length > 0 && mayReadOn()) held.shift()?.();
  };

  client.handleMessage = (packet: IncomingPublish, callback) => {
    if (isStopped) return;
    const connection = client.stream;
    const { messageId, qos } = packet;
    const message: ReceivedMessage = {
      source: 'broker:',
      topic: packet.topic.toString(),
      refusal: packet.retain ? 'retained' : null,
      payload: Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload),
    };
    pendingCount += 1;
    void custodian.take(message).then((position) => {
      pendingCount -= 1;
      const isSameConnection = client.stream === connection && client.connected;
      if (qos > 0 && messageId !== undefined && isSameConnection) {
        writeToStream({ cmd: 'puback', messageId, reasonCode: 0 }, connection, {
          protocolVersion: 5,
        });
      }
      onTaken(message, position);
      wake();
    });
    const readOn = () => callback(DEFERRED);
    if (mayReadOn()) readOn();
    else held.push(readOn);
  };

  return {
    get pendingCount() {
      return pendingCount;
    },
    wake,
    stop: () => {
      isStopped = true;
    },
  };
}
