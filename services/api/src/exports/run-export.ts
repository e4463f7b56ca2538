import type { Enterprise } from '@hengneng/database';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Permission } from '../access/matrix.ts';
import type { Asker } from '../consumption/enterprise-consumption.ts';
import type { ExportContent, ExportLanguage, ExportNote } from './export-document.ts';
import {
  askedEnterprises,
  askedNotes,
  dataAsker,
  type ExportQuery,
  fileStemOf,
} from './export-query.ts';
import { type ExportContext, sendExport } from './send-export.ts';
import type { ExportFormat } from './write-export.ts';

/** What an export is about, and how its rows are found. */
export interface ExportPlan {
  /** Noun of its rows in the audit log. */
  readonly noun: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly format: ExportFormat;
  /** What it takes to see the data itself. */
  readonly permission: Permission;
  readonly query: ExportQuery;
  /** The range in the words of the query, for the file's name. */
  readonly from: string;
  readonly to: string;
  readonly asOfMs?: number | undefined;
  readonly open: (given: ExportGiven) => Promise<ExportContent>;
}

/** What is known of every export before its rows are looked for. */
export interface ExportGiven {
  readonly asker: Asker;
  readonly enterprises: readonly Enterprise[];
  readonly language: ExportLanguage;
  /** What the file says first. */
  readonly notes: readonly ExportNote[];
  readonly nowMs: number;
}

/** Finds out whose data is asked for by whom, and sends the file. */
export async function runExport(
  context: ExportContext,
  request: FastifyRequest,
  reply: FastifyReply,
  plan: ExportPlan,
): Promise<FastifyReply> {
  const { dependencies } = context;
  const { noun, format, titleZh, titleEn, query, from, to, asOfMs } = plan;
  const asker = dataAsker(request, plan.permission);
  const enterprises = await askedEnterprises(dependencies, asker, query);
  const { lang: language, notes: withNotes } = query;
  return sendExport(context, request, reply, {
    ...{ noun, format, language, withNotes },
    enterpriseIds: enterprises.map(({ id }) => id),
    fileStem: fileStemOf(titleZh, enterprises, from, to),
    open: async () => {
      const nowMs = dependencies.clock();
      const notes = askedNotes(request, { titleZh, titleEn, enterprises, nowMs, asOfMs });
      return await plan.open({ asker, enterprises, language, notes, nowMs });
    },
  });
}
