import type { ApiClient, MeterRegistration } from './api-client.ts';

/** What a meter's readings mean; a difference here would make nonsense of them. */
const MEANING = ['energyKind', 'kind', 'unit', 'intervalSeconds', 'multiplier'] as const;

/**
 * Registers a meter if it is missing: true if it was. Throws when it is registered already and its
 * readings mean something else.
 */
export async function registerMeter(
  api: ApiClient,
  enterpriseId: string,
  meter: MeterRegistration,
): Promise<boolean> {
  if (await api.createMeter(enterpriseId, meter)) return true;
  const known = (await api.meters(enterpriseId)).find(({ id }) => id === meter.id);
  for (const field of MEANING) {
    const wanted = meter[field];
    if (known === undefined || wanted === undefined || known[field] === wanted) continue;
    throw new Error(
      `Meter ${meter.id} of ${enterpriseId} is registered with ${field} ${known[field]}, not ${wanted}.`,
    );
  }
  return false;
}
