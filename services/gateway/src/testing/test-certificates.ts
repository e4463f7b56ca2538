import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A certificate with its key, PEM, and the fingerprint the registry keeps. */
export interface TestCertificate {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly sha256: string;
}

/** A CA for one test; certificates are made by the openssl command. */
export class TestAuthority {
  readonly #directory: string;
  readonly #name: string;

  constructor(directory: string, name: string) {
    this.#directory = directory;
    this.#name = name;
    const { key, cert } = this.#files(name);
    openssl('req', '-x509', ...newKey(key), '-out', cert, '-subj', `/CN=${name}`, '-days', '2');
  }

  get certificate(): Buffer {
    return readFileSync(this.#files(this.#name).cert);
  }

  issue(commonName: string, file: string): TestCertificate {
    const { key, cert } = this.#files(file);
    const authority = this.#files(this.#name);
    const request = path.join(this.#directory, `${file}.csr`);
    const extensions = path.join(this.#directory, `${file}.ext`);
    writeFileSync(extensions, 'subjectAltName=IP:127.0.0.1,DNS:localhost\n');
    openssl('req', ...newKey(key), '-out', request, '-subj', `/CN=${commonName}`);
    openssl(
      ...['x509', '-req', '-in', request, '-out', cert, '-days', '2', '-extfile', extensions],
      ...['-CA', authority.cert, '-CAkey', authority.key, '-CAcreateserial'],
    );
    const pem = readFileSync(cert);
    const der = new X509Certificate(pem).raw;
    const sha256 = createHash('sha256').update(der).digest('hex');
    return { cert: pem, key: readFileSync(key), sha256 };
  }

  #files(name: string) {
    const base = path.join(this.#directory, name);
    return { key: `${base}.key.pem`, cert: `${base}.cert.pem` };
  }
}

function newKey(file: string): string[] {
  return ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', file];
}

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
