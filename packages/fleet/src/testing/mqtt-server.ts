import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

import { Aedes } from 'aedes';

/** A tiny MQTT server for tests: keeps what was published, can refuse and can be broken. */
export interface TestMqttServer {
  readonly url: string;
  readonly port: number;
  /** Published messages in order of arrival. */
  readonly messages: readonly { readonly topic: string; readonly payload: string }[];
  /** Cuts all connections; clients may come back at once. */
  cutConnections(): void;
  close(): Promise<void>;
}

/** How the test server behaves. */
export interface TestMqttServerOptions {
  readonly port?: number;
  /** Password that every client must give; without it any will do. */
  readonly password?: string;
  /** Told of every message as it arrives, before its PUBACK. */
  readonly onMessage?: (topic: string, payload: string) => void;
  /** Called before the PUBACK; a promise that never resolves holds it back. */
  readonly beforeAcknowledge?: (topic: string) => Promise<void>;
}

/** Starts an MQTT server on loopback, on a free port unless one is given. */
export async function startTestMqttServer(
  options: TestMqttServerOptions = {},
): Promise<TestMqttServer> {
  const messages: { topic: string; payload: string }[] = [];
  const aedes = await Aedes.createBroker({
    authenticate: (_client, _username, password, done) => {
      const isWelcome = options.password === undefined || String(password) === options.password;
      if (isWelcome) done(null, true);
      else done(Object.assign(new Error('Bad password'), { returnCode: 4 as const }), false);
    },
    authorizePublish: (_client, packet, done) => {
      const payload = packet.payload.toString();
      messages.push({ topic: packet.topic, payload });
      options.onMessage?.(packet.topic, payload);
      void (options.beforeAcknowledge?.(packet.topic) ?? Promise.resolve()).then(() => done(null));
    },
  });
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    aedes.handle(socket);
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const cutConnections = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `mqtt://127.0.0.1:${port}`,
    port,
    messages,
    cutConnections,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
      cutConnections();
      await closed;
    },
  };
}
