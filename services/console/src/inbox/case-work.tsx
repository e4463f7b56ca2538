import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { CaseDetails } from '../client/api.ts';
import { hasPermission, useMe } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { CASE_WORDS, OBSTACLES } from './case-words.ts';
import { DraftForm } from './draft-form.tsx';
import { InspectForm } from './inspect-form.tsx';
import { ActForm, NoteField, ReasonField } from './parts/act-form.tsx';
import { RadioField } from './parts/fields.tsx';
import { OfficerField } from './parts/officer-field.tsx';
import { AddAlertForm, HearForm, MergeForm, RecheckForm } from './step-forms.tsx';
import { useCaseActs } from './use-case-acts.ts';

type Act = CaseDetails['possibleActs'][number];

/** Acts that have their place elsewhere on the page. */
const ELSEWHERE: readonly Act[] = [
  ...(['issue', 'void', 'serve', 'serve-order', 'inform'] as const),
  ...(['reply', 'reply-order', 'file-remedy', 'decide-remedy'] as const),
];

/** What the person in front of it can do about a case now, the likeliest first. */
export function CaseWork({ item }: { readonly item: CaseDetails }) {
  const say = useSay(CASE_WORDS);
  const me = useMe();
  const can = (act: Act) => item.possibleActs.includes(act);
  const isOfficial = hasPermission(me, 'cases.work');
  const works = [item.inspector, item.deputy].includes(me.username);
  const here = item.possibleActs.filter((act) => !ELSEWHERE.includes(act));
  const waiting = waitingDocuments(item);
  if (here.length === 0 && waiting.length === 0) {
    return <p className="secondary">{say('nothingToDo')}</p>;
  }
  return (
    <>
      {waiting.map(([key, count]) => (
        <Alert
          key={key}
          type="info"
          showIcon
          title={say(key, { count })}
          style={{ marginBottom: 12 }}
        />
      ))}
      {isOfficial && !works && can('assign') && (
        <p className="secondary">{say('workedBy', { name: item.inspector })}</p>
      )}
      {can('close') && <ClosingForm item={item} />}
      {can('draft') && (
        <Panel title={say('draft')} isOpen={item.documents.length === 0}>
          <DraftForm item={item} />
        </Panel>
      )}
      {can('hear') && (
        <Panel title={say('hear')}>
          <HearForm item={item} />
        </Panel>
      )}
      {can('inspect') && (
        <Panel title={say('inspect')}>
          <InspectForm item={item} />
        </Panel>
      )}
      {can('recheck-passed') && (
        <Panel title={say('recheck')} isOpen>
          <RecheckForm item={item} />
        </Panel>
      )}
      {can('propose-closing') && (
        <Panel title={say('proposeClosing')}>
          <NotedAct item={item} action="propose-closing" needsReason />
        </Panel>
      )}
      {can('archive') && (
        <Panel title={say('archive')} isOpen>
          <NotedAct item={item} action="archive" />
        </Panel>
      )}
      {can('assign') && (
        <Panel title={say('assign')}>
          <OfficerAct item={item} action="assign" />
        </Panel>
      )}
      {can('set-deputy') && (
        <Panel title={say('setDeputy')}>
          <OfficerAct item={item} action="set-deputy" />
        </Panel>
      )}
      {can('add-alert') && (
        <Panel title={say('addAlert')}>
          <AddAlertForm item={item} />
        </Panel>
      )}
      {can('merge') && (
        <Panel title={say('mergeCase')}>
          <MergeForm item={item} />
        </Panel>
      )}
    </>
  );
}

