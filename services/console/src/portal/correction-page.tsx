import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Descriptions, Input, Popconfirm, Space, Timeline } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { formatInstant, formatNumber } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { usePeople } from '../parts/people.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { UNITS } from '../words/codes.ts';
import { AttachmentLinks } from './attachments-field.tsx';
import { CorrectionState } from './corrections-page.tsx';
import { Labelled } from './labelled.tsx';
import { type Own, OwnPage } from './own-enterprise.tsx';
import { Refusal } from './refusal.tsx';
import { ACTS, CORRECTION_STATES, CORRECTION_TYPES } from './words.ts';

type Details = Schemas['CorrectionDetails'];
const REASON_MIN = 5;

/** One correction: what it changes, what it does, who decided, and what is to be decided now. */
export function CorrectionPage() {
  const say = useSay(ACTS);
  const { correctionId = '' } = useParams();
  return (
    <OwnPage
      title={say('correctionsTitle')}
      extra={
        <Link to="/data-corrections">
          <Button>{say('back')}</Button>
        </Link>
      }
    >
      {(own) => <Correction own={own} correctionId={correctionId} />}
    </OwnPage>
  );
}

function Correction(props: { readonly own: Own; readonly correctionId: string }) {
  const { own, correctionId } = props;
  const { enterpriseId } = own;
  const details = useQuery({
    queryKey: ['correction', enterpriseId, correctionId],
    queryFn: () => {
      const params = { path: { enterpriseId, correctionId } };
      const path = '/api/v1/enterprises/{enterpriseId}/corrections/{correctionId}';
      return answerOf(api.GET(path, { params }));
    },
  });
  return (
    <Answer of={details}>
      {(found) => (
        <>
          <Facts own={own} found={found} />
          {(found.state === 'requested' || found.state === 'checked') && (
            <>
              <Decide own={own} found={found} />
              <Preview own={own} found={found} />
            </>
          )}
        </>
      )}
    </Answer>
  );
}

function Facts({ own, found }: { readonly own: Own; readonly found: Details }) {
  const words = useWords();
  const people = usePeople();
  const say = useSay(ACTS);
  const at = (instant: string) => formatInstant(instant, own.timeZone, true);
  const value = (number: number | undefined) =>
    number === undefined ? say('void') : formatNumber(number, words.language, 4);
  return (
    <>
      <Descriptions
        bordered
        size="small"
        column={{ xs: 1, md: 2 }}
        style={{ marginBottom: 16 }}
        items={[
          [say('correctionType'), words.nameOf(CORRECTION_TYPES, found.type)],
          [say('state'), <CorrectionState key="state" state={found.state} />],
          [say('askedBy'), `${people.nameOf(found.requestedBy)} · ${at(found.requestedAt)}`],
          [say('reason'), found.reason],
          [
            say('files'),
            <AttachmentLinks
              key="files"
              enterpriseId={own.enterpriseId}
              files={found.attachments}
            />,
          ],
          ...(found.correctionNo === undefined
            ? []
            : [['', say('correctionNo', { no: found.correctionNo })]]),
        ].map(([label, children], index) => ({ key: index, label, children }))}
      />
      <Section title={say('what')}>
        <WideTable<Details['items'][number]>
          size="small"
          rowKey={({ meterId, product, at: instant }) => `${meterId}/${product}/${instant}`}
          dataSource={[...found.items]}
          pagination={found.items.length > 20 ? { pageSize: 20 } : false}
          columns={[
            { title: say('meter'), render: (_v, item) => item.meterId ?? item.product ?? '—' },
            {
              title: say('readAt'),
              className: 'number',
              render: (_v, item) =>
                item.to === undefined ? at(item.at) : `${at(item.at)} – ${at(item.to)}`,
            },
            {
              title: say('newValue'),
              align: 'right',
              className: 'number',
              render: (_v, item) =>
                item.initialValue === undefined
                  ? `${value(item.value)} ${item.unit ?? ''}`
                  : `${value(item.value)} → ${value(item.initialValue)}`,
            },
          ]}
        />
      </Section>
      <Section title={say('decisions')}>
        <Timeline
          items={[
            { state: 'requested' as const, by: found.requestedBy, at: found.requestedAt, note: '' },
            ...found.decisions,
          ].map((decision) => ({
            content: (
              <>
                {say('decisionLine', {
                  state: words.nameOf(CORRECTION_STATES, decision.state),
                  by: people.nameOf(decision.by),
                  at: at(decision.at),
                })}
                {decision.note !== '' && <div>{decision.note}</div>}
              </>
            ),
          }))}
        />
      </Section>
    </>
  );
}

