import {
  type RegisteredDevice,
  type RegisteredMeter,
  type RegistrySnapshot,
  unifiedSocialCreditCheckCharacter,
} from '@hengneng/domain';

/**
 * A well-formed enterprise id (unified social credit code) for each number from 0 to 99 999 999.
 */
export function buildEnterpriseId(number: number): string {
  const first17 = `91430626M${String(number).padStart(8, '0')}`;
  return `${first17}${unifiedSocialCreditCheckCharacter(first17) ?? ''}`;
}

/** A device without credentials, not revoked. */
export function buildDevice(fields: Partial<RegisteredDevice> = {}): RegisteredDevice {
  const credentials = { passwordSha256: null, certificateSha256: null };
  return { id: 'edge-1', revoked: false, ...credentials, ...fields };
}

/** An electricity register up to 999 999.99 kWh. */
export function buildMeter(fields: Partial<RegisteredMeter> = {}): RegisteredMeter {
  return {
    id: 'E01',
    kind: 'register',
    energyKind: 'electricity',
    unit: 'kWh',
    intervalSeconds: null,
    registerMax: 999_999.99,
    ...fields,
  };
}

/** The registry of one enterprise: device `edge-1`, meters `E01` and `E02`, one product. */
export function buildRegistrySnapshot(fields: Partial<RegistrySnapshot> = {}): RegistrySnapshot {
  return {
    enterpriseId: buildEnterpriseId(1),
    version: 1,
    timeZone: 'Asia/Shanghai',
    devices: [buildDevice()],
    meters: [buildMeter(), buildMeter({ id: 'E02' })],
    products: ['cement-clinker'],
    ...fields,
  };
}
