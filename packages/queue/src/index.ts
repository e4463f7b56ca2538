export { connectRedis, type RedisRole, waitUntilRedisReady } from './connection.ts';
export {
  addConsoleEvents,
  consoleEventsAfter,
  newestConsoleEventId,
  type PlacedConsoleEvent,
  readConsoleEvents,
} from './console-events.ts';
export { publishedEnterprises, uncountedRegistries } from './counted-registries.ts';
export { type CounterStates, createCounterStates, type MeterPoints } from './counter-states.ts';
export { createDeviceSequences, type DeviceSequences } from './device-sequences.ts';
export {
  createDirtyDrain,
  type DirtyDrain,
  type DrainResult,
  type TakenMarks,
} from './dirty-drain.ts';
export {
  createDirtyMarks,
  type DirtyDay,
  type DirtyMarks,
  type DirtyStretch,
} from './dirty-marks.ts';
export { addDownlinks, type Downlink, readDownlinks } from './downlink-stream.ts';
export { createEnterpriseJobs, type EnterpriseJobs } from './enterprise-jobs.ts';
export { readGatewayStatuses } from './gateway-statuses.ts';
export { createHeartbeats, type Heartbeats } from './heartbeats.ts';
export { createHighWaterMarks, type HighWaterMarks, type MarkClaim } from './high-water-marks.ts';
export { createQueue, type JobQueue, type JobResult, type NewJob } from './job-queue.ts';
export {
  createWorker,
  type JobContext,
  type JobWorker,
  type JobWorkerOptions,
} from './job-worker.ts';
export { createPatience, type Patience, WaitAbandonedError } from './patience.ts';
export type { QueueLogger } from './queue-logger.ts';
export { cappedBackoffMs, type QueueSettings, queueSettings } from './queue-settings.ts';
export { createRangeProgress, type ProgressKind, type RangeProgress } from './range-progress.ts';
export { type JournalledMessage, shardOfTopic, toRawMessage } from './raw-messages.ts';
export { createRedisEpoch, createRedisName, type RedisEpoch } from './redis-epoch.ts';
export { createRedisRoom, RedisFullError, type RedisRoom } from './redis-room.ts';
export { assertRedisSafe } from './redis-safety.ts';
export {
  createRegistryCache,
  type RegistryCache,
  type RegistryCacheOptions,
  type RegistryListener,
  RegistryUnavailableError,
} from './registry-cache.ts';
export { type RegistryEntry, toRegistryEntry } from './registry-entry.ts';
export { createRegistryPublisher, type RegistryPublisher } from './registry-publisher.ts';
