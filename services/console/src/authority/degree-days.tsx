import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { ask } from '../client/api.ts';
import type { FieldSpec } from '../forms/field-spec.ts';
import { FormDrawer } from '../forms/form-drawer.tsx';
import { useAct } from '../forms/use-act.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Filter } from '../parts/filters.tsx';
import { browserZone } from '../parts/format.ts';
import { Answer } from '../parts/states.tsx';
import { useMay } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { useOwnAreas } from './own-areas.ts';
import { type Entry, entryBody, entryColumns } from './register-table.tsx';
import { REGISTER_WORDS } from './register-words.ts';

const MONTH: FieldSpec = {
  name: 'entryId',
  label: ['月份', 'Month'],
  kind: 'text',
  isRequired: true,
  hint: ['如 2026-01，须已结束。', 'Such as 2026-01; it has to be over.'],
};
const FIELDS: readonly FieldSpec[] = [
  {
    name: 'heating',
    label: ['采暖度日数 HDD18（°C·d）', 'Heating degree days, 18 °C'],
    kind: 'number',
    isRequired: true,
  },
  {
    name: 'cooling',
    label: ['空调度日数 CDD26（°C·d）', 'Cooling degree days, 26 °C'],
    kind: 'number',
    isRequired: true,
  },
  { name: 'station', label: ['气象站', 'Station'], kind: 'text', isRequired: true },
];

/** Weather of a region by month, which savings are adjusted by. */
export function DegreeDays() {
  const say = useSay(REGISTER_WORDS);
  const words = useWords();
  const mayWrite = useMay('degree-days.write');
  const act = useAct(['degree-days']);
  const areas = useOwnAreas();
  const regions = (areas.data ?? []).filter(({ type }) => type === 'region');
  const [chosen, setChosen] = useState<string | null>(null);
  const [withHistory, setWithHistory] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const region = chosen ?? regions[0]?.code;
  const path = `/api/v1/regions/${region}/degree-days`;
  const entries = useQuery({
    queryKey: ['degree-days', region, withHistory],
    queryFn: () => ask<{ items: readonly Entry[] }>(`${path}?history=${withHistory}`),
    enabled: region !== undefined,
  });
  return (
    <>
      <p>{say('degreeDaysIntro')}</p>
      <div className="filters">
        <Filter label={say('region')}>
          {(id) => (
            <Select
              id={id}
              value={region ?? null}
              loading={areas.data === undefined}
              options={regions.map(({ code, label }) => ({ value: code, label }))}
              onChange={setChosen}
              style={{ minWidth: 200 }}
            />
          )}
        </Filter>
        <div className="filter filter-button">
          <Checkbox checked={withHistory} onChange={({ target }) => setWithHistory(target.checked)}>
            {say('history')}
          </Checkbox>
        </div>
        {mayWrite && region !== undefined && (
          <div className="filter filter-button">
            <Button type="primary" onClick={() => setOpen(true)}>
              {say('add')}
            </Button>{' '}
            <Link to="/imports?kind=degree-days">{say('fromTable')}</Link>
          </div>
        )}
      </div>
      <Answer of={entries}>
        {({ items }) => (
          <DataTable<Entry>
            rowKey="no"
            label={say('degreeDays')}
            rows={items}
            empty={say('none')}
            columns={[
              { title: words.pick(MONTH.label), dataIndex: 'id', className: 'number' },
              ...entryColumns(words, FIELDS, browserZone()).slice(1),
            ]}
          />
        )}
      </Answer>
      {isOpen && (
        <FormDrawer
          title={say('degreeDays')}
          specs={[MONTH, ...FIELDS]}
          onSubmit={async (values) => {
            await ask(path, { method: 'POST', body: JSON.stringify(entryBody(values)) });
            act.mutate({ run: () => Promise.resolve(), said: say('saved') });
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
