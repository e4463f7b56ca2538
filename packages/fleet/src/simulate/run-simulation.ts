import { type ApiClient, createApiClient } from '../api-client.ts';
import { fileDemoPapers } from '../demo/file-papers.ts';
import { workDemoCases } from '../demo/work-cases.ts';
import { createPlainSource, type DeviceSource } from '../meters/device-source.ts';
import { createFleet, type Fleet, type FleetEnterprise } from '../meters/fleet.ts';
import { createMqttPublisher, type MqttPublisher } from '../mqtt-publisher.ts';
import { seedFor, uniformAt } from '../random.ts';
import { sendThrough } from './device-stream.ts';
import type { SimulationOptions } from './options.ts';
import { createPacer, forEachAtOnce, pause } from './pacer.ts';
import { createSources, floorTo, loadState, type SimulationEnvironment } from './prepare.ts';
import { DEVICE_ID, registerEnterprise } from './register-fleet.ts';
import type { DeviceState, SimulationState } from './state.ts';

const REGISTRATIONS_AT_ONCE = 4;
/** Devices that send history at the same time. */
const HISTORIES_AT_ONCE = 8;
/** Messages of one device under way without PUBACK. */
const WINDOW_MESSAGES = 32;
const SAVE_PERIOD_MS = 1_000;
const PROGRESS_PERIOD_MS = 3_000;
/** Pause before a device whose connection failed is tried with a fresh credential. */
const MEND_PAUSE_MS = 5_000;
/** How long a stop waits for acknowledgements, in milliseconds. */
const STOP_PATIENCE_MS = 4_000;
/** How long casework waits for the first alerts, which the rules need a moment for. */
const CASES_PATIENCE_MS = 300_000;
/** Devices do not all speak in the same second: spread over so much of an interval. */
const JITTER_SHARE = 0.1;
const JITTER_MS_MAX = 20_000;

interface Simulation extends SimulationEnvironment {
  readonly options: SimulationOptions;
  readonly api: ApiClient;
  readonly fleet: Fleet;
  readonly state: SimulationState;
  /** What the devices send, by enterprise. */
  readonly sources: ReadonlyMap<string, DeviceSource>;
  /** Acknowledged in this run. */
  readonly counts: { readings: number; messages: number };
}

/** Registers a simulated county, sends its history and then streams it until asked to stop. */
export async function runSimulation(
  options: SimulationOptions,
  environment: SimulationEnvironment,
): Promise<void> {
  const { print, store, signal } = environment;
  const fleet = createFleet({
    seed: options.seed,
    intervalSeconds: options.intervalMs / 1_000,
    enterprisesCount: options.enterprisesCount,
    metersPerEnterpriseMax: options.metersPerEnterpriseMax,
    hasReactiveMeters: options.papers,
  });
  const meters = fleet.enterprises.reduce((sum, enterprise) => sum + enterprise.meters.length, 0);
  print(
    `County of seed ${options.seed}: ${fleet.enterprises.length} enterprises, ${meters} meters.`,
  );
  const state = loadState(options, environment);
  const api = createApiClient(options);
  const counts = { readings: 0, messages: 0 };
  const sources = createSources(options, fleet, state, environment);
  const simulation = { ...environment, options, api, fleet, state, sources, counts };
  await registerMissing(simulation);
  const saving = setInterval(() => store.save(state), SAVE_PERIOD_MS);
  try {
    await sendHistory(simulation);
    await filePapers(simulation);
    if (options.live) await Promise.all([streamLive(simulation), workCases(simulation)]);
  } finally {
    clearInterval(saving);
    store.save(state);
  }
  const { readings, messages } = counts;
  print(
    `${signal.aborted ? 'Stopped' : 'Done'}: ${readings.toLocaleString('en')} readings in ` +
      `${messages.toLocaleString('en')} messages acknowledged in this run.`,
  );
}

