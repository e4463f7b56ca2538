import { createServer } from 'node:net';

/**
 * A TCP port on `host` that nothing listens on right now.
 *
 * Between this answer and its use another process may take it, so a starter that lets us choose
 * tries again with another one.
 */
export async function findFreePort(host = '127.0.0.1'): Promise<number> {
  return await listenOnce(host, 0);
}

/** Whether a listener could be opened on `port` of `host` at this moment. */
export async function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  try {
    await listenOnce(host, port);
    return true;
  } catch {
    return false;
  }
}

function listenOnce(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      const chosen = address !== null && typeof address === 'object' ? address.port : port;
      server.close(() => resolve(chosen));
    });
  });
}
