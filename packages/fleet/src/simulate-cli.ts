import { setPriority } from 'node:os';

import { UsageError } from './command-line.ts';
import { readSimulationOptions, SIMULATE_HELP } from './simulate/options.ts';
import { runSimulation } from './simulate/run-simulation.ts';
import { createStateStore } from './simulate/state.ts';

/** Niceness of the simulator: everything else goes first. */
const PRIORITY = 10;
/** A stop that takes longer than this is cut short, in milliseconds. */
const STOP_DEADLINE_MS = 8_000;

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const options = readSimulationOptions(process.argv.slice(2), process.env, process.cwd());
    if (options === null) {
      console.log(SIMULATE_HELP);
      return 0;
    }
    const stopping = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.on(name, () => {
        stopping.abort();
        setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
      });
    }
    // Filling history must not take the processor from the services that have to store it.
    setPriority(PRIORITY);
    await runSimulation(options, {
      print: (line) => console.log(line),
      now: Date.now,
      store: createStateStore(options.stateDir),
      signal: stopping.signal,
    });
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message} See --help.`);
      return 2;
    }
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}
