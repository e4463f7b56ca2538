import type { RegisterName } from '@hengneng/domain';

import type { Permission } from '../access/matrix.ts';

/** A register of enterprises: how it is addressed, who writes it, and what tells its entries apart. */
export interface RegisterDefinition {
  readonly register: RegisterName;
  /** Last part of its address. */
  readonly path: string;
  readonly what: string;
  readonly write: Permission;
  /** Key of an entry where its fields make it; absent: the body names an `id`. */
  readonly keyOf?: (document: Readonly<Record<string, unknown>>, year: number | null) => string;
  /** Year of an entry from its fields; absent: the body names it where there is one. */
  readonly yearOf?: (document: Readonly<Record<string, unknown>>) => number;
}

const yearOfText = (text: unknown) => Number(String(text).slice(0, 4));

/** Registers of enterprises. */
export const ENTERPRISE_REGISTERS: readonly RegisterDefinition[] = [
  {
    register: 'class-list',
    path: 'class-list',
    what: 'Annual class list (重点用能单位名单): class, basis and duties by year',
    write: 'targets.issue',
    keyOf: (_, year) => String(year),
  },
  {
    register: 'approved-project',
    path: 'approved-projects',
    what: 'Projects with the energy that was approved (节能审查)',
    write: 'targets.issue',
  },
  {
    register: 'audit-programme',
    path: 'audit-programme',
    what: 'Energy audits planned and done',
    write: 'targets.issue',
    yearOf: ({ dueOn }) => yearOfText(dueOn),
  },
  {
    register: 'saving-review',
    path: 'saving-reviews',
    what: 'What the authority makes of reported savings, under the key of the saving',
    write: 'targets.issue',
  },
  {
    register: 'production-line',
    path: 'production-lines',
    what: 'Production lines: age and circumstances that decide which limit binds them',
    write: 'targets.issue',
  },
  {
    register: 'annual-report',
    path: 'annual-reports',
    what: 'Reports on a year’s energy use (能源利用状况报告), handed in by the enterprise',
    write: 'plans.sign',
    keyOf: (_, year) => String(year),
  },
  {
    register: 'equipment',
    path: 'equipment',
    what: 'Equipment that an elimination list may name',
    write: 'plans.write',
  },
  {
    register: 'energy-manager',
    path: 'energy-managers',
    what: 'Energy manager (能源管理负责人) and deputy, by post',
    write: 'plans.write',
  },
  {
    register: 'measure-progress',
    path: 'measure-progress',
    what: 'Progress of measures by month',
    write: 'plans.write',
    keyOf: ({ measureId, month }) => `${measureId}.${month}`,
    yearOf: ({ month }) => yearOfText(month),
  },
  {
    register: 'verified-saving',
    path: 'verified-savings',
    what: 'Savings of measures (节能量) against an adjusted baseline, with their uncertainty',
    write: 'plans.sign',
    keyOf: ({ measureId, reportingFrom }) => `${measureId}.${reportingFrom}`,
    yearOf: ({ reportingFrom }) => yearOfText(reportingFrom),
  },
];
