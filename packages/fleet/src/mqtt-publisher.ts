import { connect, type MqttClient, type Packet, Store } from 'mqtt';

/** Where and as whom to publish. */
export interface MqttPublisherOptions {
  /** `mqtt://host:port` or `mqtts://host:port`. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** The gateway wants it equal to the user name, which is the default. */
  readonly clientId?: string;
  /** Messages that may be under way without PUBACK; 200 by default. */
  readonly windowMessages?: number;
  /** Certificate authority (PEM) for `mqtts`, where it is not a public one. */
  readonly ca?: string;
  /** How often wrong credentials are tried before the publisher gives up; 10 by default. */
  readonly refusalsMax?: number;
  /** Pause before another attempt to connect, in milliseconds; 500 by default. */
  readonly reconnectPeriodMs?: number;
  /** Told of lost and regained connections, once each. */
  readonly onNotice?: (text: string) => void;
}

/** Publishes with QoS 1 at full speed, never more than a window ahead of the acknowledgements. */
export interface MqttPublisher {
  /** Messages handed to the connection (a resend after a lost connection is not counted again). */
  readonly sentCount: number;
  /** Messages of which the server said PUBACK. */
  readonly acknowledgedCount: number;
  /** Resolves when the message has been acknowledged (PUBACK), and not before. */
  publish(topic: string, payload: string | Buffer): Promise<void>;
  /**
   * Resolves as soon as the window has room and the message is under way; `onAcknowledged` is
   * called at its PUBACK. Rejects when the publisher has given up.
   */
  offer(topic: string, payload: string | Buffer, onAcknowledged?: () => void): Promise<void>;
  /** Resolves when everything offered has been acknowledged. */
  drained(): Promise<void>;
  /**
   * Closes the connection. What is not acknowledged by then stays unacknowledged, and whoever
   * waits for it gets an error: call {@link drained} first.
   */
  close(): Promise<void>;
}

const KEEPALIVE_SECONDS = 30;
const CONNECT_TIMEOUT_MS = 10_000;
/** CONNACK codes of MQTT 3.1.1: bad user name or password, not authorised. */
const REFUSAL_CODES = [4, 5];

interface Message {
  readonly topic: string;
  readonly payload: string | Buffer;
  readonly onAcknowledged: (() => void) | undefined;
  isAcknowledged: boolean;
}

