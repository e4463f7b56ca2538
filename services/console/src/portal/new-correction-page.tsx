import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, InputNumber, Select } from 'antd';
import { useNavigate } from 'react-router';
import { answerOf, api } from '../client/api.ts';
import { Answer } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { UNITS } from '../words/codes.ts';
import { type Attached, AttachmentsField } from './attachments-field.tsx';
import { instantOf } from './local-time.ts';
import { useMeters } from './onboarding-page.tsx';
import { type Own, OwnPage } from './own-enterprise.tsx';
import { ReadingsPicker } from './readings-picker.tsx';
import { Refusal } from './refusal.tsx';
import { useDraft } from './use-draft.ts';
import { ACTS, CORRECTION_TYPES, PORTAL } from './words.ts';

const TYPES = ['replaced-value', 'void-reading', 'manual-reading', 'meter-exchange'] as const;
const REASON_MIN = 5;

/** A reading that a request is about; the time is of the wall clock in the enterprise's zone. */
export interface Picked {
  readonly readAt: string;
  readonly value: number | null;
}

/** What is typed of a request. */
export interface Request {
  readonly type: (typeof TYPES)[number];
  readonly meterId: string | null;
  readonly from: string;
  readonly to: string;
  /** Instants of readings that were received, ISO 8601. */
  readonly picked: readonly Picked[];
  /** Readings that were never received, with wall-clock times. */
  readonly added: readonly Picked[];
  readonly at: string;
  readonly finalValue: number | null;
  readonly initialValue: number | null;
  readonly reason: string;
  readonly files: readonly Attached[];
}
const EMPTY: Request = {
  ...{ type: 'replaced-value', meterId: null, from: '', to: '', picked: [], added: [] },
  ...{ at: '', finalValue: null, initialValue: null, reason: '', files: [] },
};

/** Asks for a correction: meter, range, readings, reason, evidence. */
export function NewCorrectionPage() {
  const say = useSay(ACTS);
  return (
    <OwnPage title={say('newCorrection')}>
      {(own) => <RequestForm key={own.enterpriseId} own={own} />}
    </OwnPage>
  );
}

function RequestForm({ own }: { readonly own: Own }) {
  const { enterpriseId } = own;
  const words = useWords();
  const say = useSay(ACTS);
  const portal = useSay(PORTAL);
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const meters = useMeters(enterpriseId);
  const draft = useDraft<Request>(`correction.${enterpriseId}`, EMPTY);
  const asked = draft.value;
  const set = (change: Partial<Request>) => draft.set({ ...asked, ...change });
  const send = useMutation({
    mutationFn: () => {
      const params = { path: { enterpriseId } };
      const body = bodyOf(asked, own.timeZone) as never;
      return answerOf(api.POST('/api/v1/enterprises/{enterpriseId}/corrections', { params, body }));
    },
    onSuccess: async ({ id }) => {
      draft.forget();
      void message.success(say('requested'));
      await client.invalidateQueries({ queryKey: ['corrections', enterpriseId] });
      await navigate(`/data-corrections/${id}`);
    },
  });
  const lack = lackOf(asked);
  return (
    <Answer of={meters}>
      {({ items }) => (
        <Form layout="vertical" onFinish={() => lack === null && send.mutate()}>
          {draft.isRestored && (
            <Alert
              type="info"
              showIcon
              style={{ marginBottom: 12 }}
              title={portal('restored')}
              action={
                <Button size="small" onClick={() => draft.set(EMPTY)}>
                  {portal('discard')}
                </Button>
              }
            />
          )}
          <div className="portal-form">
            <Form.Item label={say('correctionType')}>
              <Select
                aria-label={say('correctionType')}
                value={asked.type}
                options={TYPES.map((type) => ({
                  value: type,
                  label: words.nameOf(CORRECTION_TYPES, type),
                }))}
                onChange={(type) => set({ type, picked: [] })}
              />
            </Form.Item>
            <Form.Item label={say('meter')}>
              <Select
                showSearch
                optionFilterProp="label"
                aria-label={say('meter')}
                value={asked.meterId}
                options={items.map(({ id, name, unit }) => ({
                  value: id,
                  label: `${id} ${name} (${words.nameOf(UNITS, unit)})`,
                }))}
                onChange={(meterId) => set({ meterId, picked: [] })}
              />
            </Form.Item>
          </div>
          {asked.type === 'meter-exchange' ? (
            <Exchange asked={asked} set={set} />
          ) : (
            <ReadingsPicker
              own={own}
              meter={items.find(({ id }) => id === asked.meterId)}
              asked={asked}
              set={set}
            />
          )}
          <Form.Item label={say('reason')} extra={say('reasonHint')}>
            <Input.TextArea
              aria-label={say('reason')}
              value={asked.reason}
              maxLength={2_000}
              autoSize={{ minRows: 3 }}
              onChange={({ target }) => set({ reason: target.value })}
            />
          </Form.Item>
          <Form.Item label={say('files')}>
            <AttachmentsField
              enterpriseId={enterpriseId}
              value={asked.files}
              onChange={(files) => set({ files })}
            />
          </Form.Item>
          {send.isError && <Refusal error={send.error} />}
          <Button
            type="primary"
            htmlType="submit"
            loading={send.isPending}
            disabled={lack !== null}
          >
            {say('send')}
          </Button>{' '}
          {lack !== null && <small>{say(lack)}</small>}
        </Form>
      )}
    </Answer>
  );
}

