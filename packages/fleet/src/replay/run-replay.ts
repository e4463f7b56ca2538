import { readFileSync } from 'node:fs';

import { buildTopic } from '@hengneng/contracts';
import { localDate } from '@hengneng/domain';

import { type ApiClient, createApiClient, type DeviceCredential } from '../api-client.ts';
import { createMqttPublisher } from '../mqtt-publisher.ts';
import { registerMeter } from '../register-meter.ts';
import {
  accountBetween,
  accountOf,
  isBalanced,
  type PlatformAccount,
  type ReadingsAccount,
  rejectedCount,
} from './account.ts';
import type { ReplayOptions } from './options.ts';
import { type ReadBack, readBackRecording } from './read-back.ts';
import { type RecordedReading, type Recording, readRecording } from './recording.ts';

/** Where a replay tells what it does. */
export interface ReplayConsole {
  print(line: string): void;
  /** Shows how far a step of known length is. */
  progress(label: string, done: number, total: number): void;
}

/** What a replay did, and what became of it. */
export interface ReplayResult {
  readonly sentMessages: number;
  readonly acknowledgedMessages: number;
  readonly sentReadings: number;
  readonly account: ReadingsAccount;
  readonly readBack: ReadBack | undefined;
  /** What does not add up; empty when everything is accounted for. */
  readonly problems: readonly string[];
}

const POLL_MS = 500;
/** With nothing in flight and nothing moving for so long, no more is to come. */
const SETTLED_MS = 10_000;

/**
 * Sends a recorded file and waits until the platform has accounted for all of it. Returns null for
 * a dry run. Throws when the file, the registration or the connection fails.
 */
export async function runReplay(
  options: ReplayOptions,
  console: ReplayConsole,
): Promise<ReplayResult | null> {
  const recording = loadRecording(options, console);
  if (options.dryRun) return null;
  const api = createApiClient(options);
  const credential = await register(api, options, recording, console);
  const startedAtMs = Date.now();
  // Days of receipt are counted in the zone of the enterprise, which need not be the file's.
  const registered = await api.enterprise(options.enterprise.id);
  const timeZone = registered?.timeZone ?? options.format.timeZone;
  const datesSoFar = () => receiptDates(timeZone, startedAtMs, Date.now());
  const before = await accountOf(api, options.enterprise.id, datesSoFar());
  const sent = await send(options, credential, recording.readings, console);
  const tookSeconds = (Date.now() - startedAtMs) / 1_000;
  const rate = Math.round(recording.readings.length / tookSeconds).toLocaleString('en');
  console.print(`Sent and acknowledged in ${tookSeconds.toFixed(1)} s: ${rate} readings/s.`);
  const read = async () => accountOf(api, options.enterprise.id, datesSoFar());
  const account = await awaitAccount(options, recording.readings.length, before, read, console);
  const readBack = options.readBack
    ? await readBackRecording(api, options.enterprise.id, options.meter.id, recording.readings)
    : undefined;
  const result = { ...sent, sentReadings: recording.readings.length, account, readBack };
  return { ...result, problems: problemsOf(result) };
}

function loadRecording(options: ReplayOptions, console: ReplayConsole): Recording {
  const text = new TextDecoder(options.encoding).decode(readFileSync(options.file));
  const recording = readRecording(text, options.format);
  const { readings, skipped, notices, intervalSeconds } = recording;
  for (const notice of notices) console.print(`Notice: ${notice}`);
  if (skipped.length > 0) {
    console.print(`Notice: ${skipped.length} rows cannot be used and are not sent:`);
    for (const { line, reason } of skipped.slice(0, 10)) console.print(`  line ${line}: ${reason}`);
    if (skipped.length > 10) console.print(`  and ${skipped.length - 10} more`);
  }
  const first = readings[0];
  const last = readings.at(-1);
  if (first === undefined || last === undefined) throw new Error('The file has no usable rows.');
  const iso = (atMs: number) => new Date(atMs).toISOString();
  const step = intervalSeconds === undefined ? '' : `, ${intervalSeconds} s apart`;
  const sum =
    options.meter.kind === 'interval'
      ? `, together ${exactSum(readings).toLocaleString('en')} ${options.meter.unit}`
      : '';
  console.print(
    `${readings.length.toLocaleString('en')} readings from ${iso(first.readAtMs)} to ` +
      `${iso(last.readAtMs)}${step}${sum}.`,
  );
  return recording;
}

/** Sum rounded to the hundredth, so that float noise does not show. */
function exactSum(readings: readonly RecordedReading[]): number {
  return Math.round(readings.reduce((sum, { value }) => sum + value, 0) * 100) / 100;
}

