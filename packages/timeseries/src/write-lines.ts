import type { InfluxHttp } from './influx-http.ts';

/** Lines of one request; 5 000 lines are about half a megabyte. */
export const LINES_PER_REQUEST_MAX = 5_000;

/**
 * Writes lines of our own making, 5 000 a request; durable when it resolves.
 *
 * @throws Error with the server's words when lines are refused: figures that we counted ourselves
 * have nothing to be refused for, so it is a fault of ours or of the set-up, and no row may go missing.
 */
export async function writeLines<Row>(
  http: InfluxHttp,
  rows: readonly Row[],
  toLine: (row: Row) => string,
): Promise<void> {
  for (let from = 0; from < rows.length; from += LINES_PER_REQUEST_MAX) {
    const lines = rows.slice(from, from + LINES_PER_REQUEST_MAX).map(toLine);
    const answer = await http.write(`${lines.join('\n')}\n`);
    if (!answer.stored) throw new Error(`InfluxDB refused lines: ${answer.reason}`);
  }
}
