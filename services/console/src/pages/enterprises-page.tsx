import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { areaName, useAreas } from '../overview/use-area.ts';
import { DataTable } from '../parts/data-table.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Pager, usePaging } from '../parts/pager.tsx';
import { Answer } from '../parts/states.tsx';
import { useMay } from '../session/session.tsx';
import { useWords } from '../settings/settings.tsx';
import { industryText } from '../words/industries.ts';

const PAGE_ROWS = 20;
/** Forms are heavy, and most people only read. */
const AddEnterprise = lazy(async () => ({
  default: (await import('../registry/enterprise-forms.tsx')).AddEnterprise,
}));

/** Enterprises that this person may see, by id, with a search in their names. */
export function EnterprisesPage() {
  const words = useWords();
  const paging = usePaging();
  const mayWrite = useMay('registry.write');
  const [search, setSearch] = useState('');
  const { after } = paging;
  const page = useQuery({
    queryKey: ['enterprises', search, after],
    queryFn: () => {
      const query = {
        limit: PAGE_ROWS,
        ...(search === '' ? {} : { search }),
        ...(after === undefined ? {} : { after }),
      };
      return answerOf(api.GET('/api/v1/enterprises', { params: { query } }));
    },
    placeholderData: keepPreviousData,
  });

  return (
    <>
      <PageHead title={words.say('enterprises')}>
        <div className="page-actions">
          <Input.Search
            aria-label={words.say('searchByName')}
            placeholder={words.say('searchByName')}
            allowClear
            maxLength={100}
            style={{ width: 280 }}
            onSearch={(text) => {
              setSearch(text.trim());
              paging.reset();
            }}
          />
          <Suspense>{mayWrite && <AddEnterprise />}</Suspense>
        </div>
      </PageHead>
      <Answer of={page}>
        {({ items, next }) => (
          <>
            <EnterprisesTable items={items} isBusy={page.isPlaceholderData} />
            <Pager paging={paging} next={next} />
          </>
        )}
      </Answer>
    </>
  );
}

function EnterprisesTable(props: {
  readonly items: readonly Schemas['Enterprise'][];
  readonly isBusy: boolean;
}) {
  const words = useWords();
  const areas = useAreas().data ?? [];
  return (
    <DataTable<Schemas['Enterprise']>
      rowKey="id"
      isBusy={props.isBusy}
      rows={props.items}
      empty={words.say('noEnterprises')}
      columns={[
        {
          title: words.say('name'),
          dataIndex: 'name',
          render: (name: string, { id }) => <Link to={`/enterprises/${id}`}>{name}</Link>,
        },
        { title: words.say('creditCode'), dataIndex: 'id', className: 'number' },
        {
          title: words.say('regionName'),
          dataIndex: 'regionCode',
          render: (code: string) => areaName(areas, 'region', code),
        },
        {
          title: words.say('industry'),
          dataIndex: 'industryCode',
          className: 'wrapped-cell',
          render: (code: string) => industryText(words, code),
        },
        {
          ...{ title: words.say('class'), dataIndex: 'class', className: 'wrapped-cell' },
          render: orDash,
        },
        {
          title: words.say('park'),
          dataIndex: 'parkCode',
          render: (code: string | undefined) =>
            code === undefined ? '—' : areaName(areas, 'park', code),
        },
      ]}
    />
  );
}

function orDash(text: string | undefined): string {
  return text ?? '—';
}
