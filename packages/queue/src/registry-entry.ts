import { registrySnapshotSchema } from '@hengneng/contracts';
import type {
  RegisteredDevice,
  RegisteredHistory,
  RegisteredMeter,
  RegistrySnapshot,
} from '@hengneng/domain';

/** One enterprise's registry, indexed. Maps, never plain objects: ids come from strangers. */
export interface RegistryEntry {
  readonly enterpriseId: string;
  readonly version: number;
  readonly timeZone: string;
  readonly devices: ReadonlyMap<string, RegisteredDevice>;
  readonly meters: ReadonlyMap<string, RegisteredMeter>;
  readonly products: ReadonlySet<string>;
  /** How each meter counts; meters of an older publisher's snapshot are absent. */
  readonly histories: ReadonlyMap<string, RegisteredHistory>;
}

/** Indexes a snapshot. */
export function toRegistryEntry(snapshot: RegistrySnapshot): RegistryEntry {
  return {
    enterpriseId: snapshot.enterpriseId,
    version: snapshot.version,
    timeZone: snapshot.timeZone,
    devices: new Map(snapshot.devices.map((device) => [device.id, device])),
    meters: new Map(snapshot.meters.map((meter) => [meter.id, meter])),
    products: new Set(snapshot.products),
    histories: new Map(snapshot.histories?.map((history) => [history.meterId, history])),
  };
}

/**
 * The text of a snapshot as it is published. Enterprise and version stand first, so that the
 * version can be read without parsing the rest.
 */
export function serializeSnapshot(snapshot: RegistrySnapshot): string {
  const { enterpriseId, version, ...rest } = snapshot;
  return JSON.stringify({ enterpriseId, version, ...rest });
}

/** The inverse of {@link serializeSnapshot}, indexed; null where the text is not a snapshot. */
export function parseRegistryEntry(text: string): RegistryEntry | null {
  try {
    const snapshot = registrySnapshotSchema.safeParse(JSON.parse(text));
    return snapshot.success ? toRegistryEntry(snapshot.data) : null;
  } catch {
    return null;
  }
}
