import { springFestivalOf } from '../policy/spring-festival.ts';
import { addDays } from '../time/dates.ts';

/** Days of the lunar and solar calendar that the law makes holidays, by Gregorian year. */
const MOVING_DAYS: Readonly<
  Record<number, readonly [qingming: string, duanwu: string, mid: string]>
> = {
  2025: ['04-04', '05-31', '10-06'],
  2026: ['04-05', '06-19', '09-25'],
  2027: ['04-05', '06-09', '09-15'],
  2028: ['04-04', '05-28', '10-03'],
  2029: ['04-04', '06-16', '09-22'],
  2030: ['04-05', '06-05', '09-12'],
};

/**
 * The thirteen days off that the law itself names (全国年节及纪念日放假办法, 2024): New Year one, Spring Festival
 * four from its eve on, Qingming one, Labour Day two, Dragon Boat one, Mid-Autumn one, National Day
 * three. Which days are moved for them is announced each year and not in here. None for a year whose
 * lunar days are not in the table.
 *
 * @example statutoryDaysOff(2027)[1] // ['2027-02-05', '2027-02-08']
 */
export function statutoryDaysOff(year: number): readonly (readonly [string, string])[] {
  const moving = MOVING_DAYS[year];
  const spring = springFestivalOf(year);
  if (moving === undefined || spring === null) return [];
  const one = (day: string) => [`${year}-${day}`, `${year}-${day}`] as const;
  const [qingming, duanwu, midAutumn] = moving;
  return [
    one('01-01'),
    [addDays(spring, -1), addDays(spring, 2)],
    one(qingming),
    [`${year}-05-01`, `${year}-05-02`],
    one(duanwu),
    one(midAutumn),
    [`${year}-10-01`, `${year}-10-03`],
  ];
}
