import { Button, InputNumber } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { EnterpriseChoice, Filter } from '../parts/filters.tsx';
import { PageHead, Section } from '../parts/page-head.tsx';
import { useSay } from '../settings/settings.tsx';
import { BudgetApplications } from './budget-applications.tsx';
import { POLICY_WORDS } from './words.ts';
import './authority.css';

/** The way to the policy of an enterprise, and the applications that wait for a decision. */
export function PoliciesPage() {
  const say = useSay(POLICY_WORDS);
  const navigate = useNavigate();
  const [enterpriseId, setEnterpriseId] = useState<string | null>(null);
  const [year, setYear] = useState(() => new Date().getFullYear());
  return (
    <>
      <PageHead title={say('title')} />
      <p>{say('intro')}</p>
      <div className="filters">
        <EnterpriseChoice value={enterpriseId} onChange={setEnterpriseId} />
        <Filter label={say('year')}>
          {(id) => (
            <InputNumber
              id={id}
              min={2000}
              max={2100}
              value={year}
              onChange={(value) => value !== null && setYear(value)}
            />
          )}
        </Filter>
        <div className="filter filter-button">
          <Button
            type="primary"
            disabled={enterpriseId === null}
            onClick={() => navigate(`/policies/${enterpriseId}/${year}`)}
          >
            {say('open')}
          </Button>
        </div>
      </div>
      <Section title={say('applications')}>
        <p>{say('applicationsIntro')}</p>
        <BudgetApplications />
      </Section>
    </>
  );
}
