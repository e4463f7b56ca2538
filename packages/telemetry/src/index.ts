export { parseConfig } from './config.ts';
export { type Readiness, readinessOf, startHealthServer } from './health-server.ts';
export { withLocalAddresses } from './local-addresses.ts';
export { createLogger, LOG_LEVELS, type Logger, type LogLevel } from './logger.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export { repeat } from './repeat.ts';
export { stopOnSignal } from './shutdown.ts';
export { startVitalSigns, type VitalSigns } from './vital-signs.ts';
