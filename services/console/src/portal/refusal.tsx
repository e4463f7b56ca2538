import { Alert } from 'antd';
import { ApiFailure } from '../client/api.ts';
import { failureText } from '../parts/failure-text.ts';
import { useSay, useWords } from '../settings/settings.tsx';
import type { Pair } from '../words/codes.ts';
import { COLUMN_NAMES } from './codes.ts';
import { PORTAL, REFUSALS } from './words.ts';

/** A row that the api found wrong. */
export interface RowProblem {
  readonly row?: number;
  readonly sheet?: string;
  readonly column: string;
  readonly code: string;
  readonly message: string;
}

/** The wrong rows of a refusal; none where it names none. */
export function rowProblems(error: unknown): readonly RowProblem[] {
  const { errors } = detailsOf(error);
  if (!Array.isArray(errors)) return [];
  return errors.map(({ row, sheet, column, field, code, message }) => ({
    ...{ row, sheet, column: column ?? field ?? '', code: code ?? '', message: message ?? '' },
  }));
}

/** Fields of a body that the api refused, such as `reason`; empty where it names none. */
export function fieldProblems(error: unknown): ReadonlyMap<string, string> {
  const { problems } = detailsOf(error);
  if (!Array.isArray(problems)) return new Map();
  return new Map(
    problems.map(({ path, message }: { path: string; message: string }) => [
      path.replace(/^body\./, ''),
      message,
    ]),
  );
}

function detailsOf(error: unknown): Record<string, unknown> & { errors?: unknown } {
  const details = error instanceof ApiFailure ? error.details : undefined;
  return typeof details === 'object' && details !== null ? { ...details } : {};
}

/** What the api refused, in words, with the rows or fields it is about. */
export function Refusal({ error }: { readonly error: unknown }) {
  const words = useWords();
  const say = useSay(PORTAL);
  if (error === null || error === undefined) return null;
  const code = error instanceof ApiFailure ? error.code : '';
  const own: Pair | undefined = REFUSALS[code];
  const rows = rowProblems(error);
  const fields = [...fieldProblems(error)];
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      style={{ marginBlock: 12 }}
      title={own === undefined ? failureText(words, error) : words.pick(own)}
      description={
        rows.length + fields.length === 0 ? undefined : (
          <ul style={{ margin: 0, paddingInlineStart: 20 }}>
            {rows.map(({ row, sheet, column, code: why, message }) => (
              <li key={`${sheet ?? ''}/${row ?? ''}/${column}/${message}`}>
                {row === undefined ? '' : say('rowNumber', { row })}{' '}
                {words.nameOf(COLUMN_NAMES, column)}
                {': '}
                {REFUSALS[why] === undefined ? message : words.nameOf(REFUSALS, why)}
              </li>
            ))}
            {fields.map(([field, message]) => (
              <li key={field}>
                {words.nameOf(COLUMN_NAMES, field)}: {message}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}
