import { useQuery } from '@tanstack/react-query';
import { Button, Descriptions, Table, Tag } from 'antd';
import { useNavigate, useParams } from 'react-router';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { formatInstant } from '../parts/format.ts';
import { PageHead, Section } from '../parts/page-head.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { useWords } from '../settings/settings.tsx';
import { CREDENTIALS } from '../words/codes.ts';
import { MetersTable } from './meters-table.tsx';

const LIST_MAX = 1_000;

/** One enterprise: what is registered of it, its meters with their last readings, its devices. */
export function EnterprisePage() {
  const words = useWords();
  const navigate = useNavigate();
  const { enterpriseId = '' } = useParams();
  const path = { enterpriseId };
  const enterprise = useQuery({
    queryKey: ['enterprise', enterpriseId],
    queryFn: () => answerOf(api.GET('/api/v1/enterprises/{enterpriseId}', { params: { path } })),
  });
  const list = { params: { path, query: { limit: LIST_MAX } } };
  const meters = useQuery({
    queryKey: ['meters', enterpriseId],
    queryFn: () => answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/meters', list)),
  });
  const devices = useQuery({
    queryKey: ['devices', enterpriseId],
    queryFn: () => answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/devices', list)),
  });

  return (
    <Answer of={enterprise}>
      {(found) => (
        <>
          <PageHead title={found.name}>
            <Button type="primary" onClick={() => navigate(`/history?enterprise=${enterpriseId}`)}>
              {words.say('showHistory')}
            </Button>
          </PageHead>
          <Section title={words.say('masterData')}>
            <MasterData enterprise={found} />
          </Section>
          <Section title={words.say('meters')}>
            <Answer of={meters}>
              {({ items }) => <MetersTable enterprise={found} meters={items} />}
            </Answer>
          </Section>
          <Section title={words.say('devices')}>
            <Answer of={devices}>
              {({ items }) => <DevicesTable timeZone={found.timeZone} devices={items} />}
            </Answer>
          </Section>
        </>
      )}
    </Answer>
  );
}

function MasterData({ enterprise }: { readonly enterprise: Schemas['Enterprise'] }) {
  const words = useWords();
  const version = enterprise.registryVersion;
  const items = [
    { key: 'creditCode', children: enterprise.id },
    { key: 'region', children: enterprise.regionCode },
    { key: 'industry', children: enterprise.industryCode },
    { key: 'timeZone', children: enterprise.timeZone },
    { key: 'park', children: enterprise.parkCode ?? '—' },
    { key: 'class', children: enterprise.class ?? '—' },
    {
      key: 'registryState',
      children: enterprise.published ? (
        words.say('registryPublished', { version })
      ) : (
        <Tag color="warning">{words.say('registryWaiting', { version })}</Tag>
      ),
    },
  ] as const;
  return (
    <Descriptions
      bordered
      size="small"
      column={{ xs: 1, md: 2, xl: 3 }}
      items={items.map(({ key, children }) => ({ key, label: words.say(key), children }))}
    />
  );
}

function DevicesTable(props: {
  readonly timeZone: string;
  readonly devices: readonly Schemas['Device'][];
}) {
  const words = useWords();
  const at = (iso: string) => formatInstant(iso, props.timeZone);
  return (
    <Table<Schemas['Device']>
      rowKey="id"
      size="small"
      dataSource={[...props.devices]}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <Nothing text={words.say('noDevices')} /> }}
      columns={[
        { title: words.say('meterId'), dataIndex: 'id' },
        { title: words.say('name'), dataIndex: 'name', render: (name: string) => name || '—' },
        { title: words.say('deviceUser'), dataIndex: 'username' },
        {
          title: words.say('credential'),
          dataIndex: 'credential',
          render: (kind: string) => words.nameOf(CREDENTIALS, kind),
        },
        { title: words.say('issuedAt'), dataIndex: 'issuedAt', className: 'number', render: at },
        {
          title: words.say('deviceState'),
          dataIndex: 'revokedAt',
          render: (revokedAt: string | null) =>
            revokedAt === null
              ? words.say('deviceActive')
              : words.say('deviceRevoked', { at: at(revokedAt) }),
        },
      ]}
    />
  );
}
