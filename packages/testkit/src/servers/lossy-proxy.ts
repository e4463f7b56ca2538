import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP proxy that can lose the answers of a server, as a network does when it breaks. */
export interface LossyProxy {
  readonly port: number;
  /**
   * From the next request on: the server gets it, its answer is dropped and the connection cut.
   * Once; later connections work.
   */
  loseNextAnswer(): void;
  close(): Promise<void>;
}

/** Starts a proxy on a free port of this machine, in front of a server on `targetPort`. */
export async function startLossyProxy(targetPort: number): Promise<LossyProxy> {
  let isArmed = false;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const target = connect({ host: '127.0.0.1', port: targetPort });
    let losesAnswer = false;
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        target.destroy();
      });
    }
    client.on('data', (data) => {
      if (isArmed) {
        isArmed = false;
        losesAnswer = true;
      }
      target.write(data);
    });
    target.on('data', (data) => {
      if (losesAnswer) client.destroy();
      else client.write(data);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    loseNextAnswer: () => {
      isArmed = true;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
