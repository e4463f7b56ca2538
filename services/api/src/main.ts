import { createLogger, stopOnSignal } from '@hengneng/telemetry';

import { readConfig } from './config.ts';
import { startApi } from './start-api.ts';

const config = readConfig(process.env);
const logger = createLogger({ service: 'api', level: config.LOG_LEVEL });

const api = await startApi(config, logger, (error) => {
  logger.error({ error }, 'These settings are not safe; exiting.');
  logger.flush();
  process.exit(78);
});
stopOnSignal({ stop: api.stop, deadlineMs: config.API_SHUTDOWN_DEADLINE_MS, logger });
logger.info({ address: api.address }, 'Api is running.');
