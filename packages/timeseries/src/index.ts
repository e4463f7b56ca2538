export type { InfluxOptions } from './influx-http.ts';
export { createInfluxReadingStore, type InfluxReadingStore } from './influx-reading-store.ts';
export { assertInfluxdbClosed } from './influx-safety.ts';
export { METER_READING } from './line-protocol.ts';
