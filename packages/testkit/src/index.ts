export {
  createInfluxDatabase,
  type RunningServer,
  startInfluxdb,
  startPostgres,
  startRedis,
} from '@hengneng/local';
export {
  startTestInfluxdb,
  startTestRedis,
  type TestServer,
  temporaryDirectory,
} from './servers/servers.ts';
