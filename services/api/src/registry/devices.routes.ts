import { createHash, X509Certificate } from 'node:crypto';
import { buildTopic, DOWNLINK_KINDS, deviceUsername, UPLINK_KINDS } from '@hengneng/contracts';
import {
  appendAudit,
  type Device,
  getDevice,
  getEnterprise,
  insertDevice,
  listDevices,
  type NewCredential,
  renameDevice,
  replaceCredential,
  revokeDevice,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { changesOf, requestAct } from '../audit/request-act.ts';
import { generateSecret } from '../auth/passwords.ts';
import type { ApiDependencies } from '../dependencies.ts';
import {
  enterpriseParamsSchema,
  idSchema,
  pageQuerySchema,
  pageSchema,
  toIso,
  toIsoOrNull,
} from '../schemas.ts';
import type { RegistryWriter } from './registry-writer.ts';

const deviceParamsSchema = enterpriseParamsSchema.extend({ deviceId: z.string().max(64) });
const topicsSchema = z.record(z.enum([...UPLINK_KINDS, ...DOWNLINK_KINDS]), z.string());
const deviceSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    username: z.string(),
    credential: z.enum(['password', 'certificate']),
    issuedAt: z.string(),
    revokedAt: z.string().nullable(),
    lastSeenAt: z
      .string()
      .nullable()
      .describe('Last message of any kind, to half a minute; null before the first.'),
    mqttUrl: z.string(),
    mqttsUrl: z.string().optional(),
    topics: topicsSchema,
  })
  .meta({ id: 'Device' });
const nameSchema = z.string().trim().max(200);
/** How to connect; the secrets are in the answer only this once. */
const issuedSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    username: z.string().describe('User name and MQTT client id.'),
    password: z.string().optional(),
    certificate: z.string().optional(),
    privateKey: z.string().optional(),
    authority: z
      .string()
      .optional()
      .describe('The authority’s certificate, to check the gateway’s by.'),
    certificateSha256: z.string().optional(),
    expiresAt: z.string().optional(),
    mqttUrl: z.string(),
    mqttsUrl: z.string().optional().describe('With TLS; the one for devices with a certificate.'),
    topics: topicsSchema,
  })
  .meta({ id: 'IssuedCredential' });
const credentialRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('password') }),
  z.strictObject({
    kind: z.literal('certificate'),
    signingRequest: z
      .string()
      .max(16_384)
      .optional()
      .describe('PKCS#10 in PEM: the key stays in the device.'),
    certificate: z
      .string()
      .max(16_384)
      .optional()
      .describe('A certificate of yours, in PEM, signed by an authority the gateway trusts.'),
    /** SHA-256 fingerprint of such a certificate: 64 hex digits, colons allowed. */
    sha256: z
      .string()
      .transform((text) => text.replaceAll(':', '').toLowerCase())
      .pipe(z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'))
      .optional(),
  }),
]);

const getEnterprisesDevicesRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags: ['registry'],
    summary: 'Devices, without their secrets',
    params: enterpriseParamsSchema,
    querystring: pageQuerySchema,
    response: { 200: pageSchema(deviceSchema) },
  },
} as const;

const postEnterprisesDevicesRoute = {
  config: { permission: 'credentials.write' },
  schema: {
    tags: ['registry'],
    summary: 'Register a device; it may publish as soon as this is answered',
    params: enterpriseParamsSchema,
    body: z.strictObject({ id: idSchema, name: nameSchema.default('') }),
    response: { 201: issuedSchema },
  },
} as const;

const patchEnterprisesDevicesByIdRoute = {
  config: { permission: 'credentials.write' },
  schema: {
    tags: ['registry'],
    summary: 'Rename a device',
    params: deviceParamsSchema,
    body: z.strictObject({ name: nameSchema }),
    response: { 200: deviceSchema },
  },
} as const;

const postEnterprisesDevicesCredentialsRoute = {
  config: { permission: 'credentials.write' },
  schema: {
    tags: ['registry'],
    summary: 'Replace a device’s credential; the old one stops counting at once',
    params: deviceParamsSchema,
    /** A password unless the body says otherwise. */
    body: credentialRequestSchema.nullish(),
    response: { 201: issuedSchema },
  },
} as const;

const postEnterprisesDevicesRevocationRoute = {
  config: { permission: 'credentials.write' },
  schema: {
    tags: ['registry'],
    summary: 'Cut a device off; a new credential lets it in again',
    params: deviceParamsSchema,
    response: { 200: deviceSchema },
  },
} as const;

