import { useQuery } from '@tanstack/react-query';
import { Button, Descriptions } from 'antd';
import { useState } from 'react';
import { answerOf, api, ask } from '../client/api.ts';
import { type FieldSpec, type Values, valueText } from '../forms/field-spec.ts';
import { FormDrawer } from '../forms/form-drawer.tsx';
import { useAct } from '../forms/use-act.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Choice } from '../parts/filters.tsx';
import { browserZone } from '../parts/format.ts';
import { PageHead, Section } from '../parts/page-head.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { useMay } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import type { Words } from '../words/words.ts';
import { type Area, useOwnAreas } from './own-areas.ts';
import type { Thresholds } from './policy-types.ts';
import {
  AREA_TARGET_FIELDS,
  areaThresholdFields,
  CLASS_SETTINGS_FIELDS,
} from './register-fields.ts';
import { type Entry, entryBody, entryColumns } from './register-table.tsx';
import { REGISTER_WORDS } from './register-words.ts';
import { RULES, THRESHOLDS } from './rule-words.ts';
import { nestedThresholds, thresholdFields, useAreaRuleDefaults } from './thresholds-drawer.tsx';
import { thresholdText } from './thresholds-summary.tsx';

const KEYS: readonly FieldSpec[] = [
  { name: 'entryId', label: ['编号', 'Id'], kind: 'text', isRequired: true },
  { name: 'entryYear', label: ['年度', 'Year'], kind: 'number', isRequired: true },
];

/** What a goal's row shows in columns of its own, and what it folds into one each to fit a page. */
const GOAL_FIELDS = AREA_TARGET_FIELDS.filter(({ name }) =>
  ['metric', 'base', 'stretch'].includes(name),
);
const ISSUED_FIELDS = AREA_TARGET_FIELDS.filter(({ name }) =>
  ['issuer', 'documentNo', 'issuedOn'].includes(name),
);
const ABOUT_FIELDS = AREA_TARGET_FIELDS.filter(
  (spec) =>
    spec.isFormOnly !== true && !GOAL_FIELDS.includes(spec) && !ISSUED_FIELDS.includes(spec),
);

/** Goals of regions and parks, and what a region sets for its class list. */
export function AreasPage() {
  const say = useSay(REGISTER_WORDS);
  const areas = useOwnAreas();
  const [chosen, setChosen] = useState<string | null>(null);
  const keyOf = ({ type, code }: Area) => `${type}/${code}`;
  const area = (areas.data ?? []).find((each) => keyOf(each) === chosen) ?? areas.data?.[0];
  return (
    <>
      <PageHead title={say('areas')} />
      <p>{say('areasIntro')}</p>
      <Answer of={areas}>
        {(all) =>
          area === undefined ? (
            <Nothing text={say('noAreas')} />
          ) : (
            <>
              <div className="filters">
                <Choice
                  label={say('area')}
                  value={keyOf(area)}
                  options={all.map((each) => ({ value: keyOf(each), label: each.label }))}
                  onChange={setChosen}
                />
              </div>
              <AreaTargets area={area} />
              {area.type === 'region' && <ClassSettings regionCode={area.code} />}
            </>
          )
        }
      </Answer>
    </>
  );
}

