import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';

import { consumptionQuerySchema } from '../consumption/consumption-query.ts';
import { openConsumption } from './consumption-document.ts';
import {
  askedEnterprises,
  askedNotes,
  dataAsker,
  exportQueryFields,
  fileStemOf,
} from './export-query.ts';
import { exportRoute } from './export-route.ts';
import { type ExportContext, sendExport } from './send-export.ts';
import { EXPORT_FORMATS } from './write-export.ts';

const querystring = consumptionQuerySchema.omit({ compare: true }).extend(exportQueryFields);

/** Consumption as a file: what the JSON route answers, for years and several enterprises. */
export const consumptionExportRoutes: FastifyPluginAsyncZod<{
  readonly context: ExportContext;
}> = async (app, { context }) => {
  const { dependencies } = context;

  for (const format of EXPORT_FORMATS) {
    const summary = `Consumption by period as ${format.toUpperCase()}, in local time, with totals`;
    const route = exportRoute({ summary, format, querystring });
    app.get(`/exports/consumption.${format}`, route, async (request, reply) => {
      const { enterpriseId, lang: language, notes: withNotes, ...query } = request.query;
      const asker = dataAsker(request, 'consumption.read');
      const enterprises = await askedEnterprises(dependencies, asker, { enterpriseId });
      const fileStem = fileStemOf('用能数据', enterprises, query.from, query.to);
      return await sendExport(context, request, reply, {
        ...{ noun: 'consumption', format, language, withNotes, fileStem },
        enterpriseIds: enterprises.map(({ id }) => id),
        open: async () => {
          const nowMs = dependencies.clock();
          const notes = askedNotes(request, {
            ...{ titleZh: '用能数据', titleEn: 'Consumption', enterprises, nowMs },
            asOfMs: query.asOf,
          });
          return await openConsumption(dependencies, {
            ...{ asker, enterprises, query, language, notes },
          });
        },
      });
    });
  }
};