/** Devices and their credentials. */
export const devicesRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
  readonly registryWriter: RegistryWriter;
}> = async (app, { dependencies, registryWriter }) => {
  const { database, clock, settings } = dependencies;
  const { executor } = database;

  const connection = (enterpriseId: string, deviceId: string) => ({
    ...(settings.mqttsUrl === null ? {} : { mqttsUrl: settings.mqttsUrl }),
    username: deviceUsername(enterpriseId, deviceId),
    mqttUrl: settings.mqttUrl,
    topics: Object.fromEntries(
      [...UPLINK_KINDS, ...DOWNLINK_KINDS].map((kind) => [
        kind,
        buildTopic(enterpriseId, deviceId, kind),
      ]),
    ) as z.infer<typeof topicsSchema>,
  });

  const toAnswer = (enterpriseId: string, device: Device) => ({
    ...toDeviceAnswer(device),
    ...connection(enterpriseId, device.id),
  });

  app.get('/enterprises/:enterpriseId/devices', getEnterprisesDevicesRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    await getEnterprise(executor, scope, enterpriseId, clock());
    const page = await listDevices(executor, scope, { ...request.query, enterpriseId });
    return { ...page, items: page.items.map((device) => toAnswer(enterpriseId, device)) };
  });

  app.post(
    '/enterprises/:enterpriseId/devices',
    postEnterprisesDevicesRoute,
    async (request, reply) => {
      const { enterpriseId } = request.params;
      const { id, name } = request.body;
      const { username } = principalOf(request);
      const password = generateSecret();
      const credential = passwordCredential(password, clock(), username);
      const subject = { type: 'device', id };
      const details = { name, credential: credential.kind };
      const act = { action: 'device.create', enterpriseId, subject, details };
      const auditOf = () => requestAct(request, clock(), act);
      await registryWriter.change({ scope: requestScope(request), enterpriseId, auditOf }, (tx) =>
        insertDevice(tx, enterpriseId, { id, name }, credential),
      );
      request.log.info({ by: username, enterpriseId, deviceId: id }, 'Device registered.');
      return reply
        .status(201)
        .header('cache-control', 'no-store')
        .send({ id, name, password, ...connection(enterpriseId, id) });
    },
  );

  app.patch(
    '/enterprises/:enterpriseId/devices/:deviceId',
    patchEnterprisesDevicesByIdRoute,
    async (request) => {
      const { enterpriseId, deviceId } = request.params;
      const scope = requestScope(request);
      await database.transaction(async (tx) => {
        const before = await getDevice(tx, scope, enterpriseId, deviceId);
        await renameDevice(tx, enterpriseId, deviceId, request.body.name);
        const subject = { type: 'device', id: deviceId };
        const details = { changes: changesOf(before, request.body) };
        const act = { action: 'device.update', enterpriseId, subject, details };
        await appendAudit(tx, requestAct(request, clock(), act));
      });
      return toAnswer(enterpriseId, await getDevice(executor, scope, enterpriseId, deviceId));
    },
  );

  app.post(
    '/enterprises/:enterpriseId/devices/:deviceId/credentials',
    postEnterprisesDevicesCredentialsRoute,
    async (request, reply) => {
      const { enterpriseId, deviceId } = request.params;
      const scope = requestScope(request);
      const { username: by } = principalOf(request);
      const device = await getDevice(executor, scope, enterpriseId, deviceId);
      const username = deviceUsername(enterpriseId, deviceId);
      const wanted = request.body ?? { kind: 'password' };
      const issued =
        wanted.kind === 'password'
          ? withPassword(issuePassword(clock(), by))
          : await issueCertificate(dependencies, wanted, { username, by });
      const act = {
        action: 'credential.replace',
        enterpriseId,
        subject: { type: 'device', id: deviceId },
        details: credentialDetails(issued),
      };
      const auditOf = () => requestAct(request, clock(), act);
      await registryWriter.change({ scope, enterpriseId, auditOf }, (tx) =>
        replaceCredential(tx, enterpriseId, deviceId, issued.credential),
      );
      request.log.info({ by, enterpriseId, deviceId }, 'Credential replaced.');
      return reply
        .status(201)
        .header('cache-control', 'no-store')
        .send({
          id: deviceId,
          name: device.name,
          ...connection(enterpriseId, deviceId),
          ...issued.answer,
        });
    },
  );

  app.post(
    '/enterprises/:enterpriseId/devices/:deviceId/revocation',
    postEnterprisesDevicesRevocationRoute,
    async (request) => {
      const { enterpriseId, deviceId } = request.params;
      const scope = requestScope(request);
      const subject = { type: 'device', id: deviceId };
      const auditOf = () =>
        requestAct(request, clock(), { action: 'device.revoke', enterpriseId, subject });
      await registryWriter.change({ scope, enterpriseId, auditOf }, (tx) =>
        revokeDevice(tx, enterpriseId, deviceId, clock()),
      );
      const by = principalOf(request).username;
      request.log.info({ by, enterpriseId, deviceId }, 'Device revoked.');
      return toAnswer(enterpriseId, await getDevice(executor, scope, enterpriseId, deviceId));
    },
  );
};

