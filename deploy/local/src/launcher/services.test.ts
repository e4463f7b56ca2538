import { describe, expect, it } from 'vitest';
import type { DataFolder } from './data-folder.ts';
import { apiUrlFromHere, demoSpec, publicUrls, serviceSpecs, type Wiring } from './services.ts';

const WIRING: Wiring = {
  host: '0.0.0.0',
  publicHost: 'plant.example',
  httpPort: 8_080,
  mqttPort: 1_883,
  mqttsPort: 8_883,
  gatewayHttpPort: 20_001,
  normalizerHttpPort: 20_002,
  aggregatorHttpPort: 20_006,
  rulesHttpPort: 20_008,
  notifierHttpPort: 20_007,
  redisUrl: 'redis://127.0.0.1:20003',
  influxUrl: 'http://127.0.0.1:20004',
  influxDatabase: 'hengneng',
  databaseUrl: 'postgresql://hengneng:secret@127.0.0.1:20005/hengneng',
  pki: { caCertificate: '/p/ca', caKey: '/p/ca-key', serverCertificate: '/p/s', serverKey: '/p/k' },
};

const FOLDER: DataFolder = {
  root: '/d',
  adminPasswordFile: '/d/admin-password',
  signingKeyFile: '/d/pki/key.pem',
  rootSigningKeyFile: '/d/pki/root-key.pem',
  secretsKeyFile: '/d/pki/secrets-key',
  pki: '/d/pki',
  logs: '/d/logs',
  run: '/d/run',
  addressesFile: '/d/run/addresses.json',
  redis: '/d/redis',
  influxdb: '/d/influxdb',
  postgres: '/d/postgres',
  journal: '/d/journal',
  aggregator: '/d/aggregator',
  registryCacheOf: (service) => `/d/registry-cache/${service}`,
  logFileOf: (process) => `/d/logs/${process}.log`,
};

function environmentsWith(env: NodeJS.ProcessEnv) {
  const specs = serviceSpecs(WIRING, FOLDER, env);
  return Object.fromEntries(specs.map((spec) => [spec.name, spec.env]));
}

describe('serviceSpecs', () => {
  it('limits the heap of each service, and lets an operator say otherwise', () => {
    const own = environmentsWith({});
    for (const env of Object.values(own)) {
      expect(env.NODE_OPTIONS).toMatch(/^--max-old-space-size=\d+$/);
    }
    const theirs = environmentsWith({ NODE_OPTIONS: '--max-old-space-size=2000' });
    expect(theirs.normalizer?.NODE_OPTIONS).toMatch(/--max-old-space-size=2000$/);
  });

  it('tells gateway and aggregator nothing of the database', () => {
    const given = environmentsWith({ DATABASE_URL: 'postgresql://theirs' });
    const { gateway, normalizer, aggregator, rules, notifier, api } = given;
    expect(gateway).not.toHaveProperty('DATABASE_URL');
    expect(aggregator).not.toHaveProperty('DATABASE_URL');
    // For its checks of stored readings alone; without it readings flow all the same.
    expect(normalizer?.DATABASE_URL).toBe(WIRING.databaseUrl);
    expect(rules?.DATABASE_URL).toBe(WIRING.databaseUrl);
    expect(notifier?.DATABASE_URL).toBe(WIRING.databaseUrl);
    expect(api?.DATABASE_URL).toBe(WIRING.databaseUrl);
  });

  it('hands each service its own settings and none of the others', () => {
    const { gateway, normalizer, api } = environmentsWith({
      GATEWAY_CONNECTIONS_MAX: '7',
      JOURNAL_MIRROR_DIR: '/mirror',
      NORMALIZER_INSTANCE: 'a',
      API_TRUSTED_PROXIES: '10.0.0.0/8',
      LOG_LEVEL: 'debug',
    });
    const own = (env: NodeJS.ProcessEnv | undefined, prefix: RegExp) =>
      Object.keys(env ?? {}).filter((name) => prefix.test(name) && !name.endsWith('HTTP_URL'));
    expect(gateway).toMatchObject({ GATEWAY_CONNECTIONS_MAX: '7', JOURNAL_MIRROR_DIR: '/mirror' });
    expect(normalizer).toMatchObject({ NORMALIZER_INSTANCE: 'a', LOG_LEVEL: 'debug' });
    expect(api).toMatchObject({ API_TRUSTED_PROXIES: '10.0.0.0/8', LOG_LEVEL: 'debug' });
    expect(own(gateway, /^(NORMALIZER|API)_/)).toEqual([]);
    expect(own(normalizer, /^(GATEWAY|JOURNAL|API)_/)).toEqual([]);
    expect(own(api, /^(GATEWAY|JOURNAL|NORMALIZER)_/)).toEqual([]);
  });

  it('keeps the admin password out of every environment', () => {
    const secret = { HENGNENG_ADMIN_PASSWORD: 'chosen' };
    const environments = [
      ...Object.values(environmentsWith(secret)),
      demoSpec(WIRING, FOLDER, secret).env,
    ];
    expect(environments.filter((env) => JSON.stringify(env).includes('chosen'))).toEqual([]);
  });

  it('puts what the launcher decides above what the environment says', () => {
    const { gateway } = environmentsWith({ GATEWAY_MQTT_PORT: '9' });
    expect(gateway?.GATEWAY_MQTT_PORT).toBe('1883');
  });
});

describe('addresses', () => {
  it('gives others the public name and asks this machine on loopback', () => {
    expect(publicUrls(WIRING)).toEqual({
      http: 'http://plant.example:8080',
      mqtt: 'mqtt://plant.example:1883',
      mqtts: 'mqtts://plant.example:8883',
    });
    expect(apiUrlFromHere(WIRING)).toBe('http://127.0.0.1:8080');
    expect(apiUrlFromHere({ ...WIRING, host: '::' })).toBe('http://[::1]:8080');
  });
});
