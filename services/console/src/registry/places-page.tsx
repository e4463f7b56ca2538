import { Button, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { answerOf, api } from '../client/api.ts';
import type { FieldSpec } from '../forms/field-spec.ts';
import { FormDrawer } from '../forms/form-drawer.tsx';
import { useAct } from '../forms/use-act.ts';
import { type NamedArea, useAreas } from '../overview/use-area.ts';
import { DataTable } from '../parts/data-table.tsx';
import { formatNumber } from '../parts/format.ts';
import { PageHead, Section } from '../parts/page-head.tsx';
import { Answer } from '../parts/states.tsx';
import { useMay } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { REGISTRY } from './words.ts';

/** What is open: a place that is named anew, or a new one of a kind. */
interface Opened {
  readonly type: NamedArea['type'];
  readonly area: NamedArea | null;
}

const NAME: FieldSpec = {
  ...{ name: 'name', label: ['名称', 'Name'], kind: 'text', isRequired: true },
};
const CODES: Readonly<Record<NamedArea['type'], FieldSpec>> = {
  region: {
    ...{ name: 'code', label: ['行政区划代码', 'Region code'], kind: 'text', isRequired: true },
    hint: ['2 至 12 位数字，如 430626。', '2 to 12 digits, such as 430626.'],
    check: (value) =>
      /^\d{2,12}$/.test(String(value))
        ? null
        : ['应为 2 至 12 位数字。', 'Must be 2 to 12 digits.'],
  },
  park: {
    ...{ name: 'code', label: ['园区代码', 'Park code'], kind: 'text', isRequired: true },
    hint: ['字母、数字、“-”“_”“.”，如 PJ-GX。', 'Letters, digits, “-”, “_”, “.”, such as PJ-GX.'],
  },
};
const REGION_OF_PARK: FieldSpec = {
  ...{ name: 'regionCode', label: ['所在行政区划代码', 'Code of its region'], kind: 'text' },
};

/** Names of regions and parks. */
export function PlacesPage() {
  const say = useSay(REGISTRY);
  const areas = useAreas();
  const mayWrite = useMay('registry.write');
  const [opened, setOpened] = useState<Opened | null>(null);
  return (
    <>
      <PageHead title={say('places')}></PageHead>
      <p>{say('placesIntro')}</p>
      {(['region', 'park'] as const).map((type) => (
        <Section key={type} title={say(type === 'region' ? 'regions' : 'parks')}>
          {mayWrite && (
            <Space style={{ marginBottom: 12 }}>
              <Button onClick={() => setOpened({ type, area: null })}>
                {say(type === 'region' ? 'addRegion' : 'addPark')}
              </Button>
              <Link className="plain-button" to={`/imports?kind=${type}s`}>
                {say('importMany')}
              </Link>
            </Space>
          )}
          <Answer of={areas}>
            {(all) => (
              <Places
                areas={all.filter((area) => area.type === type)}
                label={say(type === 'region' ? 'regions' : 'parks')}
                {...(mayWrite ? { onName: (area) => setOpened({ type, area }) } : {})}
              />
            )}
          </Answer>
        </Section>
      ))}
      {opened !== null && <PlaceForm {...opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function Places(props: {
  readonly areas: readonly NamedArea[];
  readonly label: string;
  readonly onName?: (area: NamedArea) => void;
}) {
  const { areas, label, onName } = props;
  const words = useWords();
  const say = useSay(REGISTRY);
  return (
    <DataTable<NamedArea>
      rowKey="code"
      label={label}
      rows={areas}
      empty={say('noPlaces')}
      columns={[
        { title: say('code'), dataIndex: 'code', className: 'number' },
        { title: say('name'), dataIndex: 'name', render: (name) => name ?? say('noName') },
        {
          ...{ title: say('enterprises'), dataIndex: 'enterpriseCount' },
          ...{ align: 'right', className: 'number' },
          compare: (one, other) => one.enterpriseCount - other.enterpriseCount,
          render: (count: number) => formatNumber(count, words.language),
        },
        ...(onName === undefined
          ? []
          : [
              {
                title: words.say('action'),
                className: 'no-print',
                render: (_value: unknown, area: NamedArea) => (
                  <Button size="small" onClick={() => onName(area)}>
                    {say('nameIt')}
                  </Button>
                ),
              },
            ]),
      ]}
    />
  );
}

function PlaceForm({ type, area, onClose }: Opened & { readonly onClose: () => void }) {
  const say = useSay(REGISTRY);
  const act = useAct(['areas']);
  const title = say(area === null ? (type === 'region' ? 'addRegion' : 'addPark') : 'nameIt');
  const save = async ({ code, name, regionCode }: Readonly<Record<string, unknown>>) => {
    const named = String(name);
    const asked = area?.code ?? String(code);
    if (type === 'region') {
      const params = { path: { regionCode: asked } };
      await answerOf(api.PUT('/api/v1/regions/{regionCode}', { params, body: { name: named } }));
    } else {
      const params = { path: { parkCode: asked } };
      const lies = regionCode === undefined ? {} : { regionCode: String(regionCode) };
      const body = { name: named, ...lies };
      await answerOf(api.PUT('/api/v1/parks/{parkCode}', { params, body }));
    }
    act.mutate({ run: () => Promise.resolve(), said: say('saved') });
  };
  return (
    <FormDrawer
      title={area === null ? title : `${title} · ${area.code}`}
      specs={[
        ...(area === null ? [CODES[type]] : []),
        NAME,
        ...(type === 'park' ? [REGION_OF_PARK] : []),
      ]}
      initial={{ name: area?.name ?? undefined }}
      onSubmit={save}
      onClose={onClose}
    />
  );
}
