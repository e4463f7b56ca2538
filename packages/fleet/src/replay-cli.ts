import { UsageError } from './command-line.ts';
import { createProgressDisplay } from './progress.ts';
import { rejectedCount } from './replay/account.ts';
import { REPLAY_HELP, readReplayOptions } from './replay/options.ts';
import { type ReplayResult, runReplay } from './replay/run-replay.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  const display = createProgressDisplay(process.stdout);
  try {
    const options = readReplayOptions(process.argv.slice(2), process.env, process.cwd());
    if (options === null) {
      display.print(REPLAY_HELP);
      return 0;
    }
    const result = await runReplay(options, display);
    display.stop();
    return result === null ? 0 : report(result, display.print);
  } catch (error) {
    display.stop();
    if (error instanceof UsageError) {
      console.error(`${error.message} See --help.`);
      return 2;
    }
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

/** Prints the closing account; the exit status says whether it adds up. */
function report(result: ReplayResult, print: (line: string) => void): number {
  const { account, readBack } = result;
  const row = (label: string, count: number, note = '') =>
    print(`  ${label.padEnd(22)}${count.toLocaleString('en').padStart(12)}${note}`);
  print('');
  print('Closing account');
  row('messages sent', result.sentMessages);
  row('messages acknowledged', result.acknowledgedMessages);
  row('readings sent', result.sentReadings);
  row('readings parsed', account.parsed);
  row('  stored', account.stored);
  row('  duplicate', account.duplicate);
  row('  conflict', account.conflict);
  row('  rejected', rejectedCount(account));
  for (const [reason, count] of Object.entries(account.rejected)) row(`    ${reason}`, count);
  if (readBack !== undefined) {
    row('read back, equal', readBack.equal);
    if (readBack.different > 0) row('read back, different', readBack.different);
    if (readBack.missing > 0) row('read back, missing', readBack.missing);
  }
  if (result.problems.length === 0) {
    print('It adds up.');
    return 0;
  }
  print('It does NOT add up:');
  for (const problem of result.problems) print(`  ${problem}`);
  return 1;
}
