import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LauncherParts } from '../launcher.ts';
import type { LauncherOptions } from '../options.ts';
import type { ServiceSpec } from '../services.ts';

const FOLDER = dirname(fileURLToPath(import.meta.url));
const ANY_PORT = { port: 0, fixed: true };

/** Options of a start in `dataDirectory` on free ports, without the demo. */
export function standInOptions(dataDirectory: string): LauncherOptions {
  return {
    dataDirectory,
    host: '127.0.0.1',
    httpPort: ANY_PORT,
    mqttPort: ANY_PORT,
    mqttsPort: ANY_PORT,
    demo: false,
    help: false,
  };
}

/** A launcher whose services only answer their health pages; the servers are real. */
export function standInParts(
  say: (line: string) => void,
  extra: { readonly readyAfterMs?: number; readonly deafGateway?: boolean } = {},
): LauncherParts {
  const service = (name: string, port: number, ...args: string[]): ServiceSpec => ({
    name,
    script: 'stand-in-service.mjs',
    args: [String(port), ...args],
    env: process.env,
    health: { host: '127.0.0.1', port },
  });
  const readyAfterMs = String(extra.readyAfterMs ?? 200);
  return {
    root: resolve(FOLDER),
    env: process.env,
    say,
    services: (wiring) => [
      service('gateway', wiring.gatewayHttpPort, '0', extra.deafGateway ? 'ignore' : 'end'),
      service('normalizer', wiring.normalizerHttpPort),
      service('aggregator', wiring.aggregatorHttpPort),
      service('rules', wiring.rulesHttpPort),
      service('notifier', wiring.notifierHttpPort),
      service('api', wiring.httpPort, readyAfterMs),
    ],
    demo: () => ({ name: 'demo', script: 'stand-in-service.mjs', args: ['0'], env: process.env }),
    migrateScript: 'stand-in-migration.mjs',
  };
}
