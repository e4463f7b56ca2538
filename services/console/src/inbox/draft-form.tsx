import { Button, Form, InputNumber, Select, Space } from 'antd';
import { useState } from 'react';
import type { CaseDetails, CaseDraft } from '../client/api.ts';
import { useSay, useWords } from '../settings/settings.tsx';
import { CASE_WORDS, DOCUMENT_KINDS } from './case-words.ts';
import { ActForm } from './parts/act-form.tsx';
import { DocumentDrawer, type Viewed } from './parts/document-drawer.tsx';
import { TextField } from './parts/fields.tsx';
import { useCaseActs } from './use-case-acts.ts';

interface Draft {
  readonly kind: CaseDraft['kind'];
  readonly facts: string;
  readonly basis: string;
  readonly request: string;
  readonly days?: number;
  readonly unit?: 'working' | 'calendar';
}

/** Days to answer that are offered first. */
const DAYS_FIRST = 5;
const DAYS_MAX = 366;
const UNITS = ['working', 'calendar'] as const;

/** A document of what the case permits; it can be looked at before it is kept. */
export function DraftForm({ item }: { readonly item: CaseDetails }) {
  const words = useWords();
  const say = useSay(CASE_WORDS);
  const acts = useCaseActs(item.id);
  const [form] = Form.useForm<Draft>();
  const [viewed, setViewed] = useState<Viewed | null>(null);
  const kind = Form.useWatch('kind', form);
  const kinds = item.draftableKinds;
  const needsDeadline = kinds.find((each) => each.kind === kind)?.needsDeadline === true;
  if (kinds.length === 0) return <p className="secondary">{say('nothingPermitted')}</p>;
  const bodyOf = ({ facts, basis, request, ...draft }: Draft): CaseDraft => ({
    ...{ kind: draft.kind, facts: facts.trim(), basis: basis.trim(), request: request.trim() },
    deadline: needsDeadline
      ? { days: draft.days ?? DAYS_FIRST, unit: draft.unit ?? 'working' }
      : null,
  });
  const look = async () => {
    const draft = await form.validateFields();
    setViewed({ draft: bodyOf(draft) });
  };
  return (
    <>
      <p className="secondary">{say('draftIntro')}</p>
      <ActForm<Draft>
        form={form}
        submitText={say('keepDraft')}
        doneText={say('draftKept')}
        initial={{ days: DAYS_FIRST, unit: 'working' }}
        onSubmit={(draft) => acts.draft(bodyOf(draft))}
        extra={
          // What is missing is said at the fields.
          <Button onClick={() => void look().catch(() => {})}>{say('preview')}</Button>
        }
      >
        <Form.Item
          name="kind"
          label={say('kind')}
          rules={[{ required: true, message: words.say('required') }]}
        >
          <Select
            options={kinds.map((each) => ({
              value: each.kind,
              label: words.nameOf(DOCUMENT_KINDS, each.kind),
            }))}
          />
        </Form.Item>
        <TextField name="facts" label={say('facts')} hint={say('factsHint')} rows={3} />
        <TextField name="basis" label={say('basis')} rows={2} />
        <TextField name="request" label={say('request')} rows={2} />
        {needsDeadline && (
          <Space align="start" wrap>
            <Form.Item name="days" label={say('deadlineDays')} extra={say('deadlineHint')}>
              <InputNumber min={1} max={DAYS_MAX} precision={0} />
            </Form.Item>
            <Form.Item name="unit" label={say('deadlineUnit')}>
              <Select
                style={{ width: 140 }}
                options={UNITS.map((value) => ({ value, label: say(`unit-${value}`) }))}
              />
            </Form.Item>
          </Space>
        )}
      </ActForm>
      <DocumentDrawer caseId={item.id} viewed={viewed} onClose={() => setViewed(null)} />
    </>
  );
}
