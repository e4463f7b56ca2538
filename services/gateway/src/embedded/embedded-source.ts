import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

import type { Aedes, Client } from 'aedes';

import { maySubscribe, refusalOf } from '../access/admission.ts';
import { checkAccess, type DeviceDirectory, stillGranted } from '../access/credentials.ts';
import type { RateLimits } from '../access/rate-limits.ts';
import { receiptOf } from '../custody/receipt.ts';
import type { DoorEvents } from '../door-events.ts';
import type { Custodian, Downlink, MessageSource } from '../message-source.ts';
import { certificateOf, DeviceConnection } from './device-connection.ts';
import { GuardedSocket } from './guarded-socket.ts';
import { recordOversize } from './oversize-publish.ts';
import {
  type ConnectRequest,
  createProtocolServer,
  type PublishRequest,
  type RefusedConnect,
} from './protocol-server.ts';

/** An address to listen on. Port 0 takes a free one. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

export interface EmbeddedOptions {
  readonly tcp: ListenAddress | null;
  readonly tls: (ListenAddress & { readonly options: TlsOptions }) | null;
  readonly connectionsMax: number;
  readonly connectTimeoutMs: number;
  /** Silence after which a connection is taken for dead, whatever keep-alive the client asked for. */
  readonly silenceMaxMs: number;
  readonly custodian: Custodian;
  readonly directory: DeviceDirectory;
  readonly rateLimits: RateLimits;
  readonly events: DoorEvents;
}

/** The MQTT 3.1.1 server that devices connect to. */
export interface EmbeddedSource extends MessageSource {
  /** Ports that are listened on, null for a door that is not open. */
  readonly ports: { readonly tcp: number | null; readonly tls: number | null };
}

const SWEEP_INTERVAL_MS = 1_000;
/** Longest look into the registry at a CONNECT before the answer is "server unavailable". */
const LOOKUP_TIMEOUT_MS = 5_000;
/** Connections that may be in their TLS handshake, or be refused, beyond the counted ones. */
const UNCOUNTED_CONNECTIONS_MAX = 1_000;
/** Longest wait at a stop for messages that are not on disk yet. */
const DRAIN_TIMEOUT_MS = 5_000;

/** Builds the embedded door. Nothing listens before `start`. */
export async function createEmbeddedSource(options: EmbeddedOptions): Promise<EmbeddedSource> {
  const door = new EmbeddedDoor(options);
  await door.build();
  return door;
}

class EmbeddedDoor implements EmbeddedSource {
  readonly ports: { tcp: number | null; tls: number | null } = { tcp: null, tls: null };
  readonly #options: EmbeddedOptions;
  readonly #connections = new Map<unknown, DeviceConnection>();
  /** The admitted ones, by enterprise: downlinks and changes of the registry come by the thousand. */
  readonly #byEnterprise = new Map<string, Set<DeviceConnection>>();
  readonly #servers: Server[] = [];
  readonly #unsubscribe: (() => void)[] = [];
  #broker: Aedes | null = null;
  #sweeper: NodeJS.Timeout | null = null;
  #takingCount = 0;

  constructor(options: EmbeddedOptions) {
    this.#options = options;
  }

  async build(): Promise<void> {
    const { connectTimeoutMs, events } = this.#options;
    this.#broker = await createProtocolServer(
      {
        onConnect: (client, facts) => this.#onConnect(client, facts),
        authenticate: (client, request) => this.#authenticate(client, request),
        publish: (client, message, acknowledge) => this.#publish(client, message, acknowledge),
        subscribe: (client, filter, qos) => this.#subscribe(client, filter, qos),
        unsubscribe: (client, filters) => {
          for (const filter of filters) this.#of(client)?.subscriptions.delete(filter);
        },
        released: (client, messageId) => this.#of(client)?.journalledQos2.delete(messageId),
        clientError: (client, error) =>
          events.connectionFailed(this.#of(client)?.identity?.username ?? null, error),
      },
      { connectTimeoutMs },
    );
  }

