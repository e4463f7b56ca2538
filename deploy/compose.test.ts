import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { HEAP_MIB } from './local/src/index.ts';

/** The part of a compose file that these rules look at. */
interface ComposeService {
  readonly image?: string;
  readonly command?: string | readonly string[];
  readonly restart?: string;
  readonly healthcheck?: { readonly test?: unknown; readonly disable?: boolean };
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly secrets?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, unknown>>;
}

const FOLDER = dirname(fileURLToPath(import.meta.url));
const ROOT = join(FOLDER, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const compose: Compose = parse(read('deploy/compose.yaml'), { merge: true });
const services = Object.entries(compose.services);
const OURS = ['gateway', 'normalizer', 'aggregator', 'rules', 'notifier', 'api'];
const STORES = ['redis', 'influxdb', 'postgres'];
const ONE_SHOTS = ['migrate', 'pki', 'influxdb-setup'];

describe('deploy/compose.yaml', () => {
  it('has the services of one server', () => {
    expect(Object.keys(compose.services).sort()).toEqual([...OURS, ...STORES, ...ONE_SHOTS].sort());
  });

  it.each(services)(
    'gives %s an image with a version, a restart rule and a health check',
    (name, service) => {
      expect(service.image).toMatch(/^[a-z]+:\d+\.?\d*/);
      expect(service.restart).toBe(ONE_SHOTS.includes(name) ? 'no' : 'unless-stopped');
      const health = service.healthcheck;
      expect(ONE_SHOTS.includes(name) ? health?.disable : Array.isArray(health?.test)).toBe(true);
    },
  );

  it('runs Redis with its append-only file and without eviction', () => {
    const command = String(compose.services.redis?.command);
    expect(command).toContain('--appendonly yes');
    expect(command).toContain('--maxmemory-policy noeviction');
    expect(command).toContain('--requirepass');
  });

  it.each(Object.entries(HEAP_MIB))('gives %s the heap that it has on one machine', (name, mib) => {
    const { NODE_OPTIONS } = compose.services[name]?.environment ?? {};
    expect(NODE_OPTIONS).toBe(`--max-old-space-size=${mib}`);
  });

  it('publishes no port of a store', () => {
    const published = services.filter(([, { ports }]) => (ports ?? []).length > 0);
    expect(published.map(([name]) => name).sort()).toEqual(['api', 'gateway']);
  });

  it('keeps data in named volumes and in nothing else', () => {
    const used = services.flatMap(([, { volumes }]) => volumes ?? []);
    const named = used.filter((volume) => !volume.startsWith('./'));
    expect(new Set(named.map((volume) => volume.split(':')[0]))).toEqual(
      new Set(Object.keys(compose.volumes)),
    );
    for (const bound of used.filter((volume) => volume.startsWith('./'))) {
      const [path = '', , mode] = bound.split(':');
      expect([existsSync(join(FOLDER, path)), mode]).toEqual([true, 'ro']);
    }
  });

  it('gives every secret as a file and knows each that is used', () => {
    const used = new Set(services.flatMap(([, { secrets }]) => secrets ?? []));
    expect(used).toEqual(new Set(Object.keys(compose.secrets)));
    for (const [, { environment }] of services) {
      const names = Object.keys(environment ?? {});
      const bare = names.filter((name) => /PASSWORD|TOKEN|SECRET/.test(name));
      expect(bare.filter((name) => !name.endsWith('_FILE'))).toEqual([]);
    }
  });

  it('waits only for services that exist, one-shots to their end', () => {
    const waits = services.flatMap(([, service]) => Object.entries(service.depends_on ?? {}));
    expect(waits.length).toBeGreaterThan(5);
    for (const [name, { condition }] of waits) {
      const expected = ONE_SHOTS.includes(name)
        ? 'service_completed_successfully'
        : 'service_healthy';
      expect([name, condition]).toEqual([name, expected]);
    }
  });

  it('runs scripts that exist', () => {
    const words = services.flatMap(([, { command, healthcheck }]) =>
      [command, healthcheck?.test].flat().map(String),
    );
    const scripts = words.filter((word) => /^\S+\.(ts|mjs)$/.test(word));
    expect(scripts.length).toBeGreaterThan(6);
    expect(scripts.filter((script) => !existsSync(join(ROOT, script)))).toEqual([]);
  });

  it.each(OURS)('sets only variables that the configuration of %s knows', (name) => {
    const files = globSync(`services/${name}/src/**/config.ts`, { cwd: ROOT });
    expect(files).toHaveLength(1);
    const schema = read(files[0] ?? '');
    const names = Object.keys(compose.services[name]?.environment ?? {});
    expect(names.length).toBeGreaterThan(5);
    if (name !== 'gateway' && name !== 'notifier')
      expect(schema).toMatch(/\bINFLUX_PASSWORD(_FILE)?\b/);
    // NODE_OPTIONS is Node's own.
    const unknown = names.filter(
      (variable) => variable !== 'NODE_OPTIONS' && !new RegExp(`\\b${variable}\\b`).test(schema),
    );
    expect(unknown).toEqual([]);
  });
});

describe('deploy/Dockerfile', () => {
  const lines = read('deploy/Dockerfile').split('\n');

  it('runs the Node version that the repository pins, as an ordinary user', () => {
    const major = JSON.parse(read('package.json')).devDependencies.node.split('.')[0];
    const images = lines.filter((line) => line.startsWith('FROM '));
    expect(images.map((line) => line.split(' ')[1])).toEqual(
      images.map(() => `node:${major}-slim`),
    );
    const user = lines.findLastIndex((line) => line.startsWith('USER '));
    expect(lines[user]).toBe('USER node');
    expect(user).toBeLessThan(lines.findIndex((line) => line.startsWith('ENTRYPOINT ')));
  });

  it('builds the console, and takes its files to where the api looks for them', () => {
    const build = lines.find((line) => line.includes('vite.js build services/console')) ?? '';
    expect(build).toMatch(/^RUN NODE_ENV=production node /);
    const packages = JSON.parse(read('services/console/package.json')).devDependencies;
    expect(Object.keys(packages)).toContain('vite');
    const places = lines.filter((line) => line.startsWith('COPY --from=console '));
    expect(places).toEqual([
      'COPY --from=console /app/services/console/dist /app/services/console/dist',
    ]);
    // The api's own default, unless the compose file says otherwise.
    expect(read('services/api/src/start-api.ts')).toContain("'../../console/dist'");
    expect(compose.services.api?.environment).not.toHaveProperty('API_CONSOLE_DIR');
    // A build of the machine that the image is made on must not get in.
    expect(read('deploy/Dockerfile.dockerignore')).toContain('services/console/dist*');
  });
});
