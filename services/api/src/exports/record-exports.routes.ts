import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { listOf, rangeQueryFields } from '../consumption/consumption-query.ts';
import { balanceQuerySchema, balanceWorkbook } from '../ledger/balance.routes.ts';
import { asOfSchema, monthSchema } from '../ledger/ledger-schemas.ts';
import { dateSchema } from '../schemas.ts';
import { openAccounting } from './accounting-document.ts';
import { openCorrections } from './corrections-document.ts';
import { openDuty } from './duty-document.ts';
import { exportQueryFields } from './export-query.ts';
import { exportRoute } from './export-route.ts';
import { openLedger } from './ledger-document.ts';
import { runExport } from './run-export.ts';
import type { ExportContext } from './send-export.ts';
import { EXPORT_FORMATS } from './write-export.ts';

const ledgerQuery = z.strictObject({
  ...exportQueryFields,
  ...{ from: monthSchema, to: monthSchema, asOf: asOfSchema },
  revisions: z
    .enum(['counting', 'all'])
    .default('counting')
    .describe('Of each month the revision that counts, or every one.'),
});
const daysQuery = z.strictObject({ ...exportQueryFields, from: dateSchema, to: dateSchema });
const correctionsQuery = z.strictObject({
  ...exportQueryFields,
  ...{ from: rangeQueryFields.from.optional(), to: rangeQueryFields.to.optional() },
});
const balanceQuery = balanceQuerySchema.extend({
  ...exportQueryFields,
  enterpriseId: listOf(z.string().max(64), 1).describe('One enterprise.'),
});

/** What is on record besides energy: ledger, balance, accounting, corrections, duty to report. */
export const recordExportRoutes: FastifyPluginAsyncZod<{
  readonly context: ExportContext;
}> = async (app, { context }) => {
  const { dependencies } = context;

  for (const format of EXPORT_FORMATS) {
    const name = format.toUpperCase();
    const ledger = { summary: `Ledger by month as ${name}`, format, querystring: ledgerQuery };
    app.get(`/exports/ledger.${format}`, exportRoute(ledger), async (request, reply) => {
      const { from, to, asOf, revisions, ...query } = request.query;
      return runExport(context, request, reply, {
        ...{ noun: 'ledger', titleZh: '能源台账', titleEn: 'Ledger', format, query, from, to },
        ...{ permission: 'ledger.read', asOfMs: asOf },
        open: (given) => openLedger(dependencies, given, { from, to, asOf, revisions }),
      });
    });

    const summary = `What became of every message and reading by day, as ${name}`;
    const accounting = exportRoute({ summary, format, querystring: daysQuery });
    app.get(`/exports/accounting.${format}`, accounting, async (request, reply) => {
      const { from, to, ...query } = request.query;
      return runExport(context, request, reply, {
        ...{ noun: 'accounting', titleZh: '数据接收核算', titleEn: 'Accounting' },
        ...{ permission: 'accounting.read', format, query, from, to },
        open: (given) => openAccounting(dependencies, given, { from, to }),
      });
    });
  }

  const balance = exportRoute({
    summary: 'Energy balance table (能源平衡表) of a year and the two before it, as a workbook',
    ...{ format: 'xlsx', querystring: balanceQuery },
  });
  app.get('/exports/balance.xlsx', balance, async (request, reply) => {
    const { enterpriseId, lang, notes, ...query } = request.query;
    const year = String(query.year);
    return runExport(context, request, reply, {
      ...{ noun: 'balance', titleZh: '能源平衡表', titleEn: 'Energy balance', format: 'xlsx' },
      ...{ permission: 'ledger.read', query: { enterpriseId, lang, notes }, from: year, to: year },
      open: async ({ asker, enterprises }) => {
        const [only] = enterprises;
        const id = only?.id ?? '';
        const sheets = await balanceWorkbook(dependencies, asker, id, query);
        return { sheets };
      },
    });
  });

  const corrections = exportRoute({
    summary: 'Corrections of data with who asked, checked and approved, as CSV',
    ...{ format: 'csv', querystring: correctionsQuery },
  });
  app.get('/exports/corrections.csv', corrections, async (request, reply) => {
    const { from, to, ...query } = request.query;
    return runExport(context, request, reply, {
      ...{ noun: 'correction', titleZh: '数据修正', titleEn: 'Corrections', format: 'csv', query },
      ...{ permission: 'corrections.read', from: from ?? '', to: to ?? '' },
      open: (given) => openCorrections(dependencies, given, { from, to }),
    });
  });

  const duty = exportRoute({
    summary: 'Duty to report (数据报送义务) by day and rule, as CSV',
    ...{ format: 'csv', querystring: daysQuery },
  });
  app.get('/exports/data-duty.csv', duty, async (request, reply) => {
    const { from, to, ...query } = request.query;
    return runExport(context, request, reply, {
      ...{ noun: 'data-duty', titleZh: '数据报送义务', titleEn: 'Duty to report', format: 'csv' },
      ...{ permission: 'duty.read', query, from, to },
      open: (given) => openDuty(dependencies, given, { from, to }),
    });
  });
};
