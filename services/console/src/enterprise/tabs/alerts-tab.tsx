import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answerOf, api, type Schemas } from '../../client/api.ts';
import { TargetName } from '../../inbox/parts/alert-marks.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { formatInstant } from '../../parts/format.ts';
import { LevelMark } from '../../parts/level-mark.tsx';
import { levelOf } from '../../parts/levels.ts';
import { Section } from '../../parts/page-head.tsx';
import { Pager, usePaging } from '../../parts/pager.tsx';
import { Answer } from '../../parts/states.tsx';
import { useSay, useWords } from '../../settings/settings.tsx';
import type { TabProps } from '../use-enterprise.ts';
import { CONDITIONS, ENTERPRISE, HANDLINGS, RULE_NAMES, TAB_NAMES } from '../words.ts';

const PAGE_ROWS = 20;
type Alert = Schemas['Alert'];

/** Every alert of the enterprise, newest first; each leads to its page in the inbox. */
export function AlertsTab({ enterprise }: TabProps) {
  const { pick } = useWords();
  const say = useSay(ENTERPRISE);
  const paging = usePaging();
  const { after } = paging;
  const alerts = useQuery({
    queryKey: ['alerts', 'history-of-enterprise', enterprise.id, after],
    queryFn: () => {
      const page = { limit: PAGE_ROWS, ...(after === undefined ? {} : { after }) };
      const query = { enterpriseId: enterprise.id, sort: 'newest', ...page } as const;
      return answerOf(api.GET('/api/v1/alerts', { params: { query } }));
    },
    placeholderData: keepPreviousData,
  });
  return (
    <Section title={pick(TAB_NAMES.alerts)}>
      <p>
        <Link to={`/alerts?state=all&enterprise=${enterprise.id}`}>{say('inInbox')}</Link>
      </p>
      <Answer of={alerts}>
        {({ items, next }) => (
          <>
            <AlertsTable alerts={items} timeZone={enterprise.timeZone} />
            <Pager paging={paging} next={next} />
          </>
        )}
      </Answer>
    </Section>
  );
}

function AlertsTable(props: { readonly alerts: readonly Alert[]; readonly timeZone: string }) {
  const { nameOf } = useWords();
  const say = useSay(ENTERPRISE);
  return (
    <DataTable<Alert>
      rowKey="id"
      rows={props.alerts}
      label={say('inInbox')}
      empty={say('noAlerts')}
      columns={[
        {
          title: say('level'),
          dataIndex: 'severity',
          render: (severity: number) => <LevelMark level={levelOf(severity)} />,
        },
        {
          title: say('rule'),
          key: 'rule',
          render: (_v, { id, rule }) => (
            <Link to={`/alerts/${id}`}>{nameOf(RULE_NAMES, rule)}</Link>
          ),
        },
        {
          title: say('target'),
          key: 'target',
          render: (_v, alert) => <TargetName alert={alert} />,
        },
        {
          ...{ title: say('period'), key: 'period', className: 'number' },
          render: (_v, { period }) => `${period.from} – ${period.to}`,
        },
        {
          title: say('condition'),
          dataIndex: 'condition',
          render: (condition: Alert['condition']) => nameOf(CONDITIONS, condition),
        },
        {
          title: say('handling'),
          dataIndex: 'handling',
          render: (handling: Alert['handling']) => nameOf(HANDLINGS, handling),
        },
        {
          ...{ title: say('openedAt'), dataIndex: 'openedAt', className: 'number' },
          render: (at: string) => formatInstant(at, props.timeZone),
        },
      ]}
    />
  );
}