interface Waiter {
  /** Waits until fewer than so many messages are unacknowledged. */
  readonly below: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * Creates a publisher. It connects at once, speaks MQTT 3.1.1 with a clean session and connects
 * again by itself; messages without PUBACK are sent again then, in order. It keeps them in memory
 * only.
 *
 * MQTT.js has a resend of its own, but it waits for each PUBACK before the next message and fails
 * what is published meanwhile if the connection goes again. So it is given a store that keeps
 * nothing, and the window here is the record.
 */
export function createMqttPublisher(options: MqttPublisherOptions): MqttPublisher {
  const windowMessages = options.windowMessages ?? 200;
  const client = connectClient(options);
  const unacknowledged: Message[] = [];
  let waiters: Waiter[] = [];
  let sentCount = 0;
  let failure: Error | undefined;
  let isConnected = false;
  /** Rises with every connection: an answer from an older one means nothing. */
  let connection = 0;

  const wake = () => {
    if (waiters.length === 0) return;
    const isReady = ({ below }: Waiter) => failure !== undefined || unacknowledged.length < below;
    const ready = waiters.filter(isReady);
    waiters = waiters.filter((waiter) => !ready.includes(waiter));
    for (const { resolve, reject } of ready) {
      if (failure === undefined) resolve();
      else reject(failure);
    }
  };
  const fail = (error: Error) => {
    if (failure !== undefined) return;
    failure = error;
    client.end(true);
    wake();
  };
  const transmit = (message: Message) => {
    const own = connection;
    client.publish(message.topic, message.payload, { qos: 1 }, (error) => {
      if (own !== connection || failure !== undefined) return;
      if (error) {
        fail(
          new Error(`Publishing to ${message.topic} failed: ${error.message}`, { cause: error }),
        );
        return;
      }
      message.isAcknowledged = true;
      while (unacknowledged[0]?.isAcknowledged) unacknowledged.shift()?.onAcknowledged?.();
      wake();
    });
  };
  const underWayBelow = async (below: number): Promise<void> => {
    while (failure === undefined && unacknowledged.length >= below) {
      await new Promise<void>((resolve, reject) => waiters.push({ below, resolve, reject }));
    }
    if (failure !== undefined) throw failure;
  };
  const offer: MqttPublisher['offer'] = async (topic, payload, onAcknowledged) => {
    await underWayBelow(windowMessages);
    const message: Message = { topic, payload, onAcknowledged, isAcknowledged: false };
    unacknowledged.push(message);
    sentCount += 1;
    if (isConnected) transmit(message);
  };

  client.on('connect', () => {
    if (connection > 0) options.onNotice?.(`${options.username} is connected again.`);
    connection += 1;
    isConnected = true;
    // What the lost connection left behind; closing would wait for its answers for ever.
    client.outgoing = {};
    for (const message of unacknowledged) transmit(message);
  });
  client.on('close', () => {
    if (isConnected && failure === undefined) {
      options.onNotice?.(`${options.username} lost its connection.`);
    }
    isConnected = false;
  });
  watchRefusals(client, options, fail);

  return {
    get sentCount() {
      return sentCount;
    },
    get acknowledgedCount() {
      return sentCount - unacknowledged.length;
    },
    offer,
    publish: async (topic, payload) => {
      await underWayBelow(windowMessages);
      await new Promise<void>((resolve, reject) => {
        // Below -1 never comes true: woken by the PUBACK, or by a failure.
        const waiter: Waiter = { below: -1, resolve, reject };
        waiters.push(waiter);
        const onAcknowledged = () => {
          waiters = waiters.filter((other) => other !== waiter);
          resolve();
        };
        offer(topic, payload, onAcknowledged).catch(reject);
      });
    },
    drained: () => underWayBelow(1),
    close: async () => {
      const isDrained = unacknowledged.length === 0;
      failure ??= new Error('The publisher was closed.');
      wake();
      await new Promise<void>((resolve) => {
        client.end(!isDrained, {}, () => resolve());
      });
    },
  };
}

/** A store of MQTT.js that keeps nothing, so that it has nothing to send again. */
class ForgetfulStore extends Store {
  override put(_packet: Packet, done: () => void): this {
    done();
    return this;
  }

  override del(
    packet: Pick<Packet, 'messageId'>,
    done: (error?: Error, packet?: Packet) => void,
  ): this {
    done(undefined, packet as Packet);
    return this;
  }
}

function connectClient(options: MqttPublisherOptions): MqttClient {
  const { url, username, password, ca } = options;
  return connect(url, {
    username,
    password,
    clientId: options.clientId ?? username,
    protocolVersion: 4,
    clean: true,
    keepalive: KEEPALIVE_SECONDS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    reconnectPeriod: options.reconnectPeriodMs ?? 500,
    // Without it one "not authorised" while the registry catches up would end everything.
    reconnectOnConnackError: true,
    outgoingStore: new ForgetfulStore(),
    ...(ca === undefined ? {} : { ca }),
  });
}

function watchRefusals(
  client: MqttClient,
  options: MqttPublisherOptions,
  fail: (error: Error) => void,
): void {
  const refusalsMax = options.refusalsMax ?? 10;
  let refusals = 0;
  client.on('connect', () => {
    refusals = 0;
  });
  client.on('error', (error: Error & { code?: number | string }) => {
    // Unreachable servers are tried again for ever; refused credentials only so often.
    if (!REFUSAL_CODES.includes(Number(error.code))) return;
    refusals += 1;
    if (refusals >= refusalsMax) {
      fail(
        new Error(`The gateway refuses ${options.username}: ${error.message}`, { cause: error }),
      );
    }
  });
}
