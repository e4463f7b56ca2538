import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Space, Typography, Upload } from 'antd';
import { useState } from 'react';
import { answerOf, api } from '../client/api.ts';
import { useSay } from '../settings/settings.tsx';
import { ProblemsTable } from './problems-table.tsx';
import { Refusal, type RowProblem } from './refusal.tsx';
import { fileBody } from './send-file.ts';
import { ONBOARDING } from './words.ts';

const HEAD =
  '统一社会信用代码,表计编号,表计名称,能源品种,读数类型,计量单位,流向,级别,倍率,最大示值,额定功率,上级表计编号';

interface Preview {
  readonly file: File;
  readonly rows: number;
  readonly imported: number;
  readonly errors: readonly RowProblem[];
}

/** Meters from a table: looked at first, then all are registered or none. */
export function MeterImport({ enterpriseId }: { readonly enterpriseId: string }) {
  const say = useSay(ONBOARDING);
  const { message } = App.useApp();
  const client = useQueryClient();
  const [preview, setPreview] = useState<Preview | null>(null);
  const look = useMutation({
    mutationFn: async (file: File) => ({ file, ...(await sendTable(file, true)) }),
    onMutate: () => setPreview(null),
    onSuccess: setPreview,
  });
  const save = useMutation({
    mutationFn: (file: File) => sendTable(file, false),
    onSuccess: async ({ imported }) => {
      setPreview(null);
      void message.success(say('csvDone', { count: imported }));
      await client.invalidateQueries({ queryKey: ['meters', enterpriseId] });
    },
  });
  const sample = `${HEAD}\n${enterpriseId},E01,进线总表,电力,累计,kWh,外购,1,8000,999999.99,12000,\n`;
  return (
    <>
      <Typography.Paragraph>{say('csvIntro')}</Typography.Paragraph>
      <Space wrap>
        <Button
          href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${sample}`)}`}
          download="meters.csv"
        >
          {say('csvTemplate')}
        </Button>
        <Upload
          accept=".csv,text/csv"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(file) => {
            look.mutate(file);
            return false;
          }}
        >
          <Button loading={look.isPending}>{say('csvChoose')}</Button>
        </Upload>
      </Space>
      {look.isError && <Refusal error={look.error} />}
      {save.isError && <Refusal error={save.error} />}
      {preview !== null && (
        <div style={{ marginTop: 12 }}>
          <Alert
            type={preview.errors.length === 0 ? 'success' : 'warning'}
            showIcon
            title={say('csvPreview', {
              file: preview.file.name,
              rows: preview.rows,
              wrong: preview.errors.length,
            })}
          />
          {preview.errors.length === 0 ? (
            <Button
              type="primary"
              style={{ marginTop: 12 }}
              loading={save.isPending}
              onClick={() => save.mutate(preview.file)}
            >
              {say('csvImport', { count: preview.imported })}
            </Button>
          ) : (
            <ProblemsTable problems={preview.errors} />
          )}
        </div>
      )}
    </>
  );
}

function sendTable(file: File, dryRun: boolean) {
  return answerOf(
    api.POST('/api/v1/imports/meters', {
      params: { query: { dryRun: String(dryRun) as never } },
      ...fileBody(file, 'text/csv'),
    }),
  );
}
