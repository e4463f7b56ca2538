import { createLogger, stopOnSignal } from '@hengneng/telemetry';

import { readConfig } from './config.ts';
import { startNotifier } from './notifier-service.ts';

const config = readConfig(process.env);
const logger = createLogger({ service: 'notifier', level: config.LOG_LEVEL });
try {
  const service = await startNotifier(config, logger);
  const deadlineMs = config.NOTIFIER_SHUTDOWN_DEADLINE_MS + 1_000;
  stopOnSignal({ stop: service.stop, deadlineMs, logger });
} catch (error) {
  logger.error({ error }, 'Notifier cannot start.');
  setTimeout(() => process.exit(1), 50);
}
