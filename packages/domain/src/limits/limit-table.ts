import type {
  LimitCorrection,
  LimitDocument,
  LimitEntry,
  LimitLevel,
  LimitTable,
} from './limit-types.ts';

const ALTITUDE: LimitCorrection = { type: 'altitude' };
const CLAUSES = 'Read in the standard, by page and clause.';
const RECALLED = 'Recalled; compare with the text before use.';
const NOTICE = '发改产业〔2023〕723号';

const DOCUMENTS: readonly LimitDocument[] = [
  doc('GB 16780-2021', '水泥单位产品能源消耗限额', CLAUSES, '2022-11-01'),
  doc('GB 21342-2025', '焦炭单位产品能源消耗限额', CLAUSES, null),
  doc('GB 21256-2025', '粗钢生产主要工序单位产品能源消耗限额', CLAUSES, '2026-07-01', true),
  doc('GB 21341-2022', '铁合金单位产品能源消耗限额', CLAUSES, '2024-01-01'),
  doc('GB 21346-2022', '电解铝和氧化铝单位产品能源消耗限额', CLAUSES, '2024-01-01'),
  doc('GB 29436-2023', '甲醇、乙二醇和二甲醚单位产品能源消耗限额', CLAUSES, '2024-12-01'),
  doc('GB 40879-2021', '数据中心能效限定值及能效等级', RECALLED, '2022-11-01'),
  doc(NOTICE, '工业重点领域能效标杆水平和基准水平（2023年版）', RECALLED, '2023-06-06'),
];

type Row = readonly [
  product: string,
  nameZh: string,
  unit: string,
  level1: number | null,
  level2: number | null,
  level3: number | null,
  corrections?: readonly LimitCorrection[],
  caveats?: readonly string[],
];

const MIX = ['ore mix (配料结构)'];
const STEEL_TYPE = ['type of steel (钢种)'];
const ORE = ['ore grade (矿石品位)'];
const COKE = ['kind of fuel, volatile matter, moisture and age of the oven'];

const CEMENT: readonly Row[] = [
  ['cement-clinker', '水泥熟料综合能耗', 'kgce/t', 100, 107, 117, [ALTITUDE]],
  ['cement-clinker-electricity', '水泥熟料电耗', 'kWh/t', 48, 57, 61, [ALTITUDE]],
  ['cement-clinker-coal', '水泥熟料煤耗', 'kgce/t', 94, 100, 109, [ALTITUDE]],
  ['cement', '水泥综合能耗', 'kgce/t', 80, 87, 94, [ALTITUDE, { type: 'clinker-ratio' }]],
  ['cement-preparation-electricity', '水泥制备工段电耗', 'kWh/t', 26, 29, 34],
];

const COKING: readonly Row[] = [
  ['coke-top-charged', '顶装焦炉', 'kgce/t', 110, 110, 135, [{ type: 'wet-quenching' }], COKE],
  ['coke-stamp-charged', '捣固焦炉', 'kgce/t', 115, 115, 140, [{ type: 'wet-quenching' }], COKE],
];

const STEEL: readonly Row[] = [
  ['sinter', '烧结', 'kgce/t', 43, 46, 52, [], MIX],
  ['pellet', '球团', 'kgce/t', 15, 22, 33, [], MIX],
  ['hot-metal', '高炉', 'kgce/t', 361, 370, 415, [{ type: 'ore-grade' }]],
  ['converter-steel', '转炉', 'kgce/t', -30, -28, -12, [{ type: 'scrap' }], STEEL_TYPE],
  [
    'eaf-steel-under-50t',
    '电弧炉（<50 t）',
    'kgce/t',
    61,
    null,
    86,
    [{ type: 'hot-metal' }],
    STEEL_TYPE,
  ],
  [
    'eaf-steel-50t-to-70t',
    '电弧炉（50–70 t）',
    'kgce/t',
    61,
    null,
    72,
    [{ type: 'hot-metal' }],
    STEEL_TYPE,
  ],
  [
    'eaf-steel-from-70t',
    '电弧炉（≥70 t）',
    'kgce/t',
    61,
    64,
    72,
    [{ type: 'hot-metal' }],
    STEEL_TYPE,
  ],
];

