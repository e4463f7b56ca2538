import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

import { verifyJournal } from '@hengneng/journal';

/** What the verifying thread is told. */
export interface VerifyTask {
  readonly directory: string;
  /** PEM files of the keys that may have signed segments. */
  readonly publicKeyFiles: readonly string[];
}

const { directory, publicKeyFiles } = workerData as VerifyTask;
const publicKeys = publicKeyFiles.map((file) => createPublicKey(readFileSync(file)));
parentPort?.postMessage(await verifyJournal({ directory, publicKeys }));