async function registerMissing(simulation: Simulation): Promise<void> {
  const { fleet, state, api, print, store, signal } = simulation;
  let registered = 0;
  await refreshAddress(simulation);
  await forEachAtOnce(fleet.enterprises, REGISTRATIONS_AT_ONCE, async (enterprise) => {
    if (signal.aborted) return;
    const known = state.devices[enterprise.id];
    if (known !== undefined && (await api.enterprise(enterprise.id)) !== null) return;
    // The registry may have been emptied: then the readings are gone too.
    state.devices[enterprise.id] = {
      ...(await registerEnterprise(api, enterprise)),
      sentThroughMs: state.historyFromMs - state.intervalSeconds * 1_000,
      sequence: 0,
    };
    registered += 1;
    if (registered % 10 === 0) print(`Registered ${registered} enterprises.`);
  });
  store.save(state);
  const knownCount = fleet.enterprises.length - registered;
  print(`${registered} enterprises registered, ${knownCount} were known.`);
}

/**
 * The gateway may have moved to another port since the last run. One fresh credential tells where
 * it is now, for all devices.
 */
async function refreshAddress({ fleet, state, api }: Simulation): Promise<void> {
  const first = fleet.enterprises.find(({ id }) => state.devices[id] !== undefined);
  const device = state.devices[first?.id ?? ''];
  if (first === undefined || device === undefined || (await api.enterprise(first.id)) === null)
    return;
  Object.assign(device, await api.deviceCredential(first.id, DEVICE_ID));
  for (const other of Object.values(state.devices)) other.mqttUrl = device.mqttUrl;
}

async function sendHistory(simulation: Simulation): Promise<void> {
  const { fleet, state, options, counts, print, now, signal } = simulation;
  const toMs = floorTo(now(), options.intervalMs);
  const owed = ({ id, meters }: FleetEnterprise) =>
    (Math.max(0, toMs - (state.devices[id]?.sentThroughMs ?? toMs)) / options.intervalMs) *
    meters.length;
  const total = fleet.enterprises.reduce((sum, enterprise) => sum + owed(enterprise), 0);
  if (total === 0 || signal.aborted) return;
  print(`History: ${total.toLocaleString('en')} readings to send.`);
  const startedAtMs = now();
  const progress = setInterval(() => {
    const rate = counts.readings / ((now() - startedAtMs) / 1_000);
    print(
      `History: ${counts.readings.toLocaleString('en')} of ${total.toLocaleString('en')} readings ` +
        `acknowledged, ${Math.round(rate).toLocaleString('en')}/s.`,
    );
  }, PROGRESS_PERIOD_MS);
  const pace = createPacer(options.ratePerSecond);
  try {
    await forEachAtOnce(fleet.enterprises, HISTORIES_AT_ONCE, async (enterprise) => {
      if (owed(enterprise) === 0) return;
      await withPublisher(simulation, enterprise, (publisher, device) =>
        sendThrough(streamOf(simulation, enterprise, publisher, device, pace), toMs),
      );
    });
  } finally {
    clearInterval(progress);
  }
  const seconds = (now() - startedAtMs) / 1_000;
  print(`History: ${counts.readings.toLocaleString('en')} readings in ${seconds.toFixed(1)} s.`);
}

async function filePapers({ options, fleet, state, print, now, signal }: Simulation) {
  if (!options.papers || signal.aborted) return;
  try {
    const { historyFromMs } = state;
    await fileDemoPapers({ ...options, fleet, historyFromMs, nowMs: now(), print, signal });
  } catch (error) {
    // Readings matter more than papers: the next start tries again.
    print(`Papers: ${error instanceof Error ? error.message : error}`);
  }
}

/** Beside the stream: nobody waits for it, and what fails is finished by the next start. */
async function workCases({ options, fleet, print, now, signal }: Simulation) {
  if (!options.papers || signal.aborted) return;
  const { url, stateDir } = options;
  const patienceMs = CASES_PATIENCE_MS;
  try {
    await workDemoCases({ url, stateDir, fleet, now, print, signal, patienceMs });
  } catch (error) {
    print(`Cases: ${error instanceof Error ? error.message : error}`);
  }
}