function AreaTargets({ area }: { readonly area: Area }) {
  const say = useSay(REGISTER_WORDS);
  const words = useWords();
  const mayIssue = useMay('targets.issue');
  const path = `/api/v1/${area.type}s/${area.code}/targets`;
  const act = useAct(['area-targets', path]);
  const [isOpen, setOpen] = useState(false);
  const defaults = useAreaRuleDefaults();
  const thresholds = areaThresholdFields(thresholdFields(defaults.data ?? {}));
  const columns = entryColumns(words, GOAL_FIELDS, browserZone());
  const [goals, recorded] = [columns.slice(0, -1), columns.slice(-1)];
  const targets = useQuery({
    queryKey: ['area-targets', path],
    queryFn: () => ask<{ items: readonly Entry[] }>(path),
  });
  return (
    <Section title={say('targets')}>
      {mayIssue && (
        <Button type="primary" style={{ marginBottom: 12 }} onClick={() => setOpen(true)}>
          {say('add')}
        </Button>
      )}
      <Answer of={targets}>
        {({ items }) => (
          <DataTable<Entry>
            rowKey="no"
            label={say('targets')}
            rows={items}
            empty={say('noTargets')}
            columns={[
              ...goals,
              {
                title: say('goalAbout'),
                key: 'about',
                render: (_value, { document }) => linesOf(words, ABOUT_FIELDS, document),
              },
              {
                title: say('goalIssued'),
                key: 'issued',
                render: (_value, { document }) => linesOf(words, ISSUED_FIELDS, document),
              },
              {
                title: say('ownThresholds'),
                key: 'thresholds',
                render: (_value, { document }) =>
                  thresholdsText(words, (document as { thresholds?: Thresholds }).thresholds),
              },
              ...recorded,
            ]}
          />
        )}
      </Answer>
      {isOpen && (
        <FormDrawer
          title={area.label}
          specs={[...KEYS, ...AREA_TARGET_FIELDS, ...thresholds]}
          initial={{ entryYear: new Date().getFullYear() }}
          onSubmit={async (values) => {
            const body = JSON.stringify(entryBody(withThresholds(values)));
            await ask(path, { method: 'POST', body });
            act.mutate({ run: () => Promise.resolve(), said: say('saved') });
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </Section>
  );
}

/** The fields of a document that say something, a line each. */
function linesOf(words: Words, specs: readonly FieldSpec[], document: Values) {
  const said = specs.filter(({ name }) => (document[name] ?? '') !== '');
  if (said.length === 0) return '—';
  return said.map((spec) => (
    <div key={spec.name}>
      <span className="secondary">{words.pick(spec.label)}</span>{' '}
      {valueText(words, spec, document[spec.name], document)}
    </div>
  ));
}

/** Fields named `rule/threshold` as the thresholds of the document; none where all are left empty. */
function withThresholds(values: Values): Values {
  const [own, rest] = [new Map<string, unknown>(), new Map<string, unknown>()];
  for (const [name, value] of Object.entries(values)) {
    (name.includes('/') ? own : rest).set(name, value);
  }
  const document = Object.fromEntries(rest);
  if (own.size === 0) return document;
  return { ...document, thresholds: nestedThresholds(Object.fromEntries(own)) };
}

function thresholdsText(words: Words, thresholds: Thresholds | null | undefined): string {
  const own = Object.entries(thresholds ?? {}).flatMap(([rule, values]) =>
    Object.entries(values ?? {}).map(
      ([name, value]) =>
        `${words.nameOf(RULES, rule)} · ${words.nameOf(THRESHOLDS, name)}: ${thresholdText(words, value)}`,
    ),
  );
  return own.length === 0 ? '—' : own.join('; ');
}

interface Settings {
  readonly statutoryFromTce: number;
  readonly designatedFromTce: number;
  readonly localFromTce: number;
  readonly duties: Readonly<Record<string, readonly string[]>>;
}

function ClassSettings({ regionCode }: { readonly regionCode: string }) {
  const say = useSay(REGISTER_WORDS);
  const words = useWords();
  const mayIssue = useMay('targets.issue');
  const act = useAct(['class-settings', regionCode]);
  const [isOpen, setOpen] = useState(false);
  const settings = useQuery({
    queryKey: ['class-settings', regionCode],
    queryFn: () => {
      const params = { path: { regionCode } };
      return answerOf(api.GET('/api/v1/regions/{regionCode}/class-settings', { params }));
    },
  });
  return (
    <Section title={say('classSettings')}>
      <Answer of={settings}>
        {(found) => {
          const { duties, ...thresholds } = found.settings as Settings;
          const values: Values = { ...thresholds, ...duties };
          return (
            <>
              <p>
                {found.regionCode === null
                  ? say('byDefault')
                  : say('ofRegion', { code: found.regionCode })}
              </p>
              <Descriptions
                bordered
                size="small"
                column={{ xs: 1, lg: 3 }}
                items={CLASS_SETTINGS_FIELDS.map((spec) => ({
                  key: spec.name,
                  label: words.pick(spec.label),
                  children: valueText(words, spec, values[spec.name]),
                }))}
              />
              {mayIssue && (
                <Button style={{ marginTop: 12 }} onClick={() => setOpen(true)}>
                  {say('change')}
                </Button>
              )}
              {isOpen && (
                <FormDrawer
                  title={say('classSettings')}
                  specs={CLASS_SETTINGS_FIELDS}
                  initial={values}
                  onSubmit={async (sent) => {
                    const body = JSON.stringify({ document: settingsOf(sent) });
                    const path = `/api/v1/regions/${regionCode}/class-settings`;
                    await ask(path, { method: 'POST', body });
                    act.mutate({ run: () => Promise.resolve(), said: say('saved') });
                  }}
                  onClose={() => setOpen(false)}
                />
              )}
            </>
          );
        }}
      </Answer>
    </Section>
  );
}

function settingsOf({ statutory = [], designated = [], local = [], ...thresholds }: Values) {
  return { ...thresholds, duties: { statutory, designated, local, none: [] } };
}
