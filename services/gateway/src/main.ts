import { writeSync } from 'node:fs';

import { createLogger, stopOnSignal } from '@hengneng/telemetry';

import { startGateway } from './build-gateway.ts';
import { type Config, readConfig } from './config.ts';

/** `EX_CONFIG` of sysexits.h: starting again will not help. */
const EXIT_REFUSED = 78;
/** `EX_SOFTWARE`: the journal has failed; a start again recovers it. */
const EXIT_FAILED = 70;

/** Ends the process at once, before anything more can be acknowledged; the reason goes out first. */
function endWith(code: number, reason: unknown): never {
  const text = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
  writeSync(2, `The gateway ends. ${text}\n`);
  process.exit(code);
}

function configOrEnd(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    return endWith(EXIT_REFUSED, error instanceof Error ? error.message : error);
  }
}

const config = configOrEnd();
const logger = createLogger({ service: 'gateway', level: config.LOG_LEVEL });
try {
  const gateway = await startGateway(config, logger, (error) => endWith(EXIT_FAILED, error));
  const deadlineMs = config.GATEWAY_SHUTDOWN_DEADLINE_MS;
  stopOnSignal({ stop: gateway.stop, deadlineMs, logger });
  logger.info({ http: gateway.httpPort, mqtt: gateway.mqttPorts }, 'Gateway is running.');
} catch (error) {
  endWith(EXIT_REFUSED, error);
}
