import { Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { PageHead } from '../parts/page-head.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ClassProposals } from './class-proposals.tsx';
import { EliminationList } from './elimination-list.tsx';
import { REGISTERS } from './register-fields.ts';
import { RegisterTable } from './register-table.tsx';
import { REGISTER_WORDS } from './register-words.ts';

/** Class list, audits, projects, equipment, posts, savings: what counts, and who entered it. */
export function RegistersPage() {
  const say = useSay(REGISTER_WORDS);
  const { pick } = useWords();
  const [search, setSearch] = useSearchParams();
  return (
    <>
      <PageHead title={say('title')} />
      <Tabs
        activeKey={search.get('register') ?? REGISTERS[0]?.path ?? ''}
        onChange={(register) => setSearch({ register }, { replace: true })}
        destroyOnHidden
        items={[
          ...REGISTERS.map((view) => ({
            key: view.path,
            label: pick(view.title),
            children: (
              <>
                <p>{pick(view.intro)}</p>
                {view.path === 'class-list' && <ClassProposals />}
                <RegisterTable view={view} />
              </>
            ),
          })),
          { key: 'elimination', label: say('elimination'), children: <EliminationList /> },
        ]}
      />
    </>
  );
}
