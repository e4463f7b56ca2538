import type { MeterKind } from '@hengneng/domain';
import { parse } from 'csv-parse/sync';
import { DateTime } from 'luxon';

import {
  commonStep,
  createTimeParser,
  createWallClock,
  mendMidnights,
  type ParsedTime,
} from './wall-time.ts';

/** How a recorded file is to be read. */
export interface RecordingFormat {
  readonly timeColumn: string;
  readonly timeFormat: string;
  /** IANA zone of the wall times. */
  readonly timeZone: string;
  /** Whether a time marks the start or the end of its interval; registers know no difference. */
  readonly timeMarks: 'start' | 'end';
  readonly valueColumn: string;
  readonly kind: MeterKind;
  readonly delimiter: string;
  /** Length of an interval; found in the file where it is not given. */
  readonly intervalSeconds?: number;
}

/** One reading of a file. */
export interface RecordedReading {
  readonly readAtMs: number;
  readonly value: number;
  /** Line of the file, from 1. */
  readonly line: number;
}

/** A row that could not be used, and why. */
export interface SkippedRow {
  readonly line: number;
  readonly reason: string;
}

/** What a file holds. */
export interface Recording {
  /** In the order of the file. */
  readonly readings: readonly RecordedReading[];
  readonly skipped: readonly SkippedRow[];
  /** What a person should know: mended times, gaps, repeated instants. Sentences. */
  readonly notices: readonly string[];
  /** Length of an interval in seconds, given or found; undefined for a file of one row. */
  readonly intervalSeconds: number | undefined;
}

interface Row {
  readonly line: number;
  readonly time: ParsedTime;
  readonly timeText: string;
  readonly value: number;
}

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
/** How many cases a notice names. */
const EXAMPLES_MAX = 3;

/**
 * Reads a recorded CSV (with or without byte order mark). A row that cannot be read is skipped and
 * named; a missing column throws.
 */
export function readRecording(csv: string, format: RecordingFormat): Recording {
  const { rows, skipped } = readRows(csv, format);
  const notices: string[] = [];
  const walls = mendWalls(rows, format, notices);
  const found = commonStep(walls);
  const stepMs = format.intervalSeconds === undefined ? found : format.intervalSeconds * 1_000;
  if (found !== undefined && stepMs !== undefined && found !== stepMs) {
    notices.push(`Rows are mostly ${found / 1_000} s apart, not ${stepMs / 1_000} s as given.`);
  }
  const { readings, jumped } = toInstants(rows, walls, format, stepMs ?? 0);
  skipped.push(...jumped);
  notices.push(...sequenceNotices(readings, stepMs, format.timeZone));
  const intervalSeconds = stepMs === undefined ? undefined : stepMs / 1_000;
  return { readings, skipped, notices, intervalSeconds };
}

interface CsvRecord {
  readonly record: Readonly<Record<string, string | undefined>>;
  readonly info: { readonly lines: number };
}

interface ParsedCsv {
  readonly records: readonly CsvRecord[];
  readonly skipped: SkippedRow[];
}

/**
 * The records of a CSV and what of it is none. A stray quote would swallow the rows up to the next
 * one; then the file is read again with quotes as ordinary characters.
 */
function parseCsv(csv: string, delimiter: string, hasQuotes = true): ParsedCsv {
  const skipped: SkippedRow[] = [];
  let isQuoteStray = false;
  const records = parse(csv, {
    bom: true,
    columns: true,
    delimiter,
    info: true,
    quote: hasQuotes ? '"' : false,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    trim: true,
    on_skip: (error) => {
      if (error?.code.includes('QUOTE')) isQuoteStray = true;
      const line = Number((error as { lines?: number } | undefined)?.lines ?? 0);
      skipped.push({ line, reason: `not CSV: ${error?.message ?? 'unknown'}` });
      return undefined;
    },
  }) as unknown as CsvRecord[];
  // Readings have no line breaks in them: here two quotes that do not belong together met.
  const hasLineBreak = (text: string | undefined) => text?.includes('\n') ?? false;
  isQuoteStray ||= records.some(({ record }) => Object.values(record).some(hasLineBreak));
  return isQuoteStray && hasQuotes ? parseCsv(csv, delimiter, false) : { records, skipped };
}

/** Without the quotes around it, where they were read as ordinary characters. */
function unquoted(text: string | undefined): string {
  return (text ?? '').replace(/^"(.*)"$/, '$1');
}

function readRows(csv: string, format: RecordingFormat) {
  const rows: Row[] = [];
  const parseTime = createTimeParser(format.timeFormat);
  const { records, skipped } = parseCsv(csv, format.delimiter);
  const columns = Object.keys(records[0]?.record ?? {});
  for (const column of [format.timeColumn, format.valueColumn]) {
    if (!columns.includes(column)) {
      throw new Error(`The file has no column "${column}"; it has ${columns.join(', ')}.`);
    }
  }
  for (const { record, info } of records) {
    const timeText = unquoted(record[format.timeColumn]);
    const valueText = unquoted(record[format.valueColumn]);
    const time = parseTime(timeText);
    const value = NUMBER.test(valueText) ? Number(valueText) : Number.NaN;
    if (time === null) {
      skipped.push({ line: info.lines, reason: `time "${timeText}" does not fit the format` });
    } else if (!Number.isFinite(value)) {
      skipped.push({ line: info.lines, reason: `value "${valueText}" is not a number` });
    } else {
      rows.push({ line: info.lines, time, timeText, value });
    }
  }
  return { rows, skipped };
}

