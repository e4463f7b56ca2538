import { type Enterprise, getEnterprise } from '@hengneng/database';
import { DomainError } from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

import { principalOf } from '../access/access.plugin.ts';
import type { Permission } from '../access/matrix.ts';
import { isAllowed, scopeOf } from '../access/principal.ts';
import { listOf } from '../consumption/consumption-query.ts';
import type { Asker } from '../consumption/enterprise-consumption.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { toIso } from '../schemas.ts';
import { EXPORT_LANGUAGES, type ExportLanguage, type ExportNote } from './export-document.ts';
import { localTimes } from './local-time.ts';

/** Enterprises of one file at most. */
const ENTERPRISES_MAX = 100;
/** Rows of one file that are worth beginning; five sheets of a workbook. */
export const EXPORT_ROWS_MAX = 5_000_000;

/** What every export may be asked for besides its own fields. */
export const exportQueryFields = {
  enterpriseId: listOf(z.string().max(64), ENTERPRISES_MAX).describe(
    `One enterprise, or up to ${ENTERPRISES_MAX} as a,b,c; one after the other in the file.`,
  ),
  lang: z
    .enum(EXPORT_LANGUAGES)
    .default('both')
    .describe('Headers in Chinese, in English, or in both: two rows of them.'),
  notes: z
    .stringbool()
    .default(true)
    .describe('False: a CSV without the lines about itself. A workbook has them on a sheet.'),
};

/** The common part of a checked query. */
export interface ExportQuery {
  readonly enterpriseId: readonly string[];
  readonly lang: ExportLanguage;
  readonly notes: boolean;
}

/** Who exports, as far as a permission to see the data itself reaches. */
export function dataAsker(request: FastifyRequest, permission: Permission): Asker {
  const principal = principalOf(request);
  if (!isAllowed(principal, permission)) {
    throw new DomainError('FORBIDDEN', 'None of your roles allows this.');
  }
  return { principal, scope: scopeOf(principal, permission) };
}

/**
 * The enterprises that were asked for, each once, in that order.
 *
 * @throws DomainError NOT_FOUND for one that the asker does not cover
 */
export async function askedEnterprises(
  { database, clock }: Pick<ApiDependencies, 'database' | 'clock'>,
  { scope }: Pick<Asker, 'scope'>,
  { enterpriseId }: Pick<ExportQuery, 'enterpriseId'>,
): Promise<Enterprise[]> {
  const enterprises: Enterprise[] = [];
  for (const id of new Set(enterpriseId)) {
    enterprises.push(await getEnterprise(database.executor, scope, id, clock()));
  }
  return enterprises;
}

/** Refuses a file of more rows than are worth beginning. */
export function assertRowCount(count: number): void {
  if (count <= EXPORT_ROWS_MAX) return;
  throw new DomainError(
    'TIME_RANGE_TOO_WIDE',
    `About ${Math.ceil(count)} rows; an export has ${EXPORT_ROWS_MAX} at most. Ask for a shorter ` +
      'range, fewer meters or a longer interval.',
  );
}

/** What a file says first: what it is, whose data, what was asked for, by whom and when. */
export function askedNotes(
  request: FastifyRequest,
  about: {
    readonly titleZh: string;
    readonly titleEn: string;
    readonly enterprises: readonly Enterprise[];
    readonly nowMs: number;
    /** Only what was on record at this instant; now where absent. */
    readonly asOfMs?: number | undefined;
  },
): ExportNote[] {
  const { titleZh, titleEn, enterprises, nowMs, asOfMs } = about;
  const { username, name } = principalOf(request);
  const zones = [...new Set(enterprises.map(({ timeZone }) => timeZone))];
  const [zone = 'UTC'] = zones;
  const stamp = (atMs: number) => {
    const times = localTimes(zone);
    return `${times.instant(atMs).slice(0, 19)} ${times.offset(atMs)}（${toIso(atMs)}）`;
  };
  return [
    { zh: '文件', en: 'File', value: `衡能 Hengneng ${titleZh} ${titleEn}` },
    ...enterprises.map(({ id, name: of, timeZone }) => ({
      zh: '企业',
      en: 'Enterprise',
      value: `${of}（${id}），时区 ${timeZone}`,
    })),
    {
      zh: '查询条件',
      en: 'Query',
      value: queryText(request.url),
    },
    { zh: '导出人', en: 'Exported by', value: `${name}（${username}）` },
    { zh: '导出时间', en: 'Exported at', value: stamp(nowMs) },
    { zh: '数据截至', en: 'As of', value: stamp(asOfMs ?? nowMs) },
    {
      zh: '时间',
      en: 'Times',
      value: `企业当地时间，各行注明与UTC的时差；local time of the enterprise: ${zones.join(', ')}`,
    },
    { zh: '空白', en: 'Blank', value: '缺少数据或系数，不等于 0；unknown, which is not 0' },
  ];
}

/** The query as people read it; what is no valid escape stays as it was written. */
function queryText(url: string): string {
  const { searchParams } = new URL(url, 'http://api');
  return [...searchParams].map(([name, value]) => `${name}=${value}`).join(' & ');
}

/** Name of a file by what it holds, whose it is and its range. */
export function fileStemOf(
  title: string,
  enterprises: readonly Pick<Enterprise, 'id' | 'name'>[],
  from: string,
  to: string,
): string {
  const [first] = enterprises;
  const more = enterprises.length > 1 ? `等${enterprises.length}家` : '';
  const whose = first === undefined ? [] : [`${first.name}${more}`, first.id];
  const parts = [title, ...whose, from, to].filter((part) => part !== '');
  // Neither file system nor shell may take a part of it for something else.
  return parts
    .join('_')
    .replaceAll(/[\s\\/:*?"<>|\p{Cc}]+/gu, '-')
    .toWellFormed()
    .slice(0, 150);
}
