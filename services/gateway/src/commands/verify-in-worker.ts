import { Worker } from 'node:worker_threads';

import type { VerificationReport } from '@hengneng/journal';

import type { VerifyTask } from './verify-worker.ts';

/**
 * Verifies the journal in a thread of its own, so that messages are taken meanwhile. Rejects when the
 * thread fails; findings are an answer, not a failure.
 */
export function verifyInWorker(task: VerifyTask): Promise<VerificationReport> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), {
      workerData: task,
    });
    worker.once('message', (report: VerificationReport) => resolve(report));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The verifying thread ended with ${code}.`)));
  });
}
