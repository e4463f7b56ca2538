import { App, Form, InputNumber } from 'antd';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { browserZone, formatInstant } from '../parts/format.ts';
import { useMe } from '../session/session.tsx';
import { useSay } from '../settings/settings.tsx';
import { ActForm, ReasonField } from './parts/act-form.tsx';
import { ALERT_WORDS } from './words.ts';

const DAY_MS = 86_400_000;
/** The api takes no longer ones. */
const DAYS_MAX = 31;

/** Keeps word of this enterprise and rule from the own region for a few days. */
export function SilenceForm({ alert }: { readonly alert: Schemas['Alert'] }) {
  const say = useSay(ALERT_WORDS);
  const me = useMe();
  const { message } = App.useApp();
  const region = me.roles.flatMap(({ scope }) => (scope.type === 'region' ? [scope.code] : []))[0];
  if (region === undefined) return <p className="secondary">{say('silenceWhole')}</p>;
  return (
    <>
      <p className="secondary">{say('silenceIntro')}</p>
      <ActForm<{ days: number; note: string }>
        submitText={say('silence')}
        initial={{ days: 3 }}
        onSubmit={async ({ days, note }) => {
          const from = new Date();
          const to = new Date(from.getTime() + days * DAY_MS);
          const body = {
            ...{ scopeType: 'region' as const, scopeId: region, reason: note.trim() },
            matchers: [
              { field: 'enterpriseId', values: [alert.enterpriseId] },
              { field: 'rule', values: [alert.rule] },
            ],
            ...{ from: from.toISOString(), to: to.toISOString() },
          };
          const silence = await answerOf(api.POST('/api/v1/silences', { body }));
          const until = formatInstant(silence.to, browserZone());
          void message.success(say('silenced', { until }));
        }}
      >
        <Form.Item name="days" label={say('silenceDays')}>
          <InputNumber min={1} max={DAYS_MAX} precision={0} />
        </Form.Item>
        <ReasonField />
      </ActForm>
    </>
  );
}
