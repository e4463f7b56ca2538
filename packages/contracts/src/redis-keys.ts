/** Names in Redis that more than one service reads or writes. All start with `hengneng:`. */
export const redisKeys = {
  /** Random text that tells one filling of Redis from the next; missing after Redis was emptied. */
  epoch: 'hengneng:epoch',
  /** Registry snapshot of one enterprise (JSON). */
  registry: (enterpriseId: string) => `hengneng:registry:${enterpriseId}`,
  /** Stream of `{enterpriseId, version}`: one entry per published change. */
  registryChanges: 'hengneng:registry-changes',
  /** Present once the control plane has published every enterprise. */
  registryPublished: 'hengneng:registry-published',
  /** Hash meterId → latest instant (ms) claimed for writing. */
  highWater: (enterpriseId: string) => `hengneng:high-water:${enterpriseId}`,
  /** Hash deviceId → last `sequence` seen. */
  deviceSequences: (enterpriseId: string) => `hengneng:device-sequences:${enterpriseId}`,
  /**
   * Hash `{meterId}|{utcDayNumber}` → `{mask of the 24 UTC hours}:{first ms}:{last ms}`, and
   * `{meterId}|*` for a stretch of any length: what has to be counted again.
   */
  dirtyHours: (enterpriseId: string) => `hengneng:dirty-hours:${enterpriseId}`,
  /** Counter that rises with every marking of an enterprise. */
  dirtyVersion: (enterpriseId: string) => `hengneng:dirty-version:${enterpriseId}`,
  /** Set of the enterprises that have dirty hours, taken ones included. */
  dirtyEnterprises: 'hengneng:dirty-enterprises',
  /** Marks that are being worked on, with the token of whoever took them last. */
  takenHours: (enterpriseId: string) => `hengneng:taken-hours:${enterpriseId}`,
  /** Marks that cannot be counted until the registry changes. */
  asideHours: (enterpriseId: string) => `hengneng:aside-hours:${enterpriseId}`,
  /** Set of the enterprises that have such marks. */
  asideEnterprises: 'hengneng:aside-enterprises',
  /** Hash enterpriseId → dirty version up to which all marks are counted. */
  drainedVersions: 'hengneng:drained-versions',
  /** Hash enterpriseId → registry version that all its figures are counted by. */
  countedRegistries: 'hengneng:counted-registries',
  /** Hash meterId → JSON of the newest counting points, an accelerator: it may vanish at any time. */
  counterStates: (enterpriseId: string) => `hengneng:counter-states:${enterpriseId}`,
  /** Set of range-shard ids whose readings are written and whose facts are queued. */
  normalized: (gateway: number) => `hengneng:normalized:${gateway}`,
  /** Set of range-shard ids whose facts are in PostgreSQL. */
  recorded: (gateway: number) => `hengneng:recorded:${gateway}`,
  /** Set of journal sequences whose ranges are to be run again. */
  rerun: (gateway: number) => `hengneng:rerun:${gateway}`,
  /** Stream of messages down to devices. */
  downlinks: 'hengneng:downlinks',
  /** Stream of what the console is told as it happens; see `consoleEventSchema`. */
  consoleEvents: 'hengneng:console-events',
  /** Latest state of one gateway (JSON), refreshed every second. */
  gatewayStatus: (gateway: number) => `hengneng:gateway-status:${gateway}`,
  /** Set of gateway numbers ever seen. */
  gateways: 'hengneng:gateways',
  /** Sign of life of one service instance (JSON), gone after five seconds. */
  heartbeat: (service: string, instance: string) => `hengneng:heartbeat:${service}:${instance}`,
} as const;
