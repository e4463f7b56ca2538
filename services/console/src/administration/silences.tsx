import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { RULES } from '../authority/rule-words.ts';
import { answerOf, api, ask, type Schemas } from '../client/api.ts';
import { useEnterpriseNames } from '../forms/enterprise-select.tsx';
import type { Values } from '../forms/field-spec.ts';
import { FormDrawer } from '../forms/form-drawer.tsx';
import { useAct } from '../forms/use-act.ts';
import { DataTable } from '../parts/data-table.tsx';
import { browserZone, formatInstant } from '../parts/format.ts';
import { usePeople } from '../parts/people.tsx';
import { Answer } from '../parts/states.tsx';
import { useMay } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ownerOf, SILENCE_FIELDS, SILENCE_FORM } from './notification-fields.ts';
import { NOTIFICATION_WORDS } from './notification-words.ts';
import { OwnerName } from './owner-name.tsx';

type Silence = Schemas['Silence'];
const SILENCES = '/api/v1/silences';

/** What is kept back for a while, by whom and why. */
export function Silences() {
  const say = useSay(NOTIFICATION_WORDS);
  const people = usePeople();
  const mayWrite = useMay('silences.write');
  const act = useAct(['silences']);
  const [isOpen, setOpen] = useState(false);
  const silences = useQuery({
    queryKey: ['silences'],
    queryFn: () => answerOf(api.GET('/api/v1/silences')),
  });
  const zone = browserZone();
  const at = (iso: string) => formatInstant(iso, zone);
  const nowIso = new Date().toISOString();
  const state = ({ from, to, endedBy }: Silence) => {
    if (endedBy !== null) return say('endedBy', { by: people.nameOf(endedBy) });
    if (to <= nowIso) return say('over');
    return say(from > nowIso ? 'waiting' : 'running');
  };
  const end = ({ id }: Silence) => ask(`${SILENCES}/${id}/end`, { method: 'POST' });
  return (
    <>
      {mayWrite && (
        <Button type="primary" style={{ marginBottom: 12 }} onClick={() => setOpen(true)}>
          {say('newSilence')}
        </Button>
      )}
      <Answer of={silences}>
        {({ items }) => (
          <DataTable<Silence>
            rowKey="id"
            label={say('silences')}
            rows={items}
            empty={say('noSilences')}
            columns={[
              { title: say('owner'), render: (_value, silence) => <OwnerName of={silence} /> },
              { title: say('silenced'), render: (_value, silence) => <Matchers of={silence} /> },
              {
                title: say('duty'),
                className: 'number',
                render: (_value, { from, to }) => say('fromTo', { from: at(from), to: at(to) }),
              },
              { title: say('reason'), dataIndex: 'reason' },
              {
                title: say('author'),
                render: (_value, { createdBy, createdAt }) =>
                  say('authorAt', { by: people.nameOf(createdBy), at: at(createdAt) }),
              },
              { title: say('state'), render: (_value, silence) => state(silence) },
              ...(mayWrite
                ? [
                    {
                      title: '',
                      key: 'actions',
                      className: 'no-print',
                      render: (_value: unknown, silence: Silence) =>
                        silence.endedBy === null && silence.to > nowIso ? (
                          <Button
                            size="small"
                            onClick={() => act.mutate({ run: () => end(silence) })}
                          >
                            {say('end')}
                          </Button>
                        ) : (
                          '—'
                        ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Answer>
      {isOpen && (
        <FormDrawer
          title={say('newSilence')}
          specs={SILENCE_FORM}
          initial={{ scopeType: 'platform', from: nowIso }}
          onSubmit={async (values) => {
            await ask(SILENCES, { method: 'POST', body: JSON.stringify(silenceOf(values)) });
            act.mutate({ run: () => Promise.resolve(), said: say('saved') });
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

/** The body of a silence, from what was chosen. */
function silenceOf(values: Values) {
  const { field, from, to, reason, matchedEnterprises, matchedRules, values: typed } = values;
  const matched = matchedEnterprises ?? matchedRules ?? typed;
  return { ...ownerOf(values), matchers: [{ field, values: matched }], reason, from, to };
}

function Matchers({ of }: { readonly of: Silence }) {
  const words = useWords();
  const ids = of.matchers.flatMap(({ field, values }) => (field === 'enterpriseId' ? values : []));
  const names = useEnterpriseNames(ids);
  return of.matchers.map(({ field, values }) => (
    <div key={field}>
      {words.nameOf(SILENCE_FIELDS, field)} ={' '}
      {values.map((value) => names.get(value) ?? words.nameOf(RULES, value)).join(' · ')}
    </div>
  ));
}
