import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { answerOf, api } from '../client/api.ts';
import { type DataColumn, DataTable } from '../parts/data-table.tsx';
import { Pager, usePaging } from '../parts/pager.tsx';
import { Answer } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { GAPS, type Gap, type PolicyQuery, policyFilter } from './policy-query.ts';
import { GAP_NAMES, POLICY_WORDS } from './words.ts';

const PAGE_ROWS = 25;

type Answered = Awaited<ReturnType<typeof askPolicies>>;
type Row = Answered['items'][number];
type Part = NonNullable<Row['authority']>;

function askPolicies(query: PolicyQuery, after: string | undefined) {
  const asked = {
    ...{ ...policyFilter(query), limit: PAGE_ROWS },
    ...(after === undefined ? {} : { after }),
  };
  return answerOf(api.GET('/api/v1/policies', { params: { query: asked } }));
}

/** Enterprises with both parts of their policy of a year; what is missing, and how often. */
export function PolicyList(props: {
  readonly query: PolicyQuery;
  onChange(changed: Partial<PolicyQuery>): void;
}) {
  const { query, onChange } = props;
  const say = useSay(POLICY_WORDS);
  const paging = usePaging();
  const { after } = paging;
  const columns = useColumns(query.year);
  const page = useQuery({
    queryKey: ['policies', policyFilter(query), after],
    queryFn: () => askPolicies(query, after),
    placeholderData: keepPreviousData,
  });
  return (
    <Answer of={page}>
      {({ items, next, counts }) => (
        <>
          <Gaps counts={counts} missing={query.missing} onChange={onChange} />
          <DataTable<Row>
            rowKey="enterpriseId"
            rows={items}
            label={say('list')}
            empty={say(query.missing === null ? 'noneListed' : 'noneMissing')}
            isBusy={page.isPlaceholderData}
            columns={columns}
          />
          <Pager paging={paging} next={next} />
        </>
      )}
    </Answer>
  );
}

/** How many lack what; each is the filter for exactly those. */
function Gaps(props: {
  readonly counts: Answered['counts'];
  readonly missing: Gap | null;
  onChange(changed: Partial<PolicyQuery>): void;
}) {
  const { counts, missing, onChange } = props;
  const say = useSay(POLICY_WORDS);
  const { pick } = useWords();
  const countOf = {
    ...{ targets: counts.withoutTargets, plan: counts.withoutPlan, filing: counts.notFiled },
  };
  return (
    <fieldset className="policy-gaps" aria-label={say('gaps')}>
      <span>{say('enterprisesCount', { count: counts.enterprises })}</span>
      {GAPS.map((gap) => (
        <button
          key={gap}
          type="button"
          className="policy-gap"
          aria-pressed={missing === gap}
          onClick={() => onChange({ missing: missing === gap ? null : gap })}
        >
          {pick(GAP_NAMES[gap])} <strong>{countOf[gap]}</strong>
        </button>
      ))}
    </fieldset>
  );
}

function useColumns(year: number): DataColumn<Row>[] {
  const say = useSay(POLICY_WORDS);
  const words = useWords();
  const draft = (row: Row, part: 'authority' | 'plan') =>
    row.drafts.includes(part) && <Tag>{say('hasDraft')}</Tag>;
  return [
    {
      title: words.say('enterprise'),
      dataIndex: 'enterpriseName',
      render: (name: string, { enterpriseId }) => (
        <Link to={`/policies/${enterpriseId}/${year}`}>{name}</Link>
      ),
    },
    {
      title: say('targetsColumn'),
      key: 'authority',
      render: (_value, row) => (
        <PartCell part={row.authority} missing={say('noTargetsIn', { year })}>
          {draft(row, 'authority')}
        </PartCell>
      ),
    },
    {
      title: say('document'),
      key: 'documentNo',
      render: (_value, { authority }) => authority?.documentNo || '—',
    },
    {
      title: say('targetsCount'),
      key: 'targets',
      className: 'number',
      align: 'right',
      render: (_value, { authority }) => authority?.itemsCount ?? '—',
    },
    {
      title: say('planColumn'),
      key: 'plan',
      render: (_value, row) => (
        <PartCell part={row.plan} missing={say('noPlanIn', { year })}>
          {row.plan !== null && (
            <span className={row.filing === 'none' ? 'policy-missing' : 'secondary'}>
              {say(FILINGS[row.filing])}
            </span>
          )}{' '}
          {draft(row, 'plan')}
        </PartCell>
      ),
    },
    {
      title: say('measuresCount'),
      key: 'measures',
      className: 'number',
      align: 'right',
      render: (_value, { plan }) => plan?.itemsCount ?? '—',
    },
  ];
}

const FILINGS = { none: 'notFiled', filed: 'filed', acknowledged: 'acknowledged' } as const;

/** Version and first day of a part, or that there is none. */
function PartCell(props: {
  readonly part: Part | null;
  readonly missing: string;
  readonly children: ReactNode;
}) {
  const { part, missing, children } = props;
  const say = useSay(POLICY_WORDS);
  if (part === null) {
    return (
      <>
        <span className="policy-missing">{missing}</span> {children}
      </>
    );
  }
  const { version, effectiveFrom: from, isInForce } = part;
  return (
    <>
      {say(isInForce ? 'signedVersion' : 'pendingVersion', { version, from })} {children}
    </>
  );
}
