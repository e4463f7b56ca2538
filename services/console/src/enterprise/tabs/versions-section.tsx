import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../../client/api.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { formatInstant } from '../../parts/format.ts';
import { usePeople } from '../../parts/people.tsx';
import { PlainChoice } from '../../parts/plain-choice.tsx';
import { Answer, Nothing } from '../../parts/states.tsx';
import { useSay, useWords } from '../../settings/settings.tsx';
import type { Enterprise } from '../use-enterprise.ts';
import { ENTERPRISE, VERSION_ACTIONS, VERSION_STATES } from '../words.ts';

type Version = Schemas['PolicyVersion'];
type Part = Version['part'];

/** Every signed version of a year, and the difference of two of them in words. */
export function VersionsSection(props: { readonly enterprise: Enterprise; readonly year: number }) {
  const { enterprise, year } = props;
  const say = useSay(ENTERPRISE);
  const versions = useQuery({
    queryKey: ['policy-versions', enterprise.id],
    queryFn: () => {
      const params = { path: { enterpriseId: enterprise.id } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/policies', { params }));
    },
  });
  return (
    <Answer of={versions}>
      {({ items }) => {
        const own = items.filter((item) => item.year === year);
        if (own.length === 0) return <Nothing text={say('noVersions')} />;
        return (
          <>
            <VersionsTable versions={own} timeZone={enterprise.timeZone} />
            <Comparison enterprise={enterprise} year={year} versions={own} />
          </>
        );
      }}
    </Answer>
  );
}

function VersionsTable(props: {
  readonly versions: readonly Version[];
  readonly timeZone: string;
}) {
  const { versions, timeZone } = props;
  const { nameOf } = useWords();
  const people = usePeople();
  const say = useSay(ENTERPRISE);
  const names = { authority: say('authorityPart'), plan: say('planPart') };
  return (
    <DataTable<Version>
      rowKey={({ part, version }) => `${part} ${version}`}
      rows={versions}
      label={say('versions')}
      empty={say('noVersions')}
      columns={[
        {
          title: say('version'),
          key: 'version',
          render: (_v, { part, version }) => `${names[part]} ${version}`,
        },
        {
          title: say('state'),
          dataIndex: 'state',
          render: (state: Version['state']) => nameOf(VERSION_STATES, state),
        },
        { title: say('effectiveFrom'), dataIndex: 'effectiveFrom', className: 'number' },
        {
          title: say('documentNo'),
          dataIndex: 'documentNo',
          render: (documentNo: string) => documentNo || '—',
        },
        {
          title: say('signedAt'),
          key: 'signed',
          render: (_v, { signedAt, signedBy }) =>
            `${formatInstant(signedAt, timeZone)} ${people.nameOf(signedBy)}`,
        },
        {
          title: say('steps'),
          key: 'steps',
          render: (_v, { steps }) =>
            steps.length === 0
              ? '—'
              : steps
                  .map(({ action, documentNo }) =>
                    `${nameOf(VERSION_ACTIONS, action)} ${documentNo}`.trim(),
                  )
                  .join(' · '),
        },
      ]}
    />
  );
}

function Comparison(props: {
  readonly enterprise: Enterprise;
  readonly year: number;
  readonly versions: readonly Version[];
}) {
  const { enterprise, year, versions } = props;
  const say = useSay(ENTERPRISE);
  const parts = (['authority', 'plan'] as const).filter(
    (part) => versions.filter((each) => each.part === part).length > 1,
  );
  const [chosen, setChosen] = useState<Part | null>(null);
  const part = chosen ?? parts[0];
  const numbers = versions
    .filter((each) => each.part === part)
    .map(({ version }) => version)
    .sort((a, b) => a - b);
  const [from, setFrom] = useState<number | null>(null);
  const [to, setTo] = useState<number | null>(null);
  const [older, newer] = [from ?? numbers.at(-2), to ?? numbers.at(-1)];
  if (part === undefined || older === undefined || newer === undefined) {
    return <p className="secondary">{say('oneVersion')}</p>;
  }
  const names = { authority: say('authorityPart'), plan: say('planPart') };
  const options = numbers.map((number) => ({ value: String(number), label: String(number) }));
  return (
    <>
      <div className="tab-filters no-print" style={{ marginTop: 12 }}>
        {parts.length > 1 && (
          <PlainChoice
            label={say('versions')}
            value={part}
            options={parts.map((value) => ({ value, label: names[value] }))}
            onChange={(value) => {
              setChosen(parts.find((each) => each === value) ?? null);
              setFrom(null);
              setTo(null);
            }}
          />
        )}
        <PlainChoice
          label={`${names[part]} ${say('compareFrom')}`}
          value={String(older)}
          options={options}
          onChange={(value) => setFrom(Number(value))}
        />
        <PlainChoice
          label={say('compareTo')}
          value={String(newer)}
          options={options}
          onChange={(value) => setTo(Number(value))}
        />
      </div>
      <Differences
        key={part}
        path={{ enterpriseId: enterprise.id, year, part }}
        from={older}
        to={newer}
      />
    </>
  );
}

function Differences(props: {
  readonly path: { readonly enterpriseId: string; readonly year: number; readonly part: Part };
  readonly from: number;
  readonly to: number;
}) {
  const { path, from, to } = props;
  const { language } = useWords();
  const say = useSay(ENTERPRISE);
  const comparison = useQuery({
    queryKey: ['policy-comparison', path, from, to],
    queryFn: () => {
      const params = { path, query: { from, to } };
      return answerOf(
        api.GET('/api/v1/enterprises/{enterpriseId}/policies/{year}/{part}/comparison', { params }),
      );
    },
  });
  return (
    <Answer of={comparison}>
      {({ items }) =>
        items.length === 0 ? (
          <Nothing text={say('noDifference')} />
        ) : (
          <ul>
            {items.map((item) => (
              <li key={`${item.path} ${item.kind}`}>{item[language]}</li>
            ))}
          </ul>
        )
      }
    </Answer>
  );
}
