import { PaperClipOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useRef } from 'react';
import { answerOf, api, type Schemas } from '../../client/api.ts';
import { failureText } from '../../parts/failure-text.ts';
import { formatNumber } from '../../parts/format.ts';
import { useSay, useWords } from '../../settings/settings.tsx';
import { CASE_WORDS } from '../case-words.ts';

type Attachment = Schemas['Attachment'];

/** What the api takes; the names of a few kinds that browsers know under another one. */
const KINDS_BY_ENDING: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  csv: 'text/csv',
  txt: 'text/plain',
};

/** Files that go with something: uploaded at once, each with its hash; a field of a form. */
export function FilesField(props: {
  readonly enterpriseId: string;
  /** Given by the form. */
  readonly value?: readonly Attachment[];
  onChange?(files: readonly Attachment[]): void;
}) {
  const { enterpriseId, value = [], onChange } = props;
  const words = useWords();
  const say = useSay(CASE_WORDS);
  const input = useRef<HTMLInputElement>(null);
  const upload = useMutation({
    mutationFn: (file: File) => uploadFile(enterpriseId, file),
    onSuccess: (file) => onChange?.([...value, file]),
  });
  return (
    <div>
      <FileList enterpriseId={enterpriseId} files={value} />
      <input
        ref={input}
        type="file"
        hidden
        aria-label={say('addFile')}
        accept={Object.keys(KINDS_BY_ENDING)
          .map((ending) => `.${ending}`)
          .join(',')}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) upload.mutate(file);
          target.value = '';
        }}
      />
      <Button
        icon={<PaperClipOutlined aria-hidden />}
        loading={upload.isPending}
        onClick={() => input.current?.click()}
      >
        {say('addFile')}
      </Button>
      <div className="secondary">{say('fileHint')}</div>
      {upload.isError && (
        <Alert type="error" showIcon role="alert" title={failureText(words, upload.error)} />
      )}
    </div>
  );
}

/** Kept files, each to be saved, with the hash that proves it. */
export function FileList(props: {
  readonly enterpriseId: string;
  readonly files: readonly Attachment[];
}) {
  const { enterpriseId, files } = props;
  const { language } = useWords();
  const say = useSay(CASE_WORDS);
  if (files.length === 0) return null;
  return (
    <ul className="file-list">
      {files.map(({ id, name, sizeBytes, sha256, internal }) => (
        <li key={id}>
          <a
            href={`/api/v1/enterprises/${encodeURIComponent(enterpriseId)}/attachments/${id}/content`}
            download
          >
            {name}
          </a>{' '}
          <span className="secondary">
            {say('fileSize', { size: formatNumber(sizeBytes / 1024, language, 1) })}
            {internal ? ` · ${say('fileInternal')}` : ''}
          </span>
          <div className="fingerprint">SHA-256 {sha256}</div>
        </li>
      ))}
    </ul>
  );
}

async function uploadFile(enterpriseId: string, file: File): Promise<Attachment> {
  const ending = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  const type = KINDS_BY_ENDING[ending] ?? file.type;
  return await answerOf(
    api.POST('/api/v1/enterprises/{enterpriseId}/attachments', {
      params: { path: { enterpriseId }, query: { name: file.name } },
      headers: { 'content-type': type },
      // The body is the file itself, of which the api's description knows the kind alone.
      body: file as unknown as undefined,
      bodySerializer: () => file,
    }),
  );
}
