export {
  COUNTER_CHECKPOINT,
  DAILY_ENERGY,
  INTERVAL_DEMAND,
  INTERVAL_ENERGY,
  METER_READING_CORRECTION,
} from './energy-lines.ts';
export {
  createInfluxCorrectionStore,
  type InfluxCorrectionStore,
} from './influx-correction-store.ts';
export { createInfluxEnergyStore, type InfluxEnergyStore } from './influx-energy-store.ts';
export { type InfluxOptions, type InfluxVariables, influxOptionsOf } from './influx-http.ts';
export { createInfluxReadingScan, type InfluxReadingScan } from './influx-reading-scan.ts';
export { createInfluxReadingStore, type InfluxReadingStore } from './influx-reading-store.ts';
export { assertInfluxdbClosed, influxdbRefusal } from './influx-safety.ts';
export { createInfluxStores, type InfluxStores } from './influx-stores.ts';
export { METER_READING } from './line-protocol.ts';
