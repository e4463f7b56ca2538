import { COMPRESSED_AIR, OFFICE, type PlantGroup } from './plant-type.ts';
import { BRICK_KILNS_TCE } from './published-figures.ts';

/** Building materials: the brick kilns, and the others. */
export const BUILDING_MATERIALS_GROUPS: readonly PlantGroup[] = [
  {
    sector: 'building-materials',
    energyTce: BRICK_KILNS_TCE,
    plants: [
      {
        id: 'brick-kiln',
        industryCode: 'C3031',
        nameWords: ['页岩砖', '新型墙材', '烧结砖', '环保建材', '煤矸石砖'],
        enterprisesCount: 36,
        placedTce: [11_200, 4_600, 4_300, 4_000, 3_800, 3_600, 3_400, 3_250],
        fuels: { 'raw-coal': [0.82, 0.9], diesel: [0.01, 0.025] },
        fuelShape: 'kiln',
        processes: [
          { name: '隧道窑风机', weight: 34, shape: 'kiln', machines: ['1号窑排烟风机'] },
          { name: '原料破碎', weight: 26, shape: 'two-shift', machines: ['锤式破碎机'] },
          { name: '真空挤砖机', weight: 28, shape: 'two-shift', machines: ['双级真空挤砖机'] },
          { name: '干燥室', weight: 10, shape: 'kiln' },
          OFFICE,
        ],
      },
    ],
  },
  {
    sector: 'building-materials',
    plants: [
      {
        id: 'cement-works',
        industryCode: 'C3011',
        nameWords: ['水泥'],
        enterprisesCount: 1,
        placedTce: [15_000],
        fuels: { 'raw-coal': [0.8, 0.84], diesel: [0.01, 0.02] },
        fuelShape: 'kiln',
        processes: [
          { name: '回转窑系统', weight: 34, shape: 'kiln', machines: ['窑主电机', '高温风机'] },
          { name: '生料磨', weight: 24, shape: 'continuous', machines: ['生料立磨'] },
          { name: '水泥磨', weight: 32, shape: 'two-shift', machines: ['1号水泥磨'] },
          { name: '包装及输送', weight: 5, shape: 'two-shift' },
          OFFICE,
        ],
      },
      {
        id: 'ceramics',
        industryCode: 'C3071',
        nameWords: ['陶瓷', '建筑陶瓷'],
        enterprisesCount: 2,
        placedTce: [4_200],
        fuels: { 'natural-gas': [0.72, 0.8], diesel: [0.005, 0.015] },
        fuelShape: 'kiln',
        processes: [
          {
            name: '球磨制粉',
            weight: 34,
            shape: 'two-shift',
            machines: ['1号球磨机', '2号球磨机'],
          },
          { name: '压机成型', weight: 24, shape: 'two-shift' },
          { name: '辊道窑', weight: 24, shape: 'kiln', machines: ['窑炉风机'] },
          COMPRESSED_AIR,
          OFFICE,
        ],
      },
      {
        id: 'lime-kiln',
        industryCode: 'C3012',
        nameWords: ['钙业', '石灰'],
        enterprisesCount: 5,
        fuels: { 'raw-coal': [0.84, 0.9], diesel: [0.01, 0.03] },
        fuelShape: 'kiln',
        processes: [
          { name: '石灰窑', weight: 40, shape: 'kiln' },
          { name: '破碎筛分', weight: 40, shape: 'two-shift' },
          OFFICE,
        ],
      },
      {
        id: 'concrete-products',
        industryCode: 'C3021',
        nameWords: ['商品混凝土', '水泥制品', '预拌砂浆', '管桩'],
        enterprisesCount: 14,
        fuels: { diesel: [0.25, 0.4], 'natural-gas': [0.1, 0.2] },
        fuelShape: 'weekday',
        processes: [
          { name: '搅拌楼', weight: 50, shape: 'weekday', machines: ['1号搅拌主机'] },
          { name: '骨料输送', weight: 28, shape: 'weekday' },
          COMPRESSED_AIR,
          OFFICE,
        ],
      },
      {
        id: 'refractories',
        industryCode: 'C3089',
        nameWords: ['耐火材料', '保温材料'],
        enterprisesCount: 5,
        fuels: { 'natural-gas': [0.6, 0.7], diesel: [0.01, 0.02] },
        fuelShape: 'kiln',
        processes: [
          { name: '烧成窑', weight: 30, shape: 'kiln' },
          { name: '混练成型', weight: 45, shape: 'two-shift' },
          OFFICE,
        ],
      },
    ],
  },
];
