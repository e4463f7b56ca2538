import type { Socket } from 'node:net';

import type { SenderAllowance } from '../access/rate-limits.ts';
import { CONNECT, type FrameHeader, FrameScanner, PUBLISH } from './frame-scanner.ts';

/** Largest packet that is buffered; a longer one is recorded by its beginning and cut off. */
export const PACKET_BYTES_MAX = 1_048_576;
/** Largest CONNECT, will included. Nothing else is read from a stranger. */
export const CONNECT_BYTES_MAX = 16_384;
/** Shortest pause of a sender over its rate, so that it is not woken for every message. */
const RATE_PAUSE_MS_MIN = 20;

/** What the owner of a guarded socket wants to know. */
export interface GuardListener {
  /** A PUBLISH above {@link PACKET_BYTES_MAX} begins; nothing more reaches the MQTT parser. */
  onOversize(header: FrameHeader): void;
  /** The connection broke a rule that leaves nothing to answer. It is destroyed. */
  onViolation(reason: 'invalid-length' | 'not-connect' | 'connect-too-large' | 'too-large'): void;
  /** A sender is held back by its rate. Called once per pause. */
  onThrottled(): void;
}

/**
 * Stands in `socket.read`, the one way by which Aedes takes bytes, and decides what passes: packets
 * within the size limit, only a CONNECT before the sender is known, no more than its rate, and
 * nothing while the doors are shut. Held bytes stay in the kernel's buffers (back-pressure), at most
 * one chunk of them here. Nothing is copied.
 *
 * An own transform stream in front of Aedes would do the same for one more copy and two more events
 * per chunk.
 */
export class GuardedSocket {
  readonly socket: Socket;
  readonly #listener: GuardListener;
  readonly #scanner: FrameScanner;
  readonly #now: () => number;
  #kept: Buffer | null = null;
  #allowance: SenderAllowance | null = null;
  #connectSeen = false;
  #shut = false;
  #resumeTimer: NodeJS.Timeout | null = null;
  #finished = false;
  /** When bytes last came in, or the sender was last held back, ms of the `now` clock. */
  lastActiveAtMs: number;

  constructor(socket: Socket, listener: GuardListener, now: () => number) {
    this.socket = socket;
    this.#listener = listener;
    this.#now = now;
    this.lastActiveAtMs = now();
    this.#scanner = new FrameScanner((header) => this.#judge(header));
    const read = socket.read.bind(socket);
    socket.read = (size?: number) => this.#read(read, size);
    socket.once('close', () => this.#finish());
  }

  /** The sender is known: what waited behind its CONNECT may pass. */
  admit(allowance: SenderAllowance): void {
    this.#allowance = allowance;
  }

  /** Stops reading, or goes on; the peer sees a closed TCP window. */
  set shut(shut: boolean) {
    if (this.#shut === shut) return;
    this.#shut = shut;
    if (!shut) this.#wake();
  }

  /** Gives the socket back: bytes not yet handed on, and from now on the stream itself. */
  release(): Buffer {
    this.#finish();
    const kept = this.#kept ?? Buffer.alloc(0);
    this.#kept = null;
    Reflect.deleteProperty(this.socket, 'read');
    return kept;
  }

  /** True while the sender is held back by its rate. */
  get throttled(): boolean {
    return this.#resumeTimer !== null;
  }

  get #held(): boolean {
    return this.#shut || this.#resumeTimer !== null || this.#finished;
  }

  #read(read: (size?: number) => Buffer | null, size?: number): Buffer | null {
    // The stream itself reads 0 bytes to fill its buffer.
    if (size === 0) return read(0);
    if (this.#held) {
      this.lastActiveAtMs = this.#now();
      return null;
    }
    if (this.#kept !== null) {
      const passing = this.#pass(this.#kept);
      if (passing !== null || this.#scanner.stopped) return passing;
    }
    const fresh = read();
    if (fresh === null) return null;
    this.lastActiveAtMs = this.#now();
    return this.#pass(this.#kept === null ? fresh : Buffer.concat([this.#kept, fresh]));
  }

  /** The part of `data` that may be handed on now; keeps the rest. */
  #pass(data: Buffer): Buffer | null {
    const passing = this.#scanner.scan(data);
    if (passing === 'invalid') return this.#violation('invalid-length');
    this.#kept = passing < data.length ? data.subarray(passing) : null;
    return passing === 0 || this.socket.destroyed ? null : data.subarray(0, passing);
  }

  #judge(header: FrameHeader): 'pass' | 'stop' {
    if (this.#allowance === null) return this.#judgeStranger(header);
    if (header.remainingBytes > PACKET_BYTES_MAX) {
      this.#finished = true;
      if (header.type === PUBLISH) setImmediate(() => this.#listener.onOversize(header));
      else this.#violation('too-large');
      return 'stop';
    }
    if (header.type !== PUBLISH) return 'pass';
    const waitMs = this.#allowance.waitMs(this.#now());
    if (waitMs > 0) {
      this.#pause(waitMs);
      return 'stop';
    }
    this.#allowance.take(header.remainingBytes);
    return 'pass';
  }

  #judgeStranger(header: FrameHeader): 'pass' | 'stop' {
    // What follows a CONNECT waits for its answer.
    if (this.#connectSeen) return 'stop';
    this.#connectSeen = true;
    if (header.type !== CONNECT) this.#violation('not-connect');
    else if (header.remainingBytes > CONNECT_BYTES_MAX) this.#violation('connect-too-large');
    else return 'pass';
    return 'stop';
  }

  #pause(waitMs: number): void {
    this.#listener.onThrottled();
    this.#resumeTimer = setTimeout(
      () => {
        this.#resumeTimer = null;
        this.#wake();
      },
      Math.max(waitMs, RATE_PAUSE_MS_MIN),
    );
  }

  #wake(): void {
    this.lastActiveAtMs = this.#now();
    if (!this.#held && !this.socket.destroyed) this.socket.emit('readable');
  }

  #violation(reason: Parameters<GuardListener['onViolation']>[0]): null {
    this.#finished = true;
    this.#listener.onViolation(reason);
    this.socket.destroy();
    return null;
  }

  #finish(): void {
    this.#finished = true;
    if (this.#resumeTimer !== null) clearTimeout(this.#resumeTimer);
    this.#resumeTimer = null;
  }
}
