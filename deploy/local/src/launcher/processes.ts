import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, type ChildOptions, spawnChild } from '../servers/child.ts';
import { lastWords, startServerProcess } from '../servers/server-process.ts';
import type { ServiceSpec } from './services.ts';

/** A recovery of a large journal may take long; the child is watched all the time. */
const START_TIMEOUT_MS = 600_000;
/** A program without a health page counts as started when it has lived this long. */
const SETTLED_AFTER_MS = 300;

/** Where a service runs and logs. */
export interface ServicePlace {
  /** Root of the repository. */
  readonly root: string;
  readonly logFile: string;
}

/**
 * Starts one of our programs with this Node and waits until its `/healthz` answers. Whether it is
 * ready is another question: it may wait for a service that starts after it.
 */
export async function startService(
  spec: ServiceSpec,
  { root, logFile }: ServicePlace,
  options: ChildOptions,
): Promise<Child> {
  const child = {
    ...options,
    name: spec.name,
    command: process.execPath,
    args: [join(root, spec.script), ...spec.args],
    workingDirectory: root,
    logFile,
    env: spec.env,
    stopSignal: 'SIGTERM',
    orphanSignal: 'SIGKILL',
  } as const;
  if (spec.health === undefined) return await startPlainProgram(child);
  const { host, port } = spec.health;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return await startServerProcess({
    ...child,
    url,
    host,
    port,
    directory: root,
    startTimeoutMs: START_TIMEOUT_MS,
    isReady: async () => (await getPage(`${url}/healthz`)).status === 200,
  });
}

async function startPlainProgram(spec: Parameters<typeof spawnChild>[0]): Promise<Child> {
  const offset = existsSync(spec.logFile) ? statSync(spec.logFile).size : 0;
  const child = spawnChild(spec);
  const settled = sleep(SETTLED_AFTER_MS);
  const exit = await Promise.race([child.exited, settled]);
  if (exit !== undefined && exit.code !== 0) {
    const words = lastWords(spec.logFile, offset);
    throw new Error(
      `${spec.name} ended at once (${exit.signal ?? `exit ${exit.code}`}):\n${words}`,
    );
  }
  return child;
}

/** Status and text of a page; throws when nothing answers within two seconds. */
export async function getPage(url: string): Promise<{ status: number; text: string }> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  return { status: response.status, text: await response.text() };
}
