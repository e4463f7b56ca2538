import { Link } from 'react-router';
import type { Schemas } from '../client/api.ts';
import { formatNumber } from '../parts/format.ts';
import { LevelMark } from '../parts/level-mark.tsx';
import { Section } from '../parts/page-head.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import type { AreaKey } from './area-query.ts';
import type { useOverview } from './use-area.ts';
import { OVERVIEW } from './words.ts';

type Ages = NonNullable<Schemas['AreaOverview']['alerts']>['byAge'];
const SEVERITIES = [3, 2, 1] as const;

/** Open alerts by severity and by how long they have been open. */
export function AlertsSection(props: {
  readonly area: AreaKey | null;
  readonly overview: ReturnType<typeof useOverview>;
}) {
  const { area, overview } = props;
  const { language } = useWords();
  const say = useSay(OVERVIEW);
  return (
    <Section title={say('alerts')}>
      <Answer of={overview}>
        {({ alerts }) => {
          if (alerts === null) return <p className="secondary">{say('alertsHidden')}</p>;
          if (alerts.open === 0) return <Nothing text={say('noAlerts')} />;
          return (
            <>
              <Ages ages={alerts.byAge} totals={alerts.bySeverity} area={area} />
              <p className="secondary">
                <Link to={inboxOf(area, { state: 'new' })}>
                  {say('unverified', { count: formatNumber(alerts.unverified, language) })}
                </Link>
              </p>
            </>
          );
        }}
      </Answer>
    </Section>
  );
}

/** The inbox with the same filter. */
function inboxOf(area: AreaKey | null, more: Readonly<Record<string, string>>): string {
  const where = area === null ? {} : { [area.type]: area.code };
  // Whatever became of them: what fires is counted, verified or not.
  const counted = { state: 'all', condition: 'firing' };
  return `/alerts?${new URLSearchParams({ ...counted, ...where, ...more })}`;
}

function Ages(props: {
  readonly ages: Ages;
  readonly totals: { severity1: number; severity2: number; severity3: number };
  readonly area: AreaKey | null;
}) {
  const { ages, totals, area } = props;
  const { language } = useWords();
  const say = useSay(OVERVIEW);
  // What is raised after the count is not of it.
  const until = ages[0] === undefined ? {} : { to: ages[0].openedTo };
  const ageName = (index: number) => {
    const to = ages[index]?.underDays ?? null;
    const from = ages[index - 1]?.underDays ?? null;
    if (to === null) return say('longer', { days: from ?? 0 });
    return from === null ? say('underDays', { days: to }) : say('between', { from, to });
  };
  return (
    <div className="data-table">
      <table aria-label={say('alerts')}>
        <thead>
          <tr>
            <th scope="col">{say('age')}</th>
            {SEVERITIES.map((severity) => (
              <th key={severity} scope="col" className="align-right">
                <LevelMark level={severity} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ages.map((age, index) => (
            <tr key={age.underDays ?? 'longer'}>
              <th scope="row">{ageName(index)}</th>
              {SEVERITIES.map((severity) => {
                const count = age[`severity${severity}`];
                const opened = {
                  ...(age.openedFrom === null ? {} : { from: age.openedFrom }),
                  to: age.openedTo,
                };
                const query = { severity: String(severity), ...opened };
                return (
                  <td key={severity} className="align-right number">
                    {count === 0 ? (
                      '0'
                    ) : (
                      <Link to={inboxOf(area, query)}>{formatNumber(count, language)}</Link>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
          <tr>
            <th scope="row">{say('total')}</th>
            {SEVERITIES.map((severity) => (
              <td key={severity} className="align-right number">
                <Link to={inboxOf(area, { severity: String(severity), ...until })}>
                  {formatNumber(totals[`severity${severity}`], language)}
                </Link>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
