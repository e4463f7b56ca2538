export {
  createInfluxDatabase,
  type RunningServer,
  startInfluxdb,
  startPostgres,
  startRedis,
} from '@hengneng/local';
export { describeReadingStore, type ReadingStoreUnderTest } from './conformance/reading-store.ts';
export {
  createInMemoryReadingStore,
  type InMemoryReadingStore,
} from './fakes/in-memory-reading-store.ts';
export {
  startTestInfluxdb,
  startTestRedis,
  type TestServer,
  temporaryDirectory,
} from './servers/servers.ts';
