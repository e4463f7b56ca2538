/**
 * Runs the whole gate: format and lint, types, then the suites one after another. The last line it
 * prints is the account, `N passed, N failed` with `, N skipped` when there are any; lint and types
 * count as one each (types as two: the console has its own).
 *
 * `--only lint,types,unit,…` picks steps, `--project <suite>` does the same for one suite; everything
 * else goes to vitest.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Account {
  passed: number;
  failed: number;
  skipped: number;
}

/** The part of vitest's JSON report that we count. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const REPORT_FILE = join(tmpdir(), `hengneng-test-report-${process.pid}.json`);
/** Servers and clocks do not like company on two cores, so these do not run at the same time. */
const SUITES = [['unit', 'tidy'], ['int'], ['e2e', 'console'], ['load']] as const;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const END_AFTER_REPORT_SECONDS = 30;
const STEPS = ['lint', 'types', ...SUITES.flat()];

const { only, rest } = readArguments(process.argv.slice(2));
const account: Account = { passed: 0, failed: 0, skipped: 0 };

if (only.has('lint')) add(await runTool('lint', ['ci', '--colors=off', '.'], 'biome'));
if (only.has('types')) {
  add(await runTool('types', ['--noEmit', '-p', 'tsconfig.json'], 'tsc'));
  // The console runs in a browser: other libraries, and JSX.
  add(await runTool('types', ['--noEmit', '-p', 'services/console/tsconfig.json'], 'tsc'));
}
for (const suites of SUITES) {
  const chosen = suites.filter((suite) => only.has(suite));
  if (chosen.length > 0) add(await runSuites(chosen, rest));
}
const skipped = account.skipped > 0 ? `, ${account.skipped} skipped` : '';
process.exitCode = account.failed > 0 ? 1 : 0;
console.log(`${account.passed} passed, ${account.failed} failed${skipped}`);

function add(part: Account): void {
  account.passed += part.passed;
  account.failed += part.failed;
  account.skipped += part.skipped;
}

function readArguments(args: readonly string[]): { only: Set<string>; rest: string[] } {
  const chosen: string[] = [];
  const others: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    const [name, inline] = word.split('=', 2);
    if (name === '--only' || name === '--project') {
      if (inline === undefined) index += 1;
      chosen.push(...(inline ?? args[index] ?? '').split(','));
    } else {
      others.push(word);
    }
  }
  const unknown = chosen.filter((step) => !STEPS.includes(step));
  if (unknown.length > 0) {
    console.error(`No such step: ${unknown.join(', ')}. There are ${STEPS.join(', ')}.`);
    process.exit(2);
  }
  // A pattern or option for vitest asks for tests alone.
  const all = others.length > 0 ? SUITES.flat() : STEPS;
  return { only: new Set(chosen.length > 0 ? chosen : all), rest: others };
}

async function runTool(step: string, args: readonly string[], program: string): Promise<Account> {
  console.log(`== ${step}`);
  const status = await run(program, args);
  return status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

async function runSuites(suites: readonly string[], args: readonly string[]): Promise<Account> {
  console.log(`== ${suites.join(', ')}`);
  rmSync(REPORT_FILE, { force: true });
  const status = await run('vitest', [
    'run',
    ...suites.flatMap((suite) => ['--project', suite]),
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT_FILE}`],
    '--passWithNoTests',
    ...args,
  ]);
  const counted = countReport();
  // An error outside of any test fails the run but stands in no test's account.
  if (status !== 0 && counted.failed === 0) counted.failed = 1;
  return counted;
}

function countReport(): Account {
  if (!existsSync(REPORT_FILE)) return { passed: 0, failed: 1, skipped: 0 };
  const report: Report = JSON.parse(readFileSync(REPORT_FILE, 'utf8'));
  rmSync(REPORT_FILE);
  // A file that does not load, or whose set-up fails, has no failed test: it counts as one.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Runs one of the repository's tools to its end; its output is ours. */
function run(program: string, args: readonly string[]): Promise<number> {
  const binary = join(ROOT, 'node_modules/.bin', program);
  // A group of its own, so that workers which outlive their tests can be ended with it.
  const child = spawn(binary, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  const signalGroup = (signal: NodeJS.Signals) => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal);
  };
  for (const signal of SIGNALS) process.on(signal, signalGroup);
  const watch = watchForHang(() => signalGroup('SIGKILL'));
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      clearInterval(watch);
      for (const signal of SIGNALS) process.off(signal, signalGroup);
      done(code ?? 1);
    });
  });
}

/** A worker that still works after a timed-out test keeps vitest from ending after its report. */
function watchForHang(end: () => void): NodeJS.Timeout {
  let secondsSinceReport = 0;
  return setInterval(() => {
    if (!existsSync(REPORT_FILE)) return;
    secondsSinceReport += 1;
    if (secondsSinceReport !== END_AFTER_REPORT_SECONDS) return;
    console.error('The tests are over but something still runs; it is ended now.');
    end();
  }, 1_000);
}
