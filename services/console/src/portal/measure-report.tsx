import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { answerOf, api } from '../client/api.ts';
import { localDay } from '../parts/format.ts';
import { useSay, useWords } from '../settings/settings.tsx';
import { type Attached, AttachmentsField } from './attachments-field.tsx';
import type { Progress } from './measures-page.tsx';
import { MonthSelect } from './month-select.tsx';
import type { Own } from './own-enterprise.tsx';
import type { MeasureInForce } from './policy-reader.ts';
import { Refusal } from './refusal.tsx';
import { useDraft } from './use-draft.ts';
import { MEASURE_STATES, WORK } from './words.ts';

const STATES = ['planned', 'running', 'done', 'cancelled'] as const;

interface Fields {
  readonly month: string;
  readonly status: (typeof STATES)[number];
  readonly percent: number | null;
  readonly spentCny?: number | null;
  readonly milestonesDone?: readonly string[];
  readonly note?: string;
}

/** What became of a measure in a month; the same month again replaces what was reported of it. */
export function MeasureReport(props: {
  readonly own: Own;
  readonly measure: MeasureInForce;
  readonly reported: readonly Progress[];
  readonly onClose: () => void;
}) {
  const { own, measure, reported, onClose } = props;
  const { enterpriseId } = own;
  const words = useWords();
  const say = useSay(WORK);
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const [files, setFiles] = useState<readonly Attached[]>([]);
  const last = reported.at(-1)?.document;
  const first: Fields = {
    month: localDay(new Date(), own.timeZone).slice(0, 7),
    status: last?.status ?? 'running',
    percent: last?.percent ?? 0,
    milestonesDone: last?.milestonesDone ?? [],
  };
  const draft = useDraft<Fields>(`measure.${enterpriseId}.${measure.id}`, first);
  const save = useMutation({
    mutationFn: ({ month, status, percent, spentCny, milestonesDone, note }: Fields) => {
      const document = {
        ...{ measureId: measure.id, month, status, percent: percent ?? 0 },
        ...{ spentCny: spentCny ?? null, milestonesDone: [...(milestonesDone ?? [])] },
        ...{ note: note ?? '', attachmentIds: files.map(({ id }) => id) },
      };
      const path = '/api/v1/enterprises/{enterpriseId}/measure-progress';
      const body = { document } as never;
      return answerOf(api.POST(path, { params: { path: { enterpriseId } }, body }));
    },
    onSuccess: async () => {
      draft.forget();
      void message.success(say('saved'));
      await client.invalidateQueries({ queryKey: ['measure-progress', enterpriseId] });
      onClose();
    },
  });
  const needed = [{ required: true, message: words.say('required') }];
  return (
    <Modal
      open
      title={say('reportTitle', { title: measure.title })}
      okText={say('save')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={draft.value}
        onValuesChange={(_change, all) => draft.set(all)}
        onFinish={(fields) => save.mutate(fields)}
      >
        <Form.Item name="month" label={say('month')} rules={needed}>
          <MonthSelect last={first.month} />
        </Form.Item>
        <Form.Item name="status" label={say('state')}>
          <Select
            options={STATES.map((value) => ({ value, label: words.nameOf(MEASURE_STATES, value) }))}
          />
        </Form.Item>
        <Form.Item name="percent" label={say('percent')} rules={needed}>
          <InputNumber min={0} max={100} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="spentCny" label={say('spent')}>
          <InputNumber min={0} style={{ width: '100%' }} />
        </Form.Item>
        {(measure.milestones ?? []).length > 0 && (
          <Form.Item name="milestonesDone" label={say('milestonesDone')}>
            <Checkbox.Group
              options={(measure.milestones ?? []).map(({ title, due }) => ({
                value: title,
                label: say('milestoneDue', { title, due }),
              }))}
            />
          </Form.Item>
        )}
        <Form.Item name="note" label={say('note')}>
          <Input.TextArea maxLength={2_000} autoSize={{ minRows: 2 }} />
        </Form.Item>
        <AttachmentsField enterpriseId={enterpriseId} value={files} onChange={setFiles} />
        {save.isError && <Refusal error={save.error} />}
      </Form>
    </Modal>
  );
}
