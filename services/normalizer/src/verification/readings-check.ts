import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import {
  type CheckReadingsJob,
  checkReadingsJobSchema,
  checkReadingsQueue,
  type ReadingsCheckReport,
  readingsCheckProgressSchema,
  readingsCheckReportSchema,
} from '@hengneng/contracts';
import { createWorker, type JobContext, type JobWorker } from '@hengneng/queue';
import type { Logger } from '@hengneng/telemetry';

const PROGRAM = fileURLToPath(new URL('./check-readings-cli.ts', import.meta.url));
/** Heap of the program that reads the journal, in MiB; it holds one page and the first findings. */
const HEAP_MIB = 256;
/** Findings of one answer; it is kept in Redis and in PostgreSQL. */
const FINDINGS_MAX = 200;
const FINISHED_CODES: readonly (number | null)[] = [0, 1];

/** The journal that checks are made against, and where the stores are. */
export interface ReadingsCheckOptions {
  readonly gateway: number;
  readonly journalDirectory: string;
  /** Addresses and passwords of the stores, as the program takes them. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Works on the checks that the api asks for: one at a time, by a program of its own at low priority, so
 * that readings on their way do not wait for it. Killed with us or stopped, it ends, and the check
 * runs again from its beginning; it only reads.
 */
export function startReadingsChecks(
  redis: Parameters<typeof createWorker>[0]['redis'],
  logger: Logger,
  options: ReadingsCheckOptions,
): JobWorker {
  return createWorker({
    queue: checkReadingsQueue(options.gateway),
    schema: checkReadingsJobSchema,
    ...{ redis, logger },
    process: (job, context) => runCheck(options, job, context),
  });
}

/**
 * Runs one check in a program of its own.
 *
 * @throws Error with what the program says, where it did not come to an end
 */
export async function runCheck(
  { gateway, journalDirectory, env }: ReadingsCheckOptions,
  { enterpriseId, fromMs, toMs }: CheckReadingsJob,
  { signal, tellProgress }: Pick<JobContext, 'signal' | 'tellProgress'>,
): Promise<ReadingsCheckReport> {
  const range = ['--from', new Date(fromMs).toISOString(), '--to', new Date(toMs).toISOString()];
  const whose = ['--gateway', String(gateway), '--journal-dir', journalDirectory];
  const args = [...whose, '--enterprise', enterpriseId, ...range, '--json', '--attached'];
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MIB}`, PROGRAM, ...args], {
    // Not ours: our heap, debugger and settings are not the program's.
    env: { ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  ended.catch(() => {});
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  let lastWords = '';
  createInterface({ input: child.stderr }).on('line', (line) => {
    const progress = progressOf(line);
    if (progress === null) lastWords = line;
    else tellProgress(progress).catch(() => {});
  });
  const answer = await text(child.stdout);
  const code = await ended;
  if (!FINISHED_CODES.includes(code)) {
    throw new Error(lastWords === '' ? `The check ended with code ${code}.` : lastWords);
  }
  const report = readingsCheckReportSchema.parse(JSON.parse(answer));
  return { ...report, findings: report.findings.slice(0, FINDINGS_MAX) };
}

function progressOf(line: string) {
  try {
    const parsed = readingsCheckProgressSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
