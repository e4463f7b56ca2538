import { EXPORT_TYPES, type ExportFormat } from './write-export.ts';

/** The server's limit of a minute would cut a long file off: it counts until the last byte is sent. */
const EXPORT_TIMEOUT_MS = 6 * 3_600_000;

/**
 * Options of an export's route. There is no HEAD of it, because that would be an export that nobody
 * takes.
 */
export function exportRoute<Query>(route: {
  readonly summary: string;
  readonly format: ExportFormat;
  readonly querystring: Query;
}) {
  const { summary, format, querystring } = route;
  return {
    handlerTimeout: EXPORT_TIMEOUT_MS,
    exposeHeadRoute: false,
    config: { permission: 'exports.run' as const },
    schema: { tags: ['exports'], summary, querystring, produces: [EXPORT_TYPES[format]] },
  };
}
