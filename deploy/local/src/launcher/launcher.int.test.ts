import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startedServers } from '../servers/child.ts';
import { isAlive } from '../servers/proc.ts';
import { readConfig } from './config.ts';
import { Launcher } from './launcher.ts';
import { ProcessRecords } from './process-records.ts';
import { standInOptions, standInParts } from './testing/stand-ins.ts';

const SERVERS = ['redis', 'influxdb', 'postgres'];
const SERVICES = ['gateway', 'normalizer', 'aggregator', 'rules', 'notifier', 'api'];
const PART_COUNT = SERVERS.length + SERVICES.length;
const RUNNER = join(dirname(fileURLToPath(import.meta.url)), 'testing/stand-ins-cli.ts');

let directory = '';
let said: string[] = [];
let launchers: Launcher[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hengneng-launcher-'));
  said = [];
  launchers = [];
});

afterEach(async () => {
  for (const launcher of launchers) await launcher.stop();
  const left = new ProcessRecords(join(directory, 'run'));
  await left.stopOrphans([], 1_000, () => {});
  expect(startedServers()).toEqual([]);
  rmSync(directory, { recursive: true, force: true });
});

function launcherWith(extra: Parameters<typeof standInParts>[1] = {}): Launcher {
  const parts = standInParts((line) => said.push(line), extra);
  const launcher = new Launcher(standInOptions(directory), readConfig({}), parts);
  launchers.push(launcher);
  return launcher;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAtMs = performance.now() + 20_000;
  while (!(await condition())) {
    if (performance.now() > giveUpAtMs) throw new Error('It did not happen within 20 s.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function pidOf(name: string): number {
  const process = startedServers().find((server) => server.name === name);
  if (process === undefined) throw new Error(`${name} does not run.`);
  return process.pid;
}

describe('Launcher', () => {
  it('starts everything, says where it is, and stops it in order', async () => {
    const launcher = launcherWith();
    const { wiring, folder } = await launcher.start();
    const names = startedServers().map(({ name }) => name);
    expect(names.sort()).toEqual([...SERVERS, ...SERVICES].sort());
    const summary = said.at(-1) ?? '';
    const password = readFileSync(folder.adminPasswordFile, 'utf8').trim();
    for (const fact of [
      `http://127.0.0.1:${wiring.httpPort}/api/docs`,
      `mqtt://127.0.0.1:${wiring.mqttPort}`,
      password,
      directory,
    ]) {
      expect(summary).toContain(fact);
    }
    expect(readFileSync(folder.logFileOf('migrate'), 'utf8')).toBe('migrated\n');
    const answer = await fetch(`${wiring.influxUrl}/query?q=SHOW%20DATABASES`);
    expect(await answer.text()).toContain('hengneng');

    const pids = startedServers();
    await launcher.stop();
    expect(pids.filter(isAlive)).toEqual([]);
    expect(new ProcessRecords(folder.run).living()).toEqual([]);
    expect(existsSync(join(folder.run, 'launcher.json'))).toBe(false);
  });

  it('refuses a second start on the same folder and names the first', async () => {
    await launcherWith().start();
    const second = launcherWith().start();
    await expect(second).rejects.toThrow(`already runs on ${directory} (process ${process.pid}`);
    expect(startedServers()).toHaveLength(PART_COUNT);
  });

  it('waits for one that is stopping', async () => {
    const first = launcherWith();
    const second = launcherWith();
    await first.start();
    const stopped = first.stop();
    await second.start();
    await stopped;
    expect(said).toContain(`Waiting for process ${process.pid} to stop …`);
  });

  it('starts a killed server and a killed service again on the same ports', async () => {
    const { wiring } = await launcherWith().start();
    const killed = ['redis', 'gateway'].map((name) => [name, pidOf(name)] as const);
    for (const [, pid] of killed) process.kill(pid, 'SIGKILL');
    await until(() => said.filter((line) => line.includes('starting it again')).length === 2);
    const url = `http://127.0.0.1:${wiring.gatewayHttpPort}/healthz`;
    await until(() =>
      fetch(url).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    await until(() => startedServers().length === PART_COUNT);
    for (const [name, pid] of killed) {
      expect(pidOf(name)).not.toBe(pid);
      expect(said).toContain(`${name} ended (SIGKILL); starting it again in 1 s.`);
    }
  });

  it('finds and stops what a killed launcher left behind, and keeps its data', async () => {
    const first = spawn(process.execPath, [RUNNER, directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    first.stdout.on('data', (chunk) => {
      output += chunk;
    });
    await until(() => output.includes('is ready'));
    const password = readFileSync(join(directory, 'admin-password'), 'utf8');
    first.kill('SIGKILL');
    await once(first, 'exit');
    const orphans = new ProcessRecords(join(directory, 'run')).living();
    expect(orphans.map(({ name }) => name).sort()).toEqual([...SERVERS, ...SERVICES].sort());

    await launcherWith().start();
    expect(orphans.filter(isAlive)).toEqual([]);
    expect(said.filter((line) => line.includes('left behind'))).toHaveLength(PART_COUNT);
    expect(said.findIndex((line) => line.includes('Stopping api'))).toBeLessThan(
      said.findIndex((line) => line.includes('Stopping redis')),
    );
    expect(readFileSync(join(directory, 'admin-password'), 'utf8')).toBe(password);
  });

  it('can be stopped in the middle of a start', async () => {
    const launcher = launcherWith({ readyAfterMs: 600_000 });
    const start = launcher.start();
    await until(() => said.some((line) => line.startsWith('Starting gateway')));
    await launcher.stop();
    await expect(start).rejects.toThrow('interrupted');
    expect(startedServers()).toEqual([]);
  });

  it('kills a service that does not end, within the promised time', async () => {
    const launcher = launcherWith({ deafGateway: true });
    await launcher.start();
    const startedAtMs = performance.now();
    await launcher.stop();
    expect(performance.now() - startedAtMs).toBeLessThan(15_000);
    expect(said.at(-1)).toMatch(/^gateway did not end within .* and was killed\.$/);
  });
});
