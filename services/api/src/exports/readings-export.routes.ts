import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { listOf, rangeQueryFields } from '../consumption/consumption-query.ts';
import { idSchema } from '../schemas.ts';
import { openDemand } from './demand-document.ts';
import { exportQueryFields } from './export-query.ts';
import { exportRoute } from './export-route.ts';
import { openReadings } from './readings-document.ts';
import { runExport } from './run-export.ts';
import type { ExportContext } from './send-export.ts';
import { EXPORT_FORMATS } from './write-export.ts';

const METERS_MAX = 500;
const querystring = z.strictObject({
  ...exportQueryFields,
  ...rangeQueryFields,
  meterId: listOf(idSchema, METERS_MAX).optional().describe('All meters unless named.'),
});

/** Raw readings and quarter-hour power as files. */
export const readingsExportRoutes: FastifyPluginAsyncZod<{
  readonly context: ExportContext;
}> = async (app, { context }) => {
  for (const format of EXPORT_FORMATS) {
    const summary = `Raw readings with corrections in force as ${format.toUpperCase()}`;
    const route = exportRoute({ summary, format, querystring });
    app.get(`/exports/readings.${format}`, route, async (request, reply) => {
      const { from, to, meterId, ...query } = request.query;
      return runExport(context, request, reply, {
        ...{ noun: 'reading', titleZh: '原始读数', titleEn: 'Readings', format, query, from, to },
        permission: 'readings.read',
        open: (given) => openReadings(context.dependencies, given, { from, to, meterId }),
      });
    });
  }

  const summary = 'Mean power of each quarter hour as CSV, with the highest of each meter';
  const demandRoute = exportRoute({ summary, format: 'csv', querystring });
  app.get('/exports/demand.csv', demandRoute, async (request, reply) => {
    const { from, to, meterId, ...query } = request.query;
    return runExport(context, request, reply, {
      ...{ noun: 'demand', titleZh: '需量', titleEn: 'Demand', format: 'csv', query, from, to },
      permission: 'consumption.read',
      open: (given) => openDemand(context.dependencies, given, { from, to, meterId }),
    });
  });
};
