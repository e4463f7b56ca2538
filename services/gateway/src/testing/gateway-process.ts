import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { type JournalRecord, loadOrCreateSigningKey, openJournal } from '@hengneng/journal';
import { type Child, findFreePort, spawnChild } from '@hengneng/testkit';

import { until } from './until.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Makes a promise one that resolves with whether it did. */
const ALWAYS = [() => true, () => false] as const;

/** The gateway as a process of its own, which can be killed. */
export interface GatewayProcess {
  readonly mqttUrl: string;
  readonly httpUrl: string;
  start(): Promise<void>;
  /** Resolves with the exit code when it has ended by itself. */
  exited(): Promise<number | null>;
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  readiness(): Promise<{ ready: boolean; parts: Record<string, { reason?: string }> }>;
  /** Everything in its journal; only while it does not run. */
  journalled(): Promise<JournalRecord[]>;
  log(): string;
}

/** Prepares a gateway in `directory`; nothing runs before `start`. */
export async function prepareGateway(
  directory: string,
  env: Readonly<Record<string, string>>,
): Promise<GatewayProcess> {
  const mqttPort = await findFreePort();
  const httpPort = await findFreePort();
  const journalDirectory = path.join(directory, 'journal');
  const keyFile = path.join(directory, 'key.pem');
  const logFile = path.join(directory, 'gateway.log');
  const httpUrl = `http://127.0.0.1:${httpPort}`;
  let child: Child | null = null;

  const readiness = async () => {
    const answer = await fetch(`${httpUrl}/readyz`);
    return (await answer.json()) as Awaited<ReturnType<GatewayProcess['readiness']>>;
  };
  const start = async () => {
    child = spawnChild({
      name: 'gateway',
      command: process.execPath,
      args: [MAIN],
      workingDirectory: directory,
      logFile,
      stopSignal: 'SIGTERM',
      orphanSignal: 'SIGKILL',
      env: {
        PATH: '/usr/bin:/bin',
        JOURNAL_DIR: journalDirectory,
        JOURNAL_SIGNING_KEY_FILE: keyFile,
        REGISTRY_CACHE_DIR: path.join(directory, 'registry'),
        GATEWAY_MQTT_PORT: String(mqttPort),
        GATEWAY_HTTP_PORT: String(httpPort),
        ...env,
      },
    });
    let isEnded = false;
    void child.exited.then(() => {
      isEnded = true;
    });
    const isThere = async () => isEnded || (await readiness().then(...ALWAYS));
    await until(isThere, 'the gateway answers', 20_000);
    if (isEnded) throw new Error(`The gateway ended; see ${logFile}.`);
  };
  return {
    mqttUrl: `mqtt://127.0.0.1:${mqttPort}`,
    httpUrl,
    start,
    exited: async () => (await child?.exited)?.code ?? null,
    kill: async () => {
      child?.kill('SIGKILL');
      await child?.exited;
    },
    stop: async () => {
      child?.kill('SIGTERM');
      return (await child?.exited)?.code ?? null;
    },
    readiness,
    journalled: async () => {
      const signingKey = await loadOrCreateSigningKey(keyFile);
      const options = { directory: journalDirectory, gatewayNumber: 1, signingKey };
      const journal = await openJournal({ ...options, clock: Date.now });
      const records: JournalRecord[] = [];
      for (;;) {
        const fromSequence = (records.at(-1)?.sequence ?? 0) + 1;
        const part = await journal.read({ fromSequence, countMax: 10_000, bytesMax: 1e8 });
        if (part.length === 0) break;
        records.push(...part);
      }
      await journal.close();
      return records;
    },
    log: () => readFileSync(logFile, 'utf8'),
  };
}
