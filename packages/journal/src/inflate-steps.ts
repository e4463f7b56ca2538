import { createInflateRaw } from 'node:zlib';

/**
 * Inflates as far as it goes: what came out before the first byte that cannot be decoded.
 *
 * Fed byte by byte, because an error throws away what the same call had put out before it. Slow
 * (about 10 µs a byte), for damaged blocks only.
 */
export async function inflateAsFarAsPossible(packed: Buffer, rawBytesMax: number): Promise<Buffer> {
  const inflate = createInflateRaw();
  const chunks: Buffer[] = [];
  let rawBytes = 0;
  let isBroken = false;
  inflate.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    rawBytes += chunk.length;
  });
  const broken = new Promise<void>((resolve) => {
    inflate.on('error', () => {
      isBroken = true;
      resolve();
    });
  });
  for (const byte of packed) {
    const written = new Promise<void>((resolve) => {
      inflate.write(Buffer.from([byte]), () => resolve());
    });
    await Promise.race([written, broken]);
    // A damaged stream may decode into far more than there was.
    if (isBroken || rawBytes >= rawBytesMax) break;
  }
  // Data events come in the next turn.
  await new Promise<void>((resolve) => setImmediate(resolve));
  inflate.destroy();
  return Buffer.concat(chunks).subarray(0, rawBytesMax);
}