function Decide({ own, found }: { readonly own: Own; readonly found: Details }) {
  const say = useSay(ACTS);
  const { message } = App.useApp();
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const [isReasonMissing, setReasonMissing] = useState(false);
  const isOwn = found.requestedBy === own.username;
  const mayDecide = own.isReviewer && !isOwn && found.state === 'requested';
  const decide = useMutation({
    mutationFn: async (act: 'check' | 'reject' | 'withdraw') => {
      const path = { enterpriseId: own.enterpriseId, correctionId: found.id };
      const asked = { params: { path }, body: { note } };
      const base = '/api/v1/enterprises/{enterpriseId}/corrections/{correctionId}' as const;
      if (act === 'check') return await answerOf(api.POST(`${base}/check`, asked));
      if (act === 'reject') return await answerOf(api.POST(`${base}/reject`, asked));
      return await answerOf(api.POST(`${base}/withdraw`, asked));
    },
    onSuccess: async () => {
      void message.success(say('done'));
      await client.invalidateQueries({ queryKey: ['correction', own.enterpriseId] });
      await client.invalidateQueries({ queryKey: ['corrections', own.enterpriseId] });
    },
  });
  if (!mayDecide && !isOwn) return null;
  const isShort = note.trim().length < REASON_MIN;
  return (
    <Card size="small" style={{ marginBottom: 16 }}>
      {isOwn && own.isReviewer && <Alert type="info" showIcon title={say('ownRequest')} />}
      <Labelled label={say('note')}>
        {(id) => (
          <Input.TextArea
            id={id}
            value={note}
            maxLength={2_000}
            autoSize={{ minRows: 2 }}
            status={isReasonMissing ? 'error' : ''}
            onChange={({ target }) => {
              setNote(target.value);
              setReasonMissing(false);
            }}
          />
        )}
      </Labelled>
      {isReasonMissing && <p role="alert">{say('rejectNeedsReason')}</p>}
      {decide.isError && <Refusal error={decide.error} />}
      <Space wrap style={{ marginTop: 12 }}>
        {mayDecide && (
          <>
            <Button type="primary" onClick={() => decide.mutate('check')}>
              {say('check')}
            </Button>
            <Button
              danger
              onClick={() => (isShort ? setReasonMissing(true) : decide.mutate('reject'))}
            >
              {say('reject')}
            </Button>
          </>
        )}
        {isOwn && (
          <Popconfirm title={say('withdrawQuestion')} onConfirm={() => decide.mutate('withdraw')}>
            <Button>{say('withdraw')}</Button>
          </Popconfirm>
        )}
      </Space>
    </Card>
  );
}

function Preview({ own, found }: { readonly own: Own; readonly found: Details }) {
  const words = useWords();
  const say = useSay(ACTS);
  const preview = useQuery({
    queryKey: ['correction', own.enterpriseId, found.id, 'preview'],
    queryFn: () => {
      const params = { path: { enterpriseId: own.enterpriseId, correctionId: found.id } };
      const path = '/api/v1/enterprises/{enterpriseId}/corrections/{correctionId}/preview';
      return answerOf(api.GET(path, { params }));
    },
  });
  const text = (energy: { readonly quantity: number } | null, unit: string) =>
    energy === null
      ? '—'
      : `${formatNumber(energy.quantity, words.language, 3)} ${words.nameOf(UNITS, unit)}`;
  return (
    <Section title={say('preview')}>
      <Answer of={preview}>
        {({ items }) => (
          <WideTable<(typeof items)[number]>
            size="small"
            rowKey={({ meterId, start }) => `${meterId}/${start}`}
            dataSource={[...items]}
            pagination={items.length > 20 ? { pageSize: 20 } : false}
            locale={{ emptyText: <Nothing text={say('previewNone')} /> }}
            columns={[
              { title: say('meter'), dataIndex: 'meterId' },
              {
                title: say('day'),
                className: 'number',
                render: (_v, { start }) => formatInstant(start, own.timeZone).slice(0, 10),
              },
              {
                title: say('before'),
                align: 'right',
                className: 'number',
                render: (_v, { before, unit }) => text(before, unit),
              },
              {
                title: say('after'),
                align: 'right',
                className: 'number',
                render: (_v, { after, unit }) => text(after, unit),
              },
            ]}
          />
        )}
      </Answer>
    </Section>
  );
}
