import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { CaseDetails } from '../client/api.ts';
import { formatInstant } from '../parts/format.ts';
import { usePeople } from '../parts/people.tsx';
import { Nothing } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { AnswerForm } from './answer-form.tsx';
import { CASE_WORDS, DOCUMENT_KINDS, DOCUMENT_STATES } from './case-words.ts';
import { DocumentDrawer, type Viewed } from './parts/document-drawer.tsx';
import { draftOf } from './parts/draft-of.ts';
import { Facts } from './parts/facts.tsx';
import { ServeForm } from './serve-form.tsx';
import { DecisionForm, SignForm } from './sign-form.tsx';

type Document = CaseDetails['documents'][number];
type Asked = {
  readonly document: Document;
  readonly act: 'serve' | 'sign' | 'return' | 'void' | 'answer';
};

/** The documents of a case with what can be done about each: view, sign, serve, answer, void. */
export function CaseDocuments({ item }: { readonly item: CaseDetails }) {
  const words = useWords();
  const people = usePeople();
  const say = useSay(CASE_WORDS);
  const [viewed, setViewed] = useState<Viewed | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      {item.documents.length === 0 && <Nothing text={say('noDocuments')} />}
      <ul className="alert-cards">
        {item.documents.map((document) => (
          <li key={document.id} className="document-card">
            <div className="timeline-head">
              <strong>{words.nameOf(DOCUMENT_KINDS, document.kind)}</strong>
              {document.number !== null && <span className="number">{document.number}</span>}
              <span className="state-tag">{stateOf(document)}</span>
            </div>
            <Facts items={factsOf(document)} />
            <Actions item={item} document={document} onView={setViewed} onAsk={setAsked} />
          </li>
        ))}
      </ul>
      <DocumentDrawer caseId={item.id} viewed={viewed} onClose={() => setViewed(null)} />
      <Modal
        open={asked !== null}
        onCancel={close}
        footer={null}
        destroyOnHidden
        title={
          asked === null
            ? ''
            : `${titleOf(asked.act)} · ${words.nameOf(DOCUMENT_KINDS, asked.document.kind)}`
        }
      >
        {asked?.act === 'serve' && (
          <ServeForm item={item} documentId={asked.document.id} onDone={close} />
        )}
        {asked?.act === 'sign' && (
          <SignForm item={item} document={asked.document} onDone={close} onView={setViewed} />
        )}
        {(asked?.act === 'return' || asked?.act === 'void') && (
          <DecisionForm
            item={item}
            documentId={asked.document.id}
            decision={asked.act}
            onDone={close}
          />
        )}
        {asked?.act === 'answer' && (
          <AnswerForm item={item} documentId={asked.document.id} onDone={close} />
        )}
      </Modal>
    </>
  );

  function titleOf(act: Asked['act']): string {
    const names = { serve: 'serve', sign: 'sign', return: 'sendBack', void: 'void' } as const;
    return say(act === 'answer' ? 'answerDocument' : names[act]);
  }

  function stateOf({ state, number }: Document): string {
    const isRecord = state === 'issued' && number === null;
    return isRecord ? say('recorded') : words.nameOf(DOCUMENT_STATES, state);
  }

  function factsOf(document: Document): [string, string][] {
    const { issuedAt, signedBy, servedOn, number, state, dueOn } = document;
    const day = (at: string) => formatInstant(at, item.timeZone);
    const isSigned = issuedAt !== null && number !== null;
    const served = servedWith(document);
    return [
      ...(served === null ? [] : [[say('proofOf'), served] as const]),
      ...(isSigned
        ? [
            [
              say('issued'),
              `${day(issuedAt)} ${signedBy === null ? '' : people.nameOf(signedBy)}`,
            ] as const,
          ]
        : []),
      ...(isSigned && state === 'issued' ? [[say('served'), servedOn ?? '—'] as const] : []),
      ...(dueOn === null ? [] : [[say('reply'), answerState(document)] as const]),
    ].map(([label, text]) => [label, text]);
  }

  /** Number of the document that a proof of service is of; the step of the service says it. */
  function servedWith({ id, kind }: Document): string | null {
    if (kind !== 'service-proof') return null;
    const step = item.steps.find(({ details }) => details.proofId === id);
    return typeof step?.details.number === 'string' ? step.details.number : null;
  }

  function answerState({ dueOn, answeredAt }: Document): string {
    if (answeredAt !== null) {
      return say('answeredAt', { at: formatInstant(answeredAt, item.timeZone) });
    }
    return `${say('awaitsAnswer')} · ${say('dueOn', { date: dueOn ?? '' })}`;
  }
}

function Actions(props: {
  readonly item: CaseDetails;
  readonly document: Document;
  onView(viewed: Viewed): void;
  onAsk(asked: Asked): void;
}) {
  const { item, document, onView, onAsk } = props;
  const say = useSay(CASE_WORDS);
  const can = (act: CaseDetails['possibleActs'][number]) => item.possibleActs.includes(act);
  const { id, kind, state, number, servedOn, dueOn, answeredAt, sha256 } = document;
  const isDraft = state === 'draft';
  const isIssued = state === 'issued' && number !== null;
  const awaits = state === 'issued' && dueOn !== null && answeredAt === null;
  const isOrder = kind === 'rectification-order';
  const ask = (act: Asked['act']) => () => onAsk({ document, act });
  return (
    <div className="work-row no-print">
      {document.issuedAt !== null && (
        <Button size="small" onClick={() => onView({ documentId: id, kind, sha256 })}>
          {say('view')}
        </Button>
      )}
      {isDraft && document.content !== undefined && (
        <Button size="small" onClick={() => onView({ draft: draftOf(document) })}>
          {say('preview')}
        </Button>
      )}
      {isDraft && can('issue') && (
        <>
          <Button size="small" type="primary" onClick={ask('sign')}>
            {say('sign')}
          </Button>
          <Button size="small" onClick={ask('return')}>
            {say('sendBack')}
          </Button>
        </>
      )}
      {isIssued && servedOn === null && can(isOrder ? 'serve-order' : 'serve') && (
        <Button size="small" type="primary" onClick={ask('serve')}>
          {say('serve')}
        </Button>
      )}
      {awaits && can(isOrder ? 'reply-order' : 'reply') && (
        <Button size="small" type="primary" onClick={ask('answer')}>
          {say('answerDocument')}
        </Button>
      )}
      {isIssued && can('void') && (
        <Button size="small" danger onClick={ask('void')}>
          {say('void')}
        </Button>
      )}
    </div>
  );
}