const FERROALLOYS: readonly Row[] = [
  ['ferrosilicon-electricity', '硅铁电耗', 'kWh/t', 8050, 8300, 8400, [], ORE],
  ['ferrosilicon', '硅铁综合能耗', 'kgce/t', 1700, 1770, 1850, [], ORE],
  ['silicomanganese-electricity', '锰硅电耗', 'kWh/t', 3800, 4000, 4250, [], ORE],
  ['silicomanganese', '锰硅综合能耗', 'kgce/t', 850, 860, 950, [], ORE],
  ['ferromanganese-electricity', '电炉高碳锰铁电耗', 'kWh/t', 2100, 2400, 2550, [], ORE],
  ['ferromanganese', '电炉高碳锰铁综合能耗', 'kgce/t', 610, 660, 700, [], ORE],
  [
    'ferrochrome-electricity',
    '高碳铬铁电耗',
    'kWh/t',
    3100,
    3300,
    3500,
    [],
    [...ORE, 'Cr/Fe ≥ 2.2'],
  ],
  ['ferrochrome', '高碳铬铁综合能耗', 'kgce/t', 800, 850, 900, [], [...ORE, 'Cr/Fe ≥ 2.2']],
];

const ALUMINIUM: readonly Row[] = [
  ['aluminium-liquid-ac', '铝液交流电耗', 'kWh/t', 12950, 13000, 13350],
  ['aluminium-liquid-total-ac', '铝液综合交流电耗', 'kWh/t', 13250, 13350, 13700],
  ['aluminium-ingot-total-ac', '铝锭综合交流电耗', 'kWh/t', 13300, 13400, 13750],
  ['aluminium-ingot', '铝锭综合能源单耗', 'kgce/t', 1670, 1680, 1720],
  ['alumina-bayer', '氧化铝（拜耳法）综合能耗', 'kgce/t', 340, 390, 460],
];

const METHANOL: readonly Row[] = [
  ['methanol-bituminous', '甲醇（烟煤）', 'kgce/t', 1380, 1400, 1800],
  ['methanol-anthracite', '甲醇（无烟煤）', 'kgce/t', 1200, 1250, 1500],
  ['methanol-lignite', '甲醇（褐煤）', 'kgce/t', 1750, 1800, 2000],
  ['methanol-natural-gas', '甲醇（天然气）', 'kgce/t', 1130, 1150, 1380],
  ['ethylene-glycol-syngas', '乙二醇（合成气）', 'kgce/t', 850, 1000, 1300],
];

const DATA_CENTRE: readonly Row[] = [['data-centre', '数据中心 PUE', '1', 1.2, 1.3, 1.5]];

type SectorRow = readonly [
  product: string,
  nameZh: string,
  unit: string,
  benchmark: number,
  baseline: number,
  verified?: boolean,
];