async function register(
  api: ApiClient,
  options: ReplayOptions,
  recording: Recording,
  console: ReplayConsole,
): Promise<DeviceCredential> {
  const { enterprise, meter, deviceId, format } = options;
  if (await api.createEnterprise({ ...enterprise, timeZone: format.timeZone })) {
    console.print(`Registered enterprise ${enterprise.id}.`);
  }
  const { intervalSeconds } = recording;
  if (meter.kind !== 'register' && intervalSeconds === undefined) {
    throw new Error('One row does not tell the length of the intervals: give --interval-seconds.');
  }
  const registration =
    meter.kind === 'register' || intervalSeconds === undefined
      ? meter
      : { ...meter, intervalSeconds };
  if (await registerMeter(api, enterprise.id, registration)) {
    console.print(`Registered meter ${meter.id}.`);
  }
  const credential = await api.deviceCredential(enterprise.id, deviceId);
  console.print(`Device ${credential.username} publishes to ${credential.mqttUrl}.`);
  return credential;
}

async function send(
  options: ReplayOptions,
  credential: DeviceCredential,
  readings: readonly RecordedReading[],
  console: ReplayConsole,
) {
  const topic = buildTopic(options.enterprise.id, options.deviceId, 'readings');
  const publisher = createMqttPublisher({
    url: credential.mqttUrl,
    username: credential.username,
    password: credential.password,
    windowMessages: options.windowMessages,
    onNotice: (text) => console.print(`Notice: ${text}`),
  });
  try {
    const size = options.readingsPerMessage;
    let acknowledged = 0;
    for (let from = 0; from < readings.length; from += size) {
      const part = readings.slice(from, from + size);
      await publisher.offer(topic, messageOf(options.meter.id, part), () => {
        acknowledged += part.length;
        console.progress('sent', acknowledged, readings.length);
      });
    }
    await publisher.drained();
    const { sentCount, acknowledgedCount } = publisher;
    return { sentMessages: sentCount, acknowledgedMessages: acknowledgedCount };
  } finally {
    await publisher.close();
  }
}

function messageOf(meterId: string, readings: readonly RecordedReading[]): string {
  return JSON.stringify({
    readings: readings.map(({ readAtMs, value }) => ({ meterId, readAt: readAtMs, value })),
  });
}

/** The local dates on which messages sent in a stretch of time may have been received. */
function receiptDates(timeZone: string, fromMs: number, toMs: number): readonly string[] {
  const dates = new Set<string>();
  for (let atMs = fromMs; atMs < toMs; atMs += 3_600_000) dates.add(localDate(atMs, timeZone));
  return [...dates.add(localDate(toMs, timeZone))];
}

/** Polls the account until all readings are in it, or until nothing moves any more. */
async function awaitAccount(
  options: ReplayOptions,
  expected: number,
  before: ReadingsAccount,
  read: () => Promise<PlatformAccount>,
  console: ReplayConsole,
): Promise<ReadingsAccount> {
  let movedAtMs = Date.now();
  let parsed = -1;
  for (;;) {
    const now = await read();
    const account = accountBetween(before, now);
    console.progress('processed', Math.min(account.parsed, expected), expected);
    if (account.parsed >= expected) return account;
    if (account.parsed !== parsed) movedAtMs = Date.now();
    parsed = account.parsed;
    const quietMs = Date.now() - movedAtMs;
    if (quietMs > options.patienceMs) return account;
    if (quietMs > SETTLED_MS && now.inFlightMessages === 0) return account;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function problemsOf(result: Omit<ReplayResult, 'problems'>): string[] {
  const { account, readBack, sentReadings, sentMessages, acknowledgedMessages } = result;
  const problems: string[] = [];
  if (acknowledgedMessages !== sentMessages) {
    problems.push(`${sentMessages - acknowledgedMessages} messages were not acknowledged.`);
  }
  if (account.parsed < sentReadings) {
    problems.push(`${sentReadings - account.parsed} readings are not in the account.`);
  }
  if (account.parsed > sentReadings) {
    problems.push(
      `${account.parsed - sentReadings} readings more than sent are in the account: another ` +
        'device of the enterprise is sending.',
    );
  }
  if (!isBalanced(account)) problems.push('The account of the platform does not balance.');
  if (readBack !== undefined) {
    const unexplained = readBack.missing - rejectedCount(account);
    if (unexplained > 0) problems.push(`${unexplained} readings are missing from the store.`);
    if (readBack.different > 0 && account.conflict === 0) {
      problems.push(`${readBack.different} readings are stored with another value.`);
    }
  }
  return problems;
}