async function streamLive(simulation: Simulation): Promise<void> {
  const { fleet, options, counts, print, now, signal } = simulation;
  if (signal.aborted) return;
  const { intervalMs } = options;
  const nextAt = new Date(floorTo(now(), intervalMs) + intervalMs).toISOString();
  print(`Live: a reading of every meter each ${intervalMs / 1_000} s, the next at ${nextAt}.`);
  let shown = counts.readings;
  const progress = setInterval(
    () => {
      if (counts.readings === shown) return;
      print(`Live: ${(counts.readings - shown).toLocaleString('en')} readings acknowledged.`);
      shown = counts.readings;
    },
    Math.max(PROGRESS_PERIOD_MS, Math.min(intervalMs, 60_000)),
  );
  try {
    const streams = fleet.enterprises.map((enterprise) => streamDevice(simulation, enterprise));
    await Promise.all(streams);
  } finally {
    clearInterval(progress);
  }
}

async function streamDevice(simulation: Simulation, enterprise: FleetEnterprise): Promise<void> {
  const { options, now, signal } = simulation;
  const { intervalMs } = options;
  const spreadMs = Math.min(intervalMs * JITTER_SHARE, JITTER_MS_MAX);
  const jitterMs = uniformAt(seedFor(options.seed, enterprise.id), 1) * spreadMs;
  await withPublisher(simulation, enterprise, async (publisher, device) => {
    const stream = streamOf(simulation, enterprise, publisher, device, async () => {});
    while (!signal.aborted) {
      await pause(device.sentThroughMs + intervalMs + jitterMs - now(), signal);
      if (!signal.aborted) await sendThrough(stream, floorTo(now(), intervalMs));
    }
  });
}

function streamOf(
  { fleet, sources, options, counts, signal }: Simulation,
  enterprise: FleetEnterprise,
  publisher: MqttPublisher,
  state: DeviceState,
  pace: (count: number) => Promise<void>,
) {
  return {
    enterpriseId: enterprise.id,
    source: sources.get(enterprise.id) ?? createPlainSource(fleet, enterprise),
    publisher,
    state,
    intervalMs: options.intervalMs,
    pace,
    onAcknowledged: (readingsCount: number) => {
      counts.readings += readingsCount;
      counts.messages += 1;
    },
    signal,
  };
}

/**
 * Runs a task with a connection of the enterprise's device. When the connection fails for good
 * (the credential was replaced, say), it takes a fresh credential and runs the task again, which
 * goes on after what was acknowledged.
 */
async function withPublisher(
  simulation: Simulation,
  enterprise: FleetEnterprise,
  task: (publisher: MqttPublisher, device: DeviceState) => Promise<void>,
): Promise<void> {
  const { state, api, print, signal } = simulation;
  let isBroken = false;
  while (!signal.aborted) {
    const device = state.devices[enterprise.id];
    if (device === undefined) return;
    let publisher: MqttPublisher | undefined;
    // Stopping must not wait for a server that is away.
    const onAbort = () => setTimeout(() => void publisher?.close(), STOP_PATIENCE_MS).unref();
    signal.addEventListener('abort', onAbort);
    try {
      if (isBroken) Object.assign(device, await registerEnterprise(api, enterprise));
      publisher = connectDevice(device, print);
      await task(publisher, device);
      return;
    } catch (error) {
      if (signal.aborted) return;
      isBroken = true;
      print(`${enterprise.id}: ${error instanceof Error ? error.message : error}`);
      await pause(MEND_PAUSE_MS, signal);
    } finally {
      signal.removeEventListener('abort', onAbort);
      await publisher?.close();
    }
  }
}

function connectDevice(device: DeviceState, print: (line: string) => void): MqttPublisher {
  return createMqttPublisher({
    url: device.mqttUrl,
    username: device.username,
    password: device.password,
    windowMessages: WINDOW_MESSAGES,
    onNotice: print,
  });
}
