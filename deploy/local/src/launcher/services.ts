import { join } from 'node:path';
import type { DataFolder } from './data-folder.ts';
import type { PkiFiles } from './pki.ts';

/** Addresses and ports that everything of one start agrees on. */
export interface Wiring {
  /** Address that devices and people connect to us on. */
  readonly host: string;
  /** Name or address under which others reach that host. */
  readonly publicHost: string;
  readonly httpPort: number;
  readonly mqttPort: number;
  readonly mqttsPort: number;
  /** Ports of health pages, and of HTTP ingest; on loopback. */
  readonly gatewayHttpPort: number;
  readonly normalizerHttpPort: number;
  readonly aggregatorHttpPort: number;
  readonly rulesHttpPort: number;
  readonly notifierHttpPort: number;
  readonly redisUrl: string;
  readonly influxUrl: string;
  readonly influxDatabase: string;
  readonly databaseUrl: string;
  readonly pki: PkiFiles;
}

/** One of our own programs, as the launcher starts it. */
export interface ServiceSpec {
  readonly name: string;
  /** Script, relative to the repository, and its arguments. */
  readonly script: string;
  readonly args: readonly string[];
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** Port of its health page, and the address it can be asked at; none for a plain program. */
  readonly health?: { readonly host: string; readonly port: number };
}

const LOOPBACK = '127.0.0.1';
/**
 * Heap each service may have, in MiB. Given all the memory of the machine, V8 puts off collecting
 * until a service holds several times what it needs; the goal for all of them is 1.2 GiB. Too little is worse:
 * with 128 the notifier was once seen to collect without end, a core and a third with nothing to do.
 */
export const HEAP_MIB = {
  gateway: 320,
  normalizer: 384,
  aggregator: 256,
  rules: 320,
  notifier: 256,
  api: 256,
} as const;
/** Prefixes of variables that belong to one service; the others refuse what they do not know. */
const OWN_PREFIXES: Readonly<Record<string, readonly string[]>> = {
  gateway: ['GATEWAY_', 'JOURNAL_'],
  normalizer: ['NORMALIZER_'],
  aggregator: ['AGGREGATOR_'],
  rules: ['RULES_'],
  notifier: ['NOTIFIER_'],
  api: ['API_'],
};

/**
 * The services in the order a reading passes them. Each gets the environment of the launcher without
 * the variables of the other services, and what the launcher decides on top of it.
 */
export function serviceSpecs(
  wiring: Wiring,
  folder: DataFolder,
  env: Readonly<NodeJS.ProcessEnv>,
): ServiceSpec[] {
  const stores = {
    REDIS_URL: wiring.redisUrl,
    INFLUX_URL: wiring.influxUrl,
    INFLUX_DATABASE: wiring.influxDatabase,
  };
  return [
    {
      name: 'gateway',
      script: 'services/gateway/src/main.ts',
      args: [],
      health: { host: LOOPBACK, port: wiring.gatewayHttpPort },
      env: {
        ...ownEnvironment('gateway', env),
        NODE_OPTIONS: nodeOptions('gateway', env),
        ...gatewayEnvironment(wiring, folder),
      },
    },
    {
      name: 'normalizer',
      script: 'services/normalizer/src/main.ts',
      args: [],
      health: { host: LOOPBACK, port: wiring.normalizerHttpPort },
      env: {
        ...ownEnvironment('normalizer', env),
        NODE_OPTIONS: nodeOptions('normalizer', env),
        ...stores,
        NORMALIZER_HTTP_HOST: LOOPBACK,
        NORMALIZER_HTTP_PORT: String(wiring.normalizerHttpPort),
        NORMALIZER_SHUTDOWN_DEADLINE_MS: '2500',
        NORMALIZER_DATA_DIR: folder.registryCacheOf('normalizer'),
        NORMALIZER_JOURNAL_DIR: folder.journal,
        DATABASE_URL: wiring.databaseUrl,
      },
    },
    {
      name: 'aggregator',
      script: 'services/aggregator/src/main.ts',
      args: [],
      health: { host: LOOPBACK, port: wiring.aggregatorHttpPort },
      env: {
        ...ownEnvironment('aggregator', env),
        NODE_OPTIONS: nodeOptions('aggregator', env),
        ...stores,
        AGGREGATOR_HTTP_HOST: LOOPBACK,
        AGGREGATOR_HTTP_PORT: String(wiring.aggregatorHttpPort),
        AGGREGATOR_SHUTDOWN_DEADLINE_MS: '1500',
        AGGREGATOR_DATA_DIR: folder.aggregator,
      },
    },
    {
      name: 'rules',
      script: 'services/rules/src/main.ts',
      args: [],
      health: { host: LOOPBACK, port: wiring.rulesHttpPort },
      env: {
        ...ownEnvironment('rules', env),
        NODE_OPTIONS: nodeOptions('rules', env),
        ...stores,
        DATABASE_URL: wiring.databaseUrl,
        RULES_HTTP_HOST: LOOPBACK,
        RULES_HTTP_PORT: String(wiring.rulesHttpPort),
        RULES_SHUTDOWN_DEADLINE_MS: '800',
      },
    },
    {
      name: 'notifier',
      script: 'services/notifier/src/main.ts',
      args: [],
      health: { host: LOOPBACK, port: wiring.notifierHttpPort },
      env: {
        ...ownEnvironment('notifier', env),
        NODE_OPTIONS: nodeOptions('notifier', env),
        REDIS_URL: wiring.redisUrl,
        DATABASE_URL: wiring.databaseUrl,
        NOTIFIER_HTTP_HOST: LOOPBACK,
        NOTIFIER_HTTP_PORT: String(wiring.notifierHttpPort),
        NOTIFIER_SHUTDOWN_DEADLINE_MS: '800',
        NOTIFIER_SECRETS_KEY_FILE: folder.secretsKeyFile,
      },
    },
    {
      name: 'api',
      script: 'services/api/src/main.ts',
      args: [],
      health: { host: askableHost(wiring.host), port: wiring.httpPort },
      env: {
        ...ownEnvironment('api', env),
        NODE_OPTIONS: nodeOptions('api', env),
        ...stores,
        ...apiEnvironment(wiring, folder),
      },
    },
  ];
}

