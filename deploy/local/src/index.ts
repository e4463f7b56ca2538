export { HEAP_MIB } from './launcher/services.ts';
export {
  assertStartedByUs,
  type Child,
  type ProcessExit,
  type SpawnedProcess,
  spawnChild,
  startedServers,
} from './servers/child.ts';
export { findFreePort, isPortFree } from './servers/free-port.ts';
export { createInfluxDatabase, type InfluxdbOptions, startInfluxdb } from './servers/influxdb.ts';
export { type PostgresOptions, startPostgres } from './servers/postgres.ts';
export { identityOf, isAlive, type ProcessIdentity } from './servers/proc.ts';
export { type RedisOptions, startRedis } from './servers/redis.ts';
export type { RunningServer, ServerOptions } from './servers/server-process.ts';