/** 标杆 and 基准; verified are those that agree with a standard or a second copy. */
const SECTOR_LEVELS: readonly SectorRow[] = [
  ['cement-clinker', '水泥熟料', 'kgce/t', 100, 117, true],
  ['flat-glass-500-to-800', '平板玻璃（500–800 t/d）', 'kgce/重量箱', 9.5, 13.5],
  ['flat-glass-over-800', '平板玻璃（>800 t/d）', 'kgce/重量箱', 8, 12],
  ['ceramic-tile-absorbing-to-0.5', '建筑陶瓷（吸水率≤0.5 %）', 'kgce/m²', 4, 7],
  ['ceramic-tile-absorbing-to-10', '建筑陶瓷（0.5–10 %）', 'kgce/m²', 3.7, 4.6],
  ['ceramic-tile-absorbing-over-10', '建筑陶瓷（>10 %）', 'kgce/m²', 3.5, 4.5],
  ['sanitary-ware', '卫生陶瓷', 'kgce/t', 300, 630],
  ['coke-top-charged', '焦炭（顶装）', 'kgce/t', 110, 135],
  ['coke-stamp-charged', '焦炭（捣固）', 'kgce/t', 110, 140, true],
  ['hot-metal', '高炉', 'kgce/t', 361, 435, true],
  ['converter-steel', '转炉', 'kgce/t', -30, -10, true],
  ['eaf-steel-30t-to-50t', '电弧炉（30–50 t）', 'kgce/t', 67, 86],
  ['eaf-steel-from-50t', '电弧炉（≥50 t）', 'kgce/t', 61, 72],
  ['ferrosilicon', '硅铁', 'kgce/t', 1770, 1900],
  ['silicomanganese', '锰硅', 'kgce/t', 860, 950],
  ['ferrochrome', '高碳铬铁', 'kgce/t', 710, 800],
  ['aluminium-liquid-ac', '电解铝（铝液交流电耗）', 'kWh/t', 13000, 13350, true],
  ['copper-cathode-from-concentrate', '铜冶炼（精矿→阴极铜）', 'kgce/t', 260, 380],
  ['lead-crude', '粗铅', 'kgce/t', 230, 300],
  ['lead-electrolytic', '铅电解', 'kgce/t', 100, 120],
  ['lead-smelting', '铅冶炼全程', 'kgce/t', 330, 420],
  ['zinc-electrolytic', '锌（湿法电锌，有渣处理）', 'kgce/t', 1100, 1280],
  ['ammonia-anthracite-lump', '合成氨（优质无烟块煤）', 'kgce/t', 1100, 1350],
  ['ammonia-pulverised-coal', '合成氨（粉煤）', 'kgce/t', 1350, 1550],
  ['ammonia-natural-gas', '合成氨（天然气）', 'kgce/t', 1000, 1200],
  ['yellow-phosphorus', '黄磷', 'kgce/t', 2300, 2800],
  ['calcium-carbide', '电石', 'kgce/t', 805, 940],
  ['caustic-soda-membrane-30', '烧碱（离子膜≥30 %）', 'kgce/t', 315, 350],
  ['caustic-soda-membrane-45', '烧碱（离子膜≥45 %）', 'kgce/t', 420, 470],
  ['caustic-soda-solid', '固碱', 'kgce/t', 620, 685],
  ['soda-ash-ammonia-light', '纯碱（氨碱轻质）', 'kgce/t', 320, 370],
  ['soda-ash-combined-light', '纯碱（联碱轻质）', 'kgce/t', 160, 200],
  ['refining', '炼油', 'kgoe/(t·factor)', 7.5, 8.5],
];

/**
 * Limits of DOMAIN 5. The same product has other figures in other documents, so the key is document
 * and product. Dates are recalled unless `datesVerified`; figures nobody has compared are not `verified`.
 */
export const REFERENCE_LIMIT_TABLE: LimitTable = {
  id: 'limits-2026-1',
  documents: DOCUMENTS,
  entries: [
    ...standard('GB 16780-2021', CEMENT),
    ...standard('GB 21342-2025', COKING),
    ...standard('GB 21256-2025', STEEL),
    ...standard('GB 21341-2022', FERROALLOYS),
    ...standard('GB 21346-2022', ALUMINIUM),
    ...standard('GB 29436-2023', METHANOL),
    ...standard('GB 40879-2021', DATA_CENTRE, false),
    ...SECTOR_LEVELS.map(sectorEntry),
  ],
};

function doc(
  document: string,
  title: string,
  source: string,
  validFrom: string | null,
  datesVerified = false,
): LimitDocument {
  return { document, title, validFrom, validTo: null, datesVerified, source };
}

function standard(document: string, rows: readonly Row[], verified = true): LimitEntry[] {
  return rows.map(([product, nameZh, unit, level1, level2, level3, corrections, caveats]) => {
    const values: Record<LimitLevel, number | null> = {
      1: level1,
      2: level2,
      3: level3,
      benchmark: null,
      baseline: null,
    };
    return {
      ...{ document, product, nameZh, unit, values, verified },
      ...{ corrections: corrections ?? [], caveats: caveats ?? [] },
    };
  });
}

function sectorEntry([
  product,
  nameZh,
  unit,
  benchmark,
  baseline,
  verified,
]: SectorRow): LimitEntry {
  const values = { benchmark, baseline };
  return {
    ...{ document: NOTICE, product, nameZh, unit, values, verified: verified ?? false },
    ...{ corrections: [], caveats: [] },
  };
}