  async start(): Promise<void> {
    const { tcp, tls, custodian, directory, events, connectTimeoutMs } = this.#options;
    this.#unsubscribe.push(
      custodian.onOpenChange((open) => {
        for (const { guard } of this.#connections.values()) if (guard) guard.shut = !open;
      }),
      directory.onChange((enterpriseId) => {
        this.#recheck(enterpriseId).catch((error: unknown) => events.recheckFailed(error));
      }),
    );
    const accept = (socket: Socket) => this.#accept(socket);
    if (tcp !== null) this.ports.tcp = await this.#listen(createServer(accept), tcp);
    if (tls !== null) {
      const server = createTlsServer({ handshakeTimeout: connectTimeoutMs, ...tls.options });
      server.on('secureConnection', accept);
      server.on('tlsClientError', (error) => events.connectionFailed(null, error));
      this.ports.tls = await this.#listen(server, tls);
    }
    this.#sweeper = setInterval(() => this.#closeSilent(), SWEEP_INTERVAL_MS);
  }

  problem(): string | null {
    return this.#sweeper === null ? 'The MQTT server does not listen.' : null;
  }

  deliver(downlink: Downlink): void {
    for (const connection of this.#byEnterprise.get(downlink.enterpriseId) ?? []) {
      const isFor = downlink.deviceId === '' || downlink.deviceId === connection.identity?.deviceId;
      if (!isFor) continue;
      if (!connection.send(downlink.kind, downlink.payload)) {
        this.#options.events.downlinkDropped();
      }
    }
  }

  async stop(): Promise<void> {
    if (this.#sweeper !== null) clearInterval(this.#sweeper);
    this.#sweeper = null;
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    for (const server of this.#servers) server.close();
    for (const { guard } of this.#connections.values()) if (guard) guard.shut = true;
    const giveUpAtMs = performance.now() + DRAIN_TIMEOUT_MS;
    while (this.#takingCount > 0 && performance.now() < giveUpAtMs) await pauseMs(10);
    // The last answers leave in the next rounds of the event loop.
    await pauseMs(20);
    await new Promise<void>((resolve) => this.#broker?.close(() => resolve()) ?? resolve());
    for (const { socket } of this.#connections.values()) socket.destroy();
  }

  #of(client: Client): DeviceConnection | undefined {
    return this.#connections.get(client.conn);
  }

  #listen(server: Server, { host, port }: ListenAddress): Promise<number> {
    this.#servers.push(server);
    // For what comes before a connection reaches us, such as half a TLS handshake.
    server.maxConnections = this.#options.connectionsMax + UNCOUNTED_CONNECTIONS_MAX;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, backlog: 1_024 }, () => {
        const address = server.address();
        resolve(address !== null && typeof address === 'object' ? address.port : port);
      });
    });
  }

