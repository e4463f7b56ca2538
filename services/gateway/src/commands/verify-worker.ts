import { parentPort, workerData } from 'node:worker_threads';
/** What the verifying thread is told. */
export interface VerifyTask {
  readonly directory: string;
  readonly publicKeyFiles: readonly string[];
}
parentPort?.postMessage(workerData);
