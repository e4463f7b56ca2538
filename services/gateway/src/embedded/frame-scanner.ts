/** MQTT packet types the guard acts on; the type is the upper half of the first byte. */
export const CONNECT = 1;
export const PUBLISH = 3;

/** The fixed header of one MQTT packet. */
export interface FrameHeader {
  readonly type: number;
  readonly qos: number;
  /** Bytes that follow the fixed header, as declared. */
  readonly remainingBytes: number;
  /** Bytes of the fixed header itself, 2 to 5. */
  readonly headerBytes: number;
}

/**
 * Reads a fixed header at `offset`; `'incomplete'` when more bytes are needed, `'invalid'` when the
 * length has more than four bytes [MQTT-2.2.3].
 */
export function readFrameHeader(
  data: Uint8Array,
  offset: number,
): FrameHeader | 'incomplete' | 'invalid' {
  const first = data[offset];
  if (first === undefined) return 'incomplete';
  let remainingBytes = 0;
  for (let index = 0; index < 4; index += 1) {
    const byte = data[offset + 1 + index];
    if (byte === undefined) return 'incomplete';
    remainingBytes += (byte & 0x7f) * 128 ** index;
    if (byte < 0x80) {
      return { type: first >> 4, qos: (first >> 1) & 3, remainingBytes, headerBytes: index + 2 };
    }
  }
  return 'invalid';
}

/** What a watcher of frames says about the packet that begins: let it pass, or stop before it. */
export type FrameVerdict = 'pass' | 'stop';

/**
 * Follows the packet borders of one connection through chunks of any size, without looking at bodies
 * and without keeping them.
 */
export class FrameScanner {
  readonly #onFrame: (header: FrameHeader) => FrameVerdict;
  #bodyBytesLeft = 0;
  /** True while the watcher holds up the packet that comes next. */
  stopped = false;

  constructor(onFrame: (header: FrameHeader) => FrameVerdict) {
    this.#onFrame = onFrame;
  }

  /**
   * Bytes at the start of `data` that may be handed on. What is behind them must be given again, with
   * what follows it: the beginning of a header, or a packet that the watcher stopped.
   */
  scan(data: Uint8Array): number | 'invalid' {
    let offset = 0;
    this.stopped = false;
    while (offset < data.length) {
      if (this.#bodyBytesLeft > 0) {
        const step = Math.min(this.#bodyBytesLeft, data.length - offset);
        this.#bodyBytesLeft -= step;
        offset += step;
        continue;
      }
      const header = readFrameHeader(data, offset);
      if (header === 'incomplete') return offset;
      if (header === 'invalid') return 'invalid';
      if (this.#onFrame(header) === 'stop') {
        this.stopped = true;
        return offset;
      }
      offset += header.headerBytes;
      this.#bodyBytesLeft = header.remainingBytes;
    }
    return offset;
  }
}
