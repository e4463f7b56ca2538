import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { LoadPlan, LoadReport } from './load-plan.ts';

/** A load that is being published by a process of its own. */
export interface RunningLoad {
  /** Messages handed to the sockets so far. */
  sentCount(): number;
  /** Has it send nothing new; it ends when everything is acknowledged. */
  end(): void;
  /** Resolves when every message is acknowledged. */
  readonly finished: Promise<LoadReport>;
  stop(): void;
}

/** Starts a process that publishes the plan. */
export function runLoad(plan: LoadPlan): RunningLoad {
  const child = fork(fileURLToPath(new URL('./publisher-process.ts', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let sent = 0;
  const finished = new Promise<LoadReport>((resolve, reject) => {
    child.on('message', (message: { type: string; sent?: number; report?: LoadReport }) => {
      if (message.type === 'progress') sent = message.sent ?? sent;
      if (message.report !== undefined) resolve(message.report);
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`The publisher ended early (exit ${code}).`)));
  });
  child.send(plan);
  return {
    sentCount: () => sent,
    end: () => child.send('end'),
    finished,
    stop: () => child.kill('SIGKILL'),
  };
}
