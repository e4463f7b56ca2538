import { COUNTY, type Sector } from '../county/published-figures.ts';

/** An industrial park of the simulated county. */
export interface DemoPark {
  readonly code: string;
  readonly name: string;
  readonly sectors: readonly Sector[];
}

/** The parks; what belongs to no sector of theirs (mines, other works) stands outside. */
export const DEMO_PARKS: readonly DemoPark[] = [
  {
    code: 'PJ-GX',
    name: '高新技术产业园',
    sectors: ['mica', 'electronics', 'equipment', 'biomedicine'],
  },
  { code: 'PJ-JC', name: '绿色建材产业园', sectors: ['building-materials'] },
  { code: 'PJ-SP', name: '食品产业园', sectors: ['food', 'other'] },
];

/** Name of the county as screens show it. */
export const DEMO_REGION = { code: COUNTY.regionCode, name: COUNTY.name } as const;

/** The park of a sector, or null. */
export function parkOf(sector: Sector): DemoPark | null {
  return DEMO_PARKS.find(({ sectors }) => sectors.includes(sector)) ?? null;
}

/** Classes of the annual list by last year's consumption, tce (primary basis). */
export function classOf(tce: number): 'statutory' | 'designated' | 'local' | 'none' {
  if (tce >= 10_000) return 'statutory';
  if (tce >= 5_000) return 'designated';
  return tce >= 3_000 ? 'local' : 'none';
}

/** A class in words, for the master data of the enterprise. */
export const CLASS_NAMES = {
  statutory: '重点用能单位（1万吨以上）',
  designated: '重点用能单位（5千至1万吨）',
  local: '重点耗能企业',
  none: null,
} as const;