function Exchange(props: {
  readonly asked: Request;
  readonly set: (change: Partial<Request>) => void;
}) {
  const { asked, set } = props;
  const say = useSay(ACTS);
  return (
    <div className="portal-form">
      <Form.Item label={say('exchangedAt')}>
        <Input
          type="datetime-local"
          aria-label={say('exchangedAt')}
          value={asked.at}
          onChange={({ target }) => set({ at: target.value })}
        />
      </Form.Item>
      <Form.Item label={say('finalValue')}>
        <InputNumber
          aria-label={say('finalValue')}
          value={asked.finalValue}
          onChange={(finalValue) => set({ finalValue })}
          style={{ width: '100%' }}
        />
      </Form.Item>
      <Form.Item label={say('initialValue')}>
        <InputNumber
          aria-label={say('initialValue')}
          value={asked.initialValue}
          onChange={(initialValue) => set({ initialValue })}
          style={{ width: '100%' }}
        />
      </Form.Item>
    </div>
  );
}

/** What a request still needs before it can be sent; null where nothing is missing. */
function lackOf(asked: Request): keyof typeof ACTS | null {
  const { type, meterId, picked, added, at, finalValue, initialValue, reason } = asked;
  if (meterId === null) return 'nothingPicked';
  if (type === 'meter-exchange') {
    if (at === '' || finalValue === null || initialValue === null) return 'valueNeeded';
  } else {
    const rows = type === 'manual-reading' ? added : picked;
    if (rows.length === 0) return 'nothingPicked';
    if (
      type !== 'void-reading' &&
      rows.some(({ value, readAt }) => value === null || readAt === '')
    ) {
      return 'valueNeeded';
    }
  }
  return reason.trim().length < REASON_MIN ? 'reasonHint' : null;
}

/** The request as the api takes it. */
function bodyOf(asked: Request, timeZone: string): object {
  const { type, meterId, picked, added, at, finalValue, initialValue, reason, files } = asked;
  const common = { type, reason, attachmentIds: files.map(({ id }) => id) };
  if (type === 'meter-exchange') {
    return { ...common, meterId, at: instantOf(at, timeZone), finalValue, initialValue };
  }
  if (type === 'manual-reading') {
    const readings = added.map(({ readAt, value }) => ({
      ...{ meterId, readAt: instantOf(readAt, timeZone), value },
    }));
    return { ...common, readings };
  }
  const readings = picked.map(({ readAt, value }) =>
    type === 'void-reading' ? { meterId, readAt } : { meterId, readAt, value },
  );
  return { ...common, readings };
}
