import { buildTopic, type DownlinkKind, parseTopic } from '@hengneng/contracts';
import type { JournalPosition } from '@hengneng/journal';
import type { Logger } from '@hengneng/telemetry';
import mqtt, { type IClientSubscribeOptions, type MqttClient } from 'mqtt';

import { receiptOf } from '../custody/receipt.ts';
import type { Custodian, Downlink, MessageSource, ReceivedMessage } from '../message-source.ts';
import { probeAnonymousAccess } from './anonymous-access.ts';
import { type Assignment, filtersOf, isAssigned } from './assigned-filters.ts';
import { type DeferredAcks, deferAcks } from './deferred-acks.ts';

const KEEPALIVE_SECONDS = 30;
/** Messages under way to the disk; set the broker's in-flight limit to the same. */
export const WINDOW_MAX = 1_000;
/** Downlinks that wait for the broker; the rest is dropped, the device sends again. */
const DOWNLINKS_WAITING_MAX = 5_000;
const FILTERS_INTERVAL_MS = 10_000;
const DRAIN_TIMEOUT_MS = 5_000;
/** Filters in one SUBSCRIBE. */
const FILTERS_PER_PACKET = 300;

export interface BrokerOptions {
  readonly url: string;
  readonly clientId: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** CA (PEM) of the broker. */
  readonly ca: Buffer | undefined;
  /** True in production: a broker that lets anybody in is refused. */
  readonly refuseAnonymous: boolean;
  /** True when this gateway was connected before, so that the broker should know its session. */
  readonly expectSession: boolean;
  readonly assignment: Assignment;
  readonly custodian: Custodian;
  /** Enterprises that are registered. */
  readonly listEnterprises: () => Promise<readonly string[]>;
  /** Devices of an enterprise, for downlinks that go to all of them. */
  readonly listDevices: (enterpriseId: string) => readonly string[];
  readonly onDownlinkDropped: () => void;
  /** The broker turned out to be unsafe after the start: the process must end. */
  readonly onFatal: (error: Error) => void;
  readonly logger: Logger;
}

/** Builds the door that subscribes at somebody's broker. It does not connect before `start`. */
export function createBrokerSource(options: BrokerOptions): MessageSource {
  return new BrokerDoor(options);
}

class BrokerDoor implements MessageSource {
  readonly #options: BrokerOptions;
  readonly #subscribed = new Set<string>();
  readonly #unsubscribe: (() => void)[] = [];
  #client: MqttClient | null = null;
  #acks: DeferredAcks | null = null;
  #problem: string | null = 'The broker has not answered yet.';
  #filtersTimer: NodeJS.Timeout | null = null;
  #stayAwayTimer: NodeJS.Timeout | null = null;
  #isAway = false;
  #downlinksWaiting = 0;
  #sessionExpected: boolean;
  #isStopping = false;

  constructor(options: BrokerOptions) {
    this.#options = options;
    this.#sessionExpected = options.expectSession;
  }

