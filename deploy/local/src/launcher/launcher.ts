import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Child, type ChildOptions, spawnChild } from '../servers/child.ts';
import { findFreePort } from '../servers/free-port.ts';
import { lastWords } from '../servers/server-process.ts';
import type { Config } from './config.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import { watchLogSizes } from './log-rotation.ts';
import { certificateNames, isOpenToNetwork, publicHostOf } from './network-names.ts';
import type { LauncherOptions } from './options.ts';
import { ensurePki } from './pki.ts';
import { PortChooser } from './ports.ts';
import { startStores } from './private-servers.ts';
import { ProcessRecords } from './process-records.ts';
import { startService } from './processes.ts';
import { waitUntilReady } from './readiness.ts';
import { ensureSecretsKey, ensureSigningKey, readOrMakeAdminPassword } from './secrets.ts';
import { apiUrlFromHere, type ServiceSpec, type Wiring } from './services.ts';
import { STOP_ORDER, stopInOrder } from './stop-order.ts';
import { summaryText } from './summary.ts';
import { type Supervised, supervise } from './supervisor.ts';

const ORPHAN_DEADLINE_MS = 10_000;

/** What the launcher is told from outside, so that a test can put in its own programs. */
export interface LauncherParts {
  /** Root of the repository. */
  readonly root: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** Tells the person at the terminal one line. */
  say(line: string): void;
  services(wiring: Wiring, folder: DataFolder, env: Readonly<NodeJS.ProcessEnv>): ServiceSpec[];
  demo(wiring: Wiring, folder: DataFolder, env: Readonly<NodeJS.ProcessEnv>): ServiceSpec;
  /** Brings the console's build up to date; the api serves whatever build there is. */
  buildConsole?(root: string, say: (line: string) => void): Promise<unknown>;
  /** Script that brings the database schema up to date, relative to the root. */
  readonly migrateScript: string;
}

/** `npm run` changes to the root of the repository and leaves in INIT_CWD where it was called. */
function dataDirectoryOf(options: LauncherOptions, { root, env }: LauncherParts): string {
  if (options.dataDirectory === undefined) return join(root, '.hengneng');
  return resolve(env.INIT_CWD ?? process.cwd(), options.dataDirectory);
}

/** A stack that is ready. */
export interface Launched {
  readonly wiring: Wiring;
  readonly folder: DataFolder;
}

/**
 * One start of everything on this machine. `start` resolves when the whole chain is ready; `stop`
 * ends it in order, also in the middle of a start, and never rejects.
 */
export class Launcher {
  readonly #options: LauncherOptions;
  readonly #config: Config;
  readonly #parts: LauncherParts;
  readonly #ending = new AbortController();
  readonly #kept = new Map<string, Supervised>();
  readonly #cleanUps: (() => void | Promise<void>)[] = [];
  #records: ProcessRecords | undefined;
  /** Starts under way, which an interrupted start must see end before it cleans up. */
  readonly #underWay = new Set<Promise<unknown>>();
  #stopped: Promise<void> | undefined;

  constructor(options: LauncherOptions, config: Config, parts: LauncherParts) {
    this.#options = options;
    this.#config = config;
    this.#parts = parts;
  }

