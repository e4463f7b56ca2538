import { PageHead } from '../parts/page-head.tsx';
import { TabBar } from '../parts/tab-bar.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ClassProposals } from './class-proposals.tsx';
import { DegreeDays } from './degree-days.tsx';
import { EliminationList } from './elimination-list.tsx';
import { REGISTERS } from './register-fields.ts';
import { RegisterTable } from './register-table.tsx';
import { REGISTER_WORDS } from './register-words.ts';

/** Class list, audits, projects, equipment, posts, savings: what counts, and who entered it. */
export function RegistersPage() {
  const say = useSay(REGISTER_WORDS);
  const { pick } = useWords();
  return (
    <>
      <PageHead title={say('title')} />
      <TabBar
        label={say('register')}
        parameter="register"
        tabs={[
          ...REGISTERS.map((view) => ({
            key: view.path,
            label: pick(view.title),
            content: (
              <>
                <p>{pick(view.intro)}</p>
                {view.path === 'class-list' && <ClassProposals />}
                <RegisterTable view={view} />
              </>
            ),
          })),
          { key: 'degree-days', label: say('degreeDays'), content: <DegreeDays /> },
          { key: 'elimination', label: say('elimination'), content: <EliminationList /> },
        ]}
      />
    </>
  );
}
