import { Button, Upload } from 'antd';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { useSay } from '../settings/settings.tsx';
import { Refusal } from './refusal.tsx';
import { fileBody } from './send-file.ts';
import { ACTS } from './words.ts';

/** A file that is kept by the api. */
export type Attached = Pick<Schemas['Attachment'], 'id' | 'name'>;

const ACCEPTED = '.pdf,.png,.jpg,.jpeg,.docx,.xlsx,.csv,.txt';
const TYPES: Readonly<Record<string, string>> = {
  ...{ pdf: 'application/pdf', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg' },
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ...{ csv: 'text/csv', txt: 'text/plain' },
};

/** Files as evidence: each is kept as soon as it is chosen, and can be left out again. */
export function AttachmentsField(props: {
  readonly enterpriseId: string;
  readonly value: readonly Attached[];
  readonly onChange: (files: readonly Attached[]) => void;
}) {
  const { enterpriseId, value, onChange } = props;
  const say = useSay(ACTS);
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const keep = async (file: File) => {
    setBusy(true);
    setFailure(null);
    try {
      const ending = file.name.toLowerCase().split('.').at(-1) ?? '';
      const params = { path: { enterpriseId }, query: { name: file.name } };
      const { id, name } = await answerOf(
        api.POST('/api/v1/enterprises/{enterpriseId}/attachments', {
          params,
          ...fileBody(file, TYPES[ending] ?? file.type),
        }),
      );
      onChange([...value, { id, name }]);
    } catch (error) {
      setFailure(error);
    }
    setBusy(false);
  };
  return (
    <>
      <Upload
        accept={ACCEPTED}
        fileList={value.map(({ id, name }) => ({ uid: id, name, status: 'done' as const }))}
        beforeUpload={(file) => {
          void keep(file);
          return false;
        }}
        onRemove={({ uid }) => onChange(value.filter(({ id }) => id !== uid))}
      >
        <Button loading={isBusy}>{say('attach')}</Button>
      </Upload>
      <small>{say('attachHint')}</small>
      {failure !== null && <Refusal error={failure} />}
    </>
  );
}

/** Links to kept files. */
export function AttachmentLinks(props: {
  readonly enterpriseId: string;
  readonly files: readonly Attached[];
}) {
  const { enterpriseId, files } = props;
  const say = useSay(ACTS);
  if (files.length === 0) return <>{say('noFiles')}</>;
  return (
    <ul style={{ margin: 0, paddingInlineStart: 20 }}>
      {files.map(({ id, name }) => (
        <li key={id}>
          <a href={`/api/v1/enterprises/${enterpriseId}/attachments/${id}/content`} download={name}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}
