import { Alert, Button } from 'antd';
import { DataTable } from '../parts/data-table.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { download, writeCsv } from './csv.ts';
import type { Credential } from './import-preview.tsx';
import { IMPORT_WORDS } from './words.ts';

/** The passwords of devices that were just registered: to be taken along, for they are gone with the page. */
export function Credentials({ of }: { readonly of: readonly Credential[] }) {
  const say = useSay(IMPORT_WORDS);
  const words = useWords();
  const head = [words.say('creditCode'), say('deviceId'), words.say('name')];
  const file = () => [
    [...head, words.say('deviceUser'), words.say('password')],
    ...of.map(({ enterpriseId, id, name, username, password }) => [
      ...[enterpriseId, id, name, username, password],
    ]),
  ];
  return (
    <>
      <Alert
        type="warning"
        showIcon
        style={{ margin: '16px 0' }}
        title={say('passwordsOnce')}
        action={
          <Button type="primary" onClick={() => download('devices.csv', writeCsv(file()))}>
            {say('passwordsFile')}
          </Button>
        }
      />
      <DataTable<Credential>
        rowKey="username"
        rows={of}
        empty=""
        columns={[
          { title: head[1], dataIndex: 'id' },
          { title: head[2], dataIndex: 'name', render: (name: string) => name || '—' },
          { title: words.say('deviceUser'), dataIndex: 'username' },
          { title: words.say('password'), dataIndex: 'password', className: 'fingerprint' },
        ]}
      />
    </>
  );
}
