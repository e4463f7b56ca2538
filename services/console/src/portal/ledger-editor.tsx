import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Space, Upload } from 'antd';
import { useState } from 'react';
import { ApiFailure, answerOf, api } from '../client/api.ts';
import { useSay } from '../settings/settings.tsx';
import { Labelled } from './labelled.tsx';
import type { Finding, LedgerDocument } from './ledger-data.ts';
import { LedgerForm } from './ledger-form.tsx';
import type { FoundMonth } from './ledger-month-page.tsx';
import type { Own } from './own-enterprise.tsx';
import { ProblemsTable } from './problems-table.tsx';
import { Refusal, rowProblems } from './refusal.tsx';
import { fileBody, tableType } from './send-file.ts';
import { useDraft } from './use-draft.ts';
import { LEDGER, PORTAL } from './words.ts';

/** Fills in a month: saved as a draft as often as one likes, submitted once it is right. */
export function LedgerEditor(props: {
  readonly own: Own;
  readonly month: string;
  readonly found: FoundMonth;
  readonly first: LedgerDocument;
}) {
  // Of another version of the draft nothing that was typed before may be kept.
  const [round, setRound] = useState(0);
  return <Editor key={round} {...props} onTaken={() => setRound(round + 1)} />;
}

function Editor(props: {
  readonly own: Own;
  readonly month: string;
  readonly found: FoundMonth;
  readonly first: LedgerDocument;
  readonly onTaken: () => void;
}) {
  const { own, month, found, first, onTaken } = props;
  const { enterpriseId } = own;
  const say = useSay(LEDGER);
  const portal = useSay(PORTAL);
  const { message } = App.useApp();
  const client = useQueryClient();
  const [version, setVersion] = useState(found.draftVersion);
  const typed = useDraft<LedgerDocument>(`ledger.${enterpriseId}.${month}.${version}`, first);
  const [findings, setFindings] = useState<readonly Finding[]>(found.findings);
  const [reason, setReason] = useState('');
  const isRevision = found.revisions.length > 0;
  const path = { enterpriseId, month };
  const refresh = () => client.invalidateQueries({ queryKey: ['ledger', enterpriseId] });

  const saveDraft = async () => {
    const { lines, outputs } = typed.value;
    const saved = await answerOf(
      api.PUT('/api/v1/enterprises/{enterpriseId}/ledger/{month}/draft', {
        params: { path },
        body: { version, lines, outputs } as never,
      }),
    );
    typed.forget();
    setVersion(saved.version);
    setFindings(saved.findings);
    return saved;
  };
  const save = useMutation({
    mutationFn: saveDraft,
    onSuccess: ({ findings: list }) => {
      const blocking = list.filter(({ severity }) => severity === 'blocking').length;
      const counts = { blocking, warnings: list.length - blocking };
      void message.success(list.length === 0 ? say('savedOk') : say('savedFindings', counts));
    },
  });
  const submit = useMutation({
    mutationFn: async () => {
      const saved = await saveDraft();
      const body = { version: saved.version, reason };
      const route = '/api/v1/enterprises/{enterpriseId}/ledger/{month}/submit';
      return await answerOf(api.POST(route, { params: { path }, body }));
    },
    onSuccess: async () => {
      void message.success(say('submitted'));
      await refresh();
    },
    onError: (error) => {
      const details = error instanceof ApiFailure ? error.details : undefined;
      const list = (details as { findings?: readonly Finding[] } | undefined)?.findings;
      if (list !== undefined) setFindings(list);
    },
  });
  const upload = useMutation({
    mutationFn: (file: File) => {
      const route = '/api/v1/enterprises/{enterpriseId}/ledger/{month}/upload';
      const params = { path, query: { version } };
      return answerOf(api.POST(route, { params, ...fileBody(file, tableType(file)) }));
    },
    onSuccess: async () => {
      typed.forget();
      void message.success(say('uploaded'));
      await refresh();
      onTaken();
    },
  });
  const wrongRows = rowProblems(upload.error);

  return (
    <>
      {typed.isRestored && (
        <Alert
          type="info"
          showIcon
          closable
          style={{ marginBottom: 12 }}
          title={portal('restored')}
          action={
            <Button
              size="small"
              onClick={() => {
                typed.forget();
                onTaken();
              }}
            >
              {portal('discard')}
            </Button>
          }
        />
      )}
      <Space wrap style={{ marginBottom: 16 }}>
        <Button
          href={`/api/v1/enterprises/${enterpriseId}/ledger/template.xlsx?month=${month}`}
          download
        >
          {say('template')}
        </Button>
        <Upload
          accept=".xlsx,.csv"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(file) => {
            upload.mutate(file);
            return false;
          }}
        >
          <Button loading={upload.isPending}>{say('upload')}</Button>
        </Upload>
      </Space>
      {upload.isError && wrongRows.length === 0 && <Refusal error={upload.error} />}
      {wrongRows.length > 0 && (
        <>
          <Alert type="error" showIcon role="alert" title={say('uploadFailed')} />
          <ProblemsTable problems={wrongRows} />
        </>
      )}
      <LedgerForm
        document={typed.value}
        findings={findings}
        productNames={found.productNames}
        onChange={(next) => {
          // Findings name lines by their place.
          if (next.lines.length !== typed.value.lines.length) setFindings([]);
          typed.set(next);
        }}
      />
      {isRevision && (
        <div className="filters">
          <Labelled label={`${say('submitReason')} · ${say('submitReasonHint')}`}>
            {(id) => (
              <Input
                id={id}
                value={reason}
                maxLength={1_000}
                onChange={({ target }) => setReason(target.value)}
              />
            )}
          </Labelled>
        </div>
      )}
      {save.isError && <Refusal error={save.error} />}
      {submit.isError && <Refusal error={submit.error} />}
      <Space wrap style={{ marginBottom: 24 }}>
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {say('save')}
        </Button>
        <Button type="primary" loading={submit.isPending} onClick={() => submit.mutate()}>
          {say('submit')}
        </Button>
      </Space>
    </>
  );
}
