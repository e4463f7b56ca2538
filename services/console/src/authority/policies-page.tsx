import { Input, InputNumber } from 'antd';
import { useSearchParams } from 'react-router';
import { useAreas } from '../overview/use-area.ts';
import { Filter } from '../parts/filters.tsx';
import { PageHead, Section } from '../parts/page-head.tsx';
import { PlainChoice } from '../parts/plain-choice.tsx';
import { useSay } from '../settings/settings.tsx';
import { BudgetApplications } from './budget-applications.tsx';
import { PolicyList } from './policy-list.tsx';
import { type PolicyQuery, readPolicyQuery, writePolicyQuery } from './policy-query.ts';
import { POLICY_WORDS } from './words.ts';
import './authority.css';

/** Policies of a year over all enterprises, and the applications that wait for a decision. */
export function PoliciesPage() {
  const say = useSay(POLICY_WORDS);
  const [search, setSearch] = useSearchParams();
  const thisYear = new Date().getFullYear();
  const query = readPolicyQuery(search, thisYear);
  const change = (changed: Partial<PolicyQuery>) =>
    setSearch(writePolicyQuery({ ...query, ...changed }, thisYear), { replace: true });
  return (
    <>
      <PageHead title={say('title')} />
      <p>{say('intro')}</p>
      <Filters query={query} onChange={change} />
      <div className="page-section">
        {/* Another question begins with its first page. */}
        <PolicyList key={search.toString()} query={query} onChange={change} />
      </div>
      <Section title={say('applications')}>
        <p>{say('applicationsIntro')}</p>
        <BudgetApplications />
      </Section>
    </>
  );
}

function Filters(props: {
  readonly query: PolicyQuery;
  onChange(changed: Partial<PolicyQuery>): void;
}) {
  const { query, onChange } = props;
  const say = useSay(POLICY_WORDS);
  const areas = useAreas().data ?? [];
  return (
    <div className="filters">
      <Filter label={say('year')}>
        {(id) => (
          <InputNumber
            id={id}
            min={2000}
            max={2099}
            value={query.year}
            onChange={(year) => year !== null && onChange({ year })}
          />
        )}
      </Filter>
      <PlainChoice
        label={say('area')}
        value={query.area ?? ''}
        options={[
          { value: '', label: say('everywhere') },
          ...areas.map(({ type, code, name }) => ({
            value: `${type}:${code}`,
            label: name ?? code,
          })),
        ]}
        onChange={(area) => onChange({ area: area === '' ? null : area })}
      />
      <Filter label={say('enterpriseName')}>
        {(id) => (
          <Input.Search
            id={id}
            allowClear
            maxLength={100}
            defaultValue={query.search}
            style={{ width: 220 }}
            onSearch={(text) => onChange({ search: text.trim() })}
          />
        )}
      </Filter>
    </div>
  );
}
