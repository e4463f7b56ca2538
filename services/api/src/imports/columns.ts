import type {
  CalibrationKind,
  CalibrationResult,
  EnergyKind,
  MeterFlow,
  MeterKind,
} from '@hengneng/domain';

import type { ColumnNames } from './csv-table.ts';

/** Headers of an enterprise table. */
export const ENTERPRISE_COLUMNS: ColumnNames = {
  id: ['统一社会信用代码', '信用代码', 'enterpriseId', 'creditCode'],
  name: ['企业名称', '单位名称', '名称'],
  regionCode: ['行政区划代码', '区划代码', '地区代码'],
  industryCode: ['行业代码', '国民经济行业代码'],
  timeZone: ['时区'],
  parkCode: ['园区代码', '园区'],
  class: ['类别', '企业类别', '名单类别'],
};

/** Headers of a device table. */
export const DEVICE_COLUMNS: ColumnNames = {
  enterpriseId: ['统一社会信用代码', '信用代码', '企业代码'],
  id: ['设备编号', '采集设备编号', 'deviceId'],
  name: ['设备名称', '采集设备名称', '名称'],
};

/** Headers of a table of regions. */
export const REGION_COLUMNS: ColumnNames = {
  code: ['行政区划代码', '区划代码', '代码', 'regionCode'],
  name: ['行政区划名称', '区划名称', '名称'],
};

/** Headers of a table of parks. */
export const PARK_COLUMNS: ColumnNames = {
  code: ['园区代码', '代码', 'parkCode'],
  name: ['园区名称', '名称'],
  regionCode: ['行政区划代码', '区划代码', '所在区划'],
};

/** Headers of a table of plants. */
export const SITE_COLUMNS: ColumnNames = {
  enterpriseId: ['统一社会信用代码', '信用代码', '企业代码'],
  id: ['厂区编号', 'siteId'],
  name: ['厂区名称', '名称'],
  regionCode: ['行政区划代码', '区划代码'],
  address: ['地址', '厂区地址'],
};

/** Headers of a table of products. */
export const PRODUCT_COLUMNS: ColumnNames = {
  enterpriseId: ['统一社会信用代码', '信用代码', '企业代码'],
  id: ['产品编号', 'productId'],
  name: ['产品名称', '名称'],
  unit: ['计量单位', '单位'],
};

/** Headers of a meter table. */
export const METER_COLUMNS: ColumnNames = {
  enterpriseId: ['统一社会信用代码', '信用代码', '企业代码'],
  id: ['表计编号', '计量器具编号', 'meterId'],
  name: ['表计名称', '计量器具名称', '名称'],
  energyKind: ['能源品种', '能源种类'],
  kind: ['示值类型', '读数类型', '数据类型'],
  unit: ['计量单位', '单位'],
  flow: ['流向', '能源流向'],
  level: ['级别', '计量级别', '等级'],
  intervalSeconds: ['采集间隔', '间隔秒数'],
  multiplier: ['倍率'],
  registerMax: ['表计最大示值', '最大示值', '量程上限'],
  ratedPowerKw: ['额定功率'],
  masterMeterId: ['上级表计编号', '上级表计', '总表编号'],
  dataCode: ['采集数据编码', '数据编码'],
  siteId: ['厂区编号', '厂区'],
  validFrom: ['生效时间', '启用时间'],
};

/** What people write for a meter's kind. */
export const METER_KIND_WORDS: Readonly<Record<string, MeterKind>> = {
  累计: 'register',
  累计值: 'register',
  表底: 'register',
  表底数: 'register',
  区间: 'interval',
  区间量: 'interval',
  功率: 'power',
  瞬时功率: 'power',
};

/** What people write for a meter's flow. */
export const METER_FLOW_WORDS: Readonly<Record<string, MeterFlow>> = {
  购入: 'purchased',
  外购: 'purchased',
  外供: 'supplied-out',
  供出: 'supplied-out',
  自产: 'generated',
  自发: 'generated',
  工序: 'process',
  内部: 'process',
};

/** Names of energy kinds, as in the statistical lists. */
export const ENERGY_KIND_WORDS: Readonly<Record<string, EnergyKind>> = {
  电力: 'electricity',
  电: 'electricity',
  热力: 'heat',
  蒸汽: 'steam',
  原煤: 'raw-coal',
  洗精煤: 'washed-coal',
  洗中煤: 'middlings',
  煤泥: 'slime',
  煤矸石: 'gangue',
  焦炭: 'coke',
  煤焦油: 'coal-tar',
  原油: 'crude-oil',
  燃料油: 'fuel-oil',
  汽油: 'gasoline',
  煤油: 'kerosene',
  柴油: 'diesel',
  粗苯: 'benzol',
  甲醇: 'methanol',
  乙醇: 'ethanol',
  液化石油气: 'lpg',
  炼厂干气: 'refinery-gas',
  液化天然气: 'lng',
  天然气: 'natural-gas',
  焦炉煤气: 'coke-oven-gas',
  高炉煤气: 'blast-furnace-gas',
  转炉煤气: 'converter-gas',
  发生炉煤气: 'producer-gas',
  水煤气: 'water-gas',
  沼气: 'biogas',
  氢气: 'hydrogen',
  生物质: 'biomass',
  生物燃料: 'biomass',
  新水: 'water',
  水: 'water',
  软化水: 'softened-water',
  除氧水: 'deaerated-water',
  压缩空气: 'compressed-air',
  氧气: 'oxygen',
  氮气: 'nitrogen',
  二氧化碳: 'carbon-dioxide',
  乙炔: 'acetylene',
  无功电能: 'reactive-electricity',
  无功电量: 'reactive-electricity',
};

/** Headers of a table of certificates. */
export const CALIBRATION_COLUMNS: ColumnNames = {
  enterpriseId: ['统一社会信用代码', '信用代码', '企业代码'],
  meterId: ['表计编号', '计量器具编号'],
  kind: ['类型', '检定校准类型', '检定或校准'],
  certificateNo: ['证书编号', '证书号'],
  organisation: ['检定机构', '校准机构', '机构'],
  performedOn: ['检定日期', '校准日期', '日期'],
  validUntil: ['有效期至', '有效期', '下次检定日期'],
  result: ['结论', '检定结论', '结果'],
  accuracyClass: ['准确度等级', '精度等级'],
};

/** What people write for the kind of a certificate. */
export const CALIBRATION_KIND_WORDS: Readonly<Record<string, CalibrationKind>> = {
  检定: 'verification',
  校准: 'calibration',
};

/** What people write for its result. */
export const CALIBRATION_RESULT_WORDS: Readonly<Record<string, CalibrationResult>> = {
  合格: 'passed',
  不合格: 'failed',
};
