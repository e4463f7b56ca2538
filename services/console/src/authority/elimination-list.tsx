import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { ask } from '../client/api.ts';
import type { FieldSpec } from '../forms/field-spec.ts';
import { FormDrawer } from '../forms/form-drawer.tsx';
import { useAct } from '../forms/use-act.ts';
import { DataTable } from '../parts/data-table.tsx';
import { browserZone } from '../parts/format.ts';
import { Answer } from '../parts/states.tsx';
import { useMay } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ELIMINATION_FIELDS } from './register-fields.ts';
import { type Entry, entryBody, entryColumns } from './register-table.tsx';
import { REGISTER_WORDS } from './register-words.ts';

const PATH = '/api/v1/elimination-items';
const ID: FieldSpec = {
  name: 'entryId',
  label: ['编号', 'Id'],
  kind: 'text',
  isRequired: true,
};

/** The list of obsolete equipment, as it was published. */
export function EliminationList() {
  const say = useSay(REGISTER_WORDS);
  const words = useWords();
  const mayWrite = useMay('catalogues.write');
  const act = useAct(['elimination']);
  const [isOpen, setOpen] = useState(false);
  const entries = useQuery({
    queryKey: ['elimination'],
    queryFn: () => ask<{ items: readonly Entry[] }>(PATH),
  });
  return (
    <>
      <p>{say('eliminationIntro')}</p>
      {mayWrite && (
        <Button type="primary" style={{ marginBottom: 12 }} onClick={() => setOpen(true)}>
          {say('add')}
        </Button>
      )}
      <Answer of={entries}>
        {({ items }) => (
          <DataTable<Entry>
            rowKey="no"
            label={say('elimination')}
            rows={items}
            empty={say('none')}
            columns={[
              { title: say('id'), dataIndex: 'id' },
              ...entryColumns(words, ELIMINATION_FIELDS, browserZone()).slice(1),
            ]}
          />
        )}
      </Answer>
      {isOpen && (
        <FormDrawer
          title={say('elimination')}
          specs={[ID, ...ELIMINATION_FIELDS]}
          onSubmit={async (values) => {
            const { document, ...key } = entryBody(values) as { document: object };
            // The note of an item is a field of its own here.
            const noted = { ...document, note: values.note ?? '' };
            const body = JSON.stringify({ ...key, note: '', document: noted });
            await ask(PATH, { method: 'POST', body });
            act.mutate({ run: () => Promise.resolve(), said: say('saved') });
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
