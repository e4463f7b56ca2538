export { type ApiClient, createApiClient, type DeviceCredential } from './api-client.ts';
export { ApiError } from './api-request.ts';
export { type FleetEnergyKind, FUELS } from './county/coefficients.ts';
export { type AnnualEnergy, type CountyEnterprise, createCounty } from './county/county.ts';
export {
  COUNTY,
  PUBLISHED_INDUSTRY_TOTAL,
  PUBLISHED_SECTORS,
  SECTORS,
  type Sector,
} from './county/published-figures.ts';
export { type DemoPasswords, keepPasswords } from './demo/demo-accounts.ts';
export { DEMO_CASES } from './demo/demo-cases.ts';
export { workDemoCases } from './demo/work-cases.ts';
export { createPlainSource, type DeviceSource, type Sends } from './meters/device-source.ts';
export {
  createFleet,
  type Fleet,
  type FleetEnterprise,
  type FleetOptions,
} from './meters/fleet.ts';
export type { FleetMeter, FleetReading } from './meters/meter.ts';
export { createMqttPublisher, type MqttPublisher } from './mqtt-publisher.ts';
export { DEADLINE_AFTER_MS } from './planted/plan-planted.ts';
export {
  FALSIFICATION_KINDS,
  type FalsificationKind,
  ODDITY_KINDS,
  type Planted,
} from './planted/planted.ts';
export {
  createPlantedCounty,
  falsificationsOf,
  type PlantedCounty,
  type PlantedCountyOptions,
  type PlantedEnterprise,
  type PlantedOutput,
  type SentReading,
} from './planted/planted-county.ts';
export { readSimulationOptions } from './simulate/options.ts';
export { runSimulation } from './simulate/run-simulation.ts';
export { createStateStore } from './simulate/state.ts';
export { BAD_PAYLOADS, type BadPayload } from './troubles/bad-payloads.ts';
export { type PlantOptions, plantTroubles } from './troubles/plant-troubles.ts';
export {
  type PlantedTrouble,
  TROUBLE_KINDS,
  type TroubleKind,
} from './troubles/planted-trouble.ts';
export { createTroubledSource, type TroubledSource } from './troubles/troubled-source.ts';
