import { createHash } from 'node:crypto';

import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';

/**
 * A device that keeps a ledger: what it sent, and what somebody took custody of. It sends again what
 * was in flight when a connection broke, as MQTT asks of it.
 */
export class LedgerPublisher {
  /** SHA-256 of payloads that were acknowledged (PUBACK). */
  readonly acknowledged = new Set<string>();
  /** SHA-256 of payloads for which a receipt came. */
  readonly receipts = new Set<string>();
  sentCount = 0;
  readonly client: MqttClient;
  readonly #topic: string;
  readonly #name: string;
  readonly #windowMax: number;
  #running = false;
  #inFlight = 0;

  constructor(
    url: string,
    options: IClientOptions & {
      enterpriseId: string;
      deviceId: string;
      windowMax?: number;
      withReceipts?: boolean;
    },
  ) {
    const { enterpriseId, deviceId, windowMax = 50, withReceipts, ...mqttOptions } = options;
    const prefix = `energy/v1/${enterpriseId}/${deviceId}`;
    this.#topic = `${prefix}/readings`;
    this.#name = `${enterpriseId}.${deviceId}`;
    this.#windowMax = windowMax;
    this.client = mqtt.connect(url, {
      protocolVersion: 4,
      clientId: this.#name,
      username: this.#name,
      reconnectPeriod: 50,
      ...mqttOptions,
    });
    this.client.on('error', () => {});
    if (withReceipts) {
      this.client.on('connect', () => this.client.subscribe(`${prefix}/receipts`, { qos: 1 }));
      this.client.on('message', (_topic, payload) => {
        const receipt: unknown = JSON.parse(payload.toString());
        if (typeof receipt === 'object' && receipt !== null && 'sha256' in receipt) {
          this.receipts.add(String(receipt.sha256));
        }
      });
    }
  }

  /** Sends as fast as answers come, until {@link stop}. */
  start(): void {
    this.#running = true;
    this.#fill();
  }

  stop(): void {
    this.#running = false;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  #fill(): void {
    while (this.#running && this.#inFlight < this.#windowMax) {
      this.sentCount += 1;
      this.#inFlight += 1;
      const payload = JSON.stringify({ sequence: this.sentCount, device: this.#name });
      this.client.publish(this.#topic, payload, { qos: 1 }, (error) => {
        this.#inFlight -= 1;
        if (!error) this.acknowledged.add(sha256Of(payload));
        setImmediate(() => this.#fill());
      });
    }
  }
}

/** SHA-256 of a payload, hex, as receipts name it. */
export function sha256Of(payload: string | Buffer): string {
  return createHash('sha256').update(payload).digest('hex');
}
