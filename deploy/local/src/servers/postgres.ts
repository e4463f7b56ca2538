import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { findFreePort } from './free-port.ts';
import { type Account, ordinaryAccount } from './ordinary-account.ts';
import {
  childOptions,
  type RunningServer,
  type ServerOptions,
  startServerProcess,
  waitUntilUnused,
  withChosenPort,
} from './server-process.ts';

const VERSIONS_FOLDER = '/usr/lib/postgresql';
const FALLBACK_FOLDER = '/var/lib/hengneng';
const USER = 'hengneng';
const DATABASE = 'hengneng';
/** Helper processes of a killed server finish what they do before they notice. */
const HELPERS_WAIT_MS = 15_000;

/** Options of a private PostgreSQL. */
export interface PostgresOptions extends ServerOptions {
  /** Connections it accepts, 50 unless given. */
  readonly connectionsMax?: number;
  /** Told in one sentence when the cluster has to live elsewhere than under `directory`. */
  readonly notify?: (message: string) => void;
}

/**
 * Starts Debian's PostgreSQL as a private cluster: UTF-8, C locale, checksums, fsync on, TCP with a
 * generated password (kept in `<directory>/password`, mode 600), no Unix socket.
 *
 * initdb and postgres refuse to run as root. When we are root they run as the user `postgres`, and
 * where that user cannot reach `directory` the cluster goes to a folder under /var/lib/hengneng that
 * `<directory>/cluster` links to.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningServer> {
  const host = options.host ?? '127.0.0.1';
  const account = ordinaryAccount('postgres');
  mkdirSync(options.directory, { recursive: true, mode: 0o711 });
  const directory = realpathSync(options.directory);
  const password = readOrMakePassword(join(directory, 'password'));
  const cluster = prepareCluster(directory, account, password, options.notify ?? (() => {}));
  await waitUntilUnused(cluster, HELPERS_WAIT_MS);
  removeStalePidFile(cluster);
  return await withChosenPort(
    options.port,
    () => findFreePort(host),
    (port) => {
      const url = (database: string) =>
        `postgresql://${USER}:${password}@${host}:${port}/${database}`;
      return startServerProcess({
        name: 'postgres',
        command: binary('postgres'),
        args: ['-D', cluster, ...settings({ ...options, host, port })],
        workingDirectory: cluster,
        url: url(DATABASE),
        host,
        port,
        directory: cluster,
        logFile: options.logFile ?? join(directory, 'server.log'),
        ...(options.startTimeoutMs === undefined ? {} : { startTimeoutMs: options.startTimeoutMs }),
        ...childOptions(options),
        // Fast shutdown: open sessions are ended, a checkpoint is written.
        stopSignal: 'SIGINT',
        // Immediate shutdown: unlike after SIGKILL no helper process stays behind.
        orphanSignal: 'SIGQUIT',
        isReady: () => databaseIsThere(url('postgres')),
        ...rights(account),
      });
    },
  );
}

/** Full path of one of PostgreSQL's programs, newest version first; throws if it is not installed. */
function binary(name: string): string {
  const versions = existsSync(VERSIONS_FOLDER) ? readdirSync(VERSIONS_FOLDER) : [];
  for (const version of versions.sort((a, b) => Number(b) - Number(a))) {
    const path = join(VERSIONS_FOLDER, version, 'bin', name);
    if (existsSync(path)) return path;
  }
  throw new Error(`PostgreSQL's ${name} is not installed (looked under ${VERSIONS_FOLDER}).`);
}

/** Settings go on the command line, so every start uses ours whatever the cluster's file says. */
function settings(options: PostgresOptions & { host: string; port: number }): string[] {
  const values = {
    listen_addresses: options.host,
    port: options.port,
    unix_socket_directories: '',
    max_connections: options.connectionsMax ?? 50,
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    shared_buffers: '64MB',
    max_wal_size: '512MB',
    log_timezone: 'UTC',
    timezone: 'UTC',
    log_min_messages: 'warning',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function rights(account: Account | undefined): { uid?: number; gid?: number } {
  return account === undefined ? {} : { uid: account.uid, gid: account.gid };
}

function readOrMakePassword(file: string): string {
  if (!existsSync(file)) {
    writeFileSync(file, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}

/** Makes the cluster unless it is there; returns its real folder. */
function prepareCluster(
  directory: string,
  account: Account | undefined,
  password: string,
  notify: (message: string) => void,
): string {
  const place = join(directory, 'cluster');
  if (lstatSync(place, { throwIfNoEntry: false }) !== undefined) return realpathSync(place);
  if (account !== undefined) letPass(directory);
  const home = account?.canEnter(directory) === false ? fallbackHome(place, account) : directory;
  if (home !== directory) {
    notify(`The user postgres cannot enter ${directory}; its database is in ${home}.`);
  }

  // initdb refuses a folder that is not empty, so one that was cut short must not be in its place.
  const draft = mkdtempSync(join(home, 'initdb-'));
  if (account !== undefined) chownSync(draft, account.uid, account.gid);
  const passwordFile = join(draft, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account !== undefined) chownSync(passwordFile, account.uid, account.gid);
  const data = join(draft, 'data');
  const result = spawnSync(
    binary('initdb'),
    [
      ...['-D', data, '--username', USER, '--pwfile', passwordFile],
      ...['--encoding', 'UTF8', '--locale', 'C', '--data-checksums'],
      ...['--auth-host', 'scram-sha-256', '--auth-local', 'scram-sha-256'],
    ],
    { encoding: 'utf8', cwd: draft, ...rights(account) },
  );
  rmSync(passwordFile);
  if (result.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(`initdb failed: ${result.error ?? result.stderr}`);
  }
  const cluster = join(home, 'cluster');
  renameSync(data, cluster);
  rmSync(draft, { recursive: true });
  if (home !== directory) symlinkSync(cluster, place);
  return cluster;
}

/**
 * Lets other users pass through our own folder, and through temporary folders of ours above it
 * (mkdtemp closes them to everybody else). Passing through shows nothing of what is inside.
 */
function letPass(directory: string): void {
  const temporary = realpathSync(tmpdir());
  const ours = [directory];
  for (let above = dirname(directory); above.startsWith(`${temporary}/`); above = dirname(above)) {
    ours.push(above);
  }
  for (const folder of ours) {
    const { mode, uid } = statSync(folder);
    if (uid === process.getuid?.()) chmodSync(folder, (mode & 0o777) | 0o011);
  }
}

/** A fresh folder, because one of an earlier data folder at the same path holds other data. */
function fallbackHome(place: string, account: Account): string {
  mkdirSync(FALLBACK_FOLDER, { recursive: true, mode: 0o755 });
  const name = place.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(1, 80);
  const home = mkdtempSync(join(FALLBACK_FOLDER, `${name}-`));
  chownSync(home, account.uid, account.gid);
  return home;
}

/**
 * PostgreSQL takes its old pid file for a running server when another process of the same user has
 * that pid by now. `waitUntilUnused` has already proved that nothing works in the cluster.
 */
function removeStalePidFile(cluster: string): void {
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

async function databaseIsThere(maintenanceUrl: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: maintenanceUrl,
    connectionTimeoutMillis: 2_000,
  });
  // A connection that the server ends while it starts is only "not yet".
  client.on('error', () => {});
  try {
    await client.connect();
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
    return true;
  } finally {
    await client.end().catch(() => {});
  }
}
