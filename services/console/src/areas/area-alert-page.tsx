import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { answerOf, api } from '../client/api.ts';
import { readEvidence } from '../inbox/evidence.ts';
import { EvidenceView } from '../inbox/evidence-view.tsx';
import '../inbox/inbox.css';
import { ActForm, ReasonField } from '../inbox/parts/act-form.tsx';
import { Facts } from '../inbox/parts/facts.tsx';
import { Timeline } from '../inbox/parts/timeline.tsx';
import { CONDITIONS } from '../inbox/words.ts';
import { writeAreaQuery } from '../overview/area-query.ts';
import { browserZone, formatInstant, formatShare } from '../parts/format.ts';
import { LevelMark } from '../parts/level-mark.tsx';
import { PageHead, Section } from '../parts/page-head.tsx';
import { usePeople } from '../parts/people.tsx';
import { Answer } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { levelOf, useAreaSentence } from './area-alert-list.tsx';
import { MembersTable, readAreaEvidence } from './members-table.tsx';
import { AREA_HANDLINGS, AREA_RULES, AREA_TRANSITIONS, AREA_WORDS } from './words.ts';

type Details = Awaited<ReturnType<typeof readAlert>>;

/** One warning of an area: what it says, what it rests on, who weighs most, what can be done. */
export function AreaAlertPage() {
  const { areaAlertId = '' } = useParams();
  const alert = useQuery({
    queryKey: ['area-alert', areaAlertId],
    queryFn: () => readAlert(areaAlertId),
  });
  return <Answer of={alert}>{(found) => <Shown key={found.id} alert={found} />}</Answer>;
}

function Shown({ alert }: { readonly alert: Details }) {
  const words = useWords();
  const people = usePeople();
  const say = useSay(AREA_WORDS);
  const sentence = useAreaSentence();
  const zone = browserZone();
  const later = alert.transitions.filter(({ details }) => 'evidence' in details).at(-1);
  const newest = later?.type === 'resolved' ? alert.evidence : later?.details.evidence;
  const evidence = newest ?? alert.evidence;
  const area = readAreaEvidence(evidence);
  return (
    <>
      <PageHead title={sentence({ rule: alert.rule, evidence })} />
      <p className="alert-line">
        <LevelMark level={levelOf(alert.severity)} /> {words.nameOf(AREA_RULES, alert.rule)} ·{' '}
        {words.nameOf(CONDITIONS, alert.condition)} · {words.nameOf(AREA_HANDLINGS, alert.handling)}
      </p>
      <div className="no-print">
        <Section title={say('work')}>
          <Work alert={alert} />
        </Section>
      </div>
      <Section title={say('identity')}>
        <Identity alert={alert} zone={zone} />
      </Section>
      <Section title={say('evidence')}>
        <p>
          {say('members', {
            count: area.memberCount,
            coverage: area.coverage === null ? '—' : formatShare(area.coverage, words.language),
          })}
        </p>
        <EvidenceView
          evidence={readEvidence(evidence)}
          versions={{ ...alert, policyVersion: null, factorVersion: null }}
          timeZone={zone}
        />
        <h3>{say('heaviest')}</h3>
        <MembersTable members={area.heaviest} label={say('heaviest')} empty={say('noHeaviest')} />
        <h3>{say('missing')}</h3>
        <MembersTable members={area.missing} label={say('missing')} empty={say('noMissing')} />
      </Section>
      <Section title={say('history')}>
        <Timeline
          timeZone={zone}
          entries={alert.transitions.map(({ no, type, at, by, note, auditSequence }) => ({
            ...{ key: String(no), at, note, auditSequence },
            what: words.nameOf(AREA_TRANSITIONS, type),
            by: by === 'rules' ? say('byRules') : people.accountOf(by),
          }))}
        />
      </Section>
      <Link to="/area-alerts" className="no-print">
        {say('back')}
      </Link>
    </>
  );
}

function Identity({ alert, zone }: { readonly alert: Details; readonly zone: string }) {
  const say = useSay(AREA_WORDS);
  const { areaType, areaCode, areaName, period, targetId, openedAt } = alert;
  const overview = `/overview${writeAreaQuery({ area: { type: areaType, code: areaCode } })}`;
  return (
    <>
      <Facts
        items={[
          [say(areaType), `${areaName ?? ''} ${areaCode}`.trim()],
          [say('targetId'), targetId],
          [say('period'), say('periodValue', period)],
          [say('opened'), `${formatInstant(openedAt, zone)} (${zone})`],
        ]}
      />
      <p className="no-print">
        <Link to={overview}>{say('toOverview')}</Link>
      </p>
    </>
  );
}

function Work({ alert }: { readonly alert: Details }) {
  const say = useSay(AREA_WORDS);
  const client = useQueryClient();
  if (alert.possibleActions.length === 0) return <p className="secondary">{say('nothingToDo')}</p>;
  return alert.possibleActions.map((action) => (
    <ActForm<{ note: string }>
      key={action}
      submitText={say(action)}
      doneText={say('done')}
      onSubmit={({ note }) => {
        const path = { areaAlertId: alert.id };
        return answerOf(
          api.POST('/api/v1/area-alerts/{areaAlertId}/actions', {
            params: { path },
            body: { action, note },
          }),
        );
      }}
      onDone={() => {
        void client.invalidateQueries({ queryKey: ['area-alert', alert.id] });
        void client.invalidateQueries({ queryKey: ['area-alerts'] });
      }}
    >
      <ReasonField />
    </ActForm>
  ));
}

function readAlert(areaAlertId: string) {
  const params = { path: { areaAlertId } };
  return answerOf(api.GET('/api/v1/area-alerts/{areaAlertId}', { params }));
}