  /** Starts everything; a failure stops what was started and is thrown. */
  async start(): Promise<Launched> {
    try {
      return await this.#watch(this.#start());
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Ends everything within 15 s: programs first, then the servers they use. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    this.#ending.abort(new Error('The start was interrupted.'));
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
    const stopped = await stopInOrder(this.#kept, this.#parts.say);
    for (const name of stopped) this.#records?.remove(name);
    this.#kept.clear();
    for (const cleanUp of this.#cleanUps.splice(0).reverse()) await cleanUp();
  }

  async #start(): Promise<Launched> {
    const { say } = this.#parts;
    const folder = openDataFolder(dataDirectoryOf(this.#options, this.#parts));
    const lock = await lockDataFolder(folder.root, new Date(), say);
    this.#ending.signal.addEventListener('abort', () => lock.announceEnd());
    this.#cleanUps.push(() => lock.release());
    const records = new ProcessRecords(folder.run);
    this.#records = records;
    await records.stopOrphans(STOP_ORDER, ORPHAN_DEADLINE_MS, say);
    this.#cleanUps.push(watchLogSizes(folder.logs));

    const admin = readOrMakeAdminPassword(
      folder.adminPasswordFile,
      this.#config.HENGNENG_ADMIN_PASSWORD,
    );
    if (admin.differsFromGiven) {
      say(`HENGNENG_ADMIN_PASSWORD is ignored: ${folder.root} has its admin's password already.`);
    }
    const wiring = await this.#wire(folder);
    this.#tellAddresses(wiring, folder);
    await this.#migrate(wiring, folder);
    await this.#parts.buildConsole?.(this.#parts.root, say);
    this.#ending.signal.throwIfAborted();
    await this.#startServices(wiring, folder);
    if (this.#options.demo) {
      await this.#keepService(this.#parts.demo(wiring, folder, this.#parts.env), folder);
    }
    say(
      summaryText(wiring, folder, {
        newPassword: admin.isNew ? admin.password : undefined,
        demo: this.#options.demo,
        externalBroker: Boolean(this.#parts.env.GATEWAY_BROKER_URL),
      }),
    );
    return { wiring, folder };
  }

  async #wire(folder: DataFolder): Promise<Wiring> {
    const { host, httpPort, mqttPort, mqttsPort } = this.#options;
    const { say } = this.#parts;
    if (isOpenToNetwork(host)) {
      say(`Listening on ${host}: everybody who reaches this machine can try to connect.`);
    }
    const ports = new PortChooser(host, say);
    const chosen = {
      httpPort: await ports.choose('HTTP', httpPort),
      mqttPort: await ports.choose('MQTT', mqttPort),
      mqttsPort: await ports.choose('MQTT over TLS', mqttsPort),
      gatewayHttpPort: await findFreePort(),
      normalizerHttpPort: await findFreePort(),
      aggregatorHttpPort: await findFreePort(),
      rulesHttpPort: await findFreePort(),
      notifierHttpPort: await findFreePort(),
    };
    ensureSigningKey(folder.signingKeyFile);
    ensureSigningKey(folder.rootSigningKeyFile);
    ensureSecretsKey(folder.secretsKeyFile);
    const pki = await ensurePki(folder.pki, certificateNames(host), Date.now());
    say('Starting Redis, InfluxDB and PostgreSQL …');
    const stores = await startStores(
      folder,
      this.#config,
      async (name, start) => await this.#keep(name, start),
      say,
    );
    return {
      host,
      publicHost: publicHostOf(host),
      influxDatabase: this.#config.INFLUX_DATABASE,
      ...chosen,
      ...stores,
      pki,
    };
  }

  /** For commands that look at a running installation; PostgreSQL's address holds its password. */
  #tellAddresses(wiring: Wiring, folder: DataFolder): void {
    const addresses = {
      REDIS_URL: wiring.redisUrl,
      INFLUX_URL: wiring.influxUrl,
      INFLUX_DATABASE: wiring.influxDatabase,
      DATABASE_URL: wiring.databaseUrl,
      JOURNAL_DIR: folder.journal,
    };
    writeFileSync(folder.addressesFile, `${JSON.stringify(addresses, null, 2)}\n`, { mode: 0o600 });
    this.#cleanUps.push(async () => rmSync(folder.addressesFile, { force: true }));
  }

  async #migrate(wiring: Wiring, folder: DataFolder): Promise<void> {
    const logFile = folder.logFileOf('migrate');
    const offset = existsSync(logFile) ? statSync(logFile).size : 0;
    this.#ending.signal.throwIfAborted();
    const child = spawnChild({
      ...this.#childOptions(),
      name: 'migrate',
      command: process.execPath,
      args: [join(this.#parts.root, this.#parts.migrateScript)],
      workingDirectory: this.#parts.root,
      logFile,
      env: { ...this.#parts.env, DATABASE_URL: wiring.databaseUrl },
      stopSignal: 'SIGTERM',
      orphanSignal: 'SIGKILL',
    });
    const interrupt = () => child.kill('SIGTERM');
    this.#ending.signal.addEventListener('abort', interrupt);
    const { code, signal } = await child.exited;
    this.#ending.signal.removeEventListener('abort', interrupt);
    this.#records?.remove('migrate');
    this.#ending.signal.throwIfAborted();
    if (code === 0) return;
    const words = lastWords(logFile, offset);
    throw new Error(
      `The database schema was not brought up to date (${signal ?? code}):\n${words}`,
    );
  }

  async #startServices(wiring: Wiring, folder: DataFolder): Promise<void> {
    const { say } = this.#parts;
    const specs = this.#parts.services(wiring, folder, this.#parts.env);
    say(`Starting ${specs.map(({ name }) => name).join(', ')} …`);
    await Promise.all(specs.map((spec) => this.#keepService(spec, folder)));
    const pages = specs.flatMap(({ name, health }) =>
      health === undefined || name === 'api'
        ? []
        : [[name, `http://${health.host}:${health.port}/readyz`]],
    );
    // The api answers for the whole chain; the others only tell which part is missing.
    const chain = { ...Object.fromEntries(pages), api: `${apiUrlFromHere(wiring)}/readyz` };
    await waitUntilReady(chain, say, this.#ending.signal);
  }

  async #keepService(spec: ServiceSpec, folder: DataFolder): Promise<void> {
    const place = { root: this.#parts.root, logFile: folder.logFileOf(spec.name) };
    await this.#keep(spec.name, (options) => startService(spec, place, options));
  }

  /** Starts a child, keeps it running, and returns its first incarnation. */
  async #keep<C extends Child>(
    name: string,
    start: (options: ChildOptions) => Promise<C>,
  ): Promise<C> {
    let first: C | undefined;
    const starting = supervise(
      {
        name,
        report: this.#parts.say,
        start: async (signal) => {
          const child = await start({ ...this.#childOptions(), signal });
          first ??= child;
          return child;
        },
      },
      this.#ending.signal,
    ).then((supervised) => this.#kept.set(name, supervised));
    await this.#watch(starting);
    if (first === undefined) throw new Error(`${name} was not started.`);
    return first;
  }

  async #watch<T>(starting: Promise<T>): Promise<T> {
    this.#underWay.add(starting);
    try {
      return await starting;
    } finally {
      this.#underWay.delete(starting);
    }
  }

  #childOptions(): ChildOptions {
    return {
      tieToParent: false,
      onSpawn: (spawned) => this.#records?.write(spawned),
    };
  }
}
