import { createLogger, stopOnSignal } from '@hengneng/telemetry';

import { startGateway } from './build-gateway.ts';
import { readConfig } from './config.ts';

const config = readConfig(process.env);
const logger = createLogger({ service: 'gateway', level: config.LOG_LEVEL });

/** Ends the process before anything more can be acknowledged; the log line goes out first. */
function failAtOnce(error: Error): never {
  logger.error({ error }, 'The journal can promise nothing any more; exiting.');
  logger.flush();
  process.exit(70);
}

const gateway = await startGateway(config, logger, failAtOnce);
stopOnSignal({
  stop: gateway.stop,
  deadlineMs: config.GATEWAY_SHUTDOWN_DEADLINE_MS,
  logger,
});
logger.info({ http: gateway.httpPort, mqtt: gateway.mqttPorts }, 'Gateway is running.');
