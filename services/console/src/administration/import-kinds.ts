import type { Pair } from '../words/codes.ts';

/** A table that the api takes in. */
export interface ImportKind {
  readonly id:
    | 'enterprises'
    | 'meters'
    | 'devices'
    | 'regions'
    | 'parks'
    | 'sites'
    | 'products'
    | 'calibrations'
    | 'policies'
    | 'degree-days';
  readonly title: Pair;
  readonly hint: Pair;
  /** Roles that may; the api decides. */
  readonly roles: readonly string[];
  /** Fields with the header that the template has them under, and one row of example. */
  readonly columns: readonly (readonly [field: string, label: Pair, example: string])[];
}

const ENTERPRISE: ImportKind['columns'][number] = [
  'enterpriseId',
  ['统一社会信用代码', 'enterpriseId'],
  '91430626MA4L16JQ9W',
];

/** Tables that can be imported, each all or nothing. */
export const IMPORT_KINDS: readonly ImportKind[] = [
  {
    id: 'enterprises',
    title: ['企业', 'Enterprises'],
    hint: ['每行一个企业。', 'One enterprise a row.'],
    roles: ['admin'],
    columns: [
      ['id', ['统一社会信用代码', 'id'], '91430626MA4L16JQ9W'],
      ['name', ['企业名称', 'name'], '示例水泥有限公司'],
      ['regionCode', ['行政区划代码', 'regionCode'], '430626'],
      ['industryCode', ['行业代码', 'industryCode'], 'C3011'],
      ['timeZone', ['时区', 'timeZone'], 'Asia/Shanghai'],
      ['parkCode', ['园区代码', 'parkCode'], ''],
      ['class', ['类别', 'class'], ''],
    ],
  },
  {
    id: 'meters',
    title: ['计量器具', 'Meters'],
    hint: ['每行一个计量器具；企业须已登记。', 'One meter a row; the enterprise is registered.'],
    roles: ['admin', 'enterprise-reporter', 'enterprise-reviewer'],
    columns: [
      ENTERPRISE,
      ['id', ['表计编号', 'id'], 'E01'],
      ['name', ['表计名称', 'name'], '进线总表'],
      ['energyKind', ['能源品种', 'energyKind'], '电力'],
      ['kind', ['示值类型', 'kind'], '累计'],
      ['unit', ['计量单位', 'unit'], 'kWh'],
      ['flow', ['流向', 'flow'], '外购'],
      ['level', ['级别', 'level'], '1'],
      ['intervalSeconds', ['采集间隔', 'intervalSeconds'], '900'],
      ['multiplier', ['倍率', 'multiplier'], '1'],
      ['registerMax', ['最大示值', 'registerMax'], ''],
      ['ratedPowerKw', ['额定功率', 'ratedPowerKw'], ''],
      ['masterMeterId', ['上级表计编号', 'masterMeterId'], ''],
      ['dataCode', ['采集数据编码', 'dataCode'], ''],
      ['siteId', ['厂区编号', 'siteId'], ''],
      ['validFrom', ['生效时间', 'validFrom'], ''],
    ],
  },
  {
    id: 'devices',
    title: ['采集设备', 'Devices'],
    hint: [
      '每行一台设备；企业须已登记。导入后各设备的密码只显示这一次。',
      'One device a row; the enterprise is registered. The passwords are shown once, after the import.',
    ],
    roles: ['admin', 'enterprise-reporter', 'enterprise-reviewer'],
    columns: [
      ENTERPRISE,
      ['id', ['设备编号', 'id'], 'edge-1'],
      ['name', ['设备名称', 'name'], '一号采集网关'],
    ],
  },
  {
    id: 'regions',
    title: ['行政区划', 'Regions'],
    hint: [
      '每行一个区划；已有的名称会被替换。',
      'One region a row; a name that is there is replaced.',
    ],
    roles: ['admin'],
    columns: [
      ['code', ['行政区划代码', 'code'], '430626'],
      ['name', ['行政区划名称', 'name'], '平江县'],
    ],
  },
  {
    id: 'parks',
    title: ['园区', 'Parks'],
    hint: [
      '每行一个园区；已有的名称与区划会被替换。',
      'One park a row; name and region that are there are replaced.',
    ],
    roles: ['admin'],
    columns: [
      ['code', ['园区代码', 'code'], 'PJ-HIGHTECH'],
      ['name', ['园区名称', 'name'], '平江高新区'],
      ['regionCode', ['行政区划代码', 'regionCode'], '430626'],
    ],
  },
  {
    id: 'sites',
    title: ['厂区', 'Plants'],
    hint: ['每行一个厂区；企业须已登记。', 'One plant a row; the enterprise is registered.'],
    roles: ['admin'],
    columns: [
      ENTERPRISE,
      ['id', ['厂区编号', 'id'], 'east'],
      ['name', ['厂区名称', 'name'], '东厂区'],
      ['regionCode', ['行政区划代码', 'regionCode'], '430626'],
      ['address', ['地址', 'address'], '长寿镇工业路 1 号'],
    ],
  },
  {
    id: 'products',
    title: ['产品', 'Products'],
    hint: [
      '每行一种产品；企业须已登记，登记后即可上报产量。',
      'One product a row; the enterprise is registered. Its output can be reported from then on.',
    ],
    roles: ['admin'],
    columns: [
      ENTERPRISE,
      ['id', ['产品编号', 'id'], 'cement-clinker'],
      ['name', ['产品名称', 'name'], '水泥熟料'],
      ['unit', ['计量单位', 'unit'], 't'],
    ],
  },
  {
    id: 'calibrations',
    title: ['检定与校准证书', 'Certificates of meters'],
    hint: ['每行一份证书。', 'One certificate a row.'],
    roles: ['admin'],
    columns: [
      ENTERPRISE,
      ['meterId', ['表计编号', 'meterId'], 'E01'],
      ['kind', ['类型', 'kind'], '检定'],
      ['certificateNo', ['证书编号', 'certificateNo'], 'DL-2026-001'],
      ['organisation', ['检定机构', 'organisation'], '示例计量检定所'],
      ['performedOn', ['检定日期', 'performedOn'], '2026-03-01'],
      ['validUntil', ['有效期至', 'validUntil'], '2027-02-28'],
      ['result', ['结论', 'result'], '合格'],
      ['accuracyClass', ['准确度等级', 'accuracyClass'], '0.5S'],
    ],
  },
  {
    id: 'degree-days',
    title: ['度日数', 'Degree days'],
    hint: [
      '每行一个地区的一个月；已有的月份以新值为准，原值仍可查。',
      'One month of a region a row; what stood there before is kept as history.',
    ],
    roles: ['admin', 'authority'],
    columns: [
      ['regionCode', ['行政区划代码', 'regionCode'], '430626'],
      ['month', ['月份', 'month'], '2026-01'],
      ['heating', ['采暖度日数', 'heating'], '402.5'],
      ['cooling', ['空调度日数', 'cooling'], '0'],
      ['station', ['气象站', 'station'], '平江 57682'],
    ],
  },
  {
    id: 'policies',
    title: ['用能预算与目标', 'Budgets and targets'],
    hint: ['每行一个目标；同一企业同一年度合为一份草稿。', 'One target a row; a draft a year.'],
    roles: ['authority'],
    columns: [
      ENTERPRISE,
      ['year', ['年度', 'year'], '2026'],
      ['id', ['目标编号', 'id'], 'total'],
      ['metric', ['指标', 'metric'], 'tce'],
      ['basis', ['折标口径', 'basis'], '等价值'],
      ['account', ['核算口径', 'account'], '考核'],
      ['period', ['考核周期', 'period'], '年'],
      ['limit', ['限额', 'limit'], '12500'],
      ['product', ['产品', 'product'], ''],
      ['issuer', ['下达单位', 'issuer'], '示例县发展和改革局'],
      ['documentNo', ['发文字号', 'documentNo'], '示发改〔2026〕15号'],
      ['issuedOn', ['下达日期', 'issuedOn'], '2026-01-15'],
    ],
  },
];
