/**
 * The published figures that the simulated county is modelled on: industrial energy use of
 * Pingjiang (平江县, 430626), Hunan, in 2020. Source: the county's energy-saving potential plan of
 * 2023, annex 1.
 *
 * The published table has its own warts, and they are kept: its total of 123 620.24 tce is 0.01
 * below the sum of its rows (123 620.25), and its 375 enterprises are one more than its rows add
 * up to (374). The county takes the rows; the row "other" does not follow its own saving rule,
 * which the simulator does not use.
 */

/** The ten sectors of the published table, in its order. */
export const SECTORS = [
  'mica',
  'food',
  'electronics',
  'building-materials',
  'equipment',
  'metallurgy-mining',
  'biomedicine',
  'energy',
  'chemicals',
  'other',
] as const;

/** One sector of the published table. */
export type Sector = (typeof SECTORS)[number];

/** One row of the published table. */
export interface SectorFigures {
  readonly sector: Sector;
  /** Name of the sector as published. */
  readonly name: string;
  /** Enterprises of the sector. */
  readonly enterprisesCount: number;
  /** Energy used in 2020, tonnes of coal equivalent, as published (two decimals). */
  readonly energyTce: number;
}

/** The rows of the published table. */
export const PUBLISHED_SECTORS: readonly SectorFigures[] = [
  { sector: 'mica', name: '云母', enterprisesCount: 17, energyTce: 10_567.36 },
  { sector: 'food', name: '食品加工', enterprisesCount: 156, energyTce: 7_266.45 },
  { sector: 'electronics', name: '电子信息', enterprisesCount: 25, energyTce: 12_880.21 },
  { sector: 'building-materials', name: '建材', enterprisesCount: 63, energyTce: 71_628.62 },
  { sector: 'equipment', name: '装备制造', enterprisesCount: 21, energyTce: 6_007.4 },
  { sector: 'metallurgy-mining', name: '冶金矿山', enterprisesCount: 11, energyTce: 11_568.99 },
  { sector: 'biomedicine', name: '生物医药', enterprisesCount: 4, energyTce: 74.11 },
  { sector: 'energy', name: '能源环保', enterprisesCount: 6, energyTce: 385.94 },
  { sector: 'chemicals', name: '化工', enterprisesCount: 14, energyTce: 1_112.67 },
  { sector: 'other', name: '其它', enterprisesCount: 57, energyTce: 2_128.5 },
];

/** What the published table says of all industry; compare with the sums of its rows. */
export const PUBLISHED_INDUSTRY_TOTAL = {
  enterprisesCount: 375,
  energyTce: 123_620.24,
} as const;

/**
 * Energy of the brick kilns within building materials, tce. Not published; it follows from the
 * published saving potential of 25 765.44 tce, which counts half of what the kilns use and a tenth
 * of what the others use: 0.5 k + 0.1 (71 628.62 - k) = 25 765.44.
 */
export const BRICK_KILNS_TCE = 46_506.45;

/** The county: region code, names, time zone. */
export const COUNTY = {
  regionCode: '430626',
  name: '平江县',
  timeZone: 'Asia/Shanghai',
} as const;
