import { COMPRESSED_AIR, OFFICE, type PlantGroup } from './plant-type.ts';

/** Food, medicine, energy, chemicals and the rest. */
export const FOOD_AND_OTHER_GROUPS: readonly PlantGroup[] = [
  {
    sector: 'food',
    plants: [
      {
        id: 'snack-food',
        industryCode: 'C1439',
        nameWords: ['食品', '休闲食品', '豆制品', '酱干食品', '面筋食品'],
        enterprisesCount: 92,
        fuels: { 'natural-gas': [0.24, 0.36], biomass: [0.1, 0.2], diesel: [0.005, 0.02] },
        fuelShape: 'two-shift',
        processes: [
          { name: '蒸煮卤制', weight: 26, shape: 'two-shift' },
          { name: '包装线', weight: 30, shape: 'two-shift', machines: ['1号包装线'] },
          { name: '杀菌釜', weight: 16, shape: 'two-shift' },
          { name: '成品冷库', weight: 20, shape: 'cold-store', machines: ['1号制冷压缩机'] },
          OFFICE,
        ],
      },
      {
        id: 'cold-chain',
        industryCode: 'C1351',
        nameWords: ['肉类冷冻', '冷链食品', '农牧食品'],
        enterprisesCount: 12,
        fuels: { lng: [0.06, 0.12], diesel: [0.04, 0.08] },
        fuelShape: 'two-shift',
        processes: [
          { name: '速冻间', weight: 26, shape: 'two-shift', machines: ['速冻机'] },
          { name: '冷藏库', weight: 44, shape: 'cold-store', machines: ['1号螺杆机', '2号螺杆机'] },
          { name: '屠宰分割', weight: 16, shape: 'two-shift' },
          OFFICE,
        ],
      },
      {
        id: 'grain-mill',
        industryCode: 'C1310',
        nameWords: ['米业', '粮油'],
        enterprisesCount: 34,
        fuels: { biomass: [0.12, 0.24], diesel: [0.01, 0.03] },
        fuelShape: 'seasonal',
        processes: [
          { name: '烘干', weight: 26, shape: 'seasonal', machines: ['1号烘干塔'] },
          { name: '碾米线', weight: 50, shape: 'seasonal', machines: ['1号碾米机'] },
          OFFICE,
        ],
      },
      {
        id: 'spirits',
        industryCode: 'C1512',
        nameWords: ['酒业', '谷酒'],
        enterprisesCount: 18,
        fuels: { biomass: [0.45, 0.6] },
        fuelShape: 'seasonal',
        processes: [
          { name: '蒸馏车间', weight: 40, shape: 'seasonal' },
          { name: '灌装线', weight: 34, shape: 'weekday' },
          OFFICE,
        ],
      },
    ],
  },
  {
    sector: 'biomedicine',
    plants: [
      {
        id: 'chinese-medicine',
        industryCode: 'C2740',
        nameWords: ['药业', '中药科技'],
        enterprisesCount: 4,
        fuels: { steam: [0.2, 0.3] },
        fuelShape: 'weekday',
        processes: [
          { name: '提取车间', weight: 40, shape: 'weekday' },
          { name: '净化空调', weight: 34, shape: 'cold-store' },
          OFFICE,
        ],
      },
    ],
  },
  {
    sector: 'energy',
    plants: [
      {
        id: 'waste-to-energy',
        industryCode: 'D4412',
        nameWords: ['环保能源', '生物质能源', '再生能源'],
        enterprisesCount: 3,
        fuels: { diesel: [0.1, 0.2], biomass: [0.15, 0.25] },
        fuelShape: 'continuous',
        processes: [
          { name: '引风机', weight: 40, shape: 'continuous' },
          { name: '渗滤液处理', weight: 32, shape: 'continuous' },
          OFFICE,
        ],
      },
      {
        id: 'gas-supply',
        industryCode: 'D4511',
        nameWords: ['燃气', '天然气'],
        enterprisesCount: 3,
        fuels: { 'natural-gas': [0.2, 0.35] },
        fuelShape: 'continuous',
        processes: [{ name: '气化调压站', weight: 55, shape: 'continuous' }, OFFICE],
      },
    ],
  },
  {
    sector: 'chemicals',
    plants: [
      {
        id: 'fine-chemicals',
        industryCode: 'C2614',
        nameWords: ['化工', '精细化工', '生物化学'],
        enterprisesCount: 9,
        fuels: { steam: [0.28, 0.4], diesel: [0.005, 0.015] },
        fuelShape: 'continuous',
        processes: [
          { name: '反应釜', weight: 44, shape: 'continuous', machines: ['1号导热油泵'] },
          { name: '循环冷却水', weight: 22, shape: 'cold-store' },
          { name: '污水处理', weight: 14, shape: 'continuous' },
          OFFICE,
        ],
      },
      {
        id: 'resins',
        industryCode: 'C2651',
        nameWords: ['树脂', '高分子材料'],
        enterprisesCount: 5,
        fuels: { 'natural-gas': [0.25, 0.4] },
        fuelShape: 'two-shift',
        processes: [{ name: '聚合车间', weight: 50, shape: 'two-shift' }, COMPRESSED_AIR, OFFICE],
      },
    ],
  },
  {
    sector: 'other',
    plants: [
      {
        id: 'paper',
        industryCode: 'C2221',
        nameWords: ['纸业', '纸品包装'],
        enterprisesCount: 12,
        fuels: { biomass: [0.35, 0.5], heat: [0.05, 0.1] },
        fuelShape: 'two-shift',
        processes: [
          { name: '造纸机', weight: 60, shape: 'two-shift', machines: ['1号纸机传动'] },
          { name: '切纸打包', weight: 20, shape: 'weekday' },
          OFFICE,
        ],
      },
      {
        id: 'bakery',
        industryCode: 'C1411',
        nameWords: ['糕点', '烘焙'],
        enterprisesCount: 15,
        fuels: { lng: [0.2, 0.35] },
        fuelShape: 'weekday',
        processes: [
          { name: '烤炉', weight: 50, shape: 'weekday' },
          { name: '原料冷库', weight: 26, shape: 'cold-store' },
          OFFICE,
        ],
      },
      {
        id: 'feed',
        industryCode: 'C1329',
        nameWords: ['饲料', '牧业'],
        enterprisesCount: 18,
        fuels: { biomass: [0.15, 0.3] },
        fuelShape: 'two-shift',
        processes: [
          { name: '制粒线', weight: 60, shape: 'two-shift', machines: ['1号制粒机'] },
          { name: '粉碎', weight: 24, shape: 'two-shift' },
          OFFICE,
        ],
      },
      {
        id: 'graphite',
        industryCode: 'C3091',
        nameWords: ['碳素', '石墨制品'],
        enterprisesCount: 12,
        fuels: { 'natural-gas': [0.15, 0.3] },
        fuelShape: 'continuous',
        processes: [
          { name: '石墨化炉', weight: 62, shape: 'continuous' },
          { name: '机加工', weight: 22, shape: 'weekday' },
          OFFICE,
        ],
      },
    ],
  },
];
