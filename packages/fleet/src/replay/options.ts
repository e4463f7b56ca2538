import { parseArgs } from 'node:util';

import {
  ENERGY_KINDS,
  type EnergyKind,
  isSafeId,
  isTimeZone,
  isUnifiedSocialCreditCode,
  METER_FLOWS,
  METER_KINDS,
  METER_LEVELS,
  METER_UNITS,
  type MeterFlow,
  type MeterKind,
  type MeterLevel,
  type MeterUnit,
} from '@hengneng/domain';

import {
  type Environment,
  parseChoice,
  parseNumber,
  readPassword,
  UsageError,
  userPath,
} from '../command-line.ts';
import type { RecordingFormat } from './recording.ts';

/** Everything a replay needs to know. */
export interface ReplayOptions {
  readonly file: string;
  /** Character set of the file, as TextDecoder knows it. */
  readonly encoding: string;
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly enterprise: {
    readonly id: string;
    readonly name: string;
    readonly regionCode: string;
    readonly industryCode: string;
  };
  readonly deviceId: string;
  readonly meter: {
    readonly id: string;
    readonly name: string;
    readonly energyKind: EnergyKind;
    readonly kind: MeterKind;
    readonly unit: MeterUnit;
    readonly flow: MeterFlow;
    readonly level: MeterLevel;
    readonly multiplier: number;
    readonly registerMax?: number;
    readonly ratedPowerKw?: number;
    readonly masterMeterId?: string;
  };
  readonly format: RecordingFormat;
  readonly readingsPerMessage: number;
  readonly windowMessages: number;
  /** Longest time without progress before the replay gives up waiting, in milliseconds. */
  readonly patienceMs: number;
  /** Whether to read everything back and compare. */
  readonly readBack: boolean;
  /** Read and explain the file, send nothing. */
  readonly dryRun: boolean;
}

/** Help text of the command. */
export const REPLAY_HELP = `Sends recorded meter data from a CSV file over MQTT and accounts for every reading.

npm run replay -- --file year.csv --enterprise 91430626F00000018K --device EDGE01 --meter E01 \\
  --time-column date --time-format 'dd/MM/yyyy HH:mm' --time-zone Asia/Shanghai --time-marks end \\
  --value-column kWh --kind interval --unit kWh --url http://127.0.0.1:8080

What is in the file
  --file PATH             CSV with a line of column names
  --delimiter CHAR        default ,  (tab for a tabulator)
  --encoding NAME         default utf-8 (gb18030, …)
  --time-column NAME
  --time-format FORMAT    iso, epoch-ms, epoch-s, or tokens such as dd/MM/yyyy HH:mm
  --time-zone ZONE        IANA zone of the times, such as Asia/Shanghai
  --time-marks start|end  what the time of an interval marks
  --value-column NAME
Which meter it is
  --enterprise CODE       unified social credit code
  --device ID  --meter ID
  --kind interval|register|power   --unit kWh|m3|t|GJ|kW|…
  --multiplier N          CT×PT, default 1
  --energy-kind KIND      default electricity
  --flow FLOW             purchased (default), supplied-out, generated, process
  --level 1|2|3           default 1, or 2 for process
  --interval-seconds N    default: found in the file
  --register-max N  --rated-power-kw N  --master METER  --meter-name NAME
  --enterprise-name NAME  --region-code CODE  --industry-code CODE   for a new enterprise
Where it goes
  --url URL               address of the platform, default http://127.0.0.1:8080
  --username NAME         default admin
  --password-file PATH    else HENGNENG_ADMIN_PASSWORD
  --readings-per-message N   default 100
  --window N              messages under way without PUBACK, default 200
  --patience SECONDS      give up after so long without progress, default 120
  --no-read-back          do not compare what is stored with what was sent
  --dry-run               read the file and say what is in it

Exit status: 0 all accounted for, 1 not, 2 wrong use.`;

const TEXT = { type: 'string' } as const;
const FLAG = { type: 'boolean' } as const;

const DEFINITIONS = {
  help: FLAG,
  file: TEXT,
  delimiter: TEXT,
  encoding: TEXT,
  'time-column': TEXT,
  'time-format': TEXT,
  'time-zone': TEXT,
  'time-marks': TEXT,
  'value-column': TEXT,
  enterprise: TEXT,
  'enterprise-name': TEXT,
  'region-code': TEXT,
  'industry-code': TEXT,
  device: TEXT,
  meter: TEXT,
  'meter-name': TEXT,
  kind: TEXT,
  unit: TEXT,
  multiplier: TEXT,
  'energy-kind': TEXT,
  flow: TEXT,
  level: TEXT,
  'interval-seconds': TEXT,
  'register-max': TEXT,
  'rated-power-kw': TEXT,
  master: TEXT,
  url: TEXT,
  username: TEXT,
  'password-file': TEXT,
  'readings-per-message': TEXT,
  window: TEXT,
  patience: TEXT,
  'no-read-back': FLAG,
  'dry-run': FLAG,
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof DEFINITIONS }>>['values'];
type TextOption = {
  [Name in keyof typeof DEFINITIONS]: (typeof DEFINITIONS)[Name] extends typeof TEXT ? Name : never;
}[keyof typeof DEFINITIONS];

