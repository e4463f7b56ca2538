import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensurePki } from './pki.ts';
import { ensureSigningKey, readOrMakeAdminPassword } from './secrets.ts';

const NOW_MS = Date.UTC(2026, 10, 21);
const DAY_MS = 86_400_000;
const NAMES = ['localhost', '127.0.0.1', '::1'];
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hengneng-pki-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('ensurePki', () => {
  it('makes a server certificate that a client trusting the CA accepts', async () => {
    const files = await ensurePki(join(folder, 'pki'), NAMES, Date.now());
    const read = (file: string) => readFileSync(file, 'utf8');
    const server = createServer({
      cert: read(files.serverCertificate),
      key: read(files.serverKey),
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const authorized = await new Promise<boolean>((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', ca: read(files.caCertificate) }, () => {
        resolve(socket.authorized);
        socket.destroy();
      });
      socket.once('error', reject);
    });
    await new Promise((resolve) => server.close(resolve));
    expect(authorized).toBe(true);
  });

  it('lets nobody else read the files', async () => {
    const files = await ensurePki(folder, NAMES, NOW_MS);
    expect(Object.values(files).map((file) => statSync(file).mode & 0o777)).toEqual(
      Object.values(files).map(() => 0o600),
    );
  });

  it.each([
    { name: 'keeps both when nothing changed', names: NAMES, days: 0, renewed: false },
    {
      name: 'renews when a name is missing',
      names: [...NAMES, 'plant.cn'],
      days: 0,
      renewed: true,
    },
    { name: 'keeps it 61 days before its end', names: NAMES, days: 825 - 61, renewed: false },
    { name: 'renews it 59 days before its end', names: NAMES, days: 825 - 59, renewed: true },
  ])('$name', async ({ names, days, renewed }) => {
    const files = await ensurePki(folder, NAMES, NOW_MS);
    const fingerprint = (file: string) => new X509Certificate(readFileSync(file)).fingerprint256;
    const before = [fingerprint(files.caCertificate), fingerprint(files.serverCertificate)];
    await ensurePki(folder, names, NOW_MS + days * DAY_MS);
    expect(fingerprint(files.caCertificate)).toBe(before[0]);
    expect(fingerprint(files.serverCertificate) !== before[1]).toBe(renewed);
  });
});

describe('readOrMakeAdminPassword', () => {
  it('generates one, keeps it for us alone and gives it again', () => {
    const file = join(folder, 'admin-password');
    const first = readOrMakeAdminPassword(file, undefined);
    expect(first).toMatchObject({ isNew: true, differsFromGiven: false });
    expect(first.password).toMatch(/^[a-z0-9]{20}$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readOrMakeAdminPassword(file, undefined)).toEqual({ ...first, isNew: false });
  });

  it('takes the given one first and says when a later one differs', () => {
    const file = join(folder, 'admin-password');
    expect(readOrMakeAdminPassword(file, 'chosen')).toMatchObject({ password: 'chosen' });
    expect(readOrMakeAdminPassword(file, 'other')).toEqual({
      password: 'chosen',
      isNew: false,
      differsFromGiven: true,
    });
  });
});

describe('ensureSigningKey', () => {
  it('makes a private key once', () => {
    const file = join(folder, 'signing.pem');
    ensureSigningKey(file);
    const key = readFileSync(file, 'utf8');
    expect(key).toContain('BEGIN PRIVATE KEY');
    ensureSigningKey(file);
    expect(readFileSync(file, 'utf8')).toBe(key);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});
