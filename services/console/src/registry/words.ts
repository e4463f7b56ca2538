import type { Pair } from '../words/codes.ts';

/** Sentences of the forms of the registry. */
export const REGISTRY = {
  addEnterprise: ['登记企业', 'Register an enterprise'],
  changeEnterprise: ['修改登记信息', 'Change the registry'],
  importEnterprises: ['批量导入', 'Import'],
  saved: ['已保存。', 'Saved.'],
  formerCode: ['登记曾用信用代码', 'Former credit code'],
  formerCodes: ['曾用信用代码', 'Former codes'],
  contacts: ['联系人', 'Contacts'],
  addMeter: ['登记计量器具', 'Register a meter'],
  addDevice: ['登记采集设备', 'Register a device'],
  importMany: ['从表格导入', 'From a table'],
  places: ['区划与园区', 'Regions and parks'],
  placesIntro: [
    '区划与园区的名称用于列表、总览与文书；企业所属的代码在企业登记信息中修改。',
    'Names as lists, the overview and documents show them; which codes an enterprise belongs to is changed in its registry.',
  ],
  regions: ['行政区划', 'Regions'],
  parks: ['园区', 'Parks'],
  code: ['代码', 'Code'],
  name: ['名称', 'Name'],
  enterprises: ['企业数', 'Enterprises'],
  noName: ['未命名', 'No name yet'],
  nameIt: ['修改名称', 'Change the name'],
  addRegion: ['登记区划', 'Name a region'],
  addPark: ['登记园区', 'Name a park'],
  noPlaces: ['尚无企业所在的区划或园区。', 'No enterprise is in one yet.'],
} as const satisfies Record<string, Pair>;
