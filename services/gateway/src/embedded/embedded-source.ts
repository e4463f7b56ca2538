import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, TLSSocket, type TlsOptions } from 'node:tls';

import type { Client } from 'aedes';

import { maySubscribe, refusalOf } from '../access/admission.ts';
import { checkAccess, type DeviceDirectory, stillGranted } from '../access/credentials.ts';
import type { RateLimits } from '../access/rate-limits.ts';
import { stubOfDeclared } from '../custody/oversize-stub.ts';
import { receiptOf } from '../custody/receipt.ts';
import type { DoorEvents } from '../door-events.ts';
import type { Custodian, Downlink, MessageSource } from '../message-source.ts';
import { DeviceConnection } from './device-connection.ts';
import { GuardedSocket } from './guarded-socket.ts';
import { answerAndClose, readBeginning, readOversizePublish } from './oversize-publish.ts';
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
const DRAIN_TIMEOUT_MS = 5_000;

/** Builds the embedded door. Nothing listens before `start`. */
export async function createEmbeddedSource(options: EmbeddedOptions): Promise<EmbeddedSource> {
  const { custodian, directory, rateLimits, events } = options;
  const connections = new Map<unknown, DeviceConnection>();
  const clients = new Map<DeviceConnection, Client>();
  const servers: Server[] = [];
  const ports = { tcp: null as number | null, tls: null as number | null };
  let listening = false;
  let takingCount = 0;
  const now = () => performance.now();

  const connectionOf = (client: Client) => connections.get(client.conn);

  const take = async (connection: DeviceConnection, message: PublishRequest) => {
    const { identity, source } = connection;
    if (identity === null) return;
    const refusal = refusalOf(identity, message.topic, message.retain);
    takingCount += 1;
    const position = await custodian.take({
      source,
      topic: message.topic,
      refusal,
      payload: message.payload,
    });
    takingCount -= 1;
    return position;
  };

  const publish = (client: Client, message: PublishRequest, acknowledge: () => void) => {
    const connection = connectionOf(client);
    if (connection === undefined || connection.identity === null) return;
    const earlier =
      message.qos === 2 ? connection.journalledQos2.get(message.messageId ?? 0) : undefined;
    if (earlier !== undefined) {
      // Aedes asks again for a message that is sent again before its handshake has ended.
      earlier.then(acknowledge, () => {});
      return;
    }
    const taken = take(connection, message).then((position) => {
      acknowledge();
      if (position === undefined || connection.subscribedQos('receipts') === null) return;
      const receipt = JSON.stringify(receiptOf(message.payload, position));
      if (!connection.send(client, 'receipts', receipt)) events.downlinkDropped();
    });
    if (message.qos === 2) connection.journalledQos2.set(message.messageId ?? 0, taken);
  };

  const authenticate = async (
    client: Client,
    request: ConnectRequest,
  ): Promise<RefusedConnect | null> => {
    const connection = connectionOf(client);
    if (connection === undefined) return 'unavailable';
    const certificate = certificateOf(connection.socket);
    const username = request.username ?? certificate?.name ?? '';
    const certificateSha256 = certificate?.name === username ? certificate.sha256 : null;
    const decision = await withTimeout(
      checkAccess(directory, { username, password: request.password, certificateSha256 }),
    );
    if (decision === null || (!decision.granted && decision.reason === 'not-ready')) {
      events.connectRefused('not-ready');
      return 'unavailable';
    }
    if (!decision.granted) {
      events.connectRefused('credentials');
      return 'notAuthorised';
    }
    if (request.clientId !== decision.identity.username) {
      events.connectRefused('client-id');
      return 'identifierRejected';
    }
    const { enterpriseId, deviceId } = decision.identity;
    connection.admit(decision.identity, decision.credential);
    connection.guard?.admit(rateLimits.allowanceOf(enterpriseId, deviceId, now()));
    clients.set(connection, client);
    return null;
  };

  const recordOversize = async (connection: DeviceConnection) => {
    const { socket, guard, source, identity } = connection;
    if (guard === null || identity === null) return;
    socket.removeAllListeners('readable');
    const message = readOversizePublish(await readBeginning(socket, guard.release()));
    if (message === null) {
      socket.destroy();
      return;
    }
    const refusal = refusalOf(identity, message.topic, false) ?? 'too-large';
    const payload = stubOfDeclared(message.declaredBytes, message.head);
    await custodian.take({ source, topic: message.topic, refusal, payload });
    answerAndClose(socket, message);
  };

  const broker = await createProtocolServer(
    {
      onConnect: (client, { keepaliveSeconds, hasWill }) => {
        const connection = connectionOf(client);
        if (connection !== undefined && keepaliveSeconds > 0) {
          // [MQTT-3.1.2-24]: one and a half times the keep-alive.
          const silenceMs = keepaliveSeconds * 1_500;
          connection.silenceMaxMs = Math.min(silenceMs, options.silenceMaxMs);
        }
        if (hasWill) events.willIgnored();
      },
      authenticate,
      publish,
      subscribe: (client, filter, qos) => {
        const connection = connectionOf(client);
        if (!connection?.identity || !maySubscribe(connection.identity, filter)) {
          events.subscribeRefused();
          return false;
        }
        connection.subscriptions.set(filter, qos);
        return true;
      },
      unsubscribe: (client, filters) => {
        for (const filter of filters) connectionOf(client)?.subscriptions.delete(filter);
      },
      released: (client, messageId) => connectionOf(client)?.journalledQos2.delete(messageId),
      clientError: (client, error) =>
        events.connectionFailed(connectionOf(client)?.identity?.username ?? null, error),
    },
    { connectTimeoutMs: options.connectTimeoutMs },
  );

  const accept = (socket: Socket) => {
    if (connections.size >= options.connectionsMax) {
      events.connectRefused('connections');
      socket.destroy();
      return;
    }
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 60_000);
    const connection = new DeviceConnection(socket, options.silenceMaxMs);
    connection.guard = new GuardedSocket(
      socket,
      {
        onOversize: () => void recordOversize(connection),
        onViolation: (reason) => events.violation(reason),
        onThrottled: () => events.throttled(),
      },
      now,
    );
    connection.guard.shut = !custodian.open;
    connections.set(socket, connection);
    socket.once('close', () => {
      connections.delete(socket);
      clients.delete(connection);
    });
    broker.handle(socket);
  };

  const listen = (server: Server, { host, port }: ListenAddress) =>
    new Promise<number>((resolve, reject) => {
      servers.push(server);
      server.once('error', reject);
      server.listen({ host, port, backlog: 1_024 }, () => {
        const address = server.address();
        resolve(address !== null && typeof address === 'object' ? address.port : port);
      });
    });

  const sweep = () => {
    const atMs = now();
    for (const connection of connections.values()) {
      const silentMs = atMs - (connection.guard?.lastActiveAtMs ?? atMs);
      if (!custodian.open || connection.guard?.throttled) continue;
      if (silentMs > connection.silenceMaxMs) {
        events.connectionFailed(connection.identity?.username ?? null, new Error('Silent.'));
        connection.socket.destroy();
      }
    }
  };
  let sweeper: NodeJS.Timeout | null = null;

  const stopOpenChange = custodian.onOpenChange((open) => {
    for (const { guard } of connections.values()) if (guard !== null) guard.shut = !open;
  });

  const recheckEnterprise = async (enterpriseId: string) => {
    for (const connection of connections.values()) {
      const { identity, credential } = connection;
      if (identity?.enterpriseId !== enterpriseId) continue;
      if (stillGranted(await directory.find(enterpriseId, identity.deviceId), credential)) continue;
      events.revoked(identity.username);
      connection.socket.destroy();
    }
  };
  const stopWatching = directory.onChange((enterpriseId) => {
    recheckEnterprise(enterpriseId).catch((error: unknown) => events.recheckFailed(error));
  });

  return {
    ports,
    async start() {
      const { tcp, tls } = options;
      if (tcp !== null) ports.tcp = await listen(createServer(accept), tcp);
      if (tls !== null) {
        const server = createTlsServer({
          handshakeTimeout: options.connectTimeoutMs,
          ...tls.options,
        });
        server.on('secureConnection', accept);
        server.on('tlsClientError', (error) => events.connectionFailed(null, error));
        ports.tls = await listen(server, tls);
      }
      sweeper = setInterval(sweep, SWEEP_INTERVAL_MS);
      listening = true;
    },
    problem: () => (listening ? null : 'The MQTT server does not listen.'),
    deliver(downlink: Downlink) {
      for (const [connection, client] of clients) {
        if (!isFor(connection, downlink)) continue;
        if (!connection.send(client, downlink.kind, downlink.payload)) events.downlinkDropped();
      }
    },
    async stop() {
      listening = false;
      if (sweeper !== null) clearInterval(sweeper);
      stopOpenChange();
      stopWatching();
      for (const server of servers) server.close();
      for (const { guard } of connections.values()) if (guard !== null) guard.shut = true;
      const giveUpAtMs = now() + DRAIN_TIMEOUT_MS;
      while (takingCount > 0 && now() < giveUpAtMs) await pauseMs(10);
      // The last answers leave in the next rounds of the event loop.
      await pauseMs(20);
      await new Promise<void>((resolve) => broker.close(() => resolve()));
      for (const socket of connections.values()) socket.socket.destroy();
    },
  };
}

function isFor(connection: DeviceConnection, downlink: Downlink): boolean {
  const { identity } = connection;
  if (identity?.enterpriseId !== downlink.enterpriseId) return false;
  return downlink.deviceId === '' || downlink.deviceId === identity.deviceId;
}

/** The client certificate that our CA signed, if the other end showed one. */
function certificateOf(socket: Socket): { name: string; sha256: string } | null {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return null;
  const certificate = socket.getPeerCertificate();
  const name = certificate.subject?.CN;
  if (typeof name !== 'string') return null;
  return { name, sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase() };
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