/**
 * Reads the command line of a replay; null when help was asked for. Throws UsageError with one
 * sentence for what is wrong.
 */
export function readReplayOptions(
  args: readonly string[],
  env: Environment,
  cwd: string,
): ReplayOptions | null {
  let values: Values;
  try {
    values = parseArgs({ args: [...args], options: DEFINITIONS }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (values.help) return null;
  const needed = (name: TextOption): string => {
    const value = values[name];
    if (value === undefined || value === '') throw new UsageError(`--${name} is missing.`);
    return value;
  };
  const dryRun = values['dry-run'] ?? false;
  const timeZone = needed('time-zone');
  if (!isTimeZone(timeZone)) throw new UsageError(`--time-zone: "${timeZone}" is unknown.`);
  const kind = parseChoice('kind', needed('kind'), METER_KINDS);
  const delimiter = values.delimiter ?? ',';
  return {
    file: userPath(needed('file'), env, cwd),
    encoding: values.encoding ?? 'utf-8',
    url: values.url ?? 'http://127.0.0.1:8080',
    username: values.username ?? 'admin',
    password: dryRun ? '' : readPassword(values['password-file'], env, cwd),
    enterprise: readEnterprise(values, needed('enterprise')),
    deviceId: safeId('device', needed('device')),
    meter: readMeter(values, safeId('meter', needed('meter')), kind, needed('unit')),
    format: {
      timeColumn: needed('time-column'),
      timeFormat: needed('time-format'),
      timeZone,
      timeMarks: parseChoice('time-marks', needed('time-marks'), ['start', 'end']),
      valueColumn: needed('value-column'),
      kind,
      delimiter: delimiter === 'tab' || delimiter === '\\t' ? '\t' : delimiter,
      ...optionalNumber(values, 'interval-seconds', 'intervalSeconds', true),
    },
    readingsPerMessage: readCount(values, 'readings-per-message', 100),
    windowMessages: readCount(values, 'window', 200),
    patienceMs: readCount(values, 'patience', 120) * 1_000,
    readBack: !(values['no-read-back'] ?? false),
    dryRun,
  };
}

function readEnterprise(values: Values, id: string): ReplayOptions['enterprise'] {
  if (!isUnifiedSocialCreditCode(id)) {
    throw new UsageError(`--enterprise: "${id}" is no valid unified social credit code.`);
  }
  return {
    id,
    name: values['enterprise-name'] ?? id,
    // Places 3 to 8 of the code are the region that registered the enterprise.
    regionCode: values['region-code'] ?? id.slice(2, 8),
    industryCode: values['industry-code'] ?? 'C',
  };
}

function readMeter(
  values: Values,
  id: string,
  kind: MeterKind,
  unitText: string,
): ReplayOptions['meter'] {
  const flow = parseChoice('flow', values.flow ?? 'purchased', METER_FLOWS);
  const level = values.level ?? (flow === 'process' ? '2' : '1');
  return {
    id,
    name: values['meter-name'] ?? id,
    energyKind: parseChoice('energy-kind', values['energy-kind'] ?? 'electricity', ENERGY_KINDS),
    kind,
    unit: parseChoice('unit', unitText, METER_UNITS),
    flow,
    level: parseChoice('level', level, METER_LEVELS),
    multiplier: parseNumber('multiplier', values.multiplier ?? '1', {}),
    ...optionalNumber(values, 'register-max', 'registerMax'),
    ...optionalNumber(values, 'rated-power-kw', 'ratedPowerKw'),
    ...(values.master === undefined ? {} : { masterMeterId: safeId('master', values.master) }),
  };
}

function safeId(name: string, id: string): string {
  if (isSafeId(id)) return id;
  throw new UsageError(`--${name}: "${id}" is no id (1 to 64 of A-Z a-z 0-9 _ . -).`);
}

function readCount(values: Values, name: TextOption, fallback: number): number {
  return parseNumber(name, values[name] ?? String(fallback), { min: 1, integer: true });
}

function optionalNumber<Key extends string>(
  values: Values,
  name: TextOption,
  key: Key,
  integer = false,
): { readonly [K in Key]?: number } {
  const text = values[name];
  if (text === undefined) return {};
  return { [key]: parseNumber(name, text, { integer }) } as { readonly [K in Key]: number };
}
