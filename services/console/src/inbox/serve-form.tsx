import dayjs, { type Dayjs } from 'dayjs';
import type { CaseDetails, Schemas } from '../client/api.ts';
import { useSay, useWords } from '../settings/settings.tsx';
import { CASE_WORDS, SERVICE_METHODS } from './case-words.ts';
import { ActForm, NoteField } from './parts/act-form.tsx';
import { dayOf, FilesItem, idsOf, PastDayField, RadioField, TextField } from './parts/fields.tsx';
import { useCaseActs } from './use-case-acts.ts';

interface Service {
  readonly servedOn: Dayjs;
  readonly method: keyof typeof SERVICE_METHODS;
  readonly place: string;
  readonly receivedBy: string;
  readonly note?: string;
  readonly files?: readonly Schemas['Attachment'][];
}

/** Proof of service (送达回证): who received what, when and how; the deadline runs from the day after. */
export function ServeForm(props: {
  readonly item: CaseDetails;
  readonly documentId: string;
  onDone(): void;
}) {
  const { item, documentId, onDone } = props;
  const { nameOf } = useWords();
  const say = useSay(CASE_WORDS);
  const acts = useCaseActs(item.id);
  const methods = Object.keys(SERVICE_METHODS) as Service['method'][];
  return (
    <ActForm<Service>
      submitText={say('serve')}
      doneText={say('servedDone')}
      initial={{ servedOn: dayjs(), method: 'direct' }}
      onSubmit={({ servedOn, method, place, receivedBy, note = '', files }) =>
        acts.act({
          ...{ action: 'serve', documentId, servedOn: dayOf(servedOn), note },
          // The documents of the case are in Chinese, whatever language the officer reads.
          method: SERVICE_METHODS[method][0],
          ...{ place: place.trim(), receivedBy: receivedBy.trim(), attachmentIds: idsOf(files) },
        })
      }
      onDone={onDone}
    >
      <PastDayField name="servedOn" label={say('servedOn')} />
      <RadioField
        name="method"
        label={say('method')}
        options={methods.map((value) => ({ value, label: nameOf(SERVICE_METHODS, value) }))}
      />
      <TextField name="place" label={say('place')} />
      <TextField name="receivedBy" label={say('receivedBy')} />
      <NoteField />
      <FilesItem enterpriseId={item.enterpriseId} />
    </ActForm>
  );
}
