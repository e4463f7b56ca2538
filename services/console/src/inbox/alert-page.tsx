import { useQuery } from '@tanstack/react-query';
import { Button, Alert as Notice } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { type AlertDetails, answerOf, api } from '../client/api.ts';
import { Choice } from '../parts/filters.tsx';
import { browserZone, formatInstant, localDay } from '../parts/format.ts';
import { PageHead, Section } from '../parts/page-head.tsx';
import { Answer } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { AlertWork } from './alert-work.tsx';
import { readEvidence, readPolicyVersion } from './evidence.ts';
import { EvidenceView } from './evidence-view.tsx';
import './inbox.css';
import { usePeople } from '../parts/people.tsx';
import { Age, Period } from './parts/alert-list.tsx';
import { RuleTag, SeverityMark, StateTags, sentenceOf, TargetName } from './parts/alert-marks.tsx';
import { Facts } from './parts/facts.tsx';
import { LiveMark } from './parts/live-mark.tsx';
import { Timeline, type TimelineEntry } from './parts/timeline.tsx';
import { PolicyBasis } from './policy-basis.tsx';
import { SilentMeters } from './silent-meters.tsx';
import { ALERT_WORDS, OUTCOMES, TRANSITIONS } from './words.ts';

/** One warning: what it says, what it rests on, what happened, what can be done. */
export function AlertPage() {
  const { alertId = '' } = useParams();
  const alert = useQuery({
    queryKey: ['alert', alertId],
    queryFn: () => answerOf(api.GET('/api/v1/alerts/{alertId}', { params: { path: { alertId } } })),
  });
  return <Answer of={alert}>{(found) => <Shown key={found.id} alert={found} />}</Answer>;
}

function Shown({ alert }: { readonly alert: AlertDetails }) {
  const words = useWords();
  const say = useSay(ALERT_WORDS);
  const { enterpriseId } = alert;
  const enterprise = useQuery({
    queryKey: ['enterprise', enterpriseId],
    queryFn: () => {
      const path = { enterpriseId };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}', { params: { path } }));
    },
  });
  const timeZone = enterprise.data?.timeZone ?? browserZone();
  const entries = useEntries(alert);
  return (
    <>
      <PageHead title={sentenceOf(alert, words)}>
        <LiveMark />
      </PageHead>
      <p className="alert-line">
        <SeverityMark severity={alert.severity} /> <RuleTag alert={alert} />{' '}
        <StateTags alert={alert} /> <Age at={alert.openedAt} />
      </p>
      {alert.hidden && <Notice type="info" showIcon title={say('suspicionHidden')} />}
      <div className="no-print">
        <Section title={say('work')}>
          <AlertWork alert={alert} />
        </Section>
      </div>
      <Section title={say('identity')}>
        <Identity alert={alert} timeZone={timeZone} />
      </Section>
      <Section title={say('evidence')}>
        <EvidenceByTime alert={alert} timeZone={timeZone} />
      </Section>
      <Section title={say('timeline')}>
        <p className="secondary">{say('timelineIntro')}</p>
        <Timeline entries={entries} timeZone={timeZone} />
      </Section>
      <Link to="/alerts" className="no-print">
        {say('back')}
      </Link>
    </>
  );
}

