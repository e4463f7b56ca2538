import 'reflect-metadata';
import { webcrypto, X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { beforeAll, describe, expect, it } from 'vitest';

import { createDeviceCertificates, type DeviceCertificates } from './device-certificates.ts';

const NOW_MS = Date.parse('2026-11-21T00:00:00Z');
const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const USERNAME = '91430626MA00000013.edge,1+CN=root';

async function authority(algorithm: object = EC) {
  const keys = (await webcrypto.subtle.generateKey(algorithm as webcrypto.EcKeyGenParams, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Test CA',
    keys,
    notBefore: new Date(NOW_MS - 86_400_000),
    notAfter: new Date(NOW_MS + 100 * 86_400_000),
    signingAlgorithm: algorithm as webcrypto.EcdsaParams,
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  });
  const der = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    certificatePem: certificate.toString('pem'),
    privateKeyPem: x509.PemConverter.encode(der, 'PRIVATE KEY'),
  };
}

describe('createDeviceCertificates', () => {
  let ca: Awaited<ReturnType<typeof authority>>;
  let certificates: DeviceCertificates;
  beforeAll(async () => {
    ca = await authority();
    certificates = await createDeviceCertificates({ ...ca, validityDays: 30 });
  });

  it('issues a client certificate that the authority signed, for one name and one use', async () => {
    const issued = await certificates.issue({ username: USERNAME, atMs: NOW_MS });
    const leaf = new X509Certificate(issued.certificatePem);
    expect(leaf.verify(new X509Certificate(ca.certificatePem).publicKey)).toBe(true);
    expect(leaf.toLegacyObject().subject.CN).toBe(USERNAME);
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
    expect(leaf.ca).toBe(false);
    expect(leaf.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(issued.sha256);
    expect(issued.expiresAtMs).toBe(NOW_MS + 30 * 86_400_000);
    expect(issued.privateKeyPem).toContain('BEGIN PRIVATE KEY');
  });

  it('gives every certificate a serial number of its own', async () => {
    const issue = () => certificates.issue({ username: USERNAME, atMs: NOW_MS });
    const [one, two] = [await issue(), await issue()];
    expect(one.sha256).not.toBe(two.sha256);
  });

  it('lets no certificate outlive the authority', async () => {
    const long = await createDeviceCertificates({ ...ca, validityDays: 3_650 });
    const issued = await long.issue({ username: USERNAME, atMs: NOW_MS });
    expect(issued.expiresAtMs).toBe(NOW_MS + 100 * 86_400_000);
  });

  it('signs the key of a signing request and takes nothing else from it', async () => {
    const keys = (await webcrypto.subtle.generateKey(EC, true, [
      'sign',
      'verify',
    ])) as webcrypto.CryptoKeyPair;
    const request = await x509.Pkcs10CertificateRequestGenerator.create({
      name: 'CN=somebody else',
      keys,
      signingAlgorithm: EC,
      extensions: [new x509.BasicConstraintsExtension(true, 2, true)],
    });
    const issued = await certificates.issue({
      username: USERNAME,
      signingRequestPem: request.toString('pem'),
      atMs: NOW_MS,
    });
    const leaf = new X509Certificate(issued.certificatePem);
    expect(issued.privateKeyPem).toBeNull();
    expect(leaf.ca).toBe(false);
    expect(leaf.toLegacyObject().subject.CN).toBe(USERNAME);
    const spki = Buffer.from(await webcrypto.subtle.exportKey('spki', keys.publicKey));
    expect(leaf.publicKey.export({ type: 'spki', format: 'der' }).equals(spki)).toBe(true);
  });

  it('refuses what is no signing request', async () => {
    const issue = certificates.issue({
      username: USERNAME,
      signingRequestPem: 'nonsense',
      atMs: NOW_MS,
    });
    await expect(issue).rejects.toMatchObject({ code: 'CERTIFICATE_INVALID' });
  });

  it('refuses a key that does not belong to the certificate, at the start', async () => {
    const other = await authority();
    const mixed = { certificatePem: ca.certificatePem, privateKeyPem: other.privateKeyPem };
    await expect(createDeviceCertificates({ ...mixed, validityDays: 1 })).rejects.toThrow(
      'does not belong',
    );
  });

  it('works with an RSA authority too', async () => {
    const rsa = {
      name: 'RSASSA-PKCS1-v1_5',
      hash: 'SHA-256',
      modulusLength: 2_048,
      publicExponent: new Uint8Array([1, 0, 1]),
    };
    const own = await authority(rsa);
    const issued = await (await createDeviceCertificates({ ...own, validityDays: 1 })).issue({
      username: USERNAME,
      atMs: NOW_MS,
    });
    const leaf = new X509Certificate(issued.certificatePem);
    expect(leaf.verify(new X509Certificate(own.certificatePem).publicKey)).toBe(true);
  });
});
