import type { MeterHistory } from '../metering/meter-history.ts';
import type { EnergyKind, MeterKind, MeterUnit } from './lists.ts';

/** A device as the data plane needs it. */
export interface RegisteredDevice {
  readonly id: string;
  /** SHA-256 (hex) of the device's generated secret; null when it has no password. */
  readonly passwordSha256: string | null;
  /** SHA-256 fingerprint (hex) of the device's client certificate; null when it has none. */
  readonly certificateSha256: string | null;
  /** A revoked device may neither connect nor publish. */
  readonly revoked: boolean;
}

/** A meter as the data plane needs it: what its readings mean and how far its register goes. */
export interface RegisteredMeter {
  readonly id: string;
  readonly kind: MeterKind;
  readonly energyKind: EnergyKind;
  readonly unit: MeterUnit;
  /** Length of an interval or of a power average, in seconds; null for registers. */
  readonly intervalSeconds: number | null;
  /** Highest value the register can show, in the meter's unit; null when unknown. */
  readonly registerMax: number | null;
}

/**
 * Everything the data plane knows of one enterprise, as of one version of its registry. The control
 * plane publishes it whole; a range of messages records the version it was judged by.
 */
export interface RegistrySnapshot {
  readonly enterpriseId: string;
  /** Rises by one with every change of this enterprise's registry. */
  readonly version: number;
  /** IANA zone in which the enterprise's hours, days and months are counted. */
  readonly timeZone: string;
  readonly devices: readonly RegisteredDevice[];
  readonly meters: readonly RegisteredMeter[];
  /** Ids of the products whose output may be reported. */
  readonly products: readonly string[];
  /**
   * What decides how each meter counts, past and present; its order means nothing. Absent in
   * snapshots of older versions: then the meters alone say what their readings mean today.
   */
  readonly histories?: readonly RegisteredHistory[];
}

/** How one meter counts. */
export interface RegisteredHistory extends MeterHistory {
  readonly meterId: string;
}