/** The simulated county: signs in as the first admin and streams as its devices. */
export function demoSpec(
  wiring: Wiring,
  folder: DataFolder,
  env: Readonly<NodeJS.ProcessEnv>,
): ServiceSpec {
  return {
    name: 'demo',
    script: 'packages/fleet/src/simulate-cli.ts',
    args: [
      '--demo',
      ...['--url', apiUrlFromHere(wiring)],
      ...['--password-file', folder.adminPasswordFile],
      ...['--state-dir', join(folder.root, 'demo')],
    ],
    env: ownEnvironment('demo', env),
  };
}

/** Address at which this machine reaches the API. */
export function apiUrlFromHere(wiring: Wiring): string {
  return `http://${bracketed(askableHost(wiring.host))}:${wiring.httpPort}`;
}

/** Addresses for people and devices. */
export function publicUrls(wiring: Wiring): { http: string; mqtt: string; mqtts: string } {
  const host = bracketed(wiring.publicHost);
  return {
    http: `http://${host}:${wiring.httpPort}`,
    mqtt: `mqtt://${host}:${wiring.mqttPort}`,
    mqtts: `mqtts://${host}:${wiring.mqttsPort}`,
  };
}

function gatewayEnvironment(wiring: Wiring, folder: DataFolder): Readonly<NodeJS.ProcessEnv> {
  return {
    REDIS_URL: wiring.redisUrl,
    GATEWAY_NUMBER: '1',
    GATEWAY_HTTP_HOST: LOOPBACK,
    GATEWAY_HTTP_PORT: String(wiring.gatewayHttpPort),
    GATEWAY_MQTT_HOST: wiring.host,
    GATEWAY_MQTT_PORT: String(wiring.mqttPort),
    GATEWAY_MQTTS_PORT: String(wiring.mqttsPort),
    GATEWAY_TLS_CERT_FILE: wiring.pki.serverCertificate,
    GATEWAY_TLS_KEY_FILE: wiring.pki.serverKey,
    GATEWAY_TLS_CA_FILE: wiring.pki.caCertificate,
    // Below the share that each has in the 15 s of stopping everything.
    GATEWAY_SHUTDOWN_DEADLINE_MS: '2500',
    JOURNAL_DIR: folder.journal,
    JOURNAL_SIGNING_KEY_FILE: folder.signingKeyFile,
    REGISTRY_CACHE_DIR: folder.registryCacheOf('gateway'),
  };
}

function apiEnvironment(wiring: Wiring, folder: DataFolder): Readonly<NodeJS.ProcessEnv> {
  const urls = publicUrls(wiring);
  return {
    DATABASE_URL: wiring.databaseUrl,
    API_HTTP_HOST: wiring.host,
    API_HTTP_PORT: String(wiring.httpPort),
    API_SHUTDOWN_DEADLINE_MS: '2000',
    API_PUBLIC_MQTT_URL: urls.mqtt,
    API_PUBLIC_MQTTS_URL: urls.mqtts,
    GATEWAY_HTTP_URL: `http://${LOOPBACK}:${wiring.gatewayHttpPort}`,
    API_ADMIN_PASSWORD_FILE: folder.adminPasswordFile,
    API_PKI_CA_CERT_FILE: wiring.pki.caCertificate,
    API_PKI_CA_KEY_FILE: wiring.pki.caKey,
    API_ROOT_SIGNING_KEY_FILE: folder.rootSigningKeyFile,
    API_SECRETS_KEY_FILE: folder.secretsKeyFile,
  };
}

/** Our limit first: an operator's own `NODE_OPTIONS` come later and win. */
function nodeOptions(service: keyof typeof HEAP_MIB, env: Readonly<NodeJS.ProcessEnv>): string {
  return `--max-old-space-size=${HEAP_MIB[service]} ${env.NODE_OPTIONS ?? ''}`.trim();
}

function ownEnvironment(
  service: string,
  env: Readonly<NodeJS.ProcessEnv>,
): Readonly<NodeJS.ProcessEnv> {
  const foreign = Object.entries(OWN_PREFIXES)
    .filter(([name]) => name !== service)
    .flatMap(([, prefixes]) => prefixes);
  // Passwords and addresses that a service needs are given to it by name.
  const secret = ['HENGNENG_ADMIN_PASSWORD', 'REDIS_URL', 'INFLUX_URL', 'DATABASE_URL'];
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !secret.includes(name) && !foreign.some((prefix) => name.startsWith(prefix)),
    ),
  );
}

/** An address that means "all of this machine" cannot be connected to. */
function askableHost(host: string): string {
  if (host === '0.0.0.0') return LOOPBACK;
  return host === '::' ? '::1' : host;
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
