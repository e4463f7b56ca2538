import { Tag } from 'antd';
import type { CaseDetails, Schemas } from '../client/api.ts';
import { formatInstant } from '../parts/format.ts';
import { Person } from '../parts/people.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { RemedyForm } from './answer-form.tsx';
import { CASE_WORDS, REMEDIES, REMEDY_OUTCOMES } from './case-words.ts';
import { ActForm, ReasonField } from './parts/act-form.tsx';
import { FilesItem, idsOf, RadioField } from './parts/fields.tsx';
import { useCaseActs } from './use-case-acts.ts';

type Remedy = CaseDetails['remedies'][number];

/** What the enterprise stated, objected or asked for, and what became of it. */
export function CaseRemedies({ item }: { readonly item: CaseDetails }) {
  const { nameOf } = useWords();
  const say = useSay(CASE_WORDS);
  const { remedies, possibleActs, timeZone } = item;
  return (
    <>
      {remedies.length === 0 && <p className="secondary">{say('noRemedies')}</p>}
      {remedies.map((remedy) => (
        <section key={remedy.id} className="work-panel shows-in-print">
          <div className="timeline-head">
            <strong>{nameOf(REMEDIES, remedy.type)}</strong>
            <Person username={remedy.filedBy} />
            <span className="number">{formatInstant(remedy.filedAt, timeZone)}</span>
            <Tag color={remedy.outcome === null ? 'warning' : 'default'}>
              {remedy.outcome === null
                ? say('remedyOpen')
                : nameOf(REMEDY_OUTCOMES, remedy.outcome)}
            </Tag>
          </div>
          <p className="timeline-note">{remedy.text}</p>
          {remedy.decision !== null && <p className="timeline-note">{remedy.decision}</p>}
          {remedy.outcome === null && possibleActs.includes('decide-remedy') && (
            <details>
              <summary>{say('remedyDecide')}</summary>
              <DecideForm item={item} remedy={remedy} />
            </details>
          )}
        </section>
      ))}
      {possibleActs.includes('file-remedy') && (
        <details className="work-panel">
          <summary>{say('fileRemedy')}</summary>
          <RemedyForm item={item} />
        </details>
      )}
    </>
  );
}

function DecideForm({ item, remedy }: { readonly item: CaseDetails; readonly remedy: Remedy }) {
  const { nameOf } = useWords();
  const say = useSay(CASE_WORDS);
  const acts = useCaseActs(item.id);
  const outcomes = Object.keys(REMEDY_OUTCOMES) as (keyof typeof REMEDY_OUTCOMES)[];
  return (
    <ActForm<{
      outcome: keyof typeof REMEDY_OUTCOMES;
      note: string;
      files?: readonly Schemas['Attachment'][];
    }>
      submitText={say('remedyDecide')}
      onSubmit={({ outcome, note, files }) =>
        acts.act({
          ...{ action: 'decide-remedy', remedyId: remedy.id, outcome, note: note.trim() },
          attachmentIds: idsOf(files),
        })
      }
    >
      <RadioField
        name="outcome"
        label={say('remedyOutcome')}
        options={outcomes.map((value) => ({ value, label: nameOf(REMEDY_OUTCOMES, value) }))}
      />
      <ReasonField />
      <FilesItem enterpriseId={item.enterpriseId} />
    </ActForm>
  );
}
