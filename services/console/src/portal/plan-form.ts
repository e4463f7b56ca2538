import type { Measure } from '../authority/policy-types.ts';
import { MEASURE_CATEGORIES, MEASURE_STATUSES } from '../authority/words.ts';
import type { FieldSpec, Values } from '../forms/field-spec.ts';
import type { Pair } from '../words/codes.ts';

const MILESTONE = /^(\d{4}-\d{2}-\d{2})\s+(\S.*)$/;
const STAGE = /^(\d{4}-\d{2}-\d{2})\s+(\d{4}-\d{2}-\d{2})\s+(\S.*)$/;
const IS_OVER = ['done', 'verified'];

/** Fields of a measure; `meters` are names of the enterprise's meters by id. */
export function measureFields(meters: Readonly<Record<string, Pair>>): readonly FieldSpec[] {
  return [
    {
      name: 'id',
      label: ['编号', 'Id'],
      kind: 'text',
      isRequired: true,
      hint: ['各版本保持不变，如 M1。', 'Stays the same through versions, such as M1.'],
    },
    { name: 'title', label: ['措施', 'Measure'], kind: 'text', isRequired: true },
    {
      ...{ name: 'category', label: ['类别', 'Category'], kind: 'choice' },
      ...{ names: MEASURE_CATEGORIES, isRequired: true },
    },
    {
      ...{ name: 'status', label: ['状态', 'State'], kind: 'choice' },
      ...{ names: MEASURE_STATUSES, isRequired: true },
    },
    { name: 'start', label: ['开始日期', 'First day'], kind: 'day', isRequired: true },
    { name: 'end', label: ['完成期限', 'Last day'], kind: 'day', isRequired: true },
    {
      ...{ name: 'doneOn', label: ['完成日期', 'Done on'], kind: 'day' },
      isShown: ({ status }) => IS_OVER.includes(String(status)),
    },
    {
      name: 'expectedSavingTce',
      label: ['节能潜力（tce/年）', 'Saving potential (tce a year)'],
      kind: 'number',
    },
    { name: 'investmentCny', label: ['投资（元）', 'Investment (CNY)'], kind: 'number' },
    { name: 'responsible', label: ['责任人', 'Responsible'], kind: 'text' },
    {
      ...{ name: 'meters', label: ['反映效果的计量器具', 'Meters that show its effect'] },
      ...{ kind: 'choices', names: meters },
    },
    {
      name: 'milestones',
      label: ['节点', 'Milestones'],
      kind: 'long',
      hint: ['每行一个：期限 名称', 'One a line: its day, then its name'],
      placeholder: ['2026-06-30 完成招标', '2026-06-30 contract awarded'],
      check: (value) =>
        wrongLine(value, MILESTONE, [
          '“期限 名称”，如“2026-06-30 完成招标”',
          'its day, then its name',
        ]),
    },
    {
      name: 'worksSchedule',
      label: ['施工安排', 'Works schedule'],
      kind: 'long',
      hint: ['每行一段：开始 结束 名称', 'One a line: first day, last day, name'],
      placeholder: ['2026-07-01 2026-08-31 土建', '2026-07-01 2026-08-31 civil works'],
      check: (value) =>
        wrongLine(value, STAGE, [
          '“开始 结束 名称”，日期如 2026-07-01',
          'first day, last day, name',
        ]),
    },
  ];
}

function linesOf(value: unknown): string[] {
  const lines = String(value ?? '').split('\n');
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

function wrongLine(value: unknown, form: RegExp, [zh, en]: Pair): Pair | null {
  const wrong = linesOf(value).find((line) => !form.test(line));
  if (wrong === undefined) return null;
  return [`“${wrong}”须写成${zh}。`, `“${wrong}” has to be written as ${en}.`];
}

/** What a form about a measure begins with. */
export function measureValues(measure: Measure): Values {
  const { milestones = [], worksSchedule = [], ...rest } = measure;
  return {
    ...rest,
    milestones: milestones.map(({ due, title }) => `${due} ${title}`).join('\n'),
    worksSchedule: worksSchedule
      .map(({ start, end, title }) => `${start} ${end} ${title}`)
      .join('\n'),
  };
}

/** The measure that a form says; a milestone that was reached stays so. */
export function measureOf(body: Values, before: Measure | null): Measure {
  const { milestones, worksSchedule, meters, ...rest } = body;
  const reached = new Map(
    (before?.milestones ?? []).map(({ due, title, doneOn }) => [`${due} ${title}`, doneOn]),
  );
  const points = linesOf(milestones).flatMap((line) => {
    const [, due = '', title = ''] = MILESTONE.exec(line) ?? [];
    const doneOn = reached.get(`${due} ${title}`);
    return [{ due, title, ...(doneOn === undefined ? {} : { doneOn }) }];
  });
  const stages = linesOf(worksSchedule).map((line) => {
    const [, start = '', end = '', title = ''] = STAGE.exec(line) ?? [];
    return { title, start, end };
  });
  const chosen = (meters ?? []) as readonly string[];
  return {
    ...rest,
    ...(chosen.length === 0 ? {} : { meters: chosen }),
    ...(points.length === 0 ? {} : { milestones: points }),
    ...(stages.length === 0 ? {} : { worksSchedule: stages }),
  } as unknown as Measure;
}
