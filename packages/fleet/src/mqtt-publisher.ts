import { connect, type MqttClient } from 'mqtt';

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

/**
 * Creates a publisher. It connects at once, speaks MQTT 3.1.1 with a clean session and connects
 * again by itself; messages without PUBACK are sent again then. It keeps them in memory only.
 */
export function createMqttPublisher(options: MqttPublisherOptions): MqttPublisher {
  const windowMessages = options.windowMessages ?? 200;
  const client = connectClient(options);
  let sentCount = 0;
  let acknowledgedCount = 0;
  let failure: Error | undefined;
  let waiters: { resolve: () => void; reject: (error: Error) => void; below: number }[] = [];
  let closed = false;

  const wake = () => {
    const underWay = sentCount - acknowledgedCount;
    const ready = waiters.filter(({ below }) => failure !== undefined || underWay < below);
    if (ready.length === 0) return;
    waiters = waiters.filter((waiter) => !ready.includes(waiter));
    for (const { resolve, reject } of ready) {
      if (failure === undefined) resolve();
      else reject(failure);
    }
  };
  const fail = (error: Error) => {
    if (failure !== undefined || closed) return;
    failure = error;
    client.end(true);
    wake();
  };
  const underWayBelow = async (below: number): Promise<void> => {
    while (failure === undefined && sentCount - acknowledgedCount >= below) {
      await new Promise<void>((resolve, reject) => waiters.push({ resolve, reject, below }));
    }
    if (failure !== undefined) throw failure;
  };
  const send = (topic: string, payload: string | Buffer, onAcknowledged?: () => void) => {
    sentCount += 1;
    client.publish(topic, payload, { qos: 1 }, (error) => {
      if (error !== undefined && error !== null) {
        fail(new Error(`Publishing to ${topic} failed: ${error.message}`, { cause: error }));
        return;
      }
      acknowledgedCount += 1;
      onAcknowledged?.();
      if (waiters.length > 0) wake();
    });
  };
  watchConnection(client, options, fail);

  return {
    get sentCount() {
      return sentCount;
    },
    get acknowledgedCount() {
      return acknowledgedCount;
    },
    publish: async (topic, payload) => {
      await underWayBelow(windowMessages);
      await new Promise<void>((resolve, reject) => {
        // Rejected by `wake` when the publisher gives up, resolved by the PUBACK.
        const waiter = { resolve: () => {}, reject, below: -1 };
        waiters.push(waiter);
        send(topic, payload, () => {
          waiters = waiters.filter((other) => other !== waiter);
          resolve();
        });
      });
    },
    offer: async (topic, payload, onAcknowledged) => {
      await underWayBelow(windowMessages);
      send(topic, payload, onAcknowledged);
    },
    drained: () => underWayBelow(1),
    close: async () => {
      if (sentCount > acknowledgedCount) failure ??= new Error('The publisher was closed.');
      closed = true;
      wake();
      await new Promise<void>((resolve) => {
        client.end(sentCount > acknowledgedCount, {}, () => resolve());
      });
    },
  };
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
    ...(ca === undefined ? {} : { ca }),
  });
}

function watchConnection(
  client: MqttClient,
  options: MqttPublisherOptions,
  fail: (error: Error) => void,
): void {
  const refusalsMax = options.refusalsMax ?? 10;
  let refusals = 0;
  let isConnected = false;
  let wasConnected = false;
  client.on('connect', () => {
    refusals = 0;
    if (wasConnected) options.onNotice?.(`${options.username} is connected again.`);
    isConnected = true;
    wasConnected = true;
  });
  client.on('close', () => {
    if (isConnected) options.onNotice?.(`${options.username} lost its connection.`);
    isConnected = false;
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
