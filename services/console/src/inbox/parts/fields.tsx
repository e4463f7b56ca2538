import { DatePicker, Form, Input, Radio } from 'antd';
import type { Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import type { Schemas } from '../../client/api.ts';
import { useSay, useWords } from '../../settings/settings.tsx';
import { CASE_WORDS } from '../case-words.ts';
import { FilesField } from './attachments.tsx';

/** A day as the api takes it. */
export function dayOf(day: Dayjs): string {
  return day.format('YYYY-MM-DD');
}

/** Ids of uploaded files. */
export function idsOf(files: readonly Schemas['Attachment'][] | undefined): string[] {
  return (files ?? []).map(({ id }) => id);
}

/** Some words that have to be there. */
export function TextField(props: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** Lines of the field; one by default. */
  readonly rows?: number;
  readonly max?: number;
}) {
  const { name, label, hint, rows = 1, max = rows === 1 ? 200 : 8_000 } = props;
  const words = useWords();
  return (
    <Form.Item
      name={name}
      label={label}
      {...(hint === undefined ? {} : { extra: hint })}
      rules={[{ required: true, whitespace: true, message: words.say('required') }]}
    >
      {rows === 1 ? (
        <Input maxLength={max} />
      ) : (
        <Input.TextArea autoSize={{ minRows: rows, maxRows: 16 }} maxLength={max} />
      )}
    </Form.Item>
  );
}

/** A day up to today. */
export function PastDayField({ name, label }: { readonly name: string; readonly label: string }) {
  const words = useWords();
  return (
    <Form.Item
      name={name}
      label={label}
      rules={[{ required: true, message: words.say('required') }]}
    >
      <DatePicker allowClear={false} disabledDate={(day) => day.isAfter(Date.now(), 'day')} />
    </Form.Item>
  );
}

/** One of a few, all to be seen. */
export function RadioField(props: {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly hint?: ReactNode;
}) {
  const words = useWords();
  return (
    <Form.Item
      name={props.name}
      label={props.label}
      extra={props.hint}
      rules={[{ required: true, message: words.say('required') }]}
    >
      <Radio.Group options={[...props.options]} />
    </Form.Item>
  );
}

/** Files that go with it. */
export function FilesItem({ enterpriseId }: { readonly enterpriseId: string }) {
  const say = useSay(CASE_WORDS);
  return (
    <Form.Item name="files" label={say('files')}>
      <FilesField enterpriseId={enterpriseId} />
    </Form.Item>
  );
}
