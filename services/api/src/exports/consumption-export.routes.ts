import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';

import { consumptionQuerySchema } from '../consumption/consumption-query.ts';
import { openConsumption } from './consumption-document.ts';
import { exportQueryFields } from './export-query.ts';
import { exportRoute } from './export-route.ts';
import { runExport } from './run-export.ts';
import type { ExportContext } from './send-export.ts';
import { EXPORT_FORMATS } from './write-export.ts';

const querystring = consumptionQuerySchema.omit({ compare: true }).extend(exportQueryFields);

/** Consumption as a file: what the JSON route answers, for years and several enterprises. */
export const consumptionExportRoutes: FastifyPluginAsyncZod<{
  readonly context: ExportContext;
}> = async (app, { context }) => {
  for (const format of EXPORT_FORMATS) {
    const summary = `Consumption by period as ${format.toUpperCase()}, in local time, with totals`;
    const route = exportRoute({ summary, format, querystring });
    app.get(`/exports/consumption.${format}`, route, async (request, reply) => {
      const { enterpriseId, lang, notes, ...query } = request.query;
      return runExport(context, request, reply, {
        ...{ noun: 'consumption', titleZh: '用能数据', titleEn: 'Consumption', format },
        permission: 'consumption.read',
        query: { enterpriseId, lang, notes },
        ...{ from: query.from, to: query.to, asOfMs: query.asOf },
        open: (given) => openConsumption(context.dependencies, { ...given, query }),
      });
    });
  }
};