function Identity({ alert, timeZone }: { alert: AlertDetails; readonly timeZone: string }) {
  const words = useWords();
  const people = usePeople();
  const say = useSay(ALERT_WORDS);
  const { enterpriseId, period } = alert;
  const today = localDay(new Date(), timeZone);
  const [to = today] = [period.to, today].sort();
  const question = new URLSearchParams({
    ...{ enterprise: enterpriseId, from: period.from, to },
    ...{ interval: 'month', account: 'assessed', figure: 'tcePrimary' },
  });
  return (
    <>
      <Facts
        items={[
          [
            words.say('enterprise'),
            <Link key="enterprise" to={`/enterprises/${enterpriseId}`}>
              {alert.enterpriseName}
            </Link>,
          ],
          [words.say('creditCode'), enterpriseId],
          [say('target'), <TargetName key="target" alert={alert} />],
          [say('period'), <Period key="period" period={period} />],
          [say('openedAt'), `${formatInstant(alert.openedAt, timeZone)} (${timeZone})`],
          [say('judgedAt'), formatInstant(alert.judgedAt, timeZone)],
          [
            say('columnAssignee'),
            alert.assignee === null ? say('nobody') : people.nameOf(alert.assignee),
          ],
          [say('deputy'), alert.deputy === null ? say('nobody') : people.nameOf(alert.deputy)],
          ...(alert.caseId === null ? [] : [[say('inCase'), caseLink(alert.caseId)] as const]),
          ...(alert.mergedIntoId === null
            ? []
            : [[say('mergedInto'), alertLink(alert.mergedIntoId)] as const]),
        ]}
      />
      <div className="work-row no-print">
        <Button href={`/history?${question}`}>{say('showHistory')}</Button>
      </div>
      <SilentMeters enterpriseId={enterpriseId} targetId={alert.targetId} />
      <PolicyBasis
        enterpriseId={enterpriseId}
        targetId={alert.targetId}
        policy={readPolicyVersion(alert.policyVersion)}
        name={alert.policyVersion}
      />
    </>
  );

  function caseLink(caseId: string) {
    return <Link to={`/cases/${caseId}`}>{say('showCase')}</Link>;
  }

  function alertLink(alertId: string) {
    return <Link to={`/alerts/${alertId}`}>{say('showAlert')}</Link>;
  }
}

/** The evidence of the opening, and of every judgement that changed something since. */
function EvidenceByTime({ alert, timeZone }: { alert: AlertDetails; readonly timeZone: string }) {
  const { nameOf } = useWords();
  const say = useSay(ALERT_WORDS);
  const [no, setNo] = useState('1');
  const later = alert.transitions.filter(({ no, details }) => no > 1 && 'evidence' in details);
  const chosen = later.find((each) => String(each.no) === no);
  return (
    <>
      <p className="secondary">{say('evidenceIntro')}</p>
      {later.length > 0 && (
        <div className="filters">
          <Choice
            label={say('evidenceOf')}
            value={no}
            options={[
              {
                value: '1',
                label: say('evidenceOpened', { at: formatInstant(alert.openedAt, timeZone) }),
              },
              ...later.map((each) => ({
                value: String(each.no),
                label: say('evidenceLater', {
                  type: nameOf(TRANSITIONS, each.type),
                  at: formatInstant(each.at, timeZone),
                }),
              })),
            ]}
            onChange={setNo}
          />
        </div>
      )}
      <EvidenceView
        evidence={readEvidence(chosen === undefined ? alert.evidence : chosen.details.evidence)}
        versions={alert}
        timeZone={timeZone}
      />
    </>
  );
}

function useEntries(alert: AlertDetails): TimelineEntry[] {
  const { nameOf } = useWords();
  const people = usePeople();
  const say = useSay(ALERT_WORDS);
  return alert.transitions.map(({ no, type, at, by, note, details, auditSequence }) => {
    const { outcome, assignee, deputy } = details;
    const result = typeof outcome === 'string' ? ` · ${nameOf(OUTCOMES, outcome)}` : '';
    const person = by === '' ? say('byOfficial') : people.accountOf(by);
    return {
      ...{ key: String(no), at, note, auditSequence },
      what: `${nameOf(TRANSITIONS, type)}${result}`,
      by: by === 'rules' ? say('byRules') : person,
      more:
        typeof assignee === 'string' ? (
          <p className="timeline-note">
            {typeof deputy === 'string'
              ? say('toAssigneeAndDeputy', {
                  name: people.nameOf(assignee),
                  deputy: people.nameOf(deputy),
                })
              : say('toAssignee', { name: people.nameOf(assignee) })}
          </p>
        ) : null,
    };
  });
}
