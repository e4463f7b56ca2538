import type { CaseDetails, Schemas } from '../client/api.ts';
import { useSay, useWords } from '../settings/settings.tsx';
import { CASE_WORDS, REMEDIES } from './case-words.ts';
import { ActForm } from './parts/act-form.tsx';
import { FilesItem, idsOf, RadioField, TextField } from './parts/fields.tsx';
import { useCaseActs } from './use-case-acts.ts';

interface Answer {
  readonly text: string;
  readonly files?: readonly Schemas['Attachment'][];
}

/** The enterprise's written explanation (情况说明), or its report that an order is fulfilled. */
export function AnswerForm(props: {
  readonly item: Pick<CaseDetails, 'id' | 'enterpriseId'>;
  readonly documentId: string;
  onDone?(): void;
}) {
  const { item, documentId, onDone } = props;
  const say = useSay(CASE_WORDS);
  const acts = useCaseActs(item.id);
  return (
    <ActForm<Answer>
      submitText={say('answerDocument')}
      doneText={say('answerDone')}
      onSubmit={({ text, files }) =>
        acts.answer({ type: 'reply', documentId, text: text.trim(), attachmentIds: idsOf(files) })
      }
      {...(onDone === undefined ? {} : { onDone })}
    >
      <TextField name="text" label={say('answerText')} rows={4} />
      <FilesItem enterpriseId={item.enterpriseId} />
    </ActForm>
  );
}

/** A remedy of the enterprise: 陈述申辩, 数据异议 or 行政复议. */
export function RemedyForm(props: {
  readonly item: Pick<CaseDetails, 'id' | 'enterpriseId'>;
  onDone?(): void;
}) {
  const { item, onDone } = props;
  const { nameOf } = useWords();
  const say = useSay(CASE_WORDS);
  const acts = useCaseActs(item.id);
  const types = Object.keys(REMEDIES) as (keyof typeof REMEDIES)[];
  return (
    <ActForm<Answer & { type: keyof typeof REMEDIES }>
      submitText={say('fileRemedy')}
      doneText={say('answerDone')}
      onSubmit={({ type, text, files }) =>
        acts.answer({ type, text: text.trim(), attachmentIds: idsOf(files) })
      }
      {...(onDone === undefined ? {} : { onDone })}
    >
      <RadioField
        name="type"
        label={say('remedyType')}
        hint={say('remedyHint')}
        options={types.map((value) => ({ value, label: nameOf(REMEDIES, value) }))}
      />
      <TextField name="text" label={say('facts')} rows={4} />
      <FilesItem enterpriseId={item.enterpriseId} />
    </ActForm>
  );
}
