import type { ClassSettings, EnterpriseClass } from './register-documents.ts';

/** What counts where an area has set nothing: the law's thresholds, and the local list from 3 000 tce. */
export const DEFAULT_CLASS_SETTINGS: ClassSettings = {
  statutoryFromTce: 10_000,
  designatedFromTce: 5_000,
  localFromTce: 3_000,
  duties: {
    statutory: [
      'annual-report',
      'energy-manager',
      'energy-audit',
      'online-monitoring',
      'monthly-ledger',
      'one-enterprise-one-policy',
    ],
    designated: [
      'annual-report',
      'energy-manager',
      'energy-audit',
      'online-monitoring',
      'monthly-ledger',
      'one-enterprise-one-policy',
    ],
    local: ['energy-audit', 'monthly-ledger', 'one-enterprise-one-policy'],
    none: [],
  },
};

/** A change of the class list that somebody has to decide on; nothing is listed by itself. */
export interface ClassProposal {
  readonly from: EnterpriseClass;
  readonly to: EnterpriseClass;
  readonly annualTce: number;
  readonly thresholdTce: number;
  /** Whether it should be in the next audit batch: it crossed the local threshold upwards. */
  readonly audit: boolean;
}

/** What is known of an enterprise's year, and how it is listed. */
export interface YearOfEnterprise {
  readonly listed: EnterpriseClass;
  readonly annualTce: number;
  readonly isLowerBound: boolean;
}

/**
 * What a year's consumption says about the class of an enterprise; null where the list agrees with it.
 * From 5 000 to 10 000 tce a unit is a key unit only where it was designated, so a designation is never
 * proposed; one that was designated, and still is above its threshold, stays.
 *
 * @param annualTce comprehensive energy of the year on the basis that the area uses, tce
 * @param isLowerBound that more may have been used, because the year runs on or not all of it is known:
 *   that lifts an enterprise, and takes none off the list
 */
export function proposeClass(
  { listed, annualTce, isLowerBound }: YearOfEnterprise,
  settings: ClassSettings,
): ClassProposal | null {
  const to = classBy(listed, annualTce, settings);
  if (to === listed) return null;
  const thresholdTce = thresholdOf(listed, to, settings);
  if (isLowerBound && annualTce < thresholdTce) return null;
  const audit = annualTce >= settings.localFromTce && listed === 'none';
  return { from: listed, to, annualTce, thresholdTce, audit };
}

function classBy(
  listed: EnterpriseClass,
  annualTce: number,
  { statutoryFromTce, designatedFromTce, localFromTce }: ClassSettings,
): EnterpriseClass {
  if (annualTce >= statutoryFromTce) return 'statutory';
  if (listed === 'designated' && annualTce >= designatedFromTce) return 'designated';
  return annualTce >= localFromTce ? 'local' : 'none';
}

/** The threshold that was crossed: of the new class on the way up, of the old one on the way down. */
function thresholdOf(from: EnterpriseClass, to: EnterpriseClass, settings: ClassSettings): number {
  const thresholds: Record<EnterpriseClass, number> = {
    statutory: settings.statutoryFromTce,
    designated: settings.designatedFromTce,
    local: settings.localFromTce,
    none: 0,
  };
  return Math.max(thresholds[from], thresholds[to]);
}
