import type { ReactNode } from 'react';
import { useWords } from '../settings/settings.tsx';
import { Nothing } from './states.tsx';

/** One column of a plain list. */
export interface DataColumn<Row> {
  readonly title: ReactNode;
  /** What the cell shows where `render` says nothing else. */
  readonly dataIndex?: keyof Row & string;
  /** Set where two columns show the same field, or none. */
  readonly key?: string;
  readonly align?: 'left' | 'right';
  readonly className?: string;
  // biome-ignore lint/suspicious/noExplicitAny: the value of any field; each column knows its own.
  render?(value: any, row: Row, index: number): ReactNode;
}

/**
 * A plain list: no sorting, selecting or folding, so that it weighs nothing. Ant Design's table brings
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
              <th key={keyOfColumn(column, index)} scope="col" className={classOf(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
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
    </section>
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
