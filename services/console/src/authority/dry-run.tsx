import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { answerOf, api } from '../client/api.ts';
import { DataTable } from '../parts/data-table.tsx';
import { failureText } from '../parts/failure-text.ts';
import { formatInstant } from '../parts/format.ts';
import { useSay, useWords } from '../settings/settings.tsx';
import type { AuthorityDocument, Measure } from './policy-types.ts';
import { RULES } from './rule-words.ts';
import { DRY_RUN_WORDS } from './words.ts';

interface Props {
  readonly enterpriseId: string;
  readonly year: number;
  readonly timeZone: string;
  readonly document: AuthorityDocument;
  /** The enterprise's part that counts, which is judged along with it. */
  readonly measures: readonly Measure[];
}

/** What the draft would have raised in its year so far; nothing is kept and nobody is told. */
export function DryRun({ enterpriseId, year, timeZone, document, measures }: Props) {
  const say = useSay(DRY_RUN_WORDS);
  const words = useWords();
  const trial = useMutation({
    mutationFn: () => {
      const whole = { enterpriseId, year, ...document, measures };
      const body = { document: whole as never, from: String(year), to: String(year + 1) };
      return answerOf(api.POST('/api/v1/policies/evaluate', { body: { ...body, step: 'month' } }));
    },
  });
  const { data } = trial;
  return (
    <div className="dry-run">
      <Button loading={trial.isPending} onClick={() => trial.mutate()}>
        {say('run')}
      </Button>{' '}
      <span className="secondary">{say(trial.isPending ? 'running' : 'intro')}</span>
      {trial.isError && (
        <Alert type="error" showIcon role="alert" title={failureText(words, trial.error)} />
      )}
      {data !== undefined && (
        <div role="status">
          <p>{say('judged', { count: data.judgedAt.length, alerts: data.alerts.length })}</p>
          <DataTable
            rowKey={({ rule, targetId, period }) => `${rule}/${targetId}/${period.name}`}
            label={say('run')}
            rows={data.alerts}
            empty={say('none')}
            columns={[
              { title: say('rule'), render: (_value, { rule }) => words.nameOf(RULES, rule) },
              { title: say('target'), render: (_value, { targetId }) => targetId ?? '—' },
              { title: say('period'), render: (_value, { period }) => period.name },
              { title: say('severity'), dataIndex: 'severity', className: 'number' },
              {
                title: say('opened'),
                className: 'number',
                render: (_value, { openedAt }) => formatInstant(openedAt, timeZone),
              },
              {
                title: say('message'),
                render: (_value, { transitions }) => {
                  const last = transitions.at(-1)?.message;
                  return last === undefined ? '—' : words.pick([last.zh, last.en]);
                },
              },
            ]}
          />
          {data.notJudged.length > 0 && (
            <p className="secondary">{say('notJudged', { count: data.notJudged.length })}</p>
          )}
        </div>
      )}
    </div>
  );
}
