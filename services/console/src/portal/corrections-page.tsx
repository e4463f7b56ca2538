import { useQuery } from '@tanstack/react-query';
import { Button, Tag, Typography } from 'antd';
import { Link, useNavigate } from 'react-router';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { formatInstant } from '../parts/format.ts';
import { Pager, usePaging } from '../parts/pager.tsx';
import { Person } from '../parts/people.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { type Own, OwnPage } from './own-enterprise.tsx';
import { ACTS, CORRECTION_STATES, CORRECTION_TYPES } from './words.ts';

type Correction = Schemas['Correction'];
const PAGE_ROWS = 20;
const COLORS: Readonly<Record<Correction['state'], string>> = {
  ...{ requested: 'warning', checked: 'blue', approved: 'success' },
  ...{ rejected: 'error', withdrawn: 'default' },
};

/** Corrections of the own data: asked for, checked, what became of them. */
export function CorrectionsPage() {
  const say = useSay(ACTS);
  const navigate = useNavigate();
  return (
    <OwnPage
      title={say('correctionsTitle')}
      extra={
        <Button type="primary" onClick={() => void navigate('/data-corrections/new')}>
          {say('newCorrection')}
        </Button>
      }
    >
      {(own) => <Corrections own={own} />}
    </OwnPage>
  );
}

/** Where a correction stands, as a tag. */
export function CorrectionState({ state }: { readonly state: Correction['state'] }) {
  const words = useWords();
  return <Tag color={COLORS[state]}>{words.nameOf(CORRECTION_STATES, state)}</Tag>;
}

function Corrections({ own }: { readonly own: Own }) {
  const words = useWords();
  const say = useSay(ACTS);
  const paging = usePaging();
  const { after } = paging;
  const page = useQuery({
    queryKey: ['corrections', own.enterpriseId, after],
    queryFn: () => {
      const query = { limit: PAGE_ROWS, ...(after === undefined ? {} : { after }) };
      const params = { path: { enterpriseId: own.enterpriseId }, query };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/corrections', { params }));
    },
  });
  return (
    <>
      <Typography.Paragraph>{say('correctionsIntro')}</Typography.Paragraph>
      <Answer of={page}>
        {({ items, next }) => (
          <>
            <WideTable<Correction>
              rowKey="id"
              size="small"
              dataSource={[...items].reverse()}
              pagination={false}
              locale={{ emptyText: <Nothing text={say('noCorrections')} /> }}
              columns={[
                {
                  title: say('correctionType'),
                  render: (_value, { id, type }) => (
                    <Link to={`/data-corrections/${id}`}>
                      {words.nameOf(CORRECTION_TYPES, type)}
                    </Link>
                  ),
                },
                {
                  title: say('state'),
                  render: (_value, { state }) => <CorrectionState state={state} />,
                },
                {
                  title: say('range'),
                  className: 'number',
                  render: (_value, { firstAt, lastAt }) =>
                    firstAt === lastAt
                      ? formatInstant(firstAt, own.timeZone)
                      : `${formatInstant(firstAt, own.timeZone)} – ${formatInstant(lastAt, own.timeZone)}`,
                },
                { title: say('reason'), dataIndex: 'reason', className: 'portal-long' },
                {
                  title: say('askedBy'),
                  dataIndex: 'requestedBy',
                  render: (by: string) => <Person username={by} />,
                },
                {
                  title: say('askedAt'),
                  dataIndex: 'requestedAt',
                  className: 'number',
                  render: (at: string) => formatInstant(at, own.timeZone),
                },
              ]}
            />
            <Pager paging={paging} next={next} />
          </>
        )}
      </Answer>
    </>
  );
}
