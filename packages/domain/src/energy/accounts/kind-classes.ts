import type { AccountedKind } from '../factors.ts';

/**
 * Energy-consuming media (耗能工质, GB/T 2589 appendix B): not energy themselves; what was spent to
 * provide purchased ones counts in comprehensive energy and nowhere else.
 */
export const ENERGY_MEDIA: ReadonlySet<AccountedKind> = new Set([
  'water',
  'softened-water',
  'deaerated-water',
  'compressed-air',
  'oxygen',
  'nitrogen',
  'carbon-dioxide',
  'acetylene',
  'blast-air',
  'calcium-carbide',
]);

/**
 * Kinds that the guideline of CO2 accounting counts at nothing: hydrogen holds no carbon, the carbon
 * of biomass and biogas was taken from the air, and media are provided outside the boundary. A factor
 * in the set goes before this.
 */
export const OUTSIDE_CARBON: ReadonlySet<AccountedKind> = new Set([
  ...ENERGY_MEDIA,
  'hydrogen',
  'biomass',
  'biogas',
]);

/** True for what can be turned into electricity in the enterprise: fuels, heat and steam. */
export function isConvertible(kind: AccountedKind): boolean {
  return kind !== 'electricity' && !ENERGY_MEDIA.has(kind);
}
