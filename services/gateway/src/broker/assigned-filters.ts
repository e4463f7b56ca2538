import { createHash } from 'node:crypto';

import { UPLINK_FILTERS, UPLINK_KINDS } from '@hengneng/contracts';

/** This instance's part of the enterprises, when several gateways share a broker. */
export interface Assignment {
  /** From 0. */
  readonly instance: number;
  readonly instances: number;
}

/** Whether an enterprise is this instance's to serve. */
export function isAssigned(enterpriseId: string, { instance, instances }: Assignment): boolean {
  if (instances === 1) return true;
  const hash = createHash('sha256').update(enterpriseId).digest().readUInt32BE(0);
  return hash % instances === instance;
}

/**
 * Filters to subscribe to: everything, or, where instances share the broker, those of the assigned
 * enterprises one by one. Shared subscriptions (`$share`) lose messages of dead members on Mosquitto.
 */
export function filtersOf(assignment: Assignment, enterpriseIds: readonly string[]): string[] {
  if (assignment.instances === 1) return [...UPLINK_FILTERS];
  return enterpriseIds
    .filter((enterpriseId) => isAssigned(enterpriseId, assignment))
    .flatMap((enterpriseId) => UPLINK_KINDS.map((kind) => `energy/v1/${enterpriseId}/+/${kind}`));
}