/** Documents that wait for this very person: to be signed, served, answered. */
function waitingDocuments({ documents, possibleActs }: CaseDetails) {
  const can = (...acts: readonly Act[]) => acts.some((act) => possibleActs.includes(act));
  const countOf = (is: (document: CaseDetails['documents'][number]) => boolean) =>
    documents.filter(is).length;
  const counts = [
    ['toSign', can('issue') ? countOf(({ state }) => state === 'draft') : 0],
    [
      'toServe',
      can('serve', 'serve-order')
        ? countOf(
            ({ state, number, servedOn }) =>
              state === 'issued' && number !== null && servedOn === null,
          )
        : 0,
    ],
    [
      'toAnswer',
      can('reply', 'reply-order')
        ? countOf(
            ({ state, dueOn, answeredAt }) =>
              state === 'issued' && dueOn !== null && answeredAt === null,
          )
        : 0,
    ],
  ] as const;
  return counts.filter(([, count]) => count > 0);
}

function Panel(props: {
  readonly title: string;
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <details className="work-panel" open={props.isOpen ?? false}>
      <summary>{props.title}</summary>
      {props.children}
    </details>
  );
}

/** The second officer's decision; the first one reads why it is not theirs. */
function ClosingForm({ item }: { readonly item: CaseDetails }) {
  const { nameOf } = useWords();
  const say = useSay(CASE_WORDS);
  const acts = useCaseActs(item.id);
  const { closingObstacles } = item;
  const decisions = ['close', 'return'] as const;
  const isOwn = closingObstacles.includes('worked-by-you');
  return (
    <section className="work-panel">
      <h3>{say('closing')}</h3>
      {closingObstacles.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={say('cannotClose')}
          description={closingObstacles.map((each) => (
            <div key={each}>{nameOf(OBSTACLES, each)}</div>
          ))}
          style={{ marginBottom: 12 }}
        />
      )}
      {!isOwn && (
        <ActForm<{ decision: (typeof decisions)[number]; note: string }>
          submitText={say('closing')}
          doneText={say('closed')}
          onSubmit={({ decision, note }) => acts.close({ decision, note: note.trim() })}
        >
          <RadioField
            name="decision"
            label={say('closeDecision')}
            options={decisions
              .filter((value) => value === 'return' || closingObstacles.length === 0)
              .map((value) => ({ value, label: say(`decision-${value}`) }))}
          />
          <ReasonField />
        </ActForm>
      )}
    </section>
  );
}

function NotedAct(props: {
  readonly item: CaseDetails;
  readonly action: 'propose-closing' | 'archive';
  readonly needsReason?: boolean;
}) {
  const { item, action, needsReason = false } = props;
  const say = useSay(CASE_WORDS);
  const acts = useCaseActs(item.id);
  const isProposal = action === 'propose-closing';
  return (
    <ActForm<{ note?: string }>
      submitText={say(isProposal ? 'proposeClosing' : 'archive')}
      doneText={say(isProposal ? 'proposed' : 'closed')}
      onSubmit={({ note = '' }) => acts.act({ action, note: note.trim() })}
    >
      {isProposal && <p className="secondary">{say('proposeHint')}</p>}
      {needsReason ? <ReasonField /> : <NoteField />}
    </ActForm>
  );
}

function OfficerAct(props: {
  readonly item: CaseDetails;
  readonly action: 'assign' | 'set-deputy';
}) {
  const { item, action } = props;
  const say = useSay(CASE_WORDS);
  const acts = useCaseActs(item.id);
  const isAssignment = action === 'assign';
  return (
    <ActForm<{ to?: string; note?: string }>
      submitText={say(isAssignment ? 'assign' : 'setDeputy')}
      doneText={say('closed')}
      onSubmit={({ to, note = '' }) =>
        isAssignment
          ? acts.act({ action: 'assign', to: to ?? '', note: note.trim() })
          : acts.act({ action: 'set-deputy', to: to ?? null, note: note.trim() })
      }
    >
      <OfficerField
        enterpriseId={item.enterpriseId}
        label={say(isAssignment ? 'inspector' : 'deputy')}
        isOptional={!isAssignment}
      />
      {isAssignment ? <ReasonField /> : <NoteField />}
    </ActForm>
  );
}
