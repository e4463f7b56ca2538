import { Alert } from 'antd';
import { useState } from 'react';
import { ApiFailure, ask, type Schemas } from '../client/api.ts';
import type { FieldSpec } from '../forms/field-spec.ts';
import { FormDrawer } from '../forms/form-drawer.tsx';
import { problemText } from '../forms/problem-text.ts';
import { useAct } from '../forms/use-act.ts';
import { FileInput } from '../parts/file-input.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import type { Pair } from '../words/codes.ts';
import { decodeTable, parseCsv } from './csv.ts';
import { FACTOR_WORDS } from './factor-words.ts';
import type { Checked } from './import-preview.tsx';

/** A new set from a table: looked at first, and recorded only if every row is right. */
export function FactorImport(props: {
  readonly sets: readonly Schemas['FactorSet'][];
  onClose(): void;
}) {
  const say = useSay(FACTOR_WORDS);
  const words = useWords();
  const act = useAct(['factor-sets']);
  const [file, setFile] = useState<{ name: string; rows: number; text: string } | null>(null);
  const [errors, setErrors] = useState<Checked['errors']>([]);
  const names: Readonly<Record<string, Pair>> = Object.fromEntries(
    props.sets.map(({ id, name }) => [id, [name, name]]),
  );
  const specs: readonly FieldSpec[] = [
    { name: 'id', label: ['编号', 'Id'], kind: 'text', isRequired: true },
    { name: 'name', label: ['名称', 'Name'], kind: 'text', isRequired: true },
    { name: 'publishedOn', label: ['发布日期', 'Published'], kind: 'day', isRequired: true },
    {
      name: 'basedOn',
      label: ['沿用自', 'Made from'],
      kind: 'choice',
      names,
      hint: ['文件只需列出有变化的系数。', 'The file then lists only what changes.'],
    },
  ];
  const choose = async (chosen: File | undefined) => {
    setErrors([]);
    if (chosen === undefined) return;
    const text = decodeTable(await chosen.arrayBuffer());
    setFile({ name: chosen.name, rows: Math.max(parseCsv(text).length - 1, 0), text });
  };
  const submit = async (values: Record<string, unknown>) => {
    if (file === null) throw refusal(say('chooseFile'));
    const search = new URLSearchParams(values as Record<string, string>);
    const send = (dryRun: boolean) => {
      search.set('dryRun', String(dryRun));
      const path = `/api/v1/imports/factor-sets?${search}`;
      return ask<Checked>(path, { method: 'POST', body: file.text, type: 'text/csv' });
    };
    const checked = await send(true);
    setErrors(checked.errors);
    if (checked.errors.length > 0) throw refusal(say('problems'));
    await send(false);
    act.mutate({ run: () => Promise.resolve(), said: say('saved') });
  };
  return (
    <FormDrawer title={say('import')} specs={specs} onSubmit={submit} onClose={props.onClose}>
      <div className="file-choice">
        <p>{say('file')}</p>
        <div className="file-choice-row">
          <FileInput
            id="factor-file"
            accept=".csv,text/csv"
            onChoose={(chosen) => void choose(chosen)}
          />
        </div>
        {file !== null && <p>{say('chosen', file)}</p>}
      </div>
      {errors.length > 0 && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={say('problems')}
          description={errors.map(({ row, column, message }) => (
            <div key={`${row} ${column} ${message}`}>
              {say('rowProblem', { row, problem: problemText(words, message) })}
            </div>
          ))}
        />
      )}
    </FormDrawer>
  );
}

function refusal(message: string): ApiFailure {
  return new ApiFailure('IMPORT_INVALID', { message, requestId: null, retryAfterSeconds: null });
}
