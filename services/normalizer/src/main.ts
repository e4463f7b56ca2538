import { createLogger, stopOnSignal } from '@hengneng/telemetry';

import { readConfig } from './config.ts';
import { startNormalizer } from './normalizer-service.ts';

const config = readConfig(process.env);
const logger = createLogger({ service: 'normalizer', level: config.LOG_LEVEL });
try {
  const service = await startNormalizer(config, logger);
  const deadlineMs = config.NORMALIZER_SHUTDOWN_DEADLINE_MS + 1_000;
  stopOnSignal({ stop: service.stop, deadlineMs, logger });
} catch (error) {
  logger.error({ error }, 'Normalizer cannot start.');
  setTimeout(() => process.exit(1), 50);
}
