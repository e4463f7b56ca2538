import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import {
  type Journal,
  loadOrCreateSigningKey,
  openJournal,
  publicKeyPath,
} from '@hengneng/journal';
import { temporaryDirectory } from '@hengneng/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createCustody } from '../custody/custody.ts';
import { createGatewayCommandsProcessor } from './gateway-commands.processor.ts';
import { verifyInWorker } from './verify-in-worker.ts';

let directory: string;
let keyFile: string;
let journal: Journal;

beforeEach(async () => {
  directory = temporaryDirectory('commands');
  keyFile = path.join(directory, 'key.pem');
  await reopen();
});
afterEach(async () => {
  await journal.close();
  rmSync(directory, { recursive: true });
});

async function reopen(): Promise<void> {
  journal = await openJournal({
    directory: path.join(directory, 'journal'),
    gatewayNumber: 3,
    signingKey: await loadOrCreateSigningKey(keyFile),
    clock: Date.now,
  });
}

function processor() {
  const custodian = createCustody({ journal, outstandingBytesMax: 1e6, onFatal: () => {} });
  return createGatewayCommandsProcessor({
    gateway: 3,
    journal,
    custodian,
    verify: () =>
      verifyInWorker({
        directory: path.join(directory, 'journal'),
        publicKeyFiles: [publicKeyPath(keyFile)],
      }),
    now: () => 1_000,
  });
}

function append(refusal: string | null, payload = '{"a":1}') {
  const topic = 'energy/v1/E/d/readings';
  return journal.append({ source: 'mqtt:E.d', topic, refusal, payload: Buffer.from(payload) });
}

describe('gateway commands', () => {
  it('fetches a raw message as it came', async () => {
    await append('unknown-device');
    expect(await processor()({ type: 'fetch', sequence: 1 })).toMatchObject({
      position: '3/1/1',
      source: 'mqtt:E.d',
      refusal: 'unknown-device',
      payloadBase64: Buffer.from('{"a":1}').toString('base64'),
    });
  });

  it('answers null for a message that is not there', async () => {
    expect(await processor()({ type: 'fetch', sequence: 9 })).toBeNull();
    expect(await processor()({ type: 'replay', sequence: 9, actor: 'li' })).toBeNull();
  });

  it.each([
    { refusal: null, again: null },
    { refusal: 'unknown-device', again: null },
    { refusal: 'wrong-enterprise', again: 'wrong-enterprise' },
    { refusal: 'too-large', again: 'too-large' },
  ])('replays a message refused as $refusal as a new record with $again', async (given) => {
    await append(given.refusal);
    const answer = await processor()({ type: 'replay', sequence: 1, actor: 'li' });
    expect(answer).toEqual({ position: '3/1/2', sequence: 2 });
    expect(await journal.record(2)).toMatchObject({
      source: 'replay:li:1:mqtt:E.d',
      refusal: given.again,
    });
    expect(await journal.record(1)).toMatchObject({ refusal: given.refusal });
  });

  it('tells the end of the journal, which the journal then contains', async () => {
    await append(null);
    await append(null);
    const head = await processor()({ type: 'head' });
    expect(head).toEqual({ sequence: 2, chainHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(head).toEqual(journal.head);
  });

  it('verifies the journal while it is open', async () => {
    for (let index = 0; index < 50; index += 1) await append(null);
    expect(await processor()({ type: 'verify' })).toMatchObject({
      gateway: 3,
      ok: true,
      records: 50,
      lastSequence: 50,
      findings: [],
    });
  });

  it('names segment, block and record of a flipped byte in a sealed segment', async () => {
    for (let index = 0; index < 50; index += 1) await append(null, `{"a":${index}}`);
    await journal.close();
    const folder = path.join(directory, 'journal');
    const sealed = readdirSync(folder).find((name) => name.includes('seal')) ?? '';
    const file = path.join(folder, sealed);
    const bytes = readFileSync(file);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    await reopen();
    const report = await processor()({ type: 'verify' });
    expect(report).toMatchObject({ ok: false, findings: [{ segment: 1 }] });
  });

  it('reports segments that another key has signed', async () => {
    await append(null);
    await journal.close();
    await reopen();
    const { publicKey } = generateKeyPairSync('ed25519');
    writeFileSync(publicKeyPath(keyFile), publicKey.export({ type: 'spki', format: 'pem' }));
    expect(await processor()({ type: 'verify' })).toMatchObject({ ok: false });
  });
});
