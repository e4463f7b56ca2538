import { Alert, Button, Input, Space } from 'antd';
import { useState } from 'react';
import { problemText } from '../forms/problem-text.ts';
import { DataTable } from '../parts/data-table.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import type { Words } from '../words/words.ts';
import { type Cells, download, writeCsv } from './csv.ts';
import type { ImportKind } from './import-kinds.ts';
import { IMPORT_WORDS } from './words.ts';

/** What the api answers about a table that it only looked at. */
export interface Checked {
  readonly rows: number;
  readonly imported: number;
  /** Field of each column; absent where the file is none of columns. */
  readonly columns?: readonly (string | null)[];
  readonly errors: readonly RowError[];
  /** Of devices that were saved. */
  readonly credentials?: readonly Credential[];
}

/** What a device signs in with; the api tells it once. */
export interface Credential {
  readonly enterpriseId: string;
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly password: string;
}

interface RowError {
  readonly row: number;
  readonly column: string;
  readonly message: string;
}

interface BadRow {
  readonly row: number;
  readonly errors: readonly RowError[];
}

/** The api names no more problems than this in one answer. */
const PROBLEMS_MAX = 500;

/** Rows that are wrong: where, why, and a place to mend each. */
export function ImportPreview(props: {
  readonly kind: ImportKind;
  readonly cells: Cells;
  readonly checked: Checked;
  onCheckAgain(cells: Cells): void;
}) {
  const { kind, cells, checked, onCheckAgain } = props;
  const say = useSay(IMPORT_WORDS);
  const words = useWords();
  const [mended, setMended] = useState<ReadonlyMap<string, string>>(new Map());
  const { rows, errors } = checked;
  const bad: BadRow[] = [...Map.groupBy(errors, ({ row }) => row)].map(([row, found]) => ({
    row,
    errors: found,
  }));
  if (bad.length === 0) {
    return <Alert type="success" showIcon role="status" title={say('checked', { rows })} />;
  }
  const indexOf = (column: string) => checked.columns?.indexOf(column) ?? -1;
  const cellAt = (row: number, index: number) =>
    mended.get(`${row}/${index}`) ?? cells[row - 1]?.[index] ?? '';
  const withMended = () =>
    cells.map((line, at) => {
      const width = Math.max(line.length, cells[0]?.length ?? 0);
      return Array.from({ length: width }, (_, index) => cellAt(at + 1, index));
    });
  const fileOfBadRows = () => [
    [...(cells[0] ?? []), say('problem')],
    ...bad.map(({ row, errors: found }) => [
      ...(cells[row - 1] ?? []),
      found.map((error) => lineOf(words, kind, error)).join(' '),
    ]),
  ];

  return (
    <>
      <Alert
        type="warning"
        showIcon
        role="status"
        title={say('checkedBad', { rows, bad: bad.length })}
        description={errors.length >= PROBLEMS_MAX ? say('more', { count: PROBLEMS_MAX }) : null}
      />
      <Space wrap style={{ margin: '12px 0' }}>
        <Button type="primary" onClick={() => onCheckAgain(withMended())}>
          {say('checkAgain')}
        </Button>
        <Button onClick={() => download(say('badRowsFile'), writeCsv(fileOfBadRows()))}>
          {say('badRows')}
        </Button>
      </Space>
      <DataTable<BadRow>
        rowKey="row"
        rows={bad}
        empty=""
        columns={[
          { title: say('row'), dataIndex: 'row', className: 'number' },
          {
            title: say('problem'),
            render: (_value, { row, errors: found }) =>
              found.map((error) => {
                const index = indexOf(error.column);
                return (
                  <div key={`${error.column} ${error.message}`} className="bad-cell">
                    <span>{lineOf(words, kind, error)}</span>
                    {index >= 0 && (
                      <Input
                        size="small"
                        status="error"
                        aria-label={say('cellOf', {
                          row,
                          column: nameOf(words, kind, error.column),
                        })}
                        value={cellAt(row, index)}
                        onChange={({ target }) =>
                          setMended(new Map(mended).set(`${row}/${index}`, target.value))
                        }
                      />
                    )}
                  </div>
                );
              }),
          },
          {
            title: say('content'),
            render: (_value, { row }) => (
              <span className="secondary">{(cells[row - 1] ?? []).join(' | ')}</span>
            ),
          },
        ]}
      />
    </>
  );
}

/** Name of a column in words; what the file calls it where it is none of ours. */
function nameOf(words: Words, kind: ImportKind, column: string): string {
  const label = kind.columns.find(([field]) => field === column)?.[1];
  return label === undefined ? column : words.pick(label);
}

function lineOf(words: Words, kind: ImportKind, { column, message }: RowError): string {
  const problem = problemText(words, message);
  if (column === '') return problem;
  const say = words.sayOf(IMPORT_WORDS);
  return say('columnProblem', { column: nameOf(words, kind, column), problem });
}
