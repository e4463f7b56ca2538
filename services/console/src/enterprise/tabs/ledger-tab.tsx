import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../client/api.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { formatInstant, formatNumber } from '../../parts/format.ts';
import { LevelMark } from '../../parts/level-mark.tsx';
import { Section } from '../../parts/page-head.tsx';
import { usePeople } from '../../parts/people.tsx';
import { useProductNames } from '../../parts/product-names.ts';
import { Answer } from '../../parts/states.tsx';
import { useSay, useWords } from '../../settings/settings.tsx';
import { ENERGY_KINDS } from '../../words/codes.ts';
import { recentMonths } from '../target-text.ts';
import type { TabProps } from '../use-enterprise.ts';
import { ENTERPRISE, LEDGER_SOURCES, LEDGER_STATES } from '../words.ts';

const MONTHS = 24;
type Revision = Schemas['LedgerRevision'];

/** A month of the ledger: its newest revision, or that it is awaited. */
interface LedgerRow {
  readonly month: string;
  readonly revision: Revision | null;
  readonly dueOn: string | null;
  readonly isOverdue: boolean;
}

/** Where the monthly ledger stands. */
export function LedgerTab({ enterprise, today }: TabProps) {
  const say = useSay(ENTERPRISE);
  const path = { enterpriseId: enterprise.id };
  const months = recentMonths(today, MONTHS);
  const ledger = useQuery({
    queryKey: ['ledger-state', enterprise.id, today],
    queryFn: async () => {
      const query = { from: months.at(-1) ?? '', to: months[0] ?? '' };
      const [{ items }, awaiting] = await Promise.all([
        answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/ledger', { params: { path, query } })),
        answerOf(
          api.GET('/api/v1/enterprises/{enterpriseId}/ledger/awaiting', { params: { path } }),
        ),
      ]);
      return rowsOf(months, items, awaiting.items);
    },
  });
  return (
    <Section title={say('ledgerState')}>
      <Answer of={ledger}>
        {(rows) => (
          <LedgerTable rows={rows} timeZone={enterprise.timeZone} enterpriseId={enterprise.id} />
        )}
      </Answer>
    </Section>
  );
}

function rowsOf(
  months: readonly string[],
  revisions: readonly Revision[],
  awaiting: readonly { month: string; dueOn: string; overdue: boolean }[],
): LedgerRow[] {
  return months.flatMap((month) => {
    const own = revisions.filter((each) => each.month === month);
    const revision = own.reduce<Revision | null>(
      (last, each) => (last === null || each.revision > last.revision ? each : last),
      null,
    );
    const owed = awaiting.find((each) => each.month === month);
    if (revision === null && owed === undefined) return [];
    return [{ month, revision, dueOn: owed?.dueOn ?? null, isOverdue: owed?.overdue ?? false }];
  });
}

function LedgerTable(props: {
  readonly rows: readonly LedgerRow[];
  readonly timeZone: string;
  readonly enterpriseId: string;
}) {
  const products = useProductNames(props.enterpriseId);
  const { nameOf, language } = useWords();
  const people = usePeople();
  const say = useSay(ENTERPRISE);
  return (
    <DataTable<LedgerRow>
      rowKey="month"
      rows={props.rows}
      label={say('ledgerState')}
      empty={say('noLedger')}
      columns={[
        { title: say('month'), dataIndex: 'month', className: 'number' },
        {
          title: say('state'),
          key: 'state',
          render: (_v, { revision, isOverdue, dueOn }) => {
            const state = revision?.state ?? 'awaiting';
            const isOpen = dueOn !== null;
            const text = nameOf(LEDGER_STATES, state);
            return (
              <LevelMark
                level={isOpen ? (isOverdue ? 2 : 1) : 0}
                text={isOverdue ? `${text} · ${say('overdue')}` : text}
              />
            );
          },
        },
        {
          title: say('dueOn'),
          key: 'due',
          className: 'number',
          render: (_v, row) => row.dueOn ?? '—',
        },
        {
          title: say('ledgerLines'),
          key: 'lines',
          render: (_v, { revision }) =>
            revision === null
              ? '—'
              : revision.document.lines.map(({ kind }) => nameOf(ENERGY_KINDS, kind)).join(' · '),
        },
        {
          title: say('outputs'),
          key: 'outputs',
          render: (_v, { revision }) =>
            revision === null || revision.document.outputs.length === 0
              ? '—'
              : revision.document.outputs
                  .map(
                    ({ productId, quantity, unit }) =>
                      `${nameOf(products, productId)} ${formatNumber(quantity, language, 1)} ${unit}`,
                  )
                  .join(' · '),
        },
        {
          title: say('ledgerSource'),
          key: 'source',
          render: (_v, { revision }) =>
            revision === null
              ? '—'
              : `${nameOf(LEDGER_SOURCES, revision.source)} · ${say('revision')} ${revision.revision}`,
        },
        {
          title: say('recordedBy'),
          key: 'by',
          render: (_v, { revision }) =>
            revision === null
              ? '—'
              : `${people.nameOf(revision.recordedBy)} ${formatInstant(revision.recordedAt, props.timeZone)}`,
        },
      ]}
    />
  );
}