/** Times of the rows on the clock's face, with the midnights mended. */
function mendWalls(rows: readonly Row[], format: RecordingFormat, notices: string[]) {
  const raw = rows.map(({ time }) => (time.kind === 'wall' ? time.wallMs : time.atMs));
  if (rows.some(({ time }) => time.kind === 'instant')) return raw;
  const { wallsMs, movedCount } = mendMidnights(raw);
  if (movedCount === 0) return raw;
  if (format.timeMarks === 'start' && format.kind !== 'register') {
    notices.push(
      `${movedCount} rows say 00:00 behind the other rows of their date, as files do whose times ` +
        'mark the END of the interval. They were left alone: check --time-marks.',
    );
    return raw;
  }
  const example = rows.find((_, index) => wallsMs[index] !== raw[index]);
  notices.push(
    `${movedCount} rows say 00:00 with the date of the day that ends (first: line ` +
      `${example?.line}, "${example?.timeText}"): moved to the midnight after it.`,
  );
  return wallsMs;
}

/** Turns clock times into instants of readings; a repeated hour is told apart by the order. */
function toInstants(
  rows: readonly Row[],
  walls: readonly number[],
  format: RecordingFormat,
  stepMs: number,
) {
  const clock = createWallClock(format.timeZone);
  const endsAfterMs = format.timeMarks === 'start' && format.kind !== 'register' ? stepMs : 0;
  const readings: RecordedReading[] = [];
  const jumped: SkippedRow[] = [];
  let previousMs = Number.NEGATIVE_INFINITY;
  for (const [index, { line, time, timeText, value }] of rows.entries()) {
    const atMs =
      time.kind === 'instant'
        ? time.atMs
        : instantOf(clock, walls[index] ?? 0, previousMs, format, stepMs);
    if (atMs === undefined) {
      const reason = `time "${timeText}" does not exist in ${format.timeZone} (summer time)`;
      jumped.push({ line, reason });
      continue;
    }
    previousMs = atMs;
    readings.push({ readAtMs: atMs + endsAfterMs, value, line });
  }
  return { readings, jumped };
}

function instantOf(
  clock: ReturnType<typeof createWallClock>,
  wallMs: number,
  previousMs: number,
  { timeMarks, kind }: RecordingFormat,
  stepMs: number,
): number | undefined {
  const found = clock(wallMs);
  if (found.kind === 'one') return found.atMs;
  if (found.kind === 'two') return found.atMs > previousMs ? found.atMs : found.laterMs;
  if (timeMarks !== 'end' || kind === 'register') return undefined;
  // An interval may end at the very instant of the jump: 02:00 that is at once 03:00.
  const start = clock(wallMs - stepMs);
  if (start.kind !== 'one') return undefined;
  return clock(wallMs - 1).kind === 'none' ? undefined : start.atMs + stepMs;
}

function sequenceNotices(
  readings: readonly RecordedReading[],
  stepMs: number | undefined,
  timeZone: string,
): string[] {
  const text = (atMs: number) =>
    DateTime.fromMillis(atMs, { zone: timeZone }).toISO({ suppressMilliseconds: true }) ?? '';
  const seen = new Set<number>();
  const repeated: string[] = [];
  const backwards: string[] = [];
  const gaps: string[] = [];
  let missingCount = 0;
  let latestMs: number | undefined;
  for (const { readAtMs, line } of readings) {
    if (seen.has(readAtMs)) repeated.push(`line ${line}, ${text(readAtMs)}`);
    else if (latestMs !== undefined && readAtMs < latestMs) backwards.push(`line ${line}`);
    seen.add(readAtMs);
    if (latestMs !== undefined && stepMs !== undefined && readAtMs - latestMs > stepMs) {
      missingCount += Math.ceil((readAtMs - latestMs) / stepMs) - 1;
      gaps.push(`after ${text(latestMs)}`);
    }
    latestMs = Math.max(latestMs ?? readAtMs, readAtMs);
  }
  const first = (cases: readonly string[]) =>
    cases.slice(0, EXAMPLES_MAX).join('; ') + (cases.length > EXAMPLES_MAX ? '; …' : '');
  const notices: string[] = [];
  if (repeated.length > 0) {
    notices.push(`${repeated.length} instants stand in the file twice (${first(repeated)}).`);
  }
  if (backwards.length > 0) {
    notices.push(`${backwards.length} rows go back in time (${first(backwards)}).`);
  }
  if (gaps.length > 0) {
    notices.push(`${gaps.length} gaps, ${missingCount} readings long (${first(gaps)}).`);
  }
  return notices;
}
