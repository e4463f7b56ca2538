import { useQuery } from '@tanstack/react-query';
import { Button, Popconfirm, Space } from 'antd';
import { useState } from 'react';
import { answerOf, api, ask, type Schemas } from '../client/api.ts';
import { FormDrawer } from '../forms/form-drawer.tsx';
import { useAct } from '../forms/use-act.ts';
import { DataTable } from '../parts/data-table.tsx';
import { browserZone, formatInstant } from '../parts/format.ts';
import { Answer } from '../parts/states.tsx';
import { useMay } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { contactFields, ownerOf, POSTS, quietHoursOf, SEVERITIES } from './notification-fields.ts';
import { NOTIFICATION_WORDS } from './notification-words.ts';
import { OwnerName } from './owner-name.tsx';

type Contact = Schemas['Contact'];
const CONTACTS = '/api/v1/contacts';

/** People who are told: energy managers, deputies, inspectors on duty. */
export function Contacts() {
  const say = useSay(NOTIFICATION_WORDS);
  const words = useWords();
  const mayWrite = useMay('contacts.write');
  const act = useAct(['contacts']);
  const [edited, setEdited] = useState<Contact | 'new' | null>(null);
  const contacts = useQuery({
    queryKey: ['contacts'],
    queryFn: () => answerOf(api.GET('/api/v1/contacts')),
  });
  const zone = browserZone();
  const duty = ({ from, to }: Contact) => {
    const at = (iso: string | null) => (iso === null ? '…' : formatInstant(iso, zone));
    return from === null && to === null
      ? say('always')
      : say('fromTo', { from: at(from), to: at(to) });
  };
  const remove = ({ id }: Contact) => ask(`${CONTACTS}/${id}`, { method: 'DELETE' });
  const actions = (contact: Contact) => (
    <Space size={4}>
      <Button size="small" onClick={() => setEdited(contact)}>
        {say('change')}
      </Button>
      <Popconfirm
        title={say('removeQuestion', { name: contact.name })}
        okText={say('remove')}
        onConfirm={() => act.mutate({ run: () => remove(contact), said: say('removed') })}
      >
        <Button size="small" danger>
          {say('remove')}
        </Button>
      </Popconfirm>
    </Space>
  );
  return (
    <>
      {mayWrite && (
        <Button type="primary" style={{ marginBottom: 12 }} onClick={() => setEdited('new')}>
          {say('newContact')}
        </Button>
      )}
      <Answer of={contacts}>
        {({ items }) => (
          <DataTable<Contact>
            rowKey="id"
            label={say('contacts')}
            rows={items}
            empty={say('noContacts')}
            columns={[
              { title: say('name'), dataIndex: 'name' },
              { title: say('post'), render: (_value, { post }) => words.nameOf(POSTS, post) },
              { title: say('owner'), render: (_value, contact) => <OwnerName of={contact} /> },
              {
                title: say('reach'),
                render: (_value, { email, phone }) =>
                  [email, phone].filter((each) => each !== null).join(' · ') || '—',
              },
              {
                title: say('level'),
                render: (_value, { severityMin }) => words.nameOf(SEVERITIES, String(severityMin)),
              },
              { title: say('duty'), render: (_value, contact) => duty(contact) },
              ...(mayWrite
                ? [
                    {
                      title: '',
                      key: 'actions',
                      className: 'no-print',
                      render: (_value: unknown, contact: Contact) => actions(contact),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Answer>
      {edited !== null && (
        <ContactForm contact={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}

function ContactForm({ contact, onClose }: { readonly contact: Contact | null; onClose(): void }) {
  const say = useSay(NOTIFICATION_WORDS);
  const act = useAct(['contacts']);
  const submit = async (values: Record<string, unknown>) => {
    const { name, post, username = null, email = null, phone = null } = values;
    const { language, from = null, to = null } = values;
    const body = {
      ...(contact === null ? ownerOf(values) : {}),
      ...{ name, post, username, email, phone, language, from, to },
      severityMin: Number(values.severityMin),
      quietHours: quietHoursOf(values),
    };
    const path = contact === null ? CONTACTS : `${CONTACTS}/${contact.id}`;
    const method = contact === null ? 'POST' : 'PUT';
    await ask(path, { method, body: JSON.stringify(body) });
    act.mutate({ run: () => Promise.resolve(), said: say('saved') });
  };
  return (
    <FormDrawer
      title={contact === null ? say('newContact') : `${say('change')} · ${contact.name}`}
      specs={contactFields(contact === null)}
      initial={
        contact === null
          ? { severityMin: '1', language: 'zh', scopeType: 'enterprise' }
          : {
              ...contact,
              severityMin: String(contact.severityMin),
              quietFrom: contact.quietHours?.from,
              quietTo: contact.quietHours?.to,
            }
      }
      onSubmit={submit}
      onClose={onClose}
    />
  );
}
