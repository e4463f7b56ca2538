import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from './launcher/config.ts';
import { ensureConsoleBuilt } from './launcher/console-build.ts';
import { Launcher } from './launcher/launcher.ts';
import { parseOptions, USAGE } from './launcher/options.ts';
import { demoSpec, serviceSpecs } from './launcher/services.ts';
import { startedServers } from './servers/child.ts';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
/** `Launcher.stop` has deadlines of its own; this one is for its bugs. */
const LAST_RESORT_MS = 14_800;

// The terminal may be closed while we stop.
process.stdout.on('error', () => {});
process.exit(await main());

async function main(): Promise<number> {
  try {
    const options = parseOptions(process.argv.slice(2));
    if (options.help) {
      console.log(USAGE);
      return 0;
    }
    const launcher = new Launcher(options, readConfig(process.env), {
      root: ROOT,
      env: process.env,
      say: (line) => console.log(line),
      services: serviceSpecs,
      demo: demoSpec,
      buildConsole: ensureConsoleBuilt,
      migrateScript: 'packages/database/src/migrate-cli.ts',
    });
    return await runUntilSignal(launcher);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

/** Resolves with the exit status when a signal has come and everything has ended. */
function runUntilSignal(launcher: Launcher): Promise<number> {
  return new Promise((done, reject) => {
    let stopping = false;
    const handle = (signal: NodeJS.Signals) => {
      if (stopping) {
        console.log('Stopping already; this takes up to 15 seconds.');
        return;
      }
      stopping = true;
      console.log(`\n${signal === 'SIGINT' ? 'Ctrl-C' : signal}: stopping …`);
      const lastResort = setTimeout(() => {
        for (const { pid } of startedServers()) process.kill(pid, 'SIGKILL');
        done(1);
      }, LAST_RESORT_MS);
      void launcher.stop().then(() => {
        clearTimeout(lastResort);
        console.log('Stopped.');
        done(0);
      });
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, handle);
    launcher.start().catch((error: unknown) => {
      // A start that a signal interrupted fails; its handler ends the process when all has stopped.
      if (!stopping) reject(error);
    });
  });
}
