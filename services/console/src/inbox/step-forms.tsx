import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { answerOf, api, type CaseDetails, type Schemas } from '../client/api.ts';
import { useSay, useWords } from '../settings/settings.tsx';
import { CASE_WORDS } from './case-words.ts';
import { ActForm, NoteField, ReasonField } from './parts/act-form.tsx';
import { sentenceOf } from './parts/alert-marks.tsx';
import { dayOf, FilesItem, idsOf, PastDayField, RadioField } from './parts/fields.tsx';
import { useCaseActs } from './use-case-acts.ts';

type Files = readonly Schemas['Attachment'][];
interface Props {
  readonly item: CaseDetails;
}

/** That the unit was heard (陈述申辩), before it can be ordered to rectify. */
export function HearForm({ item }: Props) {
  const say = useSay(CASE_WORDS);
  const acts = useCaseActs(item.id);
  return (
    <ActForm<{ heardOn: Dayjs; note: string; files?: Files }>
      submitText={say('hear')}
      doneText={say('closed')}
      initial={{ heardOn: dayjs() }}
      onSubmit={({ heardOn, note, files }) =>
        acts.act({
          ...{ action: 'hear', heardOn: dayOf(heardOn), note: note.trim() },
          attachmentIds: idsOf(files),
        })
      }
    >
      <PastDayField name="heardOn" label={say('heardOn')} />
      <ReasonField label={say('hearNote')} />
      <FilesItem enterpriseId={item.enterpriseId} />
    </ActForm>
  );
}

/** The re-check (复查) of what was ordered. */
export function RecheckForm({ item }: Props) {
  const say = useSay(CASE_WORDS);
  const acts = useCaseActs(item.id);
  const results = ['yes', 'no'] as const;
  return (
    <ActForm<{ passed: 'yes' | 'no'; note: string; files?: Files }>
      submitText={say('recheck')}
      doneText={say('closed')}
      onSubmit={({ passed, note, files }) =>
        acts.act({
          ...{ action: 'recheck', passed: passed === 'yes', note: note.trim() },
          attachmentIds: idsOf(files),
        })
      }
    >
      <RadioField
        name="passed"
        label={say('passed')}
        options={results.map((value) => ({ value, label: say(`passed-${value}`) }))}
      />
      <ReasonField />
      <FilesItem enterpriseId={item.enterpriseId} />
    </ActForm>
  );
}

/** Takes another verified warning of the enterprise into the case. */
export function AddAlertForm({ item }: Props) {
  const words = useWords();
  const say = useSay(CASE_WORDS);
  const acts = useCaseActs(item.id);
  const query = {
    ...{ enterpriseId: item.enterpriseId, handling: 'verified', limit: 100 },
    sort: 'newest' as const,
  };
  const verified = useQuery({
    queryKey: ['alerts', query],
    queryFn: () => answerOf(api.GET('/api/v1/alerts', { params: { query } })),
  });
  const options = (verified.data?.items ?? []).map((alert) => ({
    value: alert.id,
    label: `${sentenceOf(alert, words)} · ${alert.period.from}`,
  }));
  return (
    <ActForm<{ alertId: string; note?: string }>
      submitText={say('addAlert')}
      doneText={say('closed')}
      onSubmit={({ alertId, note = '' }) =>
        acts.act({ action: 'add-alert', alertId, note: note.trim() })
      }
    >
      <Form.Item
        name="alertId"
        label={say('whichAlert')}
        rules={[{ required: true, message: words.say('required') }]}
      >
        <Select
          loading={verified.isPending}
          options={options}
          notFoundContent={say('noFurtherAlerts')}
        />
      </Form.Item>
      <NoteField />
    </ActForm>
  );
}

/** Joins the case to another one of the enterprise that has the same cause (并案). */
export function MergeForm({ item }: Props) {
  const words = useWords();
  const say = useSay(CASE_WORDS);
  const acts = useCaseActs(item.id);
  const query = { enterpriseId: item.enterpriseId, limit: 100 };
  const cases = useQuery({
    queryKey: ['cases', query],
    queryFn: () => answerOf(api.GET('/api/v1/cases', { params: { query } })),
  });
  const options = (cases.data?.items ?? [])
    .filter(({ id, state }) => id !== item.id && !['closed', 'archived', 'merged'].includes(state))
    .map(({ id, title }) => ({ value: id, label: title }));
  return (
    <ActForm<{ intoCaseId: string; note: string }>
      submitText={say('mergeCase')}
      doneText={say('closed')}
      onSubmit={({ intoCaseId, note }) =>
        acts.act({ action: 'merge', intoCaseId, note: note.trim() })
      }
    >
      <Form.Item
        name="intoCaseId"
        label={say('whichCase')}
        rules={[{ required: true, message: words.say('required') }]}
      >
        <Select loading={cases.isPending} options={options} notFoundContent={say('noOtherCases')} />
      </Form.Item>
      <ReasonField />
    </ActForm>
  );
}
