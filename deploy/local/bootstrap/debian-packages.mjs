import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';

const has = (path) => () => existsSync(path);

/** What proves that a package is there; `replacedBy` names the variable that makes it superfluous. */
const SERVERS = [
  { name: 'redis-server', isThere: has('/usr/bin/redis-server'), replacedBy: 'REDIS_URL' },
  { name: 'influxdb', isThere: has('/usr/bin/influxd'), replacedBy: 'INFLUX_URL' },
  { name: 'postgresql', isThere: postgresIsThere, replacedBy: 'DATABASE_URL' },
];
/** Only the tests need these; a test whose tool cannot be had says so. */
const TEST_TOOLS = [
  { name: 'chromium', isThere: has('/usr/bin/chromium') },
  // Without a font of its language a picture of the console shows boxes.
  { name: 'fonts-wqy-microhei', isThere: has('/usr/share/fonts/truetype/wqy') },
  { name: 'mosquitto', isThere: has('/usr/sbin/mosquitto') },
  { name: 'mosquitto-clients', isThere: has('/usr/bin/mosquitto_pub') },
  { name: 'python3-paho-mqtt', isThere: has('/usr/lib/python3/dist-packages/paho') },
];

/**
 * Runs as root with the packages as arguments. Debian starts and enables a service when its package
 * is installed; ours are private children, so nothing may be started, nor at the next boot. A
 * policy-rc.d that is already there belongs to somebody else and stays.
 */
const INSTALL_SCRIPT = `
set -e
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  trap 'exit 130' INT TERM HUP
  printf '#!/bin/sh\\nexit 101\\n' > "$policy"
  chmod 755 "$policy"
fi
export DEBIAN_FRONTEND=noninteractive
apt-get -o DPkg::Lock::Timeout=300 -q update
apt-get -o DPkg::Lock::Timeout=300 -q -y --no-install-recommends install "$@"
if command -v systemctl > /dev/null; then
  for package in "$@"; do systemctl disable --quiet "$package" 2> /dev/null || true; done
fi
`;

const MS_PER_DAY = 86_400_000;

/**
 * Installs the missing packages of `kind` ('servers' or 'tests') with apt-get. Test tools that could
 * not be had are noted in `unavailableFile` and left alone for a day.
 */
export async function installDebianPackages(kind, env, unavailableFile) {
  const servers = SERVERS.filter(({ isThere, replacedBy }) => !env[replacedBy] && !isThere());
  if (servers.length > 0) await install(servers.map(({ name }) => name));
  if (kind !== 'tests') return;

  const unavailable = readUnavailable(unavailableFile);
  const tools = TEST_TOOLS.filter(({ name, isThere }) => !isThere() && !unavailable.includes(name));
  if (tools.length === 0) return;
  try {
    await install(tools.map(({ name }) => name));
  } catch (error) {
    // One tool that this release does not have must not cost us the others.
    console.error(`${error.message}\nTrying them one by one.`);
    for (const { name } of tools) {
      await install([name]).catch(() => {
        console.error(`Going on without ${name}.`);
        unavailable.push(name);
      });
    }
    writeFileSync(unavailableFile, unavailable.join('\n'));
  }
}

function readUnavailable(file) {
  if (!existsSync(file) || Date.now() - statSync(file).mtimeMs > MS_PER_DAY) return [];
  return readFileSync(file, 'utf8').split('\n').filter(Boolean);
}

async function install(names) {
  const list = names.join(' ');
  if (!existsSync('/usr/bin/apt-get')) {
    throw new Error(
      `Missing: ${list}. There is no apt-get here, so install them yourself, or set REDIS_URL,\n` +
        'INFLUX_URL and DATABASE_URL to servers you have, or use deploy/compose.yaml.',
    );
  }
  const isRoot = process.getuid() === 0;
  if (!isRoot && spawnSync('sudo', ['-V'], { stdio: 'ignore' }).status !== 0) {
    throw new Error(`Missing: ${list}. Run as root: apt-get update && apt-get install ${list}`);
  }
  console.error(`Installing Debian packages: ${list}${isRoot ? '' : ' (sudo may ask)'} …`);
  const words = [...(isRoot ? [] : ['sudo']), '/bin/sh', '-c', INSTALL_SCRIPT, 'sh', ...names];
  const code = await new Promise((resolve, reject) => {
    // Its output goes to stderr, stdout belongs to the command itself.
    const child = spawn(words[0], words.slice(1), { stdio: ['inherit', 2, 2] });
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) {
    throw new Error(
      `Installing ${list} failed (exit status ${code}); the reason is above. The first start needs\n` +
        'the network. Servers you have elsewhere can be named by REDIS_URL, INFLUX_URL, DATABASE_URL.',
    );
  }
}

function postgresIsThere() {
  const folder = '/usr/lib/postgresql';
  const versions = existsSync(folder) ? readdirSync(folder) : [];
  return versions.some((version) => existsSync(`${folder}/${version}/bin/postgres`));
}
