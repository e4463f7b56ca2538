import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Space, Typography, Upload } from 'antd';
import { useState } from 'react';
import { answerOf, api } from '../client/api.ts';
import { useSay } from '../settings/settings.tsx';
import { Labelled } from './labelled.tsx';
import { ProblemsTable } from './problems-table.tsx';
import { Refusal, type RowProblem } from './refusal.tsx';
import { fileBody, tableType } from './send-file.ts';
import { LEDGER } from './words.ts';

interface Preview {
  readonly file: File;
  readonly rows: number;
  readonly months: readonly string[];
  readonly errors: readonly RowProblem[];
  readonly warnings: readonly RowProblem[];
}

/** Many months from one table: looked at first, then all are submitted or none. */
export function LedgerImport({ enterpriseId }: { readonly enterpriseId: string }) {
  const say = useSay(LEDGER);
  const { message } = App.useApp();
  const client = useQueryClient();
  const [preview, setPreview] = useState<Preview | null>(null);
  const [reason, setReason] = useState('');
  const send = (file: File, dryRun: boolean) => {
    const query = { dryRun: String(dryRun) as never, reason };
    const params = { path: { enterpriseId }, query };
    const path = '/api/v1/enterprises/{enterpriseId}/ledger/import';
    return answerOf(api.POST(path, { params, ...fileBody(file, tableType(file)) }));
  };
  const look = useMutation({
    mutationFn: async (file: File) => ({ file, ...(await send(file, true)) }),
    onMutate: () => setPreview(null),
    onSuccess: setPreview,
  });
  const submit = useMutation({
    mutationFn: (file: File) => send(file, false),
    onSuccess: async ({ months }) => {
      setPreview(null);
      void message.success(say('importDone', { count: months.length }));
      await client.invalidateQueries({ queryKey: ['ledger', enterpriseId] });
    },
  });
  return (
    <>
      <Typography.Paragraph>{say('importIntro')}</Typography.Paragraph>
      <div className="filters">
        <Labelled label={say('importReason')}>
          {(id) => (
            <Input
              id={id}
              value={reason}
              maxLength={1_000}
              onChange={({ target }) => setReason(target.value)}
              style={{ minWidth: 260 }}
            />
          )}
        </Labelled>
      </div>
      <Upload
        accept=".csv,.xlsx"
        maxCount={1}
        showUploadList={false}
        beforeUpload={(file) => {
          look.mutate(file);
          return false;
        }}
      >
        <Button loading={look.isPending}>{say('chooseFile')}</Button>
      </Upload>
      {look.isError && <Refusal error={look.error} />}
      {submit.isError && <Refusal error={submit.error} />}
      {preview !== null && (
        <Space direction="vertical" style={{ width: '100%', marginTop: 12 }}>
          <Alert
            type={preview.errors.length === 0 ? 'success' : 'warning'}
            showIcon
            title={say('importPreview', {
              file: preview.file.name,
              rows: preview.rows,
              months: preview.months.length,
              errors: preview.errors.length,
              warnings: preview.warnings.length,
            })}
          />
          {preview.errors.length > 0 && <ProblemsTable problems={preview.errors} />}
          {preview.errors.length === 0 && preview.warnings.length > 0 && (
            <ProblemsTable problems={preview.warnings} />
          )}
          {preview.errors.length === 0 && (
            <Button
              type="primary"
              loading={submit.isPending}
              onClick={() => submit.mutate(preview.file)}
            >
              {say('importSubmit', { count: preview.months.length })}
            </Button>
          )}
        </Space>
      )}
    </>
  );
}
