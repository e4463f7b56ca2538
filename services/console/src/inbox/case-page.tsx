import { useQuery } from '@tanstack/react-query';
import { Alert as Notice } from 'antd';
import { Link, useParams } from 'react-router';
import { answerOf, api, type CaseDetails } from '../client/api.ts';
import { formatInstant } from '../parts/format.ts';
import { PageHead, Section } from '../parts/page-head.tsx';
import { Answer } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { CaseDocuments } from './case-documents.tsx';
import { CaseRemedies } from './case-remedies.tsx';
import { CASE_ACTS, CASE_STATES, CASE_WORDS, DOCUMENT_KINDS } from './case-words.ts';
import { CaseWork } from './case-work.tsx';
import './inbox.css';
import { usePeople } from '../parts/people.tsx';
import { AlertList } from './parts/alert-list.tsx';
import { FileList } from './parts/attachments.tsx';
import { CaseStateTag } from './parts/case-state-tag.tsx';
import { DaysLeft } from './parts/days-left.tsx';
import { Facts } from './parts/facts.tsx';
import { LiveMark } from './parts/live-mark.tsx';
import { Timeline, type TimelineEntry } from './parts/timeline.tsx';
import { ALERT_WORDS } from './words.ts';

/** One case, for officials and for the enterprise it is about: what happened, and what is next. */
export function CasePage() {
  const { caseId = '' } = useParams();
  const found = useQuery({
    queryKey: ['case', caseId],
    queryFn: () => answerOf(api.GET('/api/v1/cases/{caseId}', { params: { path: { caseId } } })),
  });
  return <Answer of={found}>{(item) => <Shown key={item.id} item={item} />}</Answer>;
}

function Shown({ item }: { readonly item: CaseDetails }) {
  const say = useSay(CASE_WORDS);
  const { timeZone } = item;
  const entries = useEntries(item);
  return (
    <>
      <PageHead title={item.title}>
        <LiveMark />
      </PageHead>
      <p className="alert-line">
        <CaseStateTag state={item.state} /> <DaysLeft dueOn={item.dueOn} daysLeft={item.daysLeft} />
      </p>
      {item.mergedIntoId !== null && (
        <Notice
          type="info"
          showIcon
          title={say('mergedInto')}
          action={<Link to={`/cases/${item.mergedIntoId}`}>{say('showCase')}</Link>}
        />
      )}
      <div className="no-print">
        <Section title={say('work')}>
          <CaseWork item={item} />
        </Section>
      </div>
      <Section title={say('documents')}>
        <CaseDocuments item={item} />
      </Section>
      <Section title={say('remedies')}>
        <CaseRemedies item={item} />
      </Section>
      <Section title={say('overview')}>
        <Overview item={item} />
      </Section>
      <Section title={say('alerts')}>
        <AlertList alerts={item.alerts} empty={say('noFurtherAlerts')} hasEnterprise={false} />
      </Section>
      <Section title={say('timeline')}>
        <Timeline entries={entries} timeZone={timeZone} />
      </Section>
    </>
  );
}

function Overview({ item }: { readonly item: CaseDetails }) {
  const words = useWords();
  const people = usePeople();
  const say = useSay(CASE_WORDS);
  return (
    <Facts
      items={[
        [
          words.say('enterprise'),
          <Link key="enterprise" to={`/enterprises/${item.enterpriseId}`}>
            {item.enterpriseName}
          </Link>,
        ],
        [words.say('creditCode'), item.enterpriseId],
        [say('openedAt'), `${formatInstant(item.openedAt, item.timeZone)} (${item.timeZone})`],
        [say('inspector'), people.nameOf(item.inspector)],
        [say('deputy'), item.deputy === null ? words.say('none') : people.nameOf(item.deputy)],
        [
          say('heardAt'),
          item.heardAt === null ? say('notHeard') : formatInstant(item.heardAt, item.timeZone),
        ],
      ]}
    />
  );
}

function useEntries(item: CaseDetails): TimelineEntry[] {
  const { nameOf } = useWords();
  const people = usePeople();
  const say = useSay(CASE_WORDS);
  const sayAlert = useSay(ALERT_WORDS);
  return item.steps.map((step) => {
    const { no, act, at, by, note, details, auditSequence, documentId, attachmentIds } = step;
    const { number, kind, to, deputy } = details;
    const document = item.documents.find(({ id }) => id === documentId);
    const kindName = document?.kind ?? (typeof kind === 'string' ? kind : null);
    const about = [
      kindName === null ? '' : nameOf(DOCUMENT_KINDS, kindName),
      typeof number === 'string' ? number : '',
      typeof to === 'string' ? say('toPerson', { name: people.nameOf(to) }) : '',
      typeof deputy === 'string' ? say('toPerson', { name: people.nameOf(deputy) }) : '',
    ].filter((text) => text !== '');
    const person = by === 'system' || by === 'platform' ? say('byPlatform') : people.accountOf(by);
    return {
      ...{ key: String(no), at, note, auditSequence },
      what: [nameOf(CASE_ACTS, act), ...about].join(' · '),
      by: person === '' ? sayAlert('byOfficial') : person,
      more: (
        <>
          <small className="secondary">
            {say('stateAfter', { state: nameOf(CASE_STATES, step.state) })}
          </small>
          <FileList
            enterpriseId={item.enterpriseId}
            files={item.attachments.filter(({ id }) => attachmentIds.includes(id))}
          />
        </>
      ),
    };
  });
}
