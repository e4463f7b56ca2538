import { type AccountedKind, FURTHER_KINDS } from '../energy/factors.ts';
import { type Dimension, dimensionOf } from '../energy/units.ts';
import { ACCOUNTED_METER_KINDS, type MeterUnit } from '../registry/lists.ts';

/** Every kind of energy or medium that a ledger may have a line of. */
export const LEDGER_KINDS: readonly AccountedKind[] = [...ACCOUNTED_METER_KINDS, ...FURTHER_KINDS];

/** A kind's name in the statistical lists, how it may be counted, and whether it can be stocked. */
interface KindFacts {
  readonly nameZh: string;
  readonly dimensions: readonly Dimension[];
  readonly stocked: boolean;
  /** Unit that a form offers first: what the statistical tables use. */
  readonly unit: MeterUnit;
}

const energy = (nameZh: string, unit: MeterUnit): KindFacts => {
  return { nameZh, dimensions: ['energy'], stocked: false, unit };
};
const solid = (nameZh: string): KindFacts => {
  return { nameZh, dimensions: ['mass'], stocked: true, unit: 't' };
};
const liquid = (nameZh: string): KindFacts => {
  return { nameZh, dimensions: ['mass', 'volume'], stocked: true, unit: 't' };
};
/** Gas is bought by volume and, where its heat is measured, by energy; it is kept in no yard. */
const gas = (nameZh: string, unit: MeterUnit = '10km3'): KindFacts => {
  return { nameZh, dimensions: ['volume', 'energy'], stocked: false, unit };
};
const medium = (nameZh: string, unit: MeterUnit): KindFacts => {
  return { nameZh, dimensions: ['volume', 'mass'], stocked: false, unit };
};

const KINDS: Readonly<Record<AccountedKind, KindFacts>> = {
  electricity: energy('电力', '10MWh'),
  heat: energy('热力', 'GJ'),
  steam: { nameZh: '蒸汽', dimensions: ['mass', 'energy'], stocked: false, unit: 't' },
  'raw-coal': solid('原煤'),
  'washed-coal': solid('洗精煤'),
  middlings: solid('洗中煤'),
  slime: solid('煤泥'),
  gangue: solid('煤矸石'),
  coke: solid('焦炭'),
  'coal-tar': liquid('煤焦油'),
  'crude-oil': liquid('原油'),
  'fuel-oil': liquid('燃料油'),
  gasoline: liquid('汽油'),
  kerosene: liquid('煤油'),
  diesel: liquid('柴油'),
  benzol: liquid('粗苯'),
  methanol: liquid('甲醇'),
  ethanol: liquid('乙醇'),
  lpg: liquid('液化石油气'),
  'refinery-gas': { ...gas('炼厂干气', 't'), dimensions: ['mass', 'volume', 'energy'] },
  lng: { ...liquid('液化天然气'), dimensions: ['mass', 'volume', 'energy'] },
  'natural-gas': gas('天然气'),
  'coke-oven-gas': gas('焦炉煤气'),
  'blast-furnace-gas': gas('高炉煤气'),
  'converter-gas': gas('转炉煤气'),
  'producer-gas': gas('发生炉煤气'),
  'water-gas': gas('水煤气'),
  biogas: gas('沼气'),
  hydrogen: { ...gas('氢气'), dimensions: ['volume', 'mass'] },
  biomass: solid('生物质燃料'),
  water: medium('新水', 't'),
  'softened-water': medium('软化水', 't'),
  'deaerated-water': medium('除氧水', 't'),
  'compressed-air': medium('压缩空气', '10km3'),
  oxygen: medium('氧气', '10km3'),
  nitrogen: medium('氮气', '10km3'),
  'carbon-dioxide': medium('二氧化碳', 'm3'),
  acetylene: medium('乙炔', 'm3'),
  anthracite: solid('无烟煤'),
  'bituminous-coal': solid('烟煤'),
  lignite: solid('褐煤'),
  'other-washed-coal': solid('其他洗煤'),
  briquette: solid('煤制品'),
  naphtha: liquid('石脑油'),
  'petroleum-coke': solid('石油焦'),
  'other-petroleum': liquid('其他石油制品'),
  'heavy-oil-cat-gas': gas('重油催化裂解煤气'),
  'heavy-oil-thermal-gas': gas('重油热裂解煤气'),
  'coke-made-gas': gas('焦炭制气'),
  'pressure-gas': gas('压力气化煤气'),
  'carbide-furnace-gas': gas('电石炉尾气'),
  'other-gas': gas('其他煤气'),
  'blast-air': medium('鼓风', '10km3'),
  'calcium-carbide': solid('电石'),
};

const UNIT_NAMES_ZH: Readonly<Record<MeterUnit, string>> = {
  kWh: '千瓦时',
  MWh: '兆瓦时',
  '10MWh': '万千瓦时',
  m3: '立方米',
  km3: '千立方米',
  '10km3': '万立方米',
  t: '吨',
  kg: '千克',
  L: '升',
  MJ: '兆焦',
  GJ: '吉焦',
  kW: '千瓦',
  kvarh: '千乏时',
};

/** True for a word that a ledger line may name as its kind. */
export function isLedgerKind(word: string): word is AccountedKind {
  return Object.hasOwn(KINDS, word);
}

/** The name of a kind in the statistical lists, in Chinese. */
export function kindNameZh(kind: AccountedKind): string {
  return KINDS[kind].nameZh;
}

/** The kind that a Chinese name or a word of the interface stands for; null for anything else. */
export function parseLedgerKind(text: string): AccountedKind | null {
  const trimmed = text.trim();
  if (isLedgerKind(trimmed)) return trimmed;
  return KINDS_BY_NAME.get(trimmed) ?? null;
}

/** How a unit is written in Chinese tables. */
export function unitNameZh(unit: MeterUnit): string {
  return UNIT_NAMES_ZH[unit];
}

/** Whether a kind can be counted in a unit: coal not in kWh, electricity not in tonnes. */
export function unitFitsKind(kind: AccountedKind, unit: MeterUnit): boolean {
  return unit !== 'kW' && KINDS[kind].dimensions.includes(dimensionOf(unit));
}

/** Whether a kind is kept in stock; for the others a missing stock is no stock. */
export function isStockedKind(kind: AccountedKind): boolean {
  return KINDS[kind].stocked;
}

/** The unit that the statistical tables count a kind in. */
export function usualUnitOf(kind: AccountedKind): MeterUnit {
  return KINDS[kind].unit;
}

/** Words that people also write. */
const FURTHER_NAMES: readonly (readonly [string, AccountedKind])[] = [
  ['电', 'electricity'],
  ['煤', 'raw-coal'],
  ['生物质', 'biomass'],
  ['生物燃料', 'biomass'],
  ['水', 'water'],
  ['一般烟煤', 'bituminous-coal'],
];

const KINDS_BY_NAME: ReadonlyMap<string, AccountedKind> = new Map([
  ...LEDGER_KINDS.map((kind) => [KINDS[kind].nameZh, kind] as const),
  ...FURTHER_NAMES,
]);
