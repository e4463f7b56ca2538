// First thing that every `npm run` of this repository calls. It needs Node 20 and nothing else: it
// installs what is missing, then hands over to the repository's own Node 24.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDebianPackages } from './bootstrap/debian-packages.mjs';
import { installNodePackages } from './bootstrap/node-packages.mjs';
import { runChild } from './bootstrap/run-child.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const NODE_MAJOR_MIN = 20;

/** What each command runs, and which Debian packages it cannot do without. */
const COMMANDS = {
  start: { script: 'deploy/local/src/main.ts', packages: 'servers' },
  test: { script: 'test/run.ts', packages: 'tests' },
  check: { script: 'test/run.ts', args: ['--only', 'lint,types'] },
  replay: { script: 'packages/fleet/src/replay-cli.ts' },
  simulate: { script: 'packages/fleet/src/simulate-cli.ts' },
  chaos: { script: 'test/chaos/main.ts', packages: 'servers' },
  bench: { script: 'test/bench/main.ts', packages: 'tests' },
  judge: { script: 'test/judge/main.ts' },
  screenshots: { script: 'test/screenshots/main.ts', packages: 'tests' },
  verify: { script: 'packages/journal/src/verify-cli.ts' },
  recompute: { script: 'services/aggregator/src/recompute-cli.ts' },
  'verify-readings': { script: 'services/normalizer/src/verification/check-readings-cli.ts' },
  'verify-root': { script: 'services/api/src/signed-roots/verify-root-cli.ts' },
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

async function main([name, ...rest]) {
  const command = COMMANDS[name];
  if (command === undefined) {
    throw new Error(`No such command: ${name}. There are ${Object.keys(COMMANDS).join(', ')}.`);
  }
  if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR_MIN) {
    throw new Error(`Node ${NODE_MAJOR_MIN} or newer is needed; this is ${process.version}.`);
  }
  const args = [...(command.args ?? []), ...(rest[0] === '--' ? rest.slice(1) : rest)];
  const asksOnlyForHelp = args.includes('--help');

  await installNodePackages(ROOT);
  if (command.packages !== undefined && !asksOnlyForHelp) {
    const unavailableFile = join(ROOT, 'node_modules/.hengneng-unavailable');
    await installDebianPackages(command.packages, process.env, unavailableFile);
  }
  const script = join(ROOT, command.script);
  if (!existsSync(script)) throw new Error(`${command.script} is not there.`);
  const node = join(ROOT, 'node_modules/node/bin/node');
  const path = `${dirname(node)}:${process.env.PATH ?? ''}`;
  // Types are stripped and code is compiled once, not in every program at every start.
  const compiled = join(ROOT, 'node_modules/.cache/compiled');
  return await runChild(node, [script, ...args], {
    cwd: ROOT,
    env: { NODE_COMPILE_CACHE: compiled, ...process.env, PATH: path },
  });
}
