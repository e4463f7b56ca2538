import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { AREA_METRICS } from '../authority/register-fields.ts';
import { answerOf, api, type Schemas } from '../client/api.ts';
import type { AreaKey } from '../overview/area-query.ts';
import { NOT_JUDGED } from '../overview/words.ts';
import { DataTable } from '../parts/data-table.tsx';
import { isNotFound } from '../parts/failure-text.ts';
import { formatNumber, formatShare } from '../parts/format.ts';
import { LevelMark } from '../parts/level-mark.tsx';
import { Section } from '../parts/page-head.tsx';
import { Answer } from '../parts/states.tsx';
import { useMay } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import type { Pair } from '../words/codes.ts';
import { AreaAlertList, levelOf } from './area-alert-list.tsx';
import { AREA_RULES, AREA_WORDS } from './words.ts';

type Item = Schemas['AreaTargetStandings']['items'][number];
type Judgement = Item['judgements'][number];
/** One rule about one target. */
interface Row {
  readonly item: Item;
  readonly judgement: Judgement;
}

const SHOWN_MAX = 20;

/** The area's own targets as the rules see them now, and its warnings that fire. */
export function AreaTargetsSection({ area }: { readonly area: AreaKey | null }) {
  const say = useSay(AREA_WORDS);
  const standings = useStandings(area);
  const alerts = useQuery({
    queryKey: ['area-alerts', 'of', area?.type, area?.code],
    queryFn: () => {
      const where = area === null ? {} : { areaType: area.type, areaCode: area.code };
      const query = { condition: 'firing' as const, limit: SHOWN_MAX, ...where };
      return answerOf(api.GET('/api/v1/area-alerts', { params: { query } }));
    },
    enabled: area !== null,
  });
  const mayIssue = useMay('targets.issue');
  // Who looks after a park, or a part of a region, sees its enterprises in the overview but no target of the whole.
  const isOfOthers = isNotFound(standings.error);
  if (isOfOthers) {
    return (
      <Section title={say('targets')}>
        <p className="secondary">{say('targetsOfOthers')}</p>
      </Section>
    );
  }
  return (
    <Section title={say('targets')}>
      <p className="secondary">{say('targetsText')}</p>
      <Answer of={standings}>
        {({ items }) => (
          <StandingTable
            rows={items.flatMap((item) =>
              item.judgements.map((judgement) => ({ item, judgement })),
            )}
          />
        )}
      </Answer>
      {mayIssue && (
        <p className="no-print">
          <Link to="/areas">{say('issueTargets')}</Link>
        </p>
      )}
      {(alerts.data?.items.length ?? 0) > 0 && (
        <>
          <h3>{say('openOnes')}</h3>
          <AreaAlertList alerts={alerts.data?.items ?? []} />
        </>
      )}
    </Section>
  );
}

function StandingTable({ rows }: { readonly rows: readonly Row[] }) {
  const words = useWords();
  const say = useSay(AREA_WORDS);
  const { nameOf, language } = words;
  const figure = (value: number | null, { metric }: Item) => {
    if (value === null) return '—';
    return metric.startsWith('total-')
      ? formatNumber(value, language, 1)
      : formatShare(value, language);
  };
  return (
    <DataTable<Row>
      rowKey={({ item, judgement }) => `${item.targetId} ${judgement.rule}`}
      rows={rows}
      label={say('targets')}
      empty={say('noTargets')}
      columns={[
        {
          title: say('what'),
          key: 'what',
          render: (_value, { item, judgement }) => (
            <>
              {nameOf(AREA_METRICS, item.metric)}
              <div className="secondary">{nameOf(AREA_RULES, judgement.rule)}</div>
            </>
          ),
        },
        {
          title: say('level'),
          key: 'level',
          render: (_value, { judgement }) => <Verdict judgement={judgement} />,
        },
        {
          title: say('value'),
          key: 'value',
          align: 'right',
          className: 'number',
          render: (_value, { item, judgement }) => figure(judgement.value, item),
        },
        {
          title: say('threshold'),
          key: 'threshold',
          align: 'right',
          className: 'number',
          render: (_value, { item, judgement }) => figure(judgement.threshold, item),
        },
        {
          title: `${say('base')} / ${say('stretch')}`,
          key: 'goals',
          align: 'right',
          className: 'number',
          render: (_value, { item }) =>
            `${figure(item.base, item)} / ${figure(item.stretch, item)}`,
        },
        {
          title: say('coverage'),
          key: 'coverage',
          render: (_value, { judgement }) => <Coverage judgement={judgement} />,
        },
      ]}
    />
  );
}

function Verdict({ judgement }: { readonly judgement: Judgement }) {
  const words = useWords();
  const say = useSay(AREA_WORDS);
  const { notJudged, severity, waivedBy, isPreview } = judgement;
  if (waivedBy !== null)
    return <span title={words.pick(sentenceOf(judgement))}>{say('waived')}</span>;
  if (notJudged === null) {
    return (
      <>
        <LevelMark level={severity === 0 ? 0 : levelOf(severity)} />
        {isPreview && <div className="secondary">{say('preview')}</div>}
      </>
    );
  }
  return <>{say('notJudged', { reason: words.nameOf(NOT_JUDGED, notJudged) })}</>;
}

/** What was said, in both languages. */
function sentenceOf({ message }: Judgement): Pair {
  return [message.zh, message.en];
}

function Coverage({ judgement }: { readonly judgement: Judgement }) {
  const { language } = useWords();
  const say = useSay(AREA_WORDS);
  const { coverage, missingCount, memberCount } = judgement;
  return (
    <>
      {coverage === null ? '—' : formatShare(coverage, language)}
      {missingCount > 0 && (
        <div className="secondary">
          {say('missingOf', { missing: missingCount, all: memberCount })}
        </div>
      )}
    </>
  );
}

function useStandings(area: AreaKey | null) {
  return useQuery({
    queryKey: ['area-standings', area?.type, area?.code],
    queryFn: (): Promise<Schemas['AreaTargetStandings']> => {
      const code = area?.code ?? '';
      return area?.type === 'park'
        ? answerOf(
            api.GET('/api/v1/parks/{parkCode}/target-standings', {
              params: { path: { parkCode: code }, query: {} },
            }),
          )
        : answerOf(
            api.GET('/api/v1/regions/{regionCode}/target-standings', {
              params: { path: { regionCode: code }, query: {} },
            }),
          );
    },
    enabled: area !== null,
    staleTime: 30_000,
    retry: false,
  });
}
