import { Link } from 'react-router';
import type { Schemas } from '../client/api.ts';
import { sentenceOf } from '../inbox/parts/alert-marks.tsx';
import { CONDITIONS } from '../inbox/words.ts';
import { DataTable } from '../parts/data-table.tsx';
import { browserZone, formatInstant } from '../parts/format.ts';
import { LevelMark } from '../parts/level-mark.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { AREA_HANDLINGS, AREA_RULES, AREA_WORDS } from './words.ts';

export type AreaAlert = Schemas['AreaAlert'];

/** What a warning of an area says: the rule's own sentence, or its name. */
export function useAreaSentence(): (alert: Pick<AreaAlert, 'rule' | 'evidence'>) => string {
  const words = useWords();
  return (alert) => {
    const said = sentenceOf(alert, words);
    return said === alert.rule ? words.nameOf(AREA_RULES, alert.rule) : said;
  };
}

/** A level of 1 to 3 as the marks take it. */
export function levelOf(severity: number): 1 | 2 | 3 {
  return severity >= 3 ? 3 : severity === 2 ? 2 : 1;
}

/** Warnings of areas as a list. */
export function AreaAlertList({ alerts }: { readonly alerts: readonly AreaAlert[] }) {
  const { nameOf } = useWords();
  const say = useSay(AREA_WORDS);
  const sentence = useAreaSentence();
  return (
    <DataTable<AreaAlert>
      rowKey="id"
      rows={alerts}
      label={say('areaAlerts')}
      empty={say('noAreaAlerts')}
      columns={[
        {
          title: say('level'),
          dataIndex: 'severity',
          render: (severity: number) => <LevelMark level={levelOf(severity)} />,
        },
        {
          title: say('area'),
          key: 'area',
          render: (_value, { areaName, areaCode }) => areaName ?? areaCode,
        },
        {
          title: say('what'),
          key: 'what',
          render: (_value, alert) => (
            <>
              <Link to={`/area-alerts/${alert.id}`}>{nameOf(AREA_RULES, alert.rule)}</Link>
              <div className="secondary">{sentence(alert)}</div>
            </>
          ),
        },
        {
          title: say('state'),
          key: 'state',
          render: (_value, { handling, condition }) =>
            `${nameOf(CONDITIONS, condition)} · ${nameOf(AREA_HANDLINGS, handling)}`,
        },
        {
          title: say('opened'),
          dataIndex: 'openedAt',
          className: 'number',
          render: (at: string) => formatInstant(at, browserZone()),
        },
      ]}
    />
  );
}
