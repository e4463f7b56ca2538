export {
  type Child,
  createInfluxDatabase,
  findFreePort,
  type RunningServer,
  spawnChild,
  startInfluxdb,
  startPostgres,
  startRedis,
} from '@hengneng/local';
export {
  BUILT_RECEIVED_AT_MS,
  buildNormalizeJob,
  buildRawMessage,
  type MessageFields,
} from './builders/messages.ts';
export {
  buildDevice,
  buildEnterpriseId,
  buildMeter,
  buildRegistrySnapshot,
} from './builders/registry.ts';
export {
  type CorrectionStoreUnderTest,
  describeCorrectionStore,
} from './conformance/correction-store.ts';
export { describeEnergyStore, type EnergyStoreUnderTest } from './conformance/energy-store.ts';
export { describeReadingScan, type ReadingScanUnderTest } from './conformance/reading-scan.ts';
export { describeReadingStore, type ReadingStoreUnderTest } from './conformance/reading-store.ts';
export {
  createInMemoryCorrectionStore,
  type InMemoryCorrectionStore,
} from './fakes/in-memory-correction-store.ts';
export {
  createInMemoryEnergyStore,
  type EnergyWrite,
  type InMemoryEnergyStore,
} from './fakes/in-memory-energy-store.ts';
export { createInMemoryReadingScan } from './fakes/in-memory-reading-scan.ts';
export {
  createInMemoryReadingStore,
  type InMemoryReadingStore,
} from './fakes/in-memory-reading-store.ts';
export { type LossyProxy, startLossyProxy } from './servers/lossy-proxy.ts';
export { type MosquittoOptions, startTestMosquitto } from './servers/mosquitto.ts';
export {
  startTestInfluxdb,
  startTestRedis,
  type TestServer,
  temporaryDirectory,
} from './servers/servers.ts';
export { createMigratedDatabase, type EmptyDatabase } from './servers/test-database.ts';
