import type { FactorSet } from '../factors.ts';
import { CARBON_REFERENCE } from './carbon.ts';
import { DENSITY_REFERENCE, STANDARD_COAL_REFERENCE } from './standard-coal.ts';

/**
 * The reference data that a fresh factor register starts with. A corrected figure goes into a set of
 * its own with another id; this one stays as it was.
 */
export const REFERENCE_FACTOR_SET: FactorSet = {
  id: 'reference-2026-1',
  publishedOn: '2026-11-21',
  standardCoal: STANDARD_COAL_REFERENCE,
  carbon: CARBON_REFERENCE,
  densities: DENSITY_REFERENCE,
};
