import { createLogger, stopOnSignal } from '@hengneng/telemetry';

import { readConfig } from './config.ts';
import { startRules } from './rules-service.ts';

const config = readConfig(process.env);
const logger = createLogger({ service: 'rules', level: config.LOG_LEVEL });
try {
  const service = await startRules(config, logger);
  const deadlineMs = config.RULES_SHUTDOWN_DEADLINE_MS + 1_000;
  stopOnSignal({ stop: service.stop, deadlineMs, logger });
} catch (error) {
  logger.error({ error }, 'Rules cannot start.');
  setTimeout(() => process.exit(1), 50);
}
