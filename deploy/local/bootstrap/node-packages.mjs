import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NETWORK_ERROR =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/;
const REMEMBERED_OUTPUT_BYTES = 16_384;

/** Installs the packages of the lock file, unless exactly these are installed already. */
export async function installNodePackages(root) {
  const stampFile = join(root, 'node_modules/.hengneng-installed');
  const lockFile = readFileSync(join(root, 'pnpm-lock.yaml'));
  const stamp = createHash('sha256').update(lockFile).digest('hex');
  const isThere = existsSync(join(root, 'node_modules/node/bin/node'));
  if (isThere && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;

  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  console.error(`Installing Node packages (${packageManager}) …`);
  const { code, output } = await run(root, 'npx', [
    '--yes',
    packageManager,
    'install',
    '--frozen-lockfile',
  ]);
  if (code !== 0) {
    throw new Error(
      NETWORK_ERROR.test(output)
        ? 'The Node packages could not be fetched: the package registry cannot be reached.\n' +
            'The first start (and the first after a change of pnpm-lock.yaml) needs the network;\n' +
            'check the connection, the proxy (HTTPS_PROXY) or `npm config get registry`.'
        : `Installing the Node packages failed (exit status ${code}); the reason is above.`,
    );
  }
  writeFileSync(stampFile, stamp);
}

/** Shows the program's output as it comes (on stderr) and returns the end of it. */
function run(cwd, command, args) {
  // CI keeps pnpm from asking questions; npm's own settings of this run would confuse npx.
  const env = { ...process.env, CI: 'true', npm_config_loglevel: 'error' };
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk) => {
    process.stderr.write(chunk);
    output = (output + chunk).slice(-REMEMBERED_OUTPUT_BYTES);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
