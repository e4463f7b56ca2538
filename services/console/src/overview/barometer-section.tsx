import { Link } from 'react-router';
import type { Schemas } from '../client/api.ts';
import { formatNumber } from '../parts/format.ts';
import { LevelMark } from '../parts/level-mark.tsx';
import type { Level } from '../parts/levels.ts';
import { Section } from '../parts/page-head.tsx';
import { Nothing } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { INDUSTRIES } from '../words/industries.ts';
import { type AreaKey, writeAreaQuery } from './area-query.ts';
import { type Barometer, type BarometerCell, barometerOf } from './barometer.ts';
import { areaName, type NamedArea, useOpenAlerts } from './use-area.ts';
import { OVERVIEW } from './words.ts';

const NO_ALERTS = new Map();
const SHOWN_LEVELS: readonly Level[] = [3, 2, 1, 0, null];

/** The barometer: counts by level, and the grid of parks and sectors. */
export function BarometerSection(props: {
  readonly answer: Schemas['AreaOverview'];
  readonly area: AreaKey | null;
  readonly areas: readonly NamedArea[];
}) {
  const { answer, area, areas } = props;
  const { language } = useWords();
  const say = useSay(OVERVIEW);
  const alerts = useOpenAlerts(area);
  const barometer = barometerOf(answer.overuse, alerts.data ?? NO_ALERTS);
  const counts = SHOWN_LEVELS.map((level) => ({
    level,
    count: barometer.members.filter((member) => member.level === level).length,
  }));
  return (
    <Section title={say('barometer')}>
      <p className="secondary">{say('barometerText')}</p>
      <ul className="level-counts" aria-label={say('byLevel')}>
        {counts.map(({ level, count }) => (
          <li key={level ?? 'none'}>
            <LevelMark level={level} />{' '}
            <Link to={`/overview/budgets${writeAreaQuery({ area, filter: filterOf(level) })}`}>
              {formatNumber(count, language)}
            </Link>
          </li>
        ))}
        {answer.standings.none > 0 && (
          <li>
            {say('withoutBudget')} {formatNumber(answer.standings.none, language)}
          </li>
        )}
      </ul>
      {barometer.members.length === 0 ? (
        <Nothing text={say('noBudgets')} />
      ) : (
        <Grid barometer={barometer} area={area} areas={areas} />
      )}
    </Section>
  );
}

function filterOf(level: Level) {
  return level === null ? 'unknown' : (`${level}` as const);
}

function Grid(props: {
  readonly barometer: Barometer;
  readonly area: AreaKey | null;
  readonly areas: readonly NamedArea[];
}) {
  const { barometer, area, areas } = props;
  const { nameOf } = useWords();
  const say = useSay(OVERVIEW);
  const parkName = (park: string | null) =>
    park === null ? say('outsideParks') : areaName(areas, 'park', park);
  return (
    // What is wider than the window is scrolled, and keys scroll only what has the focus.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region has to be reachable.
    <section className="data-table barometer" aria-label={say('barometer')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('parkOrSector')}</th>
            {barometer.parks.map((park) => (
              <th key={park ?? ''} scope="col">
                {parkName(park)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {barometer.sectors.map((sector) => (
            <tr key={sector}>
              <th scope="row">{nameOf(INDUSTRIES, sector)}</th>
              {barometer.parks.map((park) => {
                const cell = barometer.cell(park, sector);
                const to = `/overview/budgets${writeAreaQuery({ area, park: park ?? 'none', sector })}`;
                return (
                  <td key={park ?? ''}>
                    {cell === null ? (
                      <span aria-hidden="true">·</span>
                    ) : (
                      <Field
                        cell={cell}
                        to={to}
                        park={parkName(park)}
                        sector={nameOf(INDUSTRIES, sector)}
                      />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Field(props: {
  readonly cell: BarometerCell;
  readonly to: string;
  readonly park: string;
  readonly sector: string;
}) {
  const { cell, to, park, sector } = props;
  const say = useSay(OVERVIEW);
  const { level } = cell;
  const count = cell.members.length;
  return (
    <Link to={to} className="barometer-field">
      <span className="visually-hidden">{say('cellLabel', { park, sector })}</span>
      <LevelMark level={level} />
      <span className="number">{say('enterprisesCount', { count })}</span>
    </Link>
  );
}
