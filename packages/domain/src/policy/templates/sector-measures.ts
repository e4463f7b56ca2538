import type { MeasureCategory } from '../policy-document.ts';

/** A measure as it is usual in a sector; amounts and days are the enterprise's own. */
export type UsualMeasure = readonly [id: string, category: MeasureCategory, title: string];

/** Measures that any works can take. */
const COMMON: readonly UsualMeasure[] = [
  [
    'motor-renewal',
    'equipment-upgrade',
    '电机能效提升：按GB 18613更换低效电机，变工况负荷加装变频',
  ],
  ['transformer-renewal', 'equipment-upgrade', '变压器能效提升：按GB 20052更换低效变压器'],
  ['metering', 'management', '完善三级计量，能源管理中心按班组考核'],
];

/** Usual measures of a sector, by the key of its template. From practice; no saving is promised. */
export const USUAL_MEASURES: Readonly<Record<string, readonly UsualMeasure[]>> = {
  cement: [
    ['grate-cooler', 'technical-renovation', '第四代篦冷机改造'],
    ['preheater', 'technical-renovation', '预热器低阻高效改造（六级预热、分解炉扩容）'],
    ['waste-heat-power', 'waste-heat', '纯低温余热发电提效'],
    ['roller-press', 'equipment-upgrade', '生料、水泥粉磨辊压机终粉磨改造'],
    ['alternative-fuel', 'energy-conversion', '替代燃料（RDF、生物质）利用'],
    ['kiln-control', 'process-optimisation', '窑系统智能优化控制'],
    ...COMMON,
  ],
  coking: [
    ['dry-quenching', 'waste-heat', '干熄焦余热发电'],
    ['riser-heat', 'waste-heat', '焦炉上升管荒煤气余热回收'],
    ['coal-moisture', 'process-optimisation', '煤调湿'],
    ['heating-control', 'process-optimisation', '焦炉加热自动控制'],
    ...COMMON,
  ],
  steel: [
    ['sinter-heat', 'waste-heat', '烧结环冷机余热回收发电'],
    ['top-pressure', 'waste-heat', '高炉煤气余压透平（TRT）提效'],
    ['converter-gas', 'waste-heat', '转炉煤气、蒸汽回收提高'],
    ['hot-charging', 'process-optimisation', '连铸坯热装热送、直接轧制'],
    ['gas-power', 'energy-conversion', '富余煤气高参数发电'],
    ['oxygen', 'process-optimisation', '制氧、空压系统优化调度，降低放散'],
    ...COMMON,
  ],
  ferroalloy: [
    ['furnace-gas', 'waste-heat', '矿热炉煤气回收利用'],
    ['furnace-control', 'process-optimisation', '电极自动控制、低频供电'],
    ['raw-material', 'process-optimisation', '精料入炉，热装'],
    ...COMMON,
  ],
  aluminium: [
    ['cell-insulation', 'technical-renovation', '电解槽石墨化阴极、保温与磁流体稳定改造'],
    ['current-control', 'process-optimisation', '低电压槽控优化'],
    ['anode', 'process-optimisation', '阳极电流分布在线监测'],
    ...COMMON,
  ],
  chemicals: [
    ['heat-integration', 'process-optimisation', '换热网络优化（夹点分析）'],
    ['steam-cascade', 'energy-conversion', '蒸汽梯级利用，背压透平驱动'],
    ['low-heat', 'waste-heat', '低位余热回收（热泵、ORC）'],
    ['compressors', 'equipment-upgrade', '压缩机组高效化与防喘振优化'],
    ['circulating-water', 'process-optimisation', '循环水系统能量优化'],
    ...COMMON,
  ],
  glass: [
    ['oxy-fuel', 'technical-renovation', '全氧燃烧或富氧助燃'],
    ['furnace-insulation', 'technical-renovation', '窑炉全保温与大吨位化'],
    ['waste-heat-power', 'waste-heat', '烟气余热发电'],
    ['cullet', 'process-optimisation', '提高碎玻璃掺配率'],
    ...COMMON,
  ],
  ceramics: [
    ['wide-kiln', 'technical-renovation', '宽断面辊道窑改造'],
    ['dry-milling', 'process-optimisation', '干法制粉、连续球磨'],
    ['kiln-heat', 'waste-heat', '窑炉余热用于干燥'],
    ['kiln-control', 'process-optimisation', '窑炉燃烧优化控制'],
    ...COMMON,
  ],
  'bricks-lime': [
    ['tunnel-kiln', 'technical-renovation', '轮窑改隧道窑、余热干燥'],
    ['internal-fuel', 'energy-conversion', '煤矸石、污泥等内燃掺配'],
    ['fans', 'equipment-upgrade', '窑用风机高效化与变频'],
    ...COMMON,
  ],
  paper: [
    ['shoe-press', 'technical-renovation', '靴式压榨，提高入烘缸干度'],
    ['hood-heat', 'waste-heat', '密闭气罩热回收'],
    ['vacuum', 'equipment-upgrade', '透平真空泵改造'],
    ['refining', 'process-optimisation', '中浓打浆、磨浆优化'],
    ['cogeneration', 'energy-conversion', '热电联产与黑液、污泥能源利用'],
    ...COMMON,
  ],
  textiles: [
    ['stenter-heat', 'waste-heat', '定型机废气余热回收'],
    ['dye-water-heat', 'waste-heat', '高温印染废水热回收'],
    ['low-liquor', 'technical-renovation', '小浴比染色机'],
    ['air-conditioning', 'process-optimisation', '车间空调、除尘系统变频与自控'],
    ['compressed-air', 'process-optimisation', '空压站集中供气与压力分级'],
    ...COMMON,
  ],
  'data-centre': [
    ['free-cooling', 'technical-renovation', '自然冷却（冷却塔供冷、间接蒸发）'],
    ['liquid-cooling', 'technical-renovation', '液冷改造'],
    ['airflow', 'process-optimisation', '冷热通道封闭、提高送风温度'],
    ['ups', 'equipment-upgrade', '高效UPS、高压直流供电'],
    ['it-load', 'management', '清退低效服务器，提高上架率'],
    ['green-power', 'energy-conversion', '绿色电力消费'],
  ],
  'public-building': [
    ['hvac-control', 'process-optimisation', '空调系统群控与冷站优化'],
    ['lighting', 'equipment-upgrade', 'LED照明与感应控制'],
    ['envelope', 'technical-renovation', '外窗、屋面保温改造'],
    ['hot-water', 'energy-conversion', '热泵供热水，替代燃气锅炉'],
    ['set-points', 'management', '室温控制：夏季不低于26 ℃，冬季不高于20 ℃'],
    ['sub-metering', 'management', '分项计量与能耗公示'],
  ],
};
