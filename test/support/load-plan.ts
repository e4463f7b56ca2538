/** A device of the load, with the credential it was given. */
export interface LoadDevice {
  readonly enterpriseId: string;
  readonly deviceId: string;
  readonly username: string;
  readonly password: string;
  readonly meterIds: readonly string[];
}

/** What the publisher is to send. Everything follows from it, so an oracle needs no ledger of values. */
export interface LoadPlan {
  readonly host: string;
  readonly port: number;
  readonly devices: readonly LoadDevice[];
  /** 1: the meters take turns. More: that many of the device's meters in every message. */
  readonly readingsPerMessage: number;
  /** Over all devices; null means as fast as the window allows. */
  readonly messagesPerSecond: number | null;
  /** Stop after this many messages over all devices, or after `durationMs`, whichever comes first. */
  readonly messageCountMax: number;
  readonly durationMs: number;
  /** Unacknowledged messages a device may have. */
  readonly windowPerDevice: number;
  /** Instant of the first reading; each message of a device is a step later than the one before. */
  readonly firstReadAtMs: number;
  /** A second unless given. */
  readonly stepMs?: number;
}

/** What the publisher says at the end. */
export interface LoadReport {
  /** Messages sent, by device, in the order of the plan; all of them were acknowledged. */
  readonly messageCounts: readonly number[];
  readonly reconnectCount: number;
  readonly elapsedMs: number;
  readonly cpuMs: number;
  /** Publish to PUBACK, milliseconds. */
  readonly latencyMs: { readonly p50: number; readonly p99: number; readonly max: number };
}

const VALUES = 1_000_000;

/** The value that a device's message carries for one of its meters; two decimals, below 10 000. */
export function loadValue(deviceIndex: number, message: number, meterIndex: number): number {
  return ((deviceIndex * 7_919 + message * 31 + meterIndex * 17) % VALUES) / 100;
}

/** Meters (by index) that message number `message` of a device carries. */
export function loadMeters(plan: LoadPlan, device: LoadDevice, message: number): number[] {
  if (plan.readingsPerMessage === 1) return [message % device.meterIds.length];
  return Array.from({ length: plan.readingsPerMessage }, (_, index) => index);
}

/** Instant of the readings of a message. */
export function loadReadAtMs({ firstReadAtMs, stepMs = 1_000 }: LoadPlan, message: number): number {
  return firstReadAtMs + message * stepMs;
}

/** The payload of one message, in the `values` form; `sequence` counts from 1. */
export function loadPayload(plan: LoadPlan, deviceIndex: number, message: number): string {
  const device = plan.devices[deviceIndex];
  if (device === undefined) throw new Error(`The plan has no device ${deviceIndex}.`);
  const readAt = loadReadAtMs(plan, message);
  const values = loadMeters(plan, device, message).map(
    (meter) => `"${device.meterIds[meter]}":${loadValue(deviceIndex, message, meter)}`,
  );
  return `{"sequence":${message + 1},"readAt":${readAt},"values":{${values.join(',')}}}`;
}
