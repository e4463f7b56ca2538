import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Radio, Space } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { ApiFailure, ask } from '../client/api.ts';
import { problemText } from '../forms/problem-text.ts';
import { failureText } from '../parts/failure-text.ts';
import { FileInput } from '../parts/file-input.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Nothing } from '../parts/states.tsx';
import { useMe } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { type Cells, decodeTable, download, parseCsv, writeCsv } from './csv.ts';
import { Credentials } from './import-credentials.tsx';
import { IMPORT_KINDS, type ImportKind } from './import-kinds.ts';
import { type Checked, ImportPreview } from './import-preview.tsx';
import { IMPORT_WORDS } from './words.ts';
import './administration.css';

const FILE_BYTES_MAX = 8 * 1_048_576;

/** Tables from files: looked at row by row first, mended on the spot, then imported as a whole. */
export function ImportPage() {
  const say = useSay(IMPORT_WORDS);
  const { pick } = useWords();
  const me = useMe();
  const roles = me.roles.map(({ role }) => role);
  const kinds = IMPORT_KINDS.filter((kind) =>
    kind.roles.some((role) => roles.includes(role as never)),
  );
  const [search, setSearch] = useSearchParams();
  const chosen = kinds.find(({ id }) => id === search.get('kind')) ?? kinds[0];
  return (
    <>
      <PageHead title={say('title')} />
      <p>{say('intro')}</p>
      {chosen === undefined ? (
        <Nothing text={say('none')} />
      ) : (
        <>
          <Radio.Group
            aria-label={say('what')}
            optionType="button"
            value={chosen.id}
            options={kinds.map(({ id, title }) => ({ value: id, label: pick(title) }))}
            onChange={({ target }) => setSearch({ kind: target.value }, { replace: true })}
          />
          <ImportOf key={chosen.id} kind={chosen} />
        </>
      )}
    </>
  );
}

function ImportOf({ kind }: { readonly kind: ImportKind }) {
  const say = useSay(IMPORT_WORDS);
  const words = useWords();
  const client = useQueryClient();
  const [cells, setCells] = useState<Cells | null>(null);
  const [isReplacing, setReplacing] = useState(false);
  const [isTooLarge, setTooLarge] = useState(false);
  const send = async (table: Cells, isDry: boolean) => {
    const replace = isReplacing ? '&replace=true' : '';
    const path = `/api/v1/imports/${kind.id}?dryRun=${isDry}${replace}`;
    return await ask<Checked>(path, { method: 'POST', body: writeCsv(table), type: 'text/csv' });
  };
  const check = useMutation({ mutationFn: (table: Cells) => send(table, true) });
  const run = useMutation({
    mutationFn: (table: Cells) => send(table, false),
    onSuccess: async () => {
      const lists = ['enterprises', 'areas', 'meters', 'devices'];
      await Promise.all(lists.map((list) => client.invalidateQueries({ queryKey: [list] })));
    },
  });
  const choose = async (file: File | undefined) => {
    run.reset();
    setTooLarge(file !== undefined && file.size > FILE_BYTES_MAX);
    if (file === undefined || file.size > FILE_BYTES_MAX) return;
    const table = parseCsv(decodeTable(await file.arrayBuffer()));
    setCells(table);
    check.mutate(table);
  };
  const rows = check.data?.rows ?? 0;
  const isGood = check.data !== undefined && check.data.errors.length === 0 && rows > 0;

  if (run.isSuccess) {
    return (
      <>
        <Alert
          type="success"
          showIcon
          role="status"
          style={{ marginTop: 16 }}
          title={say('done', { rows: run.data.imported })}
          action={
            <Button
              onClick={() => {
                run.reset();
                check.reset();
                setCells(null);
              }}
            >
              {say('another')}
            </Button>
          }
        />
        {run.data.credentials !== undefined && <Credentials of={run.data.credentials} />}
      </>
    );
  }
  return (
    <>
      <FileChoice kind={kind} onChoose={(file) => void choose(file)} />
      {kind.id === 'policies' && (
        <Checkbox checked={isReplacing} onChange={({ target }) => setReplacing(target.checked)}>
          {say('replace')}
        </Checkbox>
      )}
      {isTooLarge && <Alert type="error" showIcon role="alert" title={say('tooLarge')} />}
      {check.isPending && <Alert type="info" showIcon role="status" title={say('checking')} />}
      {check.isError && <RefusedFile error={check.error} />}
      {check.data !== undefined && cells !== null && (
        <ImportPreview
          kind={kind}
          cells={cells}
          checked={check.data}
          onCheckAgain={(table) => {
            setCells(table);
            check.mutate(table);
          }}
        />
      )}
      {run.isError && (
        <Alert type="error" showIcon role="alert" title={failureText(words, run.error)} />
      )}
      {isGood && cells !== null && (
        <Space>
          <Button type="primary" loading={run.isPending} onClick={() => run.mutate(cells)}>
            {say(run.isPending ? 'importing' : 'run', { rows })}
          </Button>
          {run.isPending && <span role="status">{say('leave')}</span>}
        </Space>
      )}
    </>
  );
}

function FileChoice(props: { readonly kind: ImportKind; onChoose(file: File | undefined): void }) {
  const { kind, onChoose } = props;
  const say = useSay(IMPORT_WORDS);
  const { pick } = useWords();
  const template = [
    kind.columns.map(([, label]) => pick(label)),
    kind.columns.map(([, , example]) => example),
  ];
  return (
    <div className="file-choice">
      <p>{pick(kind.hint)}</p>
      <p>{say('file')}</p>
      <div className="file-choice-row">
        <FileInput
          id="import-file"
          accept=".csv,.txt,text/csv"
          describedBy="import-file-hint"
          onChoose={onChoose}
        />
        <Button onClick={() => download(`${kind.id}.csv`, writeCsv(template))}>
          {say('template')}
        </Button>
      </div>
      <div id="import-file-hint" className="secondary">
        {say('fileHint')}
      </div>
    </div>
  );
}

/** The file as a whole could not be read, or its header is wrong. */
function RefusedFile({ error }: { readonly error: unknown }) {
  const words = useWords();
  const { errors = [] } = ((error instanceof ApiFailure ? error.details : null) ?? {}) as {
    errors?: readonly { column: string; message: string }[];
  };
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={failureText(words, error)}
      description={errors.map(({ column, message }) => (
        <div key={`${column} ${message}`}>{problemText(words, message)}</div>
      ))}
    />
  );
}
