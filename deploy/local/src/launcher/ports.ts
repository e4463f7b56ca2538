import { findFreePort, isPortFree } from '../servers/free-port.ts';
import type { PortWish } from './options.ts';

const ATTEMPTS = 100;

/**
 * Chooses ports one after another, so that two wishes do not end on the same one.
 *
 * A fixed wish that is taken throws; any other moves on to the next free port and says so.
 */
export class PortChooser {
  readonly #host: string;
  readonly #notify: (message: string) => void;
  readonly #chosen = new Set<number>();

  constructor(host: string, notify: (message: string) => void) {
    this.#host = host;
    this.#notify = notify;
  }

  /** Port for `purpose` (a word for messages, such as "HTTP"). */
  async choose(purpose: string, wish: PortWish): Promise<number> {
    const port = await this.#find(purpose, wish);
    this.#chosen.add(port);
    if (wish.port !== 0 && port !== wish.port) {
      this.#notify(`Port ${wish.port} is taken; ${purpose} uses ${port}.`);
    }
    return port;
  }

  async #find(purpose: string, { port, fixed }: PortWish): Promise<number> {
    if (port === 0) {
      const found = await findFreePort(this.#host);
      return this.#chosen.has(found) ? await this.#find(purpose, { port, fixed }) : found;
    }
    const last = fixed ? port : Math.min(port + ATTEMPTS, 65_535);
    for (let candidate = port; candidate <= last; candidate++) {
      if (this.#chosen.has(candidate)) continue;
      if (await isPortFree(candidate, this.#host)) return candidate;
    }
    throw new Error(
      fixed
        ? `Port ${port} for ${purpose} is taken on ${this.#host}. Choose another one.`
        : `No free port for ${purpose} between ${port} and ${last} on ${this.#host}.`,
    );
  }
}