  #accept(socket: Socket): void {
    const { connectionsMax, silenceMaxMs, custodian, events } = this.#options;
    if (this.#connections.size >= connectionsMax) {
      events.connectRefused('connections');
      socket.destroy();
      return;
    }
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 60_000);
    const connection = new DeviceConnection(socket, silenceMaxMs);
    const guard = new GuardedSocket(
      socket,
      {
        onOversize: () => void recordOversize(connection, custodian),
        onViolation: (reason) => events.violation(reason),
        onThrottled: () => events.throttled(),
      },
      () => performance.now(),
    );
    guard.shut = !custodian.open;
    connection.guard = guard;
    this.#connections.set(socket, connection);
    socket.once('close', () => this.#forget(connection));
    this.#broker?.handle(socket);
  }

  #forget(connection: DeviceConnection): void {
    this.#connections.delete(connection.socket);
    const enterpriseId = connection.identity?.enterpriseId ?? '';
    const ofEnterprise = this.#byEnterprise.get(enterpriseId);
    ofEnterprise?.delete(connection);
    if (ofEnterprise?.size === 0) this.#byEnterprise.delete(enterpriseId);
  }

  #onConnect(client: Client, facts: { keepaliveSeconds: number; hasWill: boolean }): void {
    const connection = this.#of(client);
    if (connection !== undefined && facts.keepaliveSeconds > 0) {
      // [MQTT-3.1.2-24]: one and a half times the keep-alive.
      const silenceMs = facts.keepaliveSeconds * 1_500;
      connection.silenceMaxMs = Math.min(silenceMs, this.#options.silenceMaxMs);
    }
    if (facts.hasWill) this.#options.events.willIgnored();
  }

  async #authenticate(client: Client, request: ConnectRequest): Promise<RefusedConnect | null> {
    const { directory, rateLimits, events } = this.#options;
    const connection = this.#of(client);
    if (connection === undefined) return 'unavailable';
    const certificate = certificateOf(connection.socket);
    const username = request.username ?? certificate?.name ?? '';
    const certificateSha256 = certificate?.name === username ? certificate.sha256 : null;
    const proof = { username, password: request.password, certificateSha256 };
    const decision = await withTimeout(checkAccess(directory, proof));
    if (decision === null || (!decision.granted && decision.reason === 'not-ready')) {
      events.connectRefused('not-ready');
      return 'unavailable';
    }
    if (!decision.granted) {
      events.connectRefused('credentials');
      return 'notAuthorised';
    }
    const { identity, credential } = decision;
    // With any id a device could push another one off its session.
    if (request.clientId !== identity.username) {
      events.connectRefused('client-id');
      return 'identifierRejected';
    }
    if (!this.#connections.has(connection.socket)) return 'unavailable';
    connection.admit(client, identity, credential);
    const ofEnterprise = this.#byEnterprise.get(identity.enterpriseId) ?? new Set();
    this.#byEnterprise.set(identity.enterpriseId, ofEnterprise.add(connection));
    connection.guard?.admit(
      rateLimits.allowanceOf(identity.enterpriseId, identity.deviceId, performance.now()),
    );
    return null;
  }

  #publish(client: Client, message: PublishRequest, acknowledge: () => void): void {
    const connection = this.#of(client);
    if (connection === undefined || connection.identity === null) return;
    const { topic, payload, qos, retain, messageId = 0 } = message;
    const earlier = qos === 2 ? connection.journalledQos2.get(messageId) : undefined;
    if (earlier !== undefined) {
      // Aedes asks again for a message that is sent again before its handshake has ended.
      earlier.then(acknowledge, () => {});
      return;
    }
    const refusal = refusalOf(connection.identity, topic, retain);
    this.#takingCount += 1;
    const taken = this.#options.custodian
      .take({ source: connection.source, topic, refusal, payload })
      .then((position) => {
        this.#takingCount -= 1;
        acknowledge();
        if (connection.subscribedQos('receipts') === null) return;
        const receipt = JSON.stringify(receiptOf(payload, position));
        if (!connection.send('receipts', receipt)) this.#options.events.downlinkDropped();
      });
    if (qos === 2) connection.journalledQos2.set(messageId, taken);
  }

  #subscribe(client: Client, filter: string, qos: 0 | 1): boolean {
    const connection = this.#of(client);
    if (!connection?.identity || !maySubscribe(connection.identity, filter)) {
      this.#options.events.subscribeRefused();
      return false;
    }
    connection.subscriptions.set(filter, qos);
    return true;
  }

  /** Lets go the devices of an enterprise that its registry no longer lets in. */
  async #recheck(enterpriseId: string): Promise<void> {
    const { directory, events } = this.#options;
    for (const connection of [...(this.#byEnterprise.get(enterpriseId) ?? [])]) {
      const { identity, credential } = connection;
      if (identity === null) continue;
      const lookup = await directory.find(enterpriseId, identity.deviceId);
      if (stillGranted(lookup, credential)) continue;
      events.revoked(identity.username);
      connection.socket.destroy();
    }
  }

  /** A sender that we hold back is not silent. */
  #closeSilent(): void {
    if (!this.#options.custodian.open) return;
    const nowMs = performance.now();
    for (const { guard, silenceMaxMs, identity, socket } of this.#connections.values()) {
      if (guard === null || guard.throttled) continue;
      if (nowMs - guard.lastActiveAtMs <= silenceMaxMs) continue;
      this.#options.events.connectionFailed(identity?.username ?? null, new Error('Silent.'));
      socket.destroy();
    }
  }
}

async function withTimeout<T>(promise: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), LOOKUP_TIMEOUT_MS);
  });
  return await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function pauseMs(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
