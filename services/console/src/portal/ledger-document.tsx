import { DataTable } from '../parts/data-table.tsx';
import { formatNumber } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ENERGY_KINDS, UNITS } from '../words/codes.ts';
import { type LedgerDocument, type LedgerOutput, QUANTITIES } from './ledger-data.ts';
import { COLUMN_NAMES, LEDGER } from './words.ts';

/** The figures of a month, to be read. */
export function LedgerFigures(props: {
  readonly document: LedgerDocument;
  readonly productNames: ReadonlyMap<string, string>;
}) {
  const { document, productNames } = props;
  const words = useWords();
  const say = useSay(LEDGER);
  const figure = (value: number | null | undefined) => formatNumber(value, words.language, 4);
  const fields = [...QUANTITIES, 'purchaseCostCny'] as const;
  return (
    <>
      <Section title={say('lines')}>
        <DataTable
          rowKey="field"
          rows={fields.map((field) => ({ field }))}
          empty={say('noLines')}
          columns={[
            {
              title: say('item'),
              render: (_value, { field }) => words.nameOf(COLUMN_NAMES, field),
            },
            ...document.lines.map((line) => ({
              title: `${words.nameOf(ENERGY_KINDS, line.kind)} (${words.nameOf(UNITS, line.unit)})`,
              key: line.kind,
              align: 'right' as const,
              className: 'number',
              render: (_value: unknown, { field }: { field: (typeof fields)[number] }) =>
                figure(line[field]),
            })),
          ]}
        />
      </Section>
      {document.outputs.length > 0 && (
        <Section title={say('outputs')}>
          <DataTable<LedgerOutput>
            rowKey="productId"
            rows={document.outputs}
            columns={[
              {
                title: say('product'),
                render: (_value, { productId }) => productNames.get(productId) ?? productId,
              },
              {
                title: say('output'),
                align: 'right',
                className: 'number',
                render: (_value, { quantity, unit }) => `${figure(quantity)} ${unit}`,
              },
              {
                title: say('outputValue'),
                align: 'right',
                className: 'number',
                render: (_value, { outputValueCny }) => figure(outputValueCny),
              },
              {
                title: say('valueAdded'),
                align: 'right',
                className: 'number',
                render: (_value, { valueAddedCny }) => figure(valueAddedCny),
              },
            ]}
            empty=""
          />
        </Section>
      )}
    </>
  );
}
