import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

const LOWEST_PORT = 15_000;
const EPHEMERAL_RANGE_FILE = '/proc/sys/net/ipv4/ip_local_port_range';

/**
 * A TCP port on `host` that nothing listens on right now.
 *
 * It lies below the range from which the kernel takes the ports of outgoing connections: a client
 * that keeps asking a stopped server there would one day be given that very port, connect to itself
 * and keep the server from coming back.
 *
 * Between this answer and its use another process may take it, so a starter that lets us choose
 * tries again with another one.
 */
export async function findFreePort(host = '127.0.0.1'): Promise<number> {
  const end = firstEphemeralPort();
  for (let attempt = 0; attempt < 50 && end > LOWEST_PORT; attempt++) {
    const port = randomInt(LOWEST_PORT, end);
    if (await isPortFree(port, host)) return port;
  }
  return await listenOnce(host, 0);
}

function firstEphemeralPort(): number {
  try {
    return Number(readFileSync(EPHEMERAL_RANGE_FILE, 'utf8').trim().split(/\s+/)[0]);
  } catch {
    return 32_768;
  }
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
