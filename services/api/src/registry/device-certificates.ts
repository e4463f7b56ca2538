// x509 is built on a container that reads type metadata; it has to be there first.
import 'reflect-metadata';
import { createHash, createPrivateKey, randomBytes, webcrypto } from 'node:crypto';
import { DomainError } from '@hengneng/domain';
import * as x509 from '@peculiar/x509';

const MS_PER_DAY = 86_400_000;
/** A device's clock may be behind ours by this much and still accept its new certificate. */
const BACKDATE_MS = 3_600_000;
const DEVICE_KEY = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** A client certificate; the private key is absent where the device made its own. */
export interface IssuedCertificate {
  readonly certificatePem: string;
  readonly privateKeyPem: string | null;
  readonly authorityPem: string;
  /** SHA-256 (hex) of the certificate's DER. */
  readonly sha256: string;
  readonly expiresAtMs: number;
}

/** Issues client certificates for devices. */
export interface DeviceCertificates {
  /**
   * A certificate whose common name is the device's user name, for client authentication alone. With
   * a signing request (PKCS#10, PEM) the key stays in the device; otherwise one is made and answered.
   *
   * @throws DomainError CERTIFICATE_INVALID when the request is not readable or not signed by its key
   */
  issue(request: {
    readonly username: string;
    readonly signingRequestPem?: string | undefined;
    readonly atMs: number;
  }): Promise<IssuedCertificate>;
}

/** The authority over a CA certificate and its private key, both PEM. Throws when they do not fit. */
export async function createDeviceCertificates(options: {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  readonly validityDays: number;
}): Promise<DeviceCertificates> {
  const authority = new x509.X509Certificate(options.certificatePem);
  const { key, algorithm } = await importPrivateKey(options.privateKeyPem);

  const issue: DeviceCertificates['issue'] = async ({ username, signingRequestPem, atMs }) => {
    const own = signingRequestPem === undefined ? await generateKeys() : null;
    const publicKey = own?.publicKey ?? (await readSigningRequest(signingRequestPem ?? ''));
    const notAfter = new Date(
      Math.min(atMs + options.validityDays * MS_PER_DAY, authority.notAfter.getTime()),
    );
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: `00${randomBytes(15).toString('hex')}`,
      // As data, not as text: a device id may have characters that names give a meaning.
      subject: [{ CN: [username] }],
      issuer: authority.subjectName,
      notBefore: new Date(atMs - BACKDATE_MS),
      notAfter,
      publicKey,
      signingKey: key,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
        await x509.SubjectKeyIdentifierExtension.create(publicKey),
        await x509.AuthorityKeyIdentifierExtension.create(authority.publicKey),
      ],
    });
    return {
      certificatePem: certificate.toString('pem'),
      privateKeyPem: own === null ? null : await exportPrivateKey(own.privateKey),
      authorityPem: authority.toString('pem'),
      sha256: createHash('sha256').update(Buffer.from(certificate.rawData)).digest('hex'),
      expiresAtMs: certificate.notAfter.getTime(),
    };
  };
  // A key that does not fit the certificate is found at the start, not by the first device.
  const probe = await issue({ username: 'probe', atMs: Date.now() });
  const verified = await new x509.X509Certificate(probe.certificatePem).verify({
    publicKey: authority.publicKey,
    signatureOnly: true,
  });
  if (!verified) throw new Error('The CA key does not belong to the CA certificate.');
  return { issue };
}

async function generateKeys() {
  return await webcrypto.subtle.generateKey(DEVICE_KEY, true, ['sign', 'verify']);
}

async function exportPrivateKey(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  return x509.PemConverter.encode(der, 'PRIVATE KEY');
}

async function readSigningRequest(pem: string): Promise<x509.PublicKey> {
  try {
    const request = new x509.Pkcs10CertificateRequest(pem);
    if (await request.verify()) return request.publicKey;
  } catch (cause) {
    throw new DomainError('CERTIFICATE_INVALID', 'The signing request is not readable PKCS#10.', {
      cause,
    });
  }
  throw new DomainError('CERTIFICATE_INVALID', 'The signing request is not signed by its own key.');
}

async function importPrivateKey(pem: string) {
  const parsed = createPrivateKey(pem);
  const der = parsed.export({ type: 'pkcs8', format: 'der' });
  const curve = parsed.asymmetricKeyDetails?.namedCurve;
  const algorithm =
    parsed.asymmetricKeyType === 'rsa'
      ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
      : {
          name: 'ECDSA',
          namedCurve: curve === 'secp384r1' ? 'P-384' : 'P-256',
          hash: curve === 'secp384r1' ? 'SHA-384' : 'SHA-256',
        };
  const key = await webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
  return { key, algorithm };
}
