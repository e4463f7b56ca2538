import { connect, type Socket } from 'node:net';

import { generate, type Packet, parser } from 'mqtt-packet';

/** A client that writes what bytes it likes, for what no MQTT library would do. */
export class RawClient {
  readonly socket: Socket;
  readonly received: Packet[] = [];
  closed = false;
  readonly #waiters: (() => void)[] = [];

  constructor(port: number) {
    this.socket = connect({ host: '127.0.0.1', port });
    const incoming = parser({ protocolVersion: 4 });
    incoming.on('packet', (packet: Packet) => {
      this.received.push(packet);
      this.#wake();
    });
    this.socket.on('data', (data) => incoming.parse(data));
    this.socket.on('error', () => {});
    this.socket.on('close', () => {
      this.closed = true;
      this.#wake();
    });
  }

  send(packet: Packet): void {
    this.socket.write(generate(packet));
  }

  /** Sends a CONNECT as the device would. */
  sendConnect(username: string, password: string, more: object = {}): void {
    this.send({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 4,
      clean: true,
      clientId: username,
      keepalive: 0,
      username,
      password: Buffer.from(password),
      ...more,
    });
  }

  /** The next packet of a kind that has come or comes; null when the connection ends first. */
  async next(cmd: Packet['cmd']): Promise<Packet | null> {
    for (;;) {
      const index = this.received.findIndex((packet) => packet.cmd === cmd);
      if (index >= 0) return this.received.splice(index, 1)[0] ?? null;
      if (this.closed) return null;
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
  }

  /** Resolves when the server has closed the connection. */
  async ended(): Promise<void> {
    while (!this.closed) await new Promise<void>((resolve) => this.#waiters.push(resolve));
  }

  close(): void {
    this.socket.destroy();
  }

  #wake(): void {
    for (const waiter of this.#waiters.splice(0)) waiter();
  }
}
