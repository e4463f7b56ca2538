import { type ReactNode, useState } from 'react';
import { useWords } from '../settings/settings.tsx';
import { Nothing } from './states.tsx';

/** One column of a plain list. */
export interface DataColumn<Row> {
  readonly title: ReactNode;
  /** Lets people sort by the column; negative: the first of two rows comes first. */
  compare?(one: Row, other: Row): number;
  /** What the cell shows where `render` says nothing else. */
  readonly dataIndex?: keyof Row & string;
  /** Set where two columns show the same field, or none. */
  readonly key?: string;
  readonly align?: 'left' | 'right';
  readonly className?: string;
  // biome-ignore lint/suspicious/noExplicitAny: the value of any field; each column knows its own.
  render?(value: any, row: Row, index: number): ReactNode;
}

interface Sorting {
  readonly key: string;
  readonly isDown: boolean;
}

/**
 * A plain list, sorted by the columns that say how: no selecting or folding, so that it weighs nothing. Ant Design's table brings
 * selects, trees and menus along, 85 kB gzip; use it where one of these is needed.
 */
export function DataTable<Row extends object>(props: {
  readonly rowKey: (keyof Row & string) | ((row: Row) => string | number);
  readonly rows: readonly Row[];
  readonly columns: readonly DataColumn<Row>[];
  /** What stands there when there is no row. */
  readonly empty: string;
  /** Name for screen readers; the title of the page or section when absent. */
  readonly label?: string;
  /** The rows are those of the question before. */
  readonly isBusy?: boolean;
  readonly rowClassName?: (row: Row) => string;
}) {
  const { rowKey, rows, columns, empty, label, isBusy = false, rowClassName } = props;
  const words = useWords();
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const sortedBy = columns.find((column, index) => keyOfColumn(column, index) === sorting?.key);
  const shown = sortedRows(rows, sortedBy, sorting?.isDown === true);
  const keyOf = (row: Row) => String(typeof rowKey === 'function' ? rowKey(row) : row[rowKey]);
  if (rows.length === 0) return <Nothing text={empty} />;
  return (
    // What is wider than the window is scrolled, and keys scroll only what has the focus.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region has to be reachable.
    <section className="data-table" aria-label={label ?? words.say('table')} tabIndex={0}>
      <table aria-busy={isBusy} className={isBusy ? 'is-busy' : ''}>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <Head
                key={keyOfColumn(column, index)}
                column={column}
                name={keyOfColumn(column, index)}
                sorting={sorting}
                onSort={setSorting}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, at) => (
            <tr key={keyOf(row)} className={rowClassName?.(row)}>
              {columns.map((column, index) => (
                <td key={keyOfColumn(column, index)} className={classOf(column)}>
                  {cellOf(column, row, at)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {sorting !== null && (
        <div className="visually-hidden" role="status">
          {words.say(sorting.isDown ? 'sortedDown' : 'sortedUp', {
            column: String(sortedBy?.title ?? ''),
          })}
        </div>
      )}
    </section>
  );
}

function sortedRows<Row>(
  rows: readonly Row[],
  column: DataColumn<Row> | undefined,
  isDown: boolean,
): readonly Row[] {
  const compare = column?.compare;
  if (compare === undefined) return rows;
  return [...rows].sort((one, other) => (isDown ? compare(other, one) : compare(one, other)));
}

/** Head of a column: a button where rows can be sorted by it. */
function Head<Row>(props: {
  readonly column: DataColumn<Row>;
  readonly name: string;
  readonly sorting: Sorting | null;
  onSort(sorting: Sorting): void;
}) {
  const { column, name, sorting, onSort } = props;
  const isSorted = sorting?.key === name;
  const isDown = isSorted && sorting.isDown;
  if (column.compare === undefined) {
    return (
      <th scope="col" className={classOf(column)}>
        {column.title}
      </th>
    );
  }
  return (
    <th
      scope="col"
      className={classOf(column)}
      aria-sort={isSorted ? (isDown ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className="sort-button"
        onClick={() => onSort({ key: name, isDown: isSorted && !isDown })}
      >
        {column.title} <span aria-hidden="true">{isSorted ? (isDown ? '▼' : '▲') : '↕'}</span>
      </button>
    </th>
  );
}

function keyOfColumn<Row>({ key, dataIndex }: DataColumn<Row>, index: number): string {
  return key ?? dataIndex ?? String(index);
}

function classOf<Row>({ align, className }: DataColumn<Row>): string | undefined {
  const name = `${className ?? ''} ${align === 'right' ? 'align-right' : ''}`.trim();
  return name === '' ? undefined : name;
}

function cellOf<Row>({ dataIndex, render }: DataColumn<Row>, row: Row, at: number): ReactNode {
  const value = dataIndex === undefined ? undefined : row[dataIndex];
  if (render !== undefined) return render(value, row, at);
  return value as ReactNode;
}
