import type { Socket } from 'node:net';
import fp from 'fastify-plugin';

/**
 * Lets the server close although browsers hold connections that they made ahead and never used: Node
 * counts those as busy and would wait for them until they time out.
 */
export const silentSocketsPlugin = fp(
  async (app) => {
    const sockets = new Set<Socket>();
    app.server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    app.addHook('preClose', async () => {
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    });
  },
  { name: 'silent-sockets' },
);
