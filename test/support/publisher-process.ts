/**
 * A process of its own that publishes a {@link LoadPlan} at QoS 1, sends again what was not
 * acknowledged when a connection broke, and ends when everything is acknowledged. It encodes packets
 * itself on a socket, so that the load costs little beside what is measured.
 */
import { connect, type Socket } from 'node:net';
import { buildTopic } from '@hengneng/contracts';
import mqttPacket from 'mqtt-packet';

import { type LoadPlan, type LoadReport, loadPayload } from './load-plan.ts';

const RECONNECT_DELAY_MS = 200;
const SILENCE_MAX_MS = 20_000;
const PROGRESS_EVERY_MS = 100;
/** Latency is kept in a histogram of tenths of a millisecond, up to 100 s. */
const LATENCY_BUCKETS = 1_000_000;

interface InFlight {
  readonly message: number;
  readonly sentAtMs: number;
}

class DevicePublisher {
  readonly inFlight = new Map<number, InFlight>();
  nextMessage = 0;
  connected = false;
  reconnectCount = 0;
  lastHeardAtMs = 0;
  #socket: Socket | null = null;
  #packetId = 0;
  readonly #plan: LoadPlan;
  readonly #index: number;
  readonly #onAcknowledged: (latencyMs: number) => void;
  readonly #topic: string;

  constructor(plan: LoadPlan, index: number, onAcknowledged: (latencyMs: number) => void) {
    const device = plan.devices[index];
    if (device === undefined) throw new Error(`The plan has no device ${index}.`);
    this.#plan = plan;
    this.#index = index;
    this.#onAcknowledged = onAcknowledged;
    this.#topic = buildTopic(device.enterpriseId, device.deviceId, 'readings');
  }