  async start(): Promise<void> {
    if (this.#options.refuseAnonymous) {
      if ((await this.#probe()) === 'unreachable') {
        void this.#startLater();
        return;
      }
    }
    this.#connect();
  }

  problem(): string | null {
    return this.#problem;
  }

  deliver({ enterpriseId, deviceId, kind, payload }: Downlink): void {
    if (!isAssigned(enterpriseId, this.#options.assignment)) return;
    const devices = deviceId === '' ? this.#options.listDevices(enterpriseId) : [deviceId];
    for (const device of devices) this.#send(enterpriseId, device, kind, payload);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    if (this.#filtersTimer !== null) clearInterval(this.#filtersTimer);
    if (this.#stayAwayTimer !== null) clearTimeout(this.#stayAwayTimer);
    this.#acks?.stop();
    const giveUpAtMs = performance.now() + DRAIN_TIMEOUT_MS;
    while ((this.#acks?.pendingCount ?? 0) > 0 && performance.now() < giveUpAtMs) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    // By force: a polite end waits for answers that may never come. The session stays.
    this.#client?.end(true);
    this.#problem = 'Stopped.';
  }

  /** @throws Error when the broker lets anybody in. */
  async #probe(): Promise<'refused' | 'unreachable'> {
    const { url, username, ca } = this.#options;
    const access = await probeAnonymousAccess(url, ca === undefined ? {} : { ca });
    if (access === 'let-in' || username === undefined) {
      throw new Error(
        'The broker lets anybody in, or no user name is set: in production it must ask for ' +
          'credentials, for everybody could publish under any name (allow_anonymous false).',
      );
    }
    return access;
  }

  async #startLater(): Promise<void> {
    while (!this.#isStopping) {
      this.#problem = 'The broker cannot be reached.';
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      try {
        if ((await this.#probe()) === 'refused') return this.#connect();
      } catch (error) {
        return this.#options.onFatal(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }

  #connect(): void {
    const { url, clientId, username, password, ca, custodian, logger } = this.#options;
    const client = mqtt.connect(url, {
      protocolVersion: 5,
      clientId,
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
      ...(ca === undefined ? {} : { ca }),
      // The broker keeps what comes while we are away, for ever.
      clean: false,
      properties: { sessionExpiryInterval: 0xffff_ffff, receiveMaximum: WINDOW_MAX },
      keepalive: KEEPALIVE_SECONDS,
      connectTimeout: 10_000,
      reconnectPeriod: 1_000,
      // Without it one "not authorised" ends all attempts.
      reconnectOnConnackError: true,
      // Subscribed by hand, so that every refusal is seen.
      resubscribe: false,
      queueQoSZero: false,
    });
    this.#client = client;
    this.#acks = deferAcks({
      client,
      custodian,
      windowMax: WINDOW_MAX,
      onTaken: (message, position) => this.#sendReceipt(message, position),
    });
    client.on('connect', ({ sessionPresent }) => this.#onConnect(sessionPresent));
    client.on('close', () => {
      this.#problem ??= 'The connection to the broker is lost.';
    });
    client.on('error', (error) => {
      this.#problem = `The broker cannot be used: ${error.message}.`;
      logger.warn({ error }, 'Connection to the broker failed.');
    });
    this.#unsubscribe.push(custodian.onOpenChange((open) => this.#onOpenChange(open)));
    this.#filtersTimer = setInterval(() => void this.#subscribe(), FILTERS_INTERVAL_MS);
  }

  #onConnect(sessionPresent: boolean): void {
    if (!sessionPresent) {
      this.#subscribed.clear();
      if (this.#sessionExpected) {
        this.#options.logger.error(
          'The broker has lost our session: what it acknowledged since we were last connected is lost there. Devices have to send again what has no receipt.',
        );
      }
    }
    this.#sessionExpected = true;
    void this.#subscribe();
  }

  /** Subscribes to what is missing and looks at each answer. */
  async #subscribe(): Promise<void> {
    const { assignment, listEnterprises, logger } = this.#options;
    const client = this.#client;
    if (client === null || !client.connected) return;
    try {
      const enterprises = assignment.instances === 1 ? [] : await listEnterprises();
      const wanted = filtersOf(assignment, enterprises).filter((one) => !this.#subscribed.has(one));
      for (let index = 0; index < wanted.length; index += FILTERS_PER_PACKET) {
        const filters = wanted.slice(index, index + FILTERS_PER_PACKET);
        // rh 2: nothing retained; rap: a retained message shows that it is one.
        const options: IClientSubscribeOptions = { qos: 1, rh: 2, rap: true };
        const granted = await client.subscribeAsync(filters, options);
        for (const grant of granted) if (grant.qos === 1) this.#subscribed.add(grant.topic);
      }
      const missing = wanted.filter((filter) => !this.#subscribed.has(filter));
      this.#problem = missing.length === 0 ? null : `Not granted at QoS 1: ${missing.join(' ')}.`;
    } catch (error) {
      this.#problem = 'The broker does not grant our subscriptions.';
      logger.error({ error }, 'Subscribing at the broker failed.');
    }
  }

  /**
   * Closed doors hold the reading of packets, ping answers too. Before the broker takes us for dead
   * we leave, and come back when there is room: coming back only to hold would go on for ever.
   */
  #onOpenChange(open: boolean): void {
    if (this.#stayAwayTimer !== null) clearTimeout(this.#stayAwayTimer);
    this.#stayAwayTimer = null;
    if (!open) {
      this.#stayAwayTimer = setTimeout(
        () => {
          this.#isAway = true;
          this.#problem = 'Away from the broker until the journal takes messages again.';
          this.#client?.end(true);
        },
        (KEEPALIVE_SECONDS * 1_000) / 2,
      );
      return;
    }
    this.#acks?.wake();
    if (this.#isAway) this.#client?.reconnect();
    this.#isAway = false;
  }

  /** Here the receipt is the promise: the broker's PUBACK to the device says nothing about a disk. */
  #sendReceipt(message: ReceivedMessage, position: JournalPosition): void {
    const topic = parseTopic(message.topic);
    if (topic === null) return;
    const receipt = JSON.stringify(receiptOf(message.payload, position));
    this.#send(topic.enterpriseId, topic.deviceId, 'receipts', receipt);
  }

  #send(enterpriseId: string, deviceId: string, kind: DownlinkKind, payload: string): void {
    const client = this.#client;
    if (client === null || !client.connected || this.#downlinksWaiting >= DOWNLINKS_WAITING_MAX) {
      this.#options.onDownlinkDropped();
      return;
    }
    this.#downlinksWaiting += 1;
    client.publish(buildTopic(enterpriseId, deviceId, kind), payload, { qos: 1 }, () => {
      this.#downlinksWaiting -= 1;
    });
  }
}
