import { Grid, Tag } from 'antd';
import type { KeyboardEvent } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '../../client/api.ts';
import { useLive } from '../../live/live-events.tsx';
import { type DataColumn, DataTable } from '../../parts/data-table.tsx';
import { browserZone, formatInstant } from '../../parts/format.ts';
import { Person } from '../../parts/people.tsx';
import { Nothing } from '../../parts/states.tsx';
import { useSay, useWords } from '../../settings/settings.tsx';
import { ALERT_WORDS } from '../words.ts';
import { ageText } from './age-text.ts';
import { RuleTag, SeverityMark, StateTags, sentenceOf, TargetName } from './alert-marks.tsx';
import { wholePeriod } from './whole-period.ts';

type Alert = Schemas['Alert'];
const NONE: ReadonlySet<string> = new Set();

/** Alerts as rows, on a phone as cards; arrow keys go from one to the next, Enter opens it. */
export function AlertList(props: {
  readonly alerts: readonly Alert[];
  readonly empty: string;
  readonly isBusy?: boolean;
  /** Left out where all are of one enterprise. */
  readonly hasEnterprise?: boolean;
  /** Rows that no longer fit what was asked for; they are shown as such. */
  readonly goneIds?: ReadonlySet<string> | undefined;
}) {
  const { alerts, empty, isBusy = false, hasEnterprise = true, goneIds = NONE } = props;
  const screens = Grid.useBreakpoint();
  const say = useSay(ALERT_WORDS);
  if (alerts.length === 0) return <Nothing text={empty} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the links in it, which have the focus.
    <div onKeyDown={moveByArrows} aria-busy={isBusy} title={say('keyboardHint')}>
      {screens.md === false ? (
        <ul className="alert-cards">
          {alerts.map((alert) => (
            <li key={alert.id}>
              <AlertCard
                alert={alert}
                hasEnterprise={hasEnterprise}
                isGone={goneIds.has(alert.id)}
              />
            </li>
          ))}
        </ul>
      ) : (
        <AlertTable {...{ alerts, isBusy, hasEnterprise, goneIds }} />
      )}
    </div>
  );
}

function AlertTable(props: {
  readonly alerts: readonly Alert[];
  readonly isBusy: boolean;
  readonly hasEnterprise: boolean;
  readonly goneIds: ReadonlySet<string>;
}) {
  const words = useWords();
  const say = useSay(ALERT_WORDS);
  const { freshIds } = useLive();
  const columns: DataColumn<Alert>[] = [
    {
      title: say('severity'),
      dataIndex: 'severity',
      render: (severity: number) => <SeverityMark severity={severity} />,
    },
    {
      title: say('columnAlert'),
      key: 'what',
      className: 'alert-what',
      render: (_value, alert) => (
        <>
          <Link to={`/alerts/${alert.id}`} data-row>
            {sentenceOf(alert, words)}
          </Link>
          <div>
            {freshIds.includes(alert.id) && <Tag color="processing">{say('fresh')}</Tag>}
            {props.goneIds.has(alert.id) && <Tag>{say('gone')}</Tag>}
            <RuleTag alert={alert} />
            {alert.targetId !== null && (
              <span className="secondary">
                {' · '}
                <TargetName alert={alert} />
              </span>
            )}
          </div>
        </>
      ),
    },
    { title: say('columnEnterprise'), dataIndex: 'enterpriseName', className: 'alert-enterprise' },
    {
      title: say('columnPeriod'),
      key: 'period',
      className: 'alert-period',
      render: (_value, { period }) => <Period period={period} />,
    },
    {
      title: say('columnState'),
      key: 'state',
      render: (_value, alert) => <StateTags alert={alert} />,
    },
    {
      title: say('columnOpened'),
      dataIndex: 'openedAt',
      className: 'number',
      render: (at: string) => <Age at={at} />,
    },
    {
      title: say('columnAssignee'),
      dataIndex: 'assignee',
      render: (name: string | null) =>
        name === null ? (
          <span className="secondary">{say('nobody')}</span>
        ) : (
          <Person username={name} />
        ),
    },
  ];
  return (
    <DataTable<Alert>
      rowKey="id"
      rows={props.alerts}
      label={say('inbox')}
      empty={say('noAlerts')}
      isBusy={props.isBusy}
      columns={columns.filter(
        ({ dataIndex }) => props.hasEnterprise || dataIndex !== 'enterpriseName',
      )}
      rowClassName={({ id }) =>
        props.goneIds.has(id) ? 'is-gone' : freshIds.includes(id) ? 'is-fresh' : ''
      }
    />
  );
}

function AlertCard(props: {
  readonly alert: Alert;
  readonly hasEnterprise: boolean;
  readonly isGone: boolean;
}) {
  const { alert } = props;
  const words = useWords();
  const say = useSay(ALERT_WORDS);
  const { freshIds } = useLive();
  const isFresh = freshIds.includes(alert.id);
  return (
    <Link to={`/alerts/${alert.id}`} data-row className={`alert-card ${isFresh ? 'is-fresh' : ''}`}>
      <span className="alert-card-head">
        <SeverityMark severity={alert.severity} />
        {isFresh && <Tag color="processing">{say('fresh')}</Tag>}
        {props.isGone && <Tag>{say('gone')}</Tag>}
        <span className="secondary">
          <Age at={alert.openedAt} />
        </span>
      </span>
      <span className="alert-card-text">{sentenceOf(alert, words)}</span>
      {props.hasEnterprise && <span>{alert.enterpriseName}</span>}
      <span>
        <RuleTag alert={alert} />
      </span>
      <span>
        <StateTags alert={alert} />
      </span>
    </Link>
  );
}

/** First and last day of what was judged. */
export function Period({ period }: { readonly period: Alert['period'] }) {
  const say = useSay(ALERT_WORDS);
  const whole = wholePeriod(period);
  if (whole !== null) {
    return (
      <span className="number" title={`${period.from} – ${period.to}`}>
        {whole}
      </span>
    );
  }
  return (
    <>
      <span className="number">{period.from}</span> {say('periodTo')}{' '}
      <span className="number">{period.to}</span>
    </>
  );
}

/** How long ago something was, with the instant to be read behind it. */
export function Age({ at }: { readonly at: string }) {
  const say = useSay(ALERT_WORDS);
  const [key, count] = ageText(Date.now() - Date.parse(at));
  return (
    <time dateTime={at} title={`${formatInstant(at, browserZone(), true)} (${browserZone()})`}>
      {say(key, { count })}
    </time>
  );
}

/** The rows' links one after the other, as the arrow keys go. */
function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a[data-row]')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
