import { Link } from 'react-router';
import { DataTable } from '../parts/data-table.tsx';
import { formatNumber, formatShare } from '../parts/format.ts';
import { useSay, useWords } from '../settings/settings.tsx';
import { AREA_WORDS } from './words.ts';

/** An enterprise that a figure of an area names. */
export interface NamedMember {
  readonly enterpriseId: string;
  readonly name: string;
  readonly value: number | null;
  readonly share: number | null;
  readonly about: readonly string[];
}

/** Enterprises behind a figure of an area, each with its page. */
export function MembersTable(props: {
  readonly members: readonly NamedMember[];
  readonly label: string;
  readonly empty: string;
}) {
  const { language, nameOf, list } = useWords();
  const say = useSay(AREA_WORDS);
  return (
    <DataTable<NamedMember>
      rowKey={({ enterpriseId, about }) => `${enterpriseId} ${about[0] ?? ''}`}
      rows={props.members}
      label={props.label}
      empty={props.empty}
      columns={[
        {
          title: say('enterprise'),
          dataIndex: 'name',
          render: (name: string, { enterpriseId }) => (
            <Link to={`/enterprises/${enterpriseId}`}>{name}</Link>
          ),
        },
        {
          title: say('amount'),
          dataIndex: 'value',
          align: 'right',
          className: 'number',
          render: (value: number | null) => formatNumber(value, language, 1),
        },
        {
          title: say('share'),
          dataIndex: 'share',
          align: 'right',
          className: 'number',
          render: (share: number | null) => (share === null ? '—' : formatShare(share, language)),
        },
        {
          title: say('about'),
          key: 'about',
          render: (_value, { about }) => list(about.map((each) => nameOf(AREA_WORDS, each))),
        },
      ]}
    />
  );
}

/** The area's part of frozen evidence, as far as it can be read. */
export function readAreaEvidence(json: unknown): {
  readonly memberCount: number;
  readonly coverage: number | null;
  readonly heaviest: readonly NamedMember[];
  readonly missing: readonly NamedMember[];
} {
  const area = isRecord(json) && isRecord(json.area) ? json.area : {};
  const members = (list: unknown) => (Array.isArray(list) ? list.flatMap(readMember) : []);
  return {
    memberCount: typeof area.memberCount === 'number' ? area.memberCount : 0,
    coverage: typeof area.coverage === 'number' ? area.coverage : null,
    heaviest: members(area.heaviest),
    missing: members(area.missing),
  };
}

function readMember(json: unknown): NamedMember[] {
  if (!isRecord(json) || typeof json.enterpriseId !== 'string') return [];
  const numberOf = (value: unknown) => (typeof value === 'number' ? value : null);
  return [
    {
      enterpriseId: json.enterpriseId,
      name: typeof json.name === 'string' ? json.name : json.enterpriseId,
      value: numberOf(json.value),
      share: numberOf(json.share),
      about: Array.isArray(json.about)
        ? json.about.filter((each): each is string => typeof each === 'string')
        : [],
    },
  ];
}

function isRecord(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null;
}
