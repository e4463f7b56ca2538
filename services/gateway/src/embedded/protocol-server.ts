import { Aedes, type AuthErrorCode, type AuthenticateError, type Client } from 'aedes';

import { SessionLessPersistence } from './session-less-persistence.ts';

/** CONNACK return codes of MQTT 3.1.1, section 3.2.2.3. */
export const RETURN_CODE = { identifierRejected: 2, unavailable: 3, notAuthorised: 5 } as const;
export type RefusedConnect = keyof typeof RETURN_CODE;

/** A CONNECT, as far as we decide on it. */
export interface ConnectRequest {
  readonly username: string | undefined;
  readonly password: Buffer | undefined;
  /** Empty where the client left it to the server. */
  readonly clientId: string;
}

/** A PUBLISH of a client. */
export interface PublishRequest {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: number;
  readonly retain: boolean;
  readonly messageId: number | undefined;
}

/** What the protocol server asks its owner. Every callback may be called later. */
export interface ProtocolHandlers {
  /** A CONNECT has arrived, before it is judged. */
  onConnect(client: Client, facts: { keepaliveSeconds: number; hasWill: boolean }): void;
  /** Resolves null to let the client in. */
  authenticate(client: Client, request: ConnectRequest): Promise<RefusedConnect | null>;
  /** Calls `acknowledge` when the message is safe; never when it is not. */
  publish(client: Client, message: PublishRequest, acknowledge: () => void): void;
  /** Whether the client may hear this filter; `qos` is at most 1. */
  subscribe(client: Client, filter: string, qos: 0 | 1): boolean;
  unsubscribe(client: Client, filters: readonly string[]): void;
  /** The handshake of a QoS 2 message has ended. */
  released(client: Client, messageId: number): void;
  clientError(client: Client, error: Error): void;
}

/**
 * Aedes as a bare MQTT 3.1.1 protocol machine: it parses, keeps the order of packets and answers.
 * Nothing is routed from client to client and nothing is kept between connections, so its matching,
 * its `$SYS` messages and its persistence are switched off.
 */
export async function createProtocolServer(
  handlers: ProtocolHandlers,
  options: { readonly connectTimeoutMs: number },
): Promise<Aedes> {
  const persistence = new SessionLessPersistence();
  persistence.onReleased = (client, messageId) => handlers.released(client as Client, messageId);
  const broker = await Aedes.createBroker({
    persistence,
    connectTimeout: options.connectTimeoutMs,
    // `{18 characters}.{up to 64}`; the limit is that of MQTT 3.1 clients only.
    maxClientsIdLength: 128,
    // The guard lets nothing pass behind a CONNECT before its answer, so this queue stays empty.
    queueLimit: 42,
    // Bounded by the 16 bits of a message id; an entry is one number.
    maxInflightInbound: 0,

    preConnect: (client, packet, callback) => {
      handlers.onConnect(client, {
        keepaliveSeconds: packet.keepalive ?? 0,
        hasWill: packet.will !== undefined,
      });
      packet.clean = true;
      delete packet.will;
      // Silence is watched by the owner, who knows when it is he that does not read.
      packet.keepalive = 0;
      callback(null, true);
    },

    authenticate: (client, username, password, callback) => {
      const request = { username, password, clientId: clientIdOf(client) };
      handlers.authenticate(client, request).then(
        (refused) => callback(refused === null ? null : refusal(refused), refused === null),
        () => callback(refusal('unavailable'), false),
      );
    },

    authorizePublish: (client, packet, callback) => {
      // Aedes asks for wills with a client that is gone, or none.
      if (client === null || client.closed) return;
      const { topic, qos, retain, messageId } = packet;
      const payload = Buffer.isBuffer(packet.payload)
        ? packet.payload
        : Buffer.from(packet.payload);
      handlers.publish(client, { topic, payload, qos, retain, messageId }, () => {
        if (!client.closed) callback(null);
      });
    },

    authorizeSubscribe: (client, subscription, callback) => {
      const qos = subscription.qos === 0 ? 0 : 1;
      const granted = handlers.subscribe(client, subscription.topic, qos);
      callback(null, granted ? { ...subscription, qos } : null);
    },
  });
  broker.on('unsubscribe', (filters, client) => handlers.unsubscribe(client, filters));
  broker.on('clientError', (client, error) => handlers.clientError(client, error));
  broker.on('connectionError', (client, error) => handlers.clientError(client, error));
  switchOffRouting(broker);
  return broker;
}

/** An id that Aedes made up for a client that sent none counts as empty. */
function clientIdOf(client: Client): string {
  return client.id.startsWith('aedes_') ? '' : client.id;
}

function refusal(refused: RefusedConnect): AuthenticateError {
  const returnCode: AuthErrorCode = RETURN_CODE[refused];
  return Object.assign(new Error(`CONNECT refused: ${refused}.`), { returnCode });
}

type Callback = (error?: Error) => void;

/** Devices hear their own downlinks only, and those are sent to the client directly. */
function switchOffRouting(broker: Aedes): void {
  const callLast = (...args: unknown[]) => {
    const callback = args.at(-1);
    if (typeof callback === 'function') (callback as Callback)();
  };
  Object.assign(broker, {
    publish: callLast,
    subscribe: callLast,
    unsubscribe: callLast,
    // Its limit guards the matching that is not used; such a topic is quarantined, not cut off.
    maxTopicLevels: Number.MAX_SAFE_INTEGER,
  });
}
