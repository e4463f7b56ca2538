import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { answerOf, api } from '../client/api.ts';
import { formatNumber } from '../parts/format.ts';
import { useSay, useWords } from '../settings/settings.tsx';
import { BASES } from '../words/codes.ts';
import { type Attached, AttachmentsField } from './attachments-field.tsx';
import type { Own } from './own-enterprise.tsx';
import type { MeasureInForce } from './policy-reader.ts';
import { Refusal } from './refusal.tsx';
import { SavingWorkOut } from './saving-work-out.tsx';
import { useDraft } from './use-draft.ts';
import { SAVING_METHODS, WORK } from './words.ts';

interface Fields {
  readonly measureId?: string;
  readonly method: string;
  readonly basis: string;
  readonly baselineFrom?: string;
  readonly baselineTo?: string;
  readonly reportingFrom?: string;
  readonly reportingTo?: string;
  readonly baselineTce?: number | null;
  readonly adjustmentTce?: number | null;
  readonly adjustmentWhy?: string;
  readonly reportingTce?: number | null;
  readonly uncertaintyTce?: number | null;
  readonly confidencePercent?: number | null;
  readonly verifiedBy?: string;
}
const DATES = ['baselineFrom', 'baselineTo', 'reportingFrom', 'reportingTo'] as const;
const AMOUNTS = ['baselineTce', 'reportingTce', 'uncertaintyTce'] as const;
const LABELS: Readonly<
  Record<(typeof DATES)[number] | (typeof AMOUNTS)[number], keyof typeof WORK>
> = {
  ...{ baselineFrom: 'baselinePeriod', baselineTo: 'baselinePeriod' },
  ...{ reportingFrom: 'reportingPeriod', reportingTo: 'reportingPeriod' },
  ...{ baselineTce: 'baselineTce', reportingTce: 'reportingTce', uncertaintyTce: 'uncertainty' },
};

/** A saving of a measure (节能量) against its baseline; the sum is worked out while one types. */
export function SavingReport(props: {
  readonly own: Own;
  readonly measures: readonly MeasureInForce[];
  readonly onClose: () => void;
}) {
  const { own, measures, onClose } = props;
  const { enterpriseId } = own;
  const words = useWords();
  const say = useSay(WORK);
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const [files, setFiles] = useState<readonly Attached[]>([]);
  const draft = useDraft<Fields>(`saving.${enterpriseId}`, {
    ...{ method: 'adjusted-baseline', basis: 'calorific', confidencePercent: 90 },
    ...(measures[0] === undefined ? {} : { measureId: measures[0].id }),
  });
  const saving = savingOf(draft.value);
  const save = useMutation({
    mutationFn: (fields: Fields) => {
      const body = { document: documentOf(fields, files) } as never;
      const path = '/api/v1/enterprises/{enterpriseId}/verified-savings';
      return answerOf(api.POST(path, { params: { path: { enterpriseId } }, body }));
    },
    onSuccess: async () => {
      draft.forget();
      void message.success(say('saved'));
      await client.invalidateQueries({ queryKey: ['savings', enterpriseId] });
      onClose();
    },
  });
  const needed = [{ required: true, message: words.say('required') }];
  const choices = (list: Parameters<typeof words.nameOf>[0]) =>
    Object.keys(list).map((value) => ({ value, label: words.nameOf(list, value) }));
  return (
    <Modal
      open
      width={720}
      title={say('reportSaving')}
      okText={say('save')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        className="portal-form"
        initialValues={draft.value}
        onValuesChange={(_change, all) => draft.set(all)}
        onFinish={(fields) => save.mutate(fields)}
      >
        <Form.Item name="measureId" label={say('measure')} rules={needed}>
          <Select
            options={measures.map(({ id, title }) => ({ value: id, label: `${id} ${title}` }))}
          />
        </Form.Item>
        <Form.Item name="method" label={say('method')}>
          <Select options={choices(SAVING_METHODS)} />
        </Form.Item>
        <Form.Item name="basis" label={say('basis')}>
          <Select options={choices(BASES)} />
        </Form.Item>
        {DATES.map((name) => (
          <Form.Item
            key={name}
            name={name}
            rules={needed}
            label={`${say(LABELS[name])} · ${say(name.endsWith('From') ? 'from' : 'to')}`}
          >
            <Input type="date" />
          </Form.Item>
        ))}
        <Form.Item>
          <SavingWorkOut
            enterpriseId={enterpriseId}
            question={draft.value}
            onDone={(figures) => {
              form.setFieldsValue(figures);
              draft.set({ ...draft.value, ...figures });
            }}
          />
        </Form.Item>
        {AMOUNTS.map((name) => (
          <Form.Item key={name} name={name} label={say(LABELS[name])} rules={needed}>
            <InputNumber min={0} style={{ width: '100%' }} />
          </Form.Item>
        ))}
        <Form.Item name="adjustmentTce" label={say('adjustment')}>
          <InputNumber style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="adjustmentWhy"
          label={say('adjustmentWhy')}
          dependencies={['adjustmentTce']}
          rules={[
            ({ getFieldValue }) => ({
              required: Boolean(getFieldValue('adjustmentTce')),
              message: words.say('required'),
            }),
          ]}
        >
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="confidencePercent" label={say('confidence')} rules={needed}>
          <InputNumber min={50} max={99.9} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="verifiedBy" label={say('verifiedBy')} rules={needed}>
          <Input maxLength={500} />
        </Form.Item>
        <div className="portal-form-wide">
          <p>{say('savingWorked', { value: formatNumber(saving, words.language, 3) })}</p>
          <AttachmentsField enterpriseId={enterpriseId} value={files} onChange={setFiles} />
          {save.isError && <Refusal error={save.error} />}
        </div>
      </Form>
    </Modal>
  );
}

/** Adjusted baseline less the reporting period, tce; null until both are filled in. */
function savingOf(fields: Fields): number | null {
  const { baselineTce, adjustmentTce, reportingTce } = fields;
  if (baselineTce == null || reportingTce == null) return null;
  return Math.round((baselineTce + (adjustmentTce ?? 0) - reportingTce) * 1e6) / 1e6;
}

function documentOf(fields: Fields, files: readonly Attached[]): object {
  const { adjustmentTce, adjustmentWhy, confidencePercent, ...rest } = fields;
  const adjustment = {
    ...{ reason: 'other', tce: adjustmentTce ?? 0, explanation: adjustmentWhy ?? '' },
  };
  return {
    ...rest,
    adjustments: adjustment.tce === 0 ? [] : [adjustment],
    savingTce: savingOf(fields) ?? 0,
    confidence: (confidencePercent ?? 90) / 100,
    attachmentIds: files.map(({ id }) => id),
  };
}
