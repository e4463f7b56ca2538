import { createLogger } from '@hengneng/telemetry';

import { readConfig } from '../config.ts';
import { startRules } from '../rules-service.ts';

// The service as a process of its own that a test can kill, with the clock standing where it is told.
const [clock = '0', ...pairs] = process.argv.slice(2);
const env = Object.fromEntries(
  pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
);
const logger = createLogger({ service: 'rules', level: 'error' });
await startRules(readConfig(env), logger, () => Number(clock));
