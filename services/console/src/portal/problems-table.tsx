import { WideTable } from '../parts/wide-table.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import type { RowProblem } from './refusal.tsx';
import { COLUMN_NAMES, LEDGER, REFUSALS } from './words.ts';

const SHOWN_MAX = 100;

/** Wrong rows of a table that was sent, one by one. */
export function ProblemsTable({ problems }: { readonly problems: readonly RowProblem[] }) {
  const words = useWords();
  const say = useSay(LEDGER);
  const hasSheets = problems.some(({ sheet }) => sheet !== undefined);
  return (
    <WideTable<RowProblem>
      size="small"
      rowKey={({ sheet, row, column, message }) => `${sheet}/${row}/${column}/${message}`}
      dataSource={problems.slice(0, SHOWN_MAX)}
      pagination={false}
      style={{ marginBlock: 12 }}
      columns={[
        ...(hasSheets ? [{ title: say('sheet'), dataIndex: 'sheet' }] : []),
        { title: say('row'), dataIndex: 'row', width: 70 },
        {
          title: say('column'),
          dataIndex: 'column',
          render: (column: string) => words.nameOf(COLUMN_NAMES, column),
        },
        {
          title: say('problem'),
          render: (_value: unknown, { code, message }: RowProblem) =>
            REFUSALS[code] === undefined ? message : words.nameOf(REFUSALS, code),
        },
      ]}
    />
  );
}
