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
export { describeReadingStore, type ReadingStoreUnderTest } from './conformance/reading-store.ts';
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
