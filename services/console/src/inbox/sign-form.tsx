import { useQuery } from '@tanstack/react-query';
import { Button, Form, Select } from 'antd';
import { answerOf, api, type CaseDetails } from '../client/api.ts';
import { useSay, useWords } from '../settings/settings.tsx';
import { CASE_WORDS } from './case-words.ts';
import { ActForm, NoteField, ReasonField } from './parts/act-form.tsx';
import type { Viewed } from './parts/document-drawer.tsx';
import { draftOf } from './parts/draft-of.ts';
import { useCaseActs } from './use-case-acts.ts';

type Document = CaseDetails['documents'][number];

/** An authority's signature: for which body; the platform gives the number. */
export function SignForm(props: {
  readonly item: CaseDetails;
  readonly document: Document;
  onDone(): void;
  onView(viewed: Viewed): void;
}) {
  const { item, document, onDone, onView } = props;
  const words = useWords();
  const say = useSay(CASE_WORDS);
  const acts = useCaseActs(item.id);
  const [form] = Form.useForm<{ mark: string; note?: string }>();
  const bodies = useQuery({
    queryKey: ['issuing-bodies'],
    queryFn: () => answerOf(api.GET('/api/v1/issuing-bodies')),
  });
  const options = (bodies.data?.items ?? []).map(({ mark, name }) => ({
    value: mark,
    label: `${name}（${mark}）`,
  }));
  return (
    <ActForm<{ mark: string; note?: string }>
      form={form}
      submitText={say('sign')}
      doneText={say('signed')}
      onSubmit={({ mark, note = '' }) => acts.decide(document.id, { decision: 'sign', mark, note })}
      onDone={onDone}
      extra={
        <Button
          onClick={() => {
            const mark = form.getFieldValue('mark') as string | undefined;
            onView({ draft: { ...draftOf(document), ...(mark === undefined ? {} : { mark }) } });
          }}
        >
          {say('preview')}
        </Button>
      }
    >
      <Form.Item
        name="mark"
        label={say('signMark')}
        rules={[{ required: true, message: words.say('required') }]}
      >
        <Select loading={bodies.isPending} options={options} notFoundContent={say('noBodies')} />
      </Form.Item>
      <NoteField />
    </ActForm>
  );
}

/** Sends a draft back or voids what was issued, with the reason. */
export function DecisionForm(props: {
  readonly item: CaseDetails;
  readonly documentId: string;
  readonly decision: 'return' | 'void';
  onDone(): void;
}) {
  const { item, documentId, decision, onDone } = props;
  const say = useSay(CASE_WORDS);
  const acts = useCaseActs(item.id);
  return (
    <ActForm<{ note: string }>
      submitText={say(decision === 'void' ? 'void' : 'sendBack')}
      isDanger={decision === 'void'}
      onSubmit={({ note }) => acts.decide(documentId, { decision, note: note.trim() })}
      onDone={onDone}
    >
      {decision === 'void' && <p className="secondary">{say('voidHint')}</p>}
      <ReasonField />
    </ActForm>
  );
}
