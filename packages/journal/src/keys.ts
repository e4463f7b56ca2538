import type { KeyObject } from 'node:crypto';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

import { errorCode } from './errors.ts';

/**
 * Reads the Ed25519 signing key at `keyPath` (PKCS#8 PEM), or makes one (mode 600) with its public
 * key beside it (`.pub.pem` in place of `.pem`). Both are synced before it returns.
 *
 * A key that others can read is refused: who has it can rewrite the journal unseen.
 */
export async function loadOrCreateSigningKey(keyPath: string): Promise<KeyObject> {
  const existing = await readKey(keyPath);
  if (existing !== undefined) {
    if (existing.asymmetricKeyType !== 'ed25519') {
      throw new Error(`${keyPath} holds no Ed25519 private key.`);
    }
    await writePublicKey(keyPath, existing);
    return existing;
  }
  const { privateKey } = generateKeyPairSync('ed25519');
  await fs.mkdir(path.dirname(keyPath), { recursive: true });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  await writeSynced(keyPath, pem, 0o600);
  await writePublicKey(keyPath, privateKey);
  return privateKey;
}

/** Where the public key of a signing key lies: `x.pem` → `x.pub.pem`. */
export function publicKeyPath(keyPath: string): string {
  return `${keyPath.replace(/\.pem$/, '')}.pub.pem`;
}

const fingerprints = new WeakMap<KeyObject, Buffer>();

/** SHA-256 of the public key's SPKI form: names the key in each sealed segment. */
export function keyFingerprint(key: KeyObject): Buffer {
  const known = fingerprints.get(key);
  if (known !== undefined) return known;
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const fingerprint = createHash('sha256').update(spki).digest();
  fingerprints.set(key, fingerprint);
  return fingerprint;
}

async function readKey(keyPath: string): Promise<KeyObject | undefined> {
  let pem: string;
  try {
    const stats = await fs.stat(keyPath);
    if ((stats.mode & 0o077) !== 0) {
      throw new Error(`${keyPath} can be read by others: run chmod 600 ${keyPath}.`);
    }
    pem = await fs.readFile(keyPath, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  return createPrivateKey(pem);
}

async function writePublicKey(keyPath: string, privateKey: KeyObject): Promise<void> {
  const target = publicKeyPath(keyPath);
  const pem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' });
  const present = await fs.readFile(target, 'utf8').catch(() => undefined);
  if (present !== pem) await writeSynced(target, pem, 0o644);
}

async function writeSynced(target: string, content: string | Buffer, mode: number): Promise<void> {
  const temporary = `${target}.${process.pid}.tmp`;
  const handle = await fs.open(temporary, 'w', mode);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await fs.rename(temporary, target);
  const directory = await fs.open(path.dirname(target), 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
