import type { KeyObject } from 'node:crypto';
import type {
  CheckReadingsJob,
  GatewayCommand,
  GatewayStatus,
  Heartbeat,
} from '@hengneng/contracts';
import type { Database, SecretBox } from '@hengneng/database';
import type {
  CorrectionStore,
  EnergyStore,
  ReadingScan,
  ReadingStore,
  RegistrySnapshot,
} from '@hengneng/domain';
import type { Logger, Metrics } from '@hengneng/telemetry';
import type { EventFeed } from './events/event-feed.ts';
import type { DeviceCertificates } from './registry/device-certificates.ts';

/** Everything the routes and workers are given; `main.ts` joins it to the real world. */
export interface ApiDependencies {
  readonly database: Database;
  readonly readingStore: ReadingStore;
  /** Energy by hour, quarter hour and day, as the aggregator wrote it. */
  readonly energyStore: EnergyStore;
  readonly readingScan: ReadingScan;
  readonly correctionStore: CorrectionStore;
  readonly registry: RegistryTarget;
  readonly gateways: Gateways;
  readonly readingChecks: ReadingChecks;
  readonly heartbeats: {
    list(): Promise<Heartbeat[]>;
    beat(heartbeat: Heartbeat): Promise<void>;
  };
  /** What happens, for the streams of `GET /events`. */
  readonly events: EventFeed;
  /** Resolves when Redis answers; throws otherwise. */
  readonly pingRedis: () => Promise<void>;
  /** Issues client certificates; null where no certificate authority is configured. */
  readonly certificates: DeviceCertificates | null;
  /** Seals the secrets of channels; null where no key is configured. */
  readonly secretBox: SecretBox | null;
  /** Ed25519 key that daily roots are signed with; null where none is configured. */
  readonly rootSigningKey: KeyObject | null;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly settings: ApiSettings;
}

/** Where registry snapshots go. */
export interface RegistryTarget {
  /** Publishes one snapshot if it is newer; resolves when every reader can see it. */
  publish(snapshot: RegistrySnapshot): Promise<void>;
  /** False after Redis was emptied. */
  isPublished(): Promise<boolean>;
  markPublished(): Promise<void>;
}

/** The gateways that are or were part of this installation. */
export interface Gateways {
  /** Every gateway ever seen, with its last report; null before the first. */
  list(): Promise<{ readonly gateway: number; readonly status: GatewayStatus | null }[]>;
  /** Asks a gateway; the same id twice is the same request. Null when it did not answer in time. */
  ask(
    gateway: number,
    request: { readonly id: string; readonly command: GatewayCommand },
    timeoutMs: number,
  ): Promise<GatewayAnswer | null>;
}

/** Checks of stored readings, by whoever holds the journal of a gateway. */
export interface ReadingChecks {
  /** Asks for a check; the same id twice is the same check. */
  begin(gateway: number, id: string, job: CheckReadingsJob): Promise<void>;
  /** How a check stands; null when nobody knows it. */
  look(gateway: number, id: string): Promise<ReadingCheckState | null>;
}

/** How a check stands. */
export type ReadingCheckState =
  | {
      readonly state: 'pending';
      /** What was said of it last; null before it began. */
      readonly progress: unknown;
      /** True while it waits for another one that is being worked on. */
      readonly isBehindOthers: boolean;
    }
  | { readonly state: 'done'; readonly value: unknown }
  | { readonly state: 'failed'; readonly message: string };

/** What a gateway made of a request. */
export type GatewayAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

/** Settings of the routes, from the configuration. */
export interface ApiSettings {
  readonly sessionIdleMs: number;
  readonly sessionLifetimeMs: number;
  /** Whether the cookie is for TLS alone. */
  readonly secureCookies: boolean;
  /** Address of MQTT as devices reach it, such as `mqtt://host:1883`. */
  readonly mqttUrl: string;
  /** The same over TLS, for devices with a certificate; null where there is none. */
  readonly mqttsUrl: string | null;
  /** Base address of the gateway's HTTP ingest; null where it has none. */
  readonly gatewayHttpUrl: string | null;
  /** Folder with the built console; it may come later, or not at all. */
  readonly consoleDirectory: string;
  /** Addresses of proxies whose `x-forwarded-for` counts. */
  readonly trustedProxies: readonly string[];
}
