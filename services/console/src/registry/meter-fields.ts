import type { Schemas } from '../client/api.ts';
import type { FieldSpec, Values } from '../forms/field-spec.ts';
import { ENERGY_KINDS, FLOWS, METER_KINDS, type Pair, UNITS } from '../words/codes.ts';

type Meter = Schemas['Meter'];

const LEVELS: Readonly<Record<string, Pair>> = {
  '1': ['一级', 'Level 1'],
  '2': ['二级', 'Level 2'],
  '3': ['三级', 'Level 3'],
};
/** What has no date: it is the same for the whole history. */
const LABELS = ['name', 'level', 'dataCode'] as const;
/** What readings mean: a change holds from a date on, and what was counted before stays. */
const MEANINGS = [
  'energyKind',
  'kind',
  'unit',
  'flow',
  'multiplier',
  'masterMeterId',
  'intervalSeconds',
  'registerMax',
  'ratedPowerKw',
] as const;

/** What the form begins with. */
export function meterValues(meter: Meter): Values {
  return { ...meter, level: String(meter.level), validFrom: undefined };
}

/** The fields of a meter that is registered; the date is asked for where the figures change. */
export function meterFields(meter: Meter, others: readonly Meter[]): FieldSpec[] {
  const masters = others.filter(({ id }) => id !== meter.id);
  const names = Object.fromEntries(
    masters.map(({ id, name }): [string, Pair] => [id, [`${id} ${name}`, `${id} ${name}`]]),
  );
  return [
    { name: 'name', label: ['名称', 'Name'], kind: 'text', isRequired: true },
    {
      ...{ name: 'level', label: ['计量级别', 'Level'], kind: 'choice', isRequired: true },
      names: LEVELS,
      hint: ['按 GB 17167。', 'By GB 17167.'],
    },
    {
      ...{ name: 'dataCode', label: ['采集数据编码', 'National data code'], kind: 'text' },
      hint: ['16 位数字，可留空。', '16 digits, or empty.'],
    },
    {
      ...{ name: 'energyKind', label: ['能源品种', 'Energy kind'], kind: 'choice' },
      ...{ names: ENERGY_KINDS, isRequired: true },
    },
    {
      ...{ name: 'kind', label: ['示值类型', 'What it shows'], kind: 'choice' },
      ...{ names: METER_KINDS, isRequired: true },
    },
    {
      ...{ name: 'unit', label: ['计量单位', 'Unit'], kind: 'choice', names: UNITS },
      isRequired: true,
      hint: [
        '须与首次登记的单位同类；量纲不同请另登记一块表计。',
        'Of the same dimension as the first one; for another one register another meter.',
      ],
    },
    {
      ...{ name: 'flow', label: ['流向', 'Flow'], kind: 'choice', names: FLOWS },
      isRequired: true,
    },
    {
      ...{ name: 'multiplier', label: ['倍率', 'Multiplier'], kind: 'number', isRequired: true },
      hint: ['电流互感器变比 × 电压互感器变比。', 'CT ratio × PT ratio.'],
    },
    {
      ...{ name: 'masterMeterId', label: ['上级表计', 'Master meter'], kind: 'suggest', names },
      hint: [
        '能量已由哪块表计计入；没有则留空。',
        'The meter that counts this energy already; empty for none.',
      ],
    },
    {
      ...{ name: 'intervalSeconds', label: ['采集间隔（秒）', 'Interval (s)'], kind: 'number' },
      isShown: ({ kind }) => kind !== 'register',
    },
    { name: 'registerMax', label: ['最大示值', 'Register maximum'], kind: 'number' },
    { name: 'ratedPowerKw', label: ['额定功率（kW）', 'Rated power (kW)'], kind: 'number' },
    {
      ...{ name: 'validFrom', label: ['自何时起生效', 'Valid from'], kind: 'moment' },
      isRequired: true,
      isShown: (values) => MEANINGS.some((field) => isChanged(meter, values, field)),
      hint: [
        '此前的数据按原登记计算，此后重新计算。',
        'Figures before stay as they are; those after are counted again.',
      ],
    },
  ];
}

/** What of the form is a change; a field that was emptied is taken away. */
export function meterChange(meter: Meter, values: Values): Record<string, unknown> {
  const changed = [...LABELS, ...MEANINGS].filter((field) => isChanged(meter, values, field));
  const sent = changed.map((field) => {
    const value = values[field] ?? null;
    return [field, field === 'level' ? Number(value) : value];
  });
  const { validFrom } = values;
  return { ...Object.fromEntries(sent), ...(validFrom === undefined ? {} : { validFrom }) };
}

function isChanged(
  meter: Meter,
  values: Values,
  field: (typeof LABELS | typeof MEANINGS)[number],
): boolean {
  const text = (value: unknown) => String(value ?? '').trim();
  return text(meter[field]) !== text(values[field]);
}

/** The fields of a retirement. */
export const RETIREMENT_FIELDS: readonly FieldSpec[] = [
  {
    ...{ name: 'retiredAt', label: ['停用时间', 'Out of use from'], kind: 'moment' },
    isRequired: true,
    hint: [
      '不得早于最后一次读数。历史数据全部保留；此后不再要求上报。',
      'Not before its last reading. All of its history stays; from then on no readings are due.',
    ],
  },
  { name: 'reason', label: ['原因', 'Reason'], kind: 'long', isRequired: true },
];

/** The fields of taking a retirement back. */
export const RETURN_FIELDS: readonly FieldSpec[] = [
  { name: 'reason', label: ['原因', 'Reason'], kind: 'long', isRequired: true },
];
