import { Table, type TableProps } from 'antd';
import type { ComponentPropsWithRef } from 'react';
import { useWords } from '../settings/settings.tsx';

/**
 * Ant Design's table for lists with pages, selection or a summary. What is wider than the window is
 * scrolled sideways in a region that has a name and takes the focus, so that keys and readers reach
 * the columns on the right too. Plain lists are a `DataTable`.
 */
export function WideTable<Row extends object>({
  label,
  ...props
}: Omit<TableProps<Row>, 'scroll' | 'components'> & {
  /** Name for screen readers; "table" when absent. */
  readonly label?: string;
}) {
  const words = useWords();
  return <Table<Row> {...props} components={COMPONENTS} aria-label={label ?? words.say('table')} />;
}

// One object for all: a component that is made anew would take the focus away at every change.
const COMPONENTS = { table: ScrolledTable };

function ScrolledTable({ 'aria-label': label, ...props }: ComponentPropsWithRef<'table'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region has to be reachable.
    <section className="wide-table" aria-label={label} tabIndex={0}>
      <table {...props} />
    </section>
  );
}
