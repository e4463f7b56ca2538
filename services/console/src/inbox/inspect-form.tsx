import { Form, Input, Select, Space } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { CaseDetails, Schemas } from '../client/api.ts';
import { useSay, useWords } from '../settings/settings.tsx';
import { CASE_WORDS, NO_NOTICE_GROUNDS } from './case-words.ts';
import { ActForm, NoteField } from './parts/act-form.tsx';
import { dayOf, FilesItem, idsOf, PastDayField, RadioField, TextField } from './parts/fields.tsx';
import { useCaseActs } from './use-case-acts.ts';

interface Inspection {
  readonly onSite: 'yes' | 'no';
  readonly inspectedOn: Dayjs;
  readonly place: string;
  readonly officers: readonly { readonly name?: string; readonly certificateNo?: string }[];
  readonly noNoticeGround?: keyof typeof NO_NOTICE_GROUNDS;
  readonly record: string;
  readonly note?: string;
  readonly files?: readonly Schemas['Attachment'][];
}

/** An inspection (节能监察) with its record; on site two officers with certificates. */
export function InspectForm({ item }: { readonly item: CaseDetails }) {
  const { nameOf } = useWords();
  const say = useSay(CASE_WORDS);
  const acts = useCaseActs(item.id);
  const grounds = Object.keys(NO_NOTICE_GROUNDS);
  const ways = ['yes', 'no'] as const;
  return (
    <ActForm<Inspection>
      submitText={say('inspect')}
      doneText={say('closed')}
      initial={{ onSite: 'yes', inspectedOn: dayjs(), officers: [{}, {}] }}
      onSubmit={({ onSite, inspectedOn, officers, noNoticeGround, files, ...rest }) =>
        acts.act({
          ...{ action: 'inspect', onSite: onSite === 'yes', inspectedOn: dayOf(inspectedOn) },
          ...{ place: rest.place.trim(), record: rest.record.trim(), note: rest.note ?? '' },
          officers: officers.flatMap(({ name = '', certificateNo = '' }) =>
            name.trim() === '' ? [] : [{ name: name.trim(), certificateNo: certificateNo.trim() }],
          ),
          ...{ noNoticeGround: noNoticeGround ?? null, attachmentIds: idsOf(files) },
        })
      }
    >
      <RadioField
        name="onSite"
        label={say('onSite')}
        options={ways.map((value) => ({ value, label: say(`onSite-${value}`) }))}
      />
      <PastDayField name="inspectedOn" label={say('inspectedOn')} />
      <TextField name="place" label={say('place')} />
      <p className="secondary">{say('officersHint')}</p>
      {[0, 1].map((index) => (
        <Space key={index} wrap align="start">
          <Form.Item
            name={['officers', index, 'name']}
            label={`${say('officerName')} ${index + 1}`}
          >
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name={['officers', index, 'certificateNo']} label={say('certificateNo')}>
            <Input maxLength={64} />
          </Form.Item>
        </Space>
      ))}
      <Form.Item name="noNoticeGround" label={say('noNotice')}>
        <Select
          allowClear
          style={{ maxWidth: 320 }}
          options={grounds.map((value) => ({ value, label: nameOf(NO_NOTICE_GROUNDS, value) }))}
        />
      </Form.Item>
      <TextField name="record" label={say('record')} rows={4} />
      <NoteField />
      <FilesItem enterpriseId={item.enterpriseId} />
    </ActForm>
  );
}
