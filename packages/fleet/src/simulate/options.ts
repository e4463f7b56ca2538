import { parseArgs } from 'node:util';

import {
  type Environment,
  parseDuration,
  parseNumber,
  readPassword,
  UsageError,
  userPath,
} from '../command-line.ts';

/** Everything a simulation needs to know. */
export interface SimulationOptions {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly stateDir: string;
  readonly seed: number;
  readonly enterprisesCount: number;
  readonly metersPerEnterpriseMax: number;
  readonly historyMs: number;
  readonly intervalMs: number;
  /** Whether to go on streaming after the history. */
  readonly live: boolean;
  /** Whether to plant the troubles of real life. */
  readonly troubles: boolean;
  /** Whether to file ledgers, budgets and plans, with the people who do so. */
  readonly papers: boolean;
  /** Most readings a second while history is sent. */
  readonly ratePerSecond: number;
}

/** Help text of the command. */
export const SIMULATE_HELP = `Streams a simulated county of enterprises over MQTT.

npm run simulate -- --demo --url http://127.0.0.1:8080
npm run simulate -- --enterprises 374 --history 400d --no-live --troubles

  --demo                40 enterprises, up to ten meters each, 90 days of quarter hours, then live;
                        with people, ledgers, budgets and plans
  --enterprises N       how many of the 374, default 374; the big ones of each sector come first
  --meters N            most meters of an enterprise, default 100
  --history DURATION    history to send first, such as 90d; default 0s
  --interval DURATION   time between readings, default 15m
  --live, --no-live     go on streaming afterwards (default) or end
  --troubles            plant gaps, late data, rollovers, exchanges, bad payloads
  --seed N              another county; default 1
  --rate N              most readings a second of history, default 60000
  --url URL             address of the platform, default http://127.0.0.1:8080
  --username NAME       default admin
  --password-file PATH  else HENGNENG_ADMIN_PASSWORD
  --state-dir PATH      credentials and progress, default .hengneng/fleet

A second start with the same --state-dir goes on where the first one was.`;

const TEXT = { type: 'string' } as const;
const FLAG = { type: 'boolean' } as const;

const DEFINITIONS = {
  help: FLAG,
  demo: FLAG,
  enterprises: TEXT,
  meters: TEXT,
  history: TEXT,
  interval: TEXT,
  live: FLAG,
  'no-live': FLAG,
  troubles: FLAG,
  seed: TEXT,
  rate: TEXT,
  url: TEXT,
  username: TEXT,
  'password-file': TEXT,
  'state-dir': TEXT,
} as const;

/** What `--demo` means where the options do not say otherwise. */
const DEMO = { enterprises: '40', meters: '10', history: '90d' };
const WHOLE_COUNTY = { enterprises: '374', meters: '100', history: '0s' };

const HOUR_MS = 3_600_000;

/**
 * Reads the command line of a simulation; null when help was asked for. Throws UsageError with one
 * sentence for what is wrong.
 */
export function readSimulationOptions(
  args: readonly string[],
  env: Environment,
  cwd: string,
): SimulationOptions | null {
  let values: ReturnType<typeof parseArgs<{ options: typeof DEFINITIONS }>>['values'];
  try {
    values = parseArgs({ args: [...args], options: DEFINITIONS }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (values.help) return null;
  if (values.live && values['no-live'])
    throw new UsageError('--live and --no-live exclude each other.');
  const preset = values.demo ? DEMO : WHOLE_COUNTY;
  const count = (name: 'enterprises' | 'meters' | 'seed' | 'rate', text: string, min = 1) =>
    parseNumber(name, text, { min, integer: true });
  const intervalMs = parseDuration('interval', values.interval ?? '15m');
  // Steps must meet at full hours, or no hour could be told from its readings.
  if (intervalMs < 1_000 || HOUR_MS % intervalMs !== 0) {
    throw new UsageError('--interval must divide an hour, such as 1m, 15m or 1h.');
  }
  return {
    url: values.url ?? 'http://127.0.0.1:8080',
    username: values.username ?? 'admin',
    password: readPassword(values['password-file'], env, cwd),
    stateDir: userPath(values['state-dir'] ?? '.hengneng/fleet', env, cwd),
    seed: count('seed', values.seed ?? '1', 0),
    enterprisesCount: count('enterprises', values.enterprises ?? preset.enterprises),
    metersPerEnterpriseMax: count('meters', values.meters ?? preset.meters),
    historyMs: parseDuration('history', values.history ?? preset.history),
    intervalMs,
    live: !(values['no-live'] ?? false),
    troubles: values.troubles ?? false,
    papers: values.demo ?? false,
    ratePerSecond: count('rate', values.rate ?? '60000'),
  };
}
