// @peculiar/x509 builds on a container that wants this polyfill loaded before it.
import 'reflect-metadata';
import { createPrivateKey, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';
import { writePrivateFile } from './secrets.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const MS_PER_DAY = 86_400_000;
const CA_DAYS = 20 * 365;
/** Longest life that current TLS clients accept from a server certificate. */
const SERVER_DAYS = 825;
const RENEW_BEFORE_DAYS = 60;

/** Files of the local certificate authority and of the server certificate it signed. */
export interface PkiFiles {
  readonly caCertificate: string;
  readonly caKey: string;
  readonly serverCertificate: string;
  readonly serverKey: string;
}

/**
 * Makes a local certificate authority and a server certificate for `names` (host names and
 * addresses) in `folder`, all with mode 600 (ECDSA P-256). What is there stays; the server
 * certificate is renewed when it nears its end or lacks a name.
 */
export async function ensurePki(
  folder: string,
  names: readonly string[],
  nowMs: number,
): Promise<PkiFiles> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files = {
    caCertificate: join(folder, 'ca.pem'),
    caKey: join(folder, 'ca-key.pem'),
    serverCertificate: join(folder, 'server.pem'),
    serverKey: join(folder, 'server-key.pem'),
  };
  if (!existsSync(files.caCertificate)) await makeAuthority(files, nowMs);
  if (!serverCertificateServes(files, names, nowMs)) await makeServer(files, names, nowMs);
  return files;
}

async function makeAuthority(files: PkiFiles, nowMs: number): Promise<void> {
  const keys = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity(nowMs, CA_DAYS),
    serialNumber: serialNumber(),
    name: `CN=Hengneng local CA ${randomBytes(4).toString('hex')}`,
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  // The key first: a certificate without its key would never be replaced.
  writePrivateFile(files.caKey, await pemOfKey(keys.privateKey));
  writePrivateFile(files.caCertificate, certificate.toString('pem'));
}

async function makeServer(files: PkiFiles, names: readonly string[], nowMs: number): Promise<void> {
  const authority = new x509.X509Certificate(readFileSync(files.caCertificate, 'utf8'));
  const authorityKey = await importKey(readFileSync(files.caKey, 'utf8'));
  const keys = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    ...validity(nowMs, SERVER_DAYS),
    serialNumber: serialNumber(),
    subject: 'CN=Hengneng gateway',
    issuer: authority.subject,
    publicKey: keys.publicKey,
    signingKey: authorityKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(authority),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  writePrivateFile(files.serverKey, await pemOfKey(keys.privateKey));
  writePrivateFile(files.serverCertificate, certificate.toString('pem'));
}

function serverCertificateServes(
  files: PkiFiles,
  names: readonly string[],
  nowMs: number,
): boolean {
  if (!existsSync(files.serverCertificate) || !existsSync(files.serverKey)) return false;
  const pem = readFileSync(files.serverCertificate, 'utf8');
  // A start that was cut short between the two files leaves a key of another certificate.
  const key = createPrivateKey(readFileSync(files.serverKey, 'utf8'));
  if (!new X509Certificate(pem).checkPrivateKey(key)) return false;
  const certificate = new x509.X509Certificate(pem);
  const present = certificate.getExtension(x509.SubjectAlternativeNameExtension);
  const known = new Set(present?.names.toJSON().map(({ value }) => value));
  const endsAtMs = certificate.notAfter.getTime();
  const lastsLongEnough = endsAtMs - nowMs > RENEW_BEFORE_DAYS * MS_PER_DAY;
  return lastsLongEnough && names.every((name) => known.has(name));
}

/** Valid since yesterday, because clocks of devices are slow as often as fast. */
function validity(nowMs: number, days: number): { notBefore: Date; notAfter: Date } {
  return {
    notBefore: new Date(nowMs - MS_PER_DAY),
    notAfter: new Date(nowMs + days * MS_PER_DAY),
  };
}

/** A positive random number of 126 bits. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

async function generateKeys() {
  return await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

async function pemOfKey(key: webcrypto.CryptoKey): Promise<string> {
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', key);
  return `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`;
}

async function importKey(pem: string) {
  const [pkcs8] = x509.PemConverter.decode(pem);
  if (pkcs8 === undefined) throw new Error('The key of the local CA holds no PEM block.');
  return await webcrypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, true, ['sign']);
}