/** A credential to keep, and what of it the caller is shown. */
interface Issued {
  readonly credential: NewCredential;
  readonly answer: Partial<z.infer<typeof issuedSchema>>;
}

/** What the audit log may know of a credential: a certificate's fingerprint is public, a hash is not. */
function credentialDetails({ credential }: Issued): Record<string, unknown> {
  if (credential.kind === 'password') return { credential: 'password' };
  return {
    credential: 'certificate',
    certificateSha256: credential.sha256,
    expiresAt: toIsoOrNull(credential.expiresAtMs),
  };
}

function passwordCredential(password: string, atMs: number, issuedBy: string): NewCredential {
  // 128 random bits need no slow hash; one would turn a storm of reconnects into an outage.
  const sha256 = createHash('sha256').update(password).digest('hex');
  return { kind: 'password', sha256, issuedAtMs: atMs, issuedBy, expiresAtMs: null };
}

/** A new random password with the credential that is kept of it. */
export function issuePassword(atMs: number, by: string) {
  const password = generateSecret();
  return { password, credential: passwordCredential(password, atMs, by) };
}

function withPassword({ password, credential }: ReturnType<typeof issuePassword>): Issued {
  return { credential, answer: { password } };
}

async function issueCertificate(
  { certificates, clock }: Pick<ApiDependencies, 'certificates' | 'clock'>,
  request: {
    readonly signingRequest?: string | undefined;
    readonly certificate?: string | undefined;
    readonly sha256?: string | undefined;
  },
  names: { readonly username: string; readonly by: string },
): Promise<Issued> {
  const { signingRequest, certificate, sha256 } = request;
  if ([signingRequest, certificate, sha256].filter((each) => each !== undefined).length > 1) {
    const message = 'Give one of signingRequest, certificate and sha256, or none.';
    throw new DomainError('INVALID_REQUEST', message);
  }
  const base = { kind: 'certificate', issuedAtMs: clock(), issuedBy: names.by } as const;
  if (certificate !== undefined || sha256 !== undefined) {
    const own = certificate === undefined ? null : readCertificate(certificate, names.username);
    const fingerprint = own?.sha256 ?? sha256 ?? '';
    return {
      credential: { ...base, sha256: fingerprint, expiresAtMs: own?.expiresAtMs ?? null },
      answer: { certificateSha256: fingerprint },
    };
  }
  if (certificates === null) {
    throw new DomainError(
      'CERTIFICATE_AUTHORITY_MISSING',
      'This installation issues no certificates; give the sha256 of one of yours.',
    );
  }
  const issued = await certificates.issue({
    username: names.username,
    signingRequestPem: signingRequest,
    atMs: clock(),
  });
  return {
    credential: { ...base, sha256: issued.sha256, expiresAtMs: issued.expiresAtMs },
    answer: {
      certificate: issued.certificatePem,
      ...(issued.privateKeyPem === null ? {} : { privateKey: issued.privateKeyPem }),
      authority: issued.authorityPem,
      certificateSha256: issued.sha256,
      expiresAt: toIso(issued.expiresAtMs),
    },
  };
}

function readCertificate(pem: string, username: string) {
  let parsed: X509Certificate;
  try {
    parsed = new X509Certificate(pem);
  } catch (cause) {
    throw new DomainError('CERTIFICATE_INVALID', 'The certificate is not readable PEM.', { cause });
  }
  if (!parsed.subject.split('\n').includes(`CN=${username}`)) {
    const message = `The certificate’s common name must be ${username}.`;
    throw new DomainError('CERTIFICATE_INVALID', message);
  }
  return {
    sha256: createHash('sha256').update(parsed.raw).digest('hex'),
    expiresAtMs: Date.parse(parsed.validTo),
  };
}

function toDeviceAnswer(device: Device) {
  return {
    id: device.id,
    name: device.name,
    credential: device.credential,
    issuedAt: toIso(device.issuedAtMs),
    revokedAt: toIsoOrNull(device.revokedAtMs),
    lastSeenAt: toIsoOrNull(device.lastSeenAtMs),
  };
}
