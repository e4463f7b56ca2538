import type { FieldSpec } from '../forms/field-spec.ts';
import type { NamedArea } from '../overview/use-area.ts';
import type { Pair } from '../words/codes.ts';
import { INDUSTRIES } from '../words/industries.ts';
import { isCreditCode } from './credit-code.ts';

/** Classes as the yearly list names them; others can be typed. */
const CLASS_SUGGESTIONS: readonly string[] = [
  '重点用能单位（1万吨以上）',
  '重点用能单位（5千至1万吨）',
  '重点耗能企业',
];

/** The fields of an enterprise; a new one has its code and zone, a registered one the others. */
export function enterpriseFields(areas: readonly NamedArea[], isNew: boolean): FieldSpec[] {
  const named = (type: NamedArea['type']): Record<string, Pair> =>
    Object.fromEntries(
      areas
        .filter((area) => area.type === type)
        .map(({ code, name }) => [code, [name ?? code, name ?? code]]),
    );
  const code: FieldSpec = {
    ...{ name: 'id', label: ['统一社会信用代码', 'Credit code'], kind: 'text', isRequired: true },
    hint: ['18 位，登记后不可更改。', '18 characters; it cannot be changed afterwards.'],
    check: (value) =>
      isCreditCode(String(value))
        ? null
        : [
            '不是有效的统一社会信用代码（18 位，末位为校验码）。',
            'Not a unified social credit code: 18 characters, the last one a check character.',
          ],
  };
  const zone: FieldSpec = {
    ...{ name: 'timeZone', label: ['时区', 'Time zone'], kind: 'text', isRequired: true },
    hint: ['日、月以此时区为界。', 'Days and months begin by it.'],
  };
  return [
    ...(isNew ? [code] : []),
    { name: 'name', label: ['企业名称', 'Name'], kind: 'text', isRequired: true },
    {
      ...{ name: 'regionCode', label: ['行政区划', 'Region'], kind: 'suggest', isRequired: true },
      names: named('region'),
      hint: ['选择或填写代码，如 430626。', 'Choose one or type its code, such as 430626.'],
    },
    {
      ...{ name: 'industryCode', label: ['行业', 'Industry'], kind: 'suggest', isRequired: true },
      names: INDUSTRIES,
      hint: [
        '按 GB/T 4754 选择大类，可续填中类、小类，如 C3011。',
        'GB/T 4754: choose a division, and go on to group and class, such as C3011.',
      ],
    },
    {
      ...{ name: 'parkCode', label: ['园区', 'Park'], kind: 'suggest', names: named('park') },
      hint: ['不在园区内则留空。', 'Empty outside of parks.'],
    },
    {
      ...{ name: 'class', label: ['类别', 'Class'], kind: 'suggest' },
      names: Object.fromEntries(CLASS_SUGGESTIONS.map((text) => [text, [text, text]])),
    },
    zone,
    ...(isNew
      ? []
      : [
          {
            ...{ name: 'validFrom', label: ['新时区生效时间', 'New zone from'], kind: 'moment' },
            hint: ['仅在更改时区时填写。', 'Only where the zone changes.'],
          } satisfies FieldSpec,
        ]),
  ];
}

/** The fields of a code that the enterprise had before. */
export const PREDECESSOR_FIELDS: readonly FieldSpec[] = [
  {
    ...{ name: 'id', label: ['曾用统一社会信用代码', 'Former code'], kind: 'text' },
    isRequired: true,
    check: (value) =>
      isCreditCode(String(value)) ? null : ['不是有效的统一社会信用代码。', 'Not a credit code.'],
  },
  { name: 'changedOn', label: ['变更日期', 'Changed on'], kind: 'day', isRequired: true },
  { name: 'note', label: ['说明', 'Note'], kind: 'long' },
];
