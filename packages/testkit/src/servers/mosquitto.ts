import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { type Child, findFreePort, spawnChild } from '@hengneng/local';

import { type TestServer, temporaryDirectory } from './servers.ts';

const MOSQUITTO = '/usr/sbin/mosquitto';
const MOSQUITTO_PASSWD = '/usr/bin/mosquitto_passwd';
const START_TIMEOUT_MS = 10_000;

/** How a test broker is set up. */
export interface MosquittoOptions {
  /** Users and their passwords; everybody may publish and subscribe everywhere. */
  readonly users: Readonly<Record<string, string>>;
  /** Lets in whoever shows no credentials; false unless given. */
  readonly allowAnonymous?: boolean;
}

/** A Mosquitto of Debian with a password file and a store on disk, on a free port. */
export async function startTestMosquitto(options: MosquittoOptions): Promise<TestServer> {
  const directory = temporaryDirectory('mosquitto');
  const port = await findFreePort();
  const passwordFile = join(directory, 'passwords');
  writeFileSync(passwordFile, '');
  for (const [user, password] of Object.entries(options.users)) {
    execFileSync(MOSQUITTO_PASSWD, ['-b', passwordFile, user, password]);
  }
  chmodSync(passwordFile, 0o644);
  const configFile = join(directory, 'mosquitto.conf');
  writeFileSync(configFile, configuration(directory, port, passwordFile, options));

  let server = await start(directory, configFile, port);
  return {
    url: `mqtt://127.0.0.1:${port}`,
    crash: async () => {
      server.kill('SIGKILL');
      await server.exited;
    },
    restart: async () => {
      server = await start(directory, configFile, port);
    },
    signal: (signal) => server.kill(signal),
    dispose: async () => {
      server.kill('SIGKILL');
      await server.exited;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function configuration(
  directory: string,
  port: number,
  passwordFile: string,
  { allowAnonymous = false }: MosquittoOptions,
): string {
  const settings = [
    `listener ${port} 127.0.0.1`,
    `allow_anonymous ${allowAnonymous}`,
    `password_file ${passwordFile}`,
    'persistence true',
    `persistence_location ${directory}/`,
    'autosave_interval 1',
    'max_inflight_messages 1000',
    'max_queued_messages 0',
    // Started by root it would become a user who cannot read the folder of the test.
    'user root',
    `log_dest file ${join(directory, 'mosquitto.log')}`,
  ];
  return `${settings.join('\n')}\n`;
}

async function start(directory: string, configFile: string, port: number): Promise<Child> {
  const child = spawnChild({
    name: 'mosquitto',
    command: MOSQUITTO,
    args: ['-c', configFile],
    workingDirectory: directory,
    logFile: join(directory, 'output.log'),
    stopSignal: 'SIGTERM',
    orphanSignal: 'SIGKILL',
  });
  const giveUpAtMs = performance.now() + START_TIMEOUT_MS;
  while (!(await accepts(port))) {
    if (performance.now() > giveUpAtMs) {
      child.kill('SIGKILL');
      throw new Error(`mosquitto does not listen on port ${port}; see ${directory}.`);
    }
    await sleep(20);
  }
  return child;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
