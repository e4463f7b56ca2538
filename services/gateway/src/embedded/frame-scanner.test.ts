import fc from 'fast-check';
import { generate } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';

import { FrameScanner, readFrameHeader } from './frame-scanner.ts';
import { readOversizePublish } from './oversize-publish.ts';

function publish(bytes: number, messageId: number) {
  return generate({
    cmd: 'publish',
    qos: 1,
    dup: false,
    retain: false,
    topic: 'energy/v1/E/d/readings',
    payload: Buffer.alloc(bytes, 0xff),
    messageId,
  });
}

describe('FrameScanner', () => {
  it('finds every packet border, however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 1, maxLength: 30 }),
        (sizes, cuts) => {
          const packets = sizes.map((size, index) => publish(size, index + 1));
          const stream = Buffer.concat(packets);
          const found: number[] = [];
          const scanner = new FrameScanner(({ remainingBytes, headerBytes }) => {
            found.push(remainingBytes + headerBytes);
            return 'pass';
          });
          let kept = Buffer.alloc(0);
          let passedBytes = 0;
          let offset = 0;
          for (let turn = 0; offset < stream.length; turn += 1) {
            const cut = cuts[turn % cuts.length] ?? 1;
            const data = Buffer.concat([kept, stream.subarray(offset, offset + cut)]);
            offset += cut;
            const passing = scanner.scan(data);
            if (passing === 'invalid') throw new Error('invalid');
            passedBytes += passing;
            kept = data.subarray(passing);
          }
          expect(found).toEqual(packets.map(({ length }) => length));
          expect(passedBytes).toBe(stream.length);
        },
      ),
    );
  });

  it('hands on what comes before a stopped packet, and asks again later', () => {
    let verdict: 'pass' | 'stop' = 'pass';
    const scanner = new FrameScanner(() => verdict);
    const [first, second] = [publish(10, 1), publish(10, 2)];
    expect(scanner.scan(first)).toBe(first.length);
    verdict = 'stop';
    expect(scanner.scan(second)).toBe(0);
    expect(scanner.stopped).toBe(true);
    verdict = 'pass';
    expect(scanner.scan(second)).toBe(second.length);
  });
});

describe('readFrameHeader', () => {
  it.each([
    { bytes: [0x30], result: 'incomplete' },
    { bytes: [0x30, 0x80], result: 'incomplete' },
    { bytes: [0x30, 0xff, 0xff, 0xff, 0xff], result: 'invalid' },
  ])('answers $result for $bytes', ({ bytes, result }) => {
    expect(readFrameHeader(Buffer.from(bytes), 0)).toBe(result);
  });

  it('reads the largest length', () => {
    expect(readFrameHeader(Buffer.from([0x32, 0xff, 0xff, 0xff, 0x7f]), 0)).toEqual({
      type: 3,
      qos: 1,
      remainingBytes: 268_435_455,
      headerBytes: 5,
    });
  });
});

describe('readOversizePublish', () => {
  it('reads topic, id and lengths from the beginning of a packet', () => {
    const packet = publish(5_000, 77);
    expect(readOversizePublish(packet.subarray(0, 2_000))).toMatchObject({
      topic: 'energy/v1/E/d/readings',
      messageId: 77,
      declaredBytes: 5_000,
      head: Buffer.alloc(1_024, 0xff),
    });
  });

  it('answers null while topic or id are not all there', () => {
    const packet = publish(5_000, 77);
    for (let length = 0; length < 29; length += 1) {
      expect(readOversizePublish(packet.subarray(0, length))).toBeNull();
    }
  });
});
