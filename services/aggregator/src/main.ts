import { createLogger, stopOnSignal } from '@hengneng/telemetry';

import { startAggregator } from './aggregator-service.ts';
import { readConfig } from './config.ts';

const config = readConfig(process.env);
const logger = createLogger({ service: 'aggregator', level: config.LOG_LEVEL });
try {
  const service = await startAggregator(config, logger);
  const deadlineMs = config.AGGREGATOR_SHUTDOWN_DEADLINE_MS + 1_000;
  stopOnSignal({ stop: service.stop, deadlineMs, logger });
} catch (error) {
  logger.error({ error }, 'Aggregator cannot start.');
  setTimeout(() => process.exit(1), 50);
}
