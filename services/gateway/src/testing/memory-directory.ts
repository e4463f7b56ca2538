import { createHash } from 'node:crypto';

import type { RegisteredDevice } from '@hengneng/domain';

import type { DeviceDirectory } from '../access/credentials.ts';

/** A registry of devices in memory, for tests. */
export class MemoryDirectory implements DeviceDirectory {
  readonly #devices = new Map<string, RegisteredDevice>();
  readonly #listeners = new Set<(enterpriseId: string) => void>();
  ready = true;

  /** Registers or replaces a device and tells of it; `password` null for a certificate device. */
  register(
    enterpriseId: string,
    deviceId: string,
    options: { password?: string; certificateSha256?: string; revoked?: boolean },
  ): void {
    const { password, certificateSha256 = null, revoked = false } = options;
    const passwordSha256 =
      password === undefined ? null : createHash('sha256').update(password).digest('hex');
    const device = { id: deviceId, passwordSha256, certificateSha256, revoked };
    this.#devices.set(`${enterpriseId}/${deviceId}`, device);
    for (const listener of this.#listeners) listener(enterpriseId);
  }

  async find(enterpriseId: string, deviceId: string) {
    const device = this.#devices.get(`${enterpriseId}/${deviceId}`);
    if (device !== undefined) return { status: 'found', device } as const;
    return { status: this.ready ? 'unknown' : 'not-ready' } as const;
  }

  onChange(listener: (enterpriseId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
