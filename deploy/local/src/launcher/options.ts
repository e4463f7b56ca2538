import { parseArgs } from 'node:util';

/** A port as it was wished for: `fixed` must be free, otherwise the next free one will do. */
export interface PortWish {
  readonly port: number;
  readonly fixed: boolean;
}

/** What the command line asks for. */
export interface LauncherOptions {
  /** As given: relative to where the person is; undefined means `.hengneng` of the repository. */
  readonly dataDirectory: string | undefined;
  readonly host: string;
  readonly httpPort: PortWish;
  readonly mqttPort: PortWish;
  readonly mqttsPort: PortWish;
  /** Whether the simulated county runs. */
  readonly demo: boolean;
  readonly help: boolean;
}

export const USAGE = `Starts Hengneng on this machine: npm start -- [options]

  --data-dir DIR     where data, logs, keys and the admin password are kept (.hengneng)
  --host ADDRESS     address to listen on (127.0.0.1); 0.0.0.0 opens it to the network
  --http-port PORT   API and documentation (8080)
  --mqtt-port PORT   MQTT (1883)
  --mqtts-port PORT  MQTT over TLS (8883)
  --no-demo          without the simulated county
  --help             this text

A port that is not given may move to the next free one; a given one must be free, 0 takes any.
Environment: HENGNENG_ADMIN_PASSWORD fixes the first admin's password; REDIS_URL, INFLUX_URL,
DATABASE_URL and GATEWAY_BROKER_URL replace the built-in servers; LOG_LEVEL.`;

/** Reads the command line; throws one sentence that says what is wrong with it. */
export function parseOptions(args: readonly string[]): LauncherOptions {
  const values = parse(args);
  return {
    dataDirectory: values['data-dir'],
    host: values.host ?? '127.0.0.1',
    httpPort: portWish('--http-port', values['http-port'], 8_080),
    mqttPort: portWish('--mqtt-port', values['mqtt-port'], 1_883),
    mqttsPort: portWish('--mqtts-port', values['mqtts-port'], 8_883),
    demo: values['no-demo'] !== true,
    help: values.help === true,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        'data-dir': { type: 'string' },
        host: { type: 'string' },
        'http-port': { type: 'string' },
        'mqtt-port': { type: 'string' },
        'mqtts-port': { type: 'string' },
        'no-demo': { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // Node adds advice about positional arguments that does not apply here.
    throw new Error(`${reason.split('. ')[0]}. See npm start -- --help`);
  }
}

function portWish(name: string, value: string | undefined, fallback: number): PortWish {
  if (value === undefined) return { port: fallback, fixed: false };
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) {
    throw new Error(`${name} must be a port (0 to 65535), not ${JSON.stringify(value)}.`);
  }
  return { port, fixed: true };
}
