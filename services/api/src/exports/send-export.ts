import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { principalOf } from '../access/access.plugin.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { ExportContent, ExportLanguage } from './export-document.ts';
import type { ExportSlots } from './export-slots.ts';
import { EXPORT_TYPES, type ExportFormat, type ExportTally, writeExport } from './write-export.ts';

/** What every export needs. */
export interface ExportContext {
  readonly dependencies: ApiDependencies;
  readonly auditTrail: AuditTrail;
  readonly slots: ExportSlots;
}

/** One export, as it was asked for. */
export interface ExportJob {
  /** Noun of the audit log's rows, such as `consumption`. */
  readonly noun: string;
  readonly format: ExportFormat;
  readonly language: ExportLanguage;
  readonly withNotes: boolean;
  /** Whose data it is. */
  readonly enterpriseIds: readonly string[];
  /** Name of the file without its ending. */
  readonly fileStem: string;
  /** Checks what was asked for and makes the rows' source; what it throws is answered as usual. */
  readonly open: () => Promise<ExportContent>;
}

/**
 * Streams an export. That it began is on record before the first byte goes out, and how it ended
 * afterwards: complete with the file's SHA-256, broken off by the reader, or failed.
 */
export async function sendExport(
  context: ExportContext,
  request: FastifyRequest,
  reply: FastifyReply,
  job: ExportJob,
): Promise<FastifyReply> {
  const giveBack = context.slots.take(principalOf(request).userId);
  const id = randomUUID();
  // Given back before the last byte goes out: whoever has it all may begin the next one.
  const tally: ExportTally = {
    ...{ rowCount: 0, byteCount: 0, fileSha256: null, onComplete: giveBack },
  };
  try {
    const content = await job.open();
    const { format } = job;
    const query = request.query as Record<string, unknown>;
    await record(context, request, job, { id, verb: 'export', details: { format, query } });
    const { language, withNotes } = job;
    const file = writeExport(content, { format, language, withNotes }, tally);
    let failure: Error | null = null;
    file.once('error', (error) => {
      failure = error;
    });
    file.once('close', () => {
      const outcome =
        failure !== null ? 'failed' : tally.fileSha256 === null ? 'broken-off' : 'complete';
      const facts = { outcome, rows: tally.rowCount, bytes: tally.byteCount };
      if (failure !== null) request.log.warn({ error: failure, exportId: id }, 'Export failed.');
      const details = { ...facts, sha256: tally.fileSha256 };
      giveBack();
      record(context, request, job, { id, verb: 'export-end', details }).catch((error) =>
        request.log.warn({ error, exportId: id }, 'End of export not on record.'),
      );
    });
    // Whatever becomes of the answer, its rows come to an end.
    reply.raw.once('close', () => file.destroy());
    return reply
      .type(EXPORT_TYPES[format])
      .header('content-disposition', contentDisposition(`${job.fileStem}.${format}`))
      .header('cache-control', 'no-store')
      .header('x-export-id', id)
      .send(file);
  } catch (error) {
    giveBack();
    throw error;
  }
}

/** A row for each enterprise: whoever asks what became of its data finds it under its id. */
async function record(
  { auditTrail, dependencies }: ExportContext,
  request: FastifyRequest,
  job: ExportJob,
  entry: {
    readonly id: string;
    readonly verb: string;
    readonly details: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const atMs = dependencies.clock();
  const enterpriseIds = job.enterpriseIds.length === 0 ? [null] : job.enterpriseIds;
  await Promise.all(
    enterpriseIds.map((enterpriseId) =>
      auditTrail.record(
        requestAct(request, atMs, {
          action: `${job.noun}.${entry.verb}`,
          enterpriseId,
          subject: { type: 'export', id: entry.id },
          details: entry.details,
        }),
      ),
    ),
  );
}

/** Header of a download with a name in any language (RFC 6266, RFC 5987). */
export function contentDisposition(fileName: string): string {
  const plain = `export-${fileName}`.replaceAll(/[^A-Za-z0-9.]+/g, '-');
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