  open(): void {
    const device = this.#plan.devices[this.#index];
    const socket = connect({ host: this.#plan.host, port: this.#plan.port, noDelay: true });
    const parser = mqttPacket.parser();
    this.#socket = socket;
    let closed = false;
    const retry = () => {
      if (closed) return;
      closed = true;
      this.connected = false;
      socket.destroy();
      if (this.#socket !== socket) return;
      this.reconnectCount += 1;
      setTimeout(() => this.open(), RECONNECT_DELAY_MS);
    };
    socket.on('error', retry);
    socket.on('close', retry);
    socket.on('data', (chunk) => {
      this.lastHeardAtMs = performance.now();
      parser.parse(chunk);
    });
    parser.on('error', retry);
    parser.on('packet', (packet) => {
      if (packet.cmd === 'connack') {
        if ((packet.returnCode ?? 1) !== 0) return retry();
        this.connected = true;
        this.#sendAgain();
      } else if (packet.cmd === 'puback') {
        const entry = this.inFlight.get(packet.messageId ?? -1);
        if (entry === undefined) return;
        this.inFlight.delete(packet.messageId ?? -1);
        this.#onAcknowledged(performance.now() - entry.sentAtMs);
      }
    });
    this.lastHeardAtMs = performance.now();
    socket.write(
      mqttPacket.generate({
        cmd: 'connect',
        protocolId: 'MQTT',
        protocolVersion: 4,
        clean: true,
        clientId: device?.username ?? '',
        username: device?.username ?? '',
        password: Buffer.from(device?.password ?? ''),
        keepalive: 60,
      }),
    );
  }

  /** Sends up to `count` new messages, as many as the window allows; returns how many it sent. */
  send(count: number): number {
    const socket = this.#socket;
    if (!this.connected || socket === null) return 0;
    const room = Math.min(count, this.#plan.windowPerDevice - this.inFlight.size);
    socket.cork();
    for (let sent = 0; sent < room; sent += 1) {
      do {
        this.#packetId = (this.#packetId % 65_535) + 1;
      } while (this.inFlight.has(this.#packetId));
      this.#write(socket, this.#packetId, this.nextMessage, false);
      this.inFlight.set(this.#packetId, {
        message: this.nextMessage,
        sentAtMs: performance.now(),
      });
      this.nextMessage += 1;
    }
    socket.uncork();
    return Math.max(0, room);
  }

  /** Breaks a connection that has been silent for long though something is unacknowledged. */
  checkSilence(): void {
    if (this.inFlight.size === 0) return;
    if (performance.now() - this.lastHeardAtMs > SILENCE_MAX_MS) this.#socket?.destroy();
  }

  close(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.end(mqttPacket.generate({ cmd: 'disconnect' }));
  }

  #sendAgain(): void {
    const socket = this.#socket;
    if (socket === null) return;
    const entries = [...this.inFlight].sort((left, right) => left[1].message - right[1].message);
    for (const [packetId, entry] of entries) this.#write(socket, packetId, entry.message, true);
  }

  #write(socket: Socket, messageId: number, message: number, dup: boolean): void {
    const payload = loadPayload(this.#plan, this.#index, message);
    socket.write(
      mqttPacket.generate({
        cmd: 'publish',
        topic: this.#topic,
        payload,
        qos: 1,
        dup,
        retain: false,
        messageId,
      }),
    );
  }
}

/** Set when the parent asks for the end. */
let ended = false;

async function publish(plan: LoadPlan): Promise<LoadReport> {
  const latencies = new Uint32Array(LATENCY_BUCKETS);
  const onAcknowledged = (latencyMs: number) => {
    const bucket = Math.min(LATENCY_BUCKETS - 1, Math.floor(latencyMs * 10));
    latencies[bucket] = (latencies[bucket] ?? 0) + 1;
  };
  const devices = plan.devices.map((_, index) => new DevicePublisher(plan, index, onAcknowledged));
  for (const device of devices) device.open();
  while (devices.some((device) => !device.connected)) await pause(10);
  const startedAtMs = performance.now();
  const cpuBefore = process.cpuUsage();
  let sent = 0;
  let reportedAtMs = 0;
  for (;;) {
    const elapsedMs = performance.now() - startedAtMs;
    const finished = ended || elapsedMs >= plan.durationMs || sent >= plan.messageCountMax;
    if (finished && devices.every((device) => device.inFlight.size === 0)) break;
    if (!finished) {
      const due =
        plan.messagesPerSecond === null
          ? Number.POSITIVE_INFINITY
          : Math.floor((elapsedMs * plan.messagesPerSecond) / 1_000) - sent;
      const share = Math.ceil(Math.min(due, plan.messageCountMax - sent) / devices.length);
      for (const device of devices) {
        if (share > 0) sent += device.send(Math.min(share, plan.messageCountMax - sent));
      }
    }
    for (const device of devices) device.checkSilence();
    if (performance.now() - reportedAtMs > PROGRESS_EVERY_MS) {
      reportedAtMs = performance.now();
      process.send?.({ type: 'progress', sent });
    }
    await pause(2);
  }
  const cpu = process.cpuUsage(cpuBefore);
  const elapsedMs = performance.now() - startedAtMs;
  for (const device of devices) device.close();
  return {
    messageCounts: devices.map((device) => device.nextMessage),
    reconnectCount: devices.reduce((sum, device) => sum + device.reconnectCount, 0),
    elapsedMs,
    cpuMs: (cpu.user + cpu.system) / 1_000,
    latencyMs: {
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
      max: percentile(latencies, 1),
    },
  };
}

/** The smallest latency, in milliseconds, that at least this share of the messages kept to. */
function percentile(latencies: Uint32Array, share: number): number {
  const total = latencies.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (let bucket = 0; bucket < latencies.length; bucket += 1) {
    seen += latencies[bucket] ?? 0;
    if (seen >= total * share) return bucket / 10;
  }
  return latencies.length / 10;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

process.once('message', (plan: LoadPlan) => {
  process.on('message', () => {
    ended = true;
  });
  publish(plan).then(
    (report) => process.send?.({ type: 'report', report }, () => process.disconnect()),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      process.exit(1);
    },
  );
});
