import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Radio, Select, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { type AlertAction, type AlertDetails, answerOf, api } from '../client/api.ts';
import { hasPermission, useMe } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ActForm, NoteField, ReasonField } from './parts/act-form.tsx';
import { sentenceOf } from './parts/alert-marks.tsx';
import { OfficerField } from './parts/officer-field.tsx';
import { SilenceForm } from './silence-form.tsx';
import { ALERT_WORDS, MEASURES, OUTCOMES } from './words.ts';

/** What can be done about an alert: first verified, then the measures its rule permits. */
export function AlertWork({ alert }: { readonly alert: AlertDetails }) {
  const say = useSay(ALERT_WORDS);
  const me = useMe();
  const { possibleActions } = alert;
  const can = (act: (typeof possibleActions)[number]) => possibleActions.includes(act);
  const maySilence = hasPermission(me, 'silences.write') && hasPermission(me, 'alerts.work');
  if (possibleActions.length === 0 && !maySilence) {
    return <p className="secondary">{say('nothingToDo')}</p>;
  }
  const isFirst = alert.handling === 'new';
  return (
    <>
      {can('verify') && isFirst && <Verification alert={alert} isFirst />}
      <Measures alert={alert} canOpen={can('open-case')} />
      {can('verify') && !isFirst && (
        <Folded title={say('verifyAgain')}>
          <Verification alert={alert} isFirst={false} />
        </Folded>
      )}
      {can('assign') && (
        <Folded title={say('assign')}>
          <Assignment alert={alert} />
        </Folded>
      )}
      {can('merge') && (
        <Folded title={say('merge')}>
          <Merging alert={alert} />
        </Folded>
      )}
      {maySilence && (
        <Folded title={say('silence')}>
          <SilenceForm alert={alert} />
        </Folded>
      )}
    </>
  );
}

/** Something that is done now and then: there, but out of the way. */
export function Folded(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <details className="work-panel">
      <summary>{props.title}</summary>
      {props.children}
    </details>
  );
}

/** Does something about an alert; what comes back is shown at once, the lists are asked again. */
function useAlertAction(alertId: string) {
  const client = useQueryClient();
  return async (body: AlertAction) => {
    const params = { path: { alertId } };
    const after = await answerOf(api.POST('/api/v1/alerts/{alertId}/actions', { params, body }));
    client.setQueryData(['alert', alertId], after);
    for (const name of ['alerts', 'alert-counts', 'cases']) {
      void client.invalidateQueries({ queryKey: [name] });
    }
    return after;
  };
}

function Verification({ alert, isFirst }: { alert: AlertDetails; readonly isFirst: boolean }) {
  const words = useWords();
  const say = useSay(ALERT_WORDS);
  const act = useAlertAction(alert.id);
  const outcomes = ['true', 'data-problem', 'false-alarm'] as const;
  return (
    <section className={isFirst ? 'work-panel' : ''}>
      {isFirst && <h3>{say('verifyFirst')}</h3>}
      <ActForm<{ outcome: (typeof outcomes)[number]; note: string }>
        submitText={say('submitVerification')}
        doneText={say('verified')}
        onSubmit={({ outcome, note }) => act({ action: 'verify', outcome, note: note.trim() })}
      >
        <Form.Item
          name="outcome"
          label={say('outcome')}
          rules={[{ required: true, message: words.say('required') }]}
        >
          <Radio.Group
            options={outcomes.map((value) => ({ value, label: words.nameOf(OUTCOMES, value) }))}
          />
        </Form.Item>
        <ReasonField />
      </ActForm>
    </section>
  );
}

/** The measures that the rule permits, and the way to them. */
function Measures({ alert, canOpen }: { alert: AlertDetails; readonly canOpen: boolean }) {
  const words = useWords();
  const say = useSay(ALERT_WORDS);
  const navigate = useNavigate();
  const act = useAlertAction(alert.id);
  const isOver = ['merged', 'closed', 'false-alarm', 'data-problem'].includes(alert.handling);
  if (alert.permittedMeasures.length === 0 || isOver) return null;
  return (
    <section className="work-panel">
      <h3>{say('measures')}</h3>
      <div>
        {alert.permittedMeasures.map((measure) => (
          <Tag key={measure}>{words.nameOf(MEASURES, measure)}</Tag>
        ))}
      </div>
      <p className="secondary">
        {say(alert.handling === 'new' ? 'measuresAfter' : 'measuresIntro')}
      </p>
      {canOpen && (
        <ActForm<{ title: string; note?: string }>
          submitText={say('openCase')}
          initial={{ title: sentenceOf(alert, words).slice(0, 60) }}
          onSubmit={async ({ title, note = '' }) => {
            const after = await act({ action: 'open-case', title: title.trim(), note });
            if (after.caseId !== null) void navigate(`/cases/${after.caseId}`);
          }}
        >
          <Form.Item
            name="title"
            label={say('caseTitle')}
            rules={[{ required: true, whitespace: true, message: words.say('required') }]}
          >
            <Input maxLength={200} />
          </Form.Item>
          <NoteField />
        </ActForm>
      )}
    </section>
  );
}

function Assignment({ alert }: { readonly alert: AlertDetails }) {
  const say = useSay(ALERT_WORDS);
  const act = useAlertAction(alert.id);
  return (
    <ActForm<{ to: string; deputy?: string; note?: string }>
      submitText={say('assign')}
      onSubmit={({ to, deputy, note = '' }) =>
        act({ action: 'assign', to, deputy: deputy ?? null, note })
      }
    >
      <OfficerField enterpriseId={alert.enterpriseId} label={say('assignTo')} />
      <OfficerField
        enterpriseId={alert.enterpriseId}
        label={say('deputy')}
        name="deputy"
        isOptional
      />
      <p className="secondary">{say('deputyHint')}</p>
      <NoteField />
    </ActForm>
  );
}

/** Into another alert of the same enterprise that has the same cause. */
function Merging({ alert }: { readonly alert: AlertDetails }) {
  const words = useWords();
  const say = useSay(ALERT_WORDS);
  const act = useAlertAction(alert.id);
  const query = {
    ...{ enterpriseId: alert.enterpriseId, handling: 'new,verified,in-case' },
    ...{ limit: 100, sort: 'newest' as const },
  };
  const others = useQuery({
    queryKey: ['alerts', query],
    queryFn: () => answerOf(api.GET('/api/v1/alerts', { params: { query } })),
  });
  const options = (others.data?.items ?? [])
    .filter(({ id, hidden }) => id !== alert.id && hidden === alert.hidden)
    .map((each) => ({
      value: each.id,
      label: `${sentenceOf(each, words)} · ${each.period.from}`,
    }));
  return (
    <ActForm<{ intoAlertId: string; note: string }>
      submitText={say('merge')}
      doneText={say('merged')}
      onSubmit={({ intoAlertId, note }) => act({ action: 'merge', intoAlertId, note: note.trim() })}
    >
      <Form.Item
        name="intoAlertId"
        label={say('mergeInto')}
        rules={[{ required: true, message: words.say('required') }]}
      >
        <Select loading={others.isPending} options={options} notFoundContent={say('noOthers')} />
      </Form.Item>
      <ReasonField />
    </ActForm>
  );
}
