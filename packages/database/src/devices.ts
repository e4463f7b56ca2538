import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Executor } from './connection.ts';
import { notFound, type Page, pageOf, withMeanings } from './failures.ts';
import { deviceActivity } from './schema/device-activity.ts';
import { device, deviceCredential } from './schema/registry.ts';
import { ownedInScope, type TenantScope } from './tenant-scope.ts';

/** A device without its secrets. */
export interface Device {
  readonly id: string;
  readonly name: string;
  readonly credential: CredentialKind;
  readonly issuedAtMs: number;
  readonly revokedAtMs: number | null;
  readonly createdAtMs: number;
  /** Last message of any kind, to half a minute; null before the first. */
  readonly lastSeenAtMs: number | null;
}

/** How a device shows who it is. */
export type CredentialKind = 'password' | 'certificate';

/** A credential as it is kept: never the secret, only its SHA-256 (hex). */
export interface NewCredential {
  readonly kind: CredentialKind;
  /** Of the generated secret, or fingerprint of the certificate. */
  readonly sha256: string;
  readonly issuedAtMs: number;
  readonly issuedBy: string;
  readonly expiresAtMs: number | null;
}

const COLUMNS = {
  id: device.id,
  name: device.name,
  credential: sql<CredentialKind>`case when ${device.passwordSha256} is null then 'certificate' else 'password' end`,
  issuedAtMs: device.issuedAt,
  revokedAtMs: device.revokedAt,
  createdAtMs: device.createdAt,
  // In a query of one table columns are written without it: here both tables have to be named.
  lastSeenAtMs: sql<number | null>`(
    select (extract(epoch from activity.last_seen_at) * 1000)::float8
    from ${deviceActivity} as activity
    where activity.enterprise_id = ${device}.enterprise_id and activity.device_id = ${device}.id)`,
};

const byId = (enterpriseId: string, deviceId: string) =>
  and(eq(device.enterpriseId, enterpriseId), eq(device.id, deviceId));

/** Devices of an enterprise of the scope, by id. */
export async function listDevices(
  executor: Executor,
  scope: TenantScope,
  query: {
    readonly enterpriseId: string;
    readonly limit: number;
    readonly after?: string | undefined;
  },
): Promise<Page<Device>> {
  const rows = await executor
    .select(COLUMNS)
    .from(device)
    .where(
      and(
        eq(device.enterpriseId, query.enterpriseId),
        ownedInScope(scope, device.enterpriseId),
        query.after === undefined ? undefined : gt(device.id, query.after),
      ),
    )
    .orderBy(asc(device.id))
    .limit(query.limit + 1);
  return pageOf(rows, query.limit, (row) => row.id);
}

/** A device of an enterprise of the scope, or NOT_FOUND. */
export async function getDevice(
  executor: Executor,
  scope: TenantScope,
  enterpriseId: string,
  deviceId: string,
): Promise<Device> {
  const [row] = await executor
    .select(COLUMNS)
    .from(device)
    .where(and(byId(enterpriseId, deviceId), ownedInScope(scope, device.enterpriseId)));
  if (row === undefined) throw notFound('device');
  return row;
}

/** Ids of the devices that the enterprises of the scope have. */
export async function existingDeviceIds(
  executor: Executor,
  scope: TenantScope,
  enterpriseIds: readonly string[],
): Promise<{ enterpriseId: string; id: string }[]> {
  if (enterpriseIds.length === 0) return [];
  return await executor
    .select({ enterpriseId: device.enterpriseId, id: device.id })
    .from(device)
    .where(
      and(
        sql`${device.enterpriseId} = any(${sql.param(enterpriseIds)}::text[])`,
        ownedInScope(scope, device.enterpriseId),
      ),
    );
}

/** Registers a device with its first credential; DEVICE_EXISTS when the id is taken. */
export async function insertDevice(
  tx: Executor,
  enterpriseId: string,
  item: { readonly id: string; readonly name: string },
  credential: NewCredential,
): Promise<void> {
  await withMeanings(
    { device_enterprise_id_id_pk: ['DEVICE_EXISTS', 'A device with this id is registered.'] },
    () =>
      tx.insert(device).values({
        enterpriseId,
        id: item.id,
        name: item.name,
        ...hashesOf(credential),
        issuedAt: credential.issuedAtMs,
      }),
  );
  await recordCredential(tx, enterpriseId, item.id, credential);
}

/**
 * Puts a new credential in the place of the old one, whatever its kind, which stops counting at once.
 * A revoked device counts again.
 */
export async function replaceCredential(
  tx: Executor,
  enterpriseId: string,
  deviceId: string,
  credential: NewCredential,
): Promise<void> {
  const changed = await tx
    .update(device)
    .set({ ...hashesOf(credential), issuedAt: credential.issuedAtMs, revokedAt: null })
    .where(byId(enterpriseId, deviceId))
    .returning({ id: device.id });
  if (changed.length === 0) throw notFound('device');
  await endCredentials(tx, enterpriseId, deviceId, credential.issuedAtMs);
  await recordCredential(tx, enterpriseId, deviceId, credential);
}

/** Revokes a device: it may neither connect nor publish. The second time changes nothing. */
export async function revokeDevice(
  tx: Executor,
  enterpriseId: string,
  deviceId: string,
  atMs: number,
): Promise<void> {
  const changed = await tx
    .update(device)
    .set({ revokedAt: sql`coalesce(${device.revokedAt}, ${new Date(atMs).toISOString()})` })
    .where(byId(enterpriseId, deviceId))
    .returning({ id: device.id });
  if (changed.length === 0) throw notFound('device');
  await endCredentials(tx, enterpriseId, deviceId, atMs);
}

/** Changes a device's display name. */
export async function renameDevice(
  tx: Executor,
  enterpriseId: string,
  deviceId: string,
  name: string,
): Promise<void> {
  await tx.update(device).set({ name }).where(byId(enterpriseId, deviceId));
}

function hashesOf({ kind, sha256 }: NewCredential) {
  return {
    passwordSha256: kind === 'password' ? sha256 : null,
    certificateSha256: kind === 'certificate' ? sha256 : null,
  };
}

async function endCredentials(
  tx: Executor,
  enterpriseId: string,
  deviceId: string,
  atMs: number,
): Promise<void> {
  await tx
    .update(deviceCredential)
    .set({ endedAt: atMs })
    .where(
      and(
        eq(deviceCredential.enterpriseId, enterpriseId),
        eq(deviceCredential.deviceId, deviceId),
        isNull(deviceCredential.endedAt),
      ),
    );
}

async function recordCredential(
  tx: Executor,
  enterpriseId: string,
  deviceId: string,
  credential: NewCredential,
): Promise<void> {
  await tx.insert(deviceCredential).values({
    enterpriseId,
    deviceId,
    kind: credential.kind,
    sha256: credential.sha256,
    revision: sql<number>`(select count(*) + 1 from device_credential
      where enterprise_id = ${enterpriseId} and device_id = ${deviceId})`,
    issuedAt: credential.issuedAtMs,
    issuedBy: credential.issuedBy,
    expiresAt: credential.expiresAtMs,
  });
}
