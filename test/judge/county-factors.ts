import { type FactorSet, REFERENCE_FACTOR_SET } from '@hengneng/domain';
import { FUELS } from '@hengneng/fleet';

/** The standard leaves biomass to measurement: the county's plants use one recorded figure. */
export const COUNTY_FACTORS: FactorSet = {
  ...REFERENCE_FACTOR_SET,
  id: 'county',
  standardCoal: [
    ...REFERENCE_FACTOR_SET.standardCoal,
    ...REFERENCE_FACTOR_SET.standardCoal
      .filter(({ kind }) => kind === 'raw-coal')
      .map((factor) => ({
        ...factor,
        ...{ id: 'biomass-county', kind: 'biomass' as const },
        kgcePerUnit: FUELS.biomass.kgcePerUnit / (FUELS.biomass.unit === 't' ? 1_000 : 1),
      })),
  ],
};
