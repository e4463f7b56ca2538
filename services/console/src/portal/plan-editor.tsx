import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Popconfirm, Space, Typography } from 'antd';
import { useState } from 'react';
import type { Draft, Measure, PolicyOfYear } from '../authority/policy-types.ts';
import { answerOf, api, ask } from '../client/api.ts';
import type { FieldSpec } from '../forms/field-spec.ts';
import { FormDrawer } from '../forms/form-drawer.tsx';
import { useAct } from '../forms/use-act.ts';
import { formatInstant } from '../parts/format.ts';
import { usePeople } from '../parts/people.tsx';
import { useSay } from '../settings/settings.tsx';
import type { Pair } from '../words/codes.ts';
import type { Own } from './own-enterprise.tsx';
import { measureFields, measureOf, measureValues } from './plan-form.ts';
import { PlanTable } from './plan-table.tsx';
import { PLAN_WORDS } from './plan-words.ts';
import { Refusal } from './refusal.tsx';

const SIGN_FIELDS: readonly FieldSpec[] = [
  {
    name: 'effectiveFrom',
    label: ['生效日期', 'In force from'],
    kind: 'day',
    hint: ['不填则为 1 月 1 日。', '1 January unless given.'],
  },
  { name: 'documentNo', label: ['文号', 'Document number'], kind: 'text' },
  { name: 'note', label: ['说明', 'Note'], kind: 'long' },
];

/** What is being done to the draft: place of the measure in it, -1 for a new one. */
type Opened = { readonly what: 'measure'; readonly index: number } | { readonly what: 'sign' };

/** The draft of the plan: every change is checked and kept by the api; the reviewer signs it. */
export function PlanEditor(props: {
  readonly own: Own;
  readonly year: number;
  readonly policy: PolicyOfYear;
}) {
  const { own, year, policy } = props;
  const { enterpriseId, timeZone } = own;
  const say = useSay(PLAN_WORDS);
  const people = usePeople();
  const client = useQueryClient();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const path = `/api/v1/enterprises/${enterpriseId}/policies`;
  const draft = policy.drafts.find(({ part }) => part === 'plan');
  const newest = policy.newestVersion.plan;
  const save = async (measures: readonly Measure[], baseVersion?: number) => {
    const revision = draft?.revision ?? 0;
    const body = { year, part: 'plan', revision, document: { measures }, baseVersion };
    await ask(path, { method: 'POST', body: JSON.stringify(body) });
    setFailure(null);
    await client.invalidateQueries({ queryKey: ['policy', enterpriseId] });
  };
  const begin = (measures: readonly Measure[]) => void save(measures, newest).catch(setFailure);

  if (draft === undefined || !draft.open) {
    return (
      <>
        <p>{say('noDraft')}</p>
        <Begin policy={policy} onBegin={begin} />
        {failure !== null && <Refusal error={failure} />}
      </>
    );
  }
  const measures = measuresOf(draft.document);
  const { revision, updatedBy, updatedAt, baseVersion } = draft;
  const at = formatInstant(updatedAt, timeZone);
  const edited = opened?.what === 'measure' ? (measures[opened.index] ?? null) : null;
  return (
    <>
      <p className="secondary">{say('saved', { revision, at, by: people.nameOf(updatedBy) })}</p>
      {baseVersion !== newest && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          style={{ marginBottom: 12 }}
          title={say('outdated', { base: baseVersion, newest })}
          action={
            <Button size="small" onClick={() => begin(measures)}>
              {say('keep', { newest })}
            </Button>
          }
        />
      )}
      <PlanTable
        measures={measures}
        empty={say('noMeasures')}
        actions={({ id }, index) => (
          <Space size={4}>
            <Button size="small" onClick={() => setOpened({ what: 'measure', index })}>
              {say('change')}
            </Button>
            <Popconfirm
              title={`${say('remove')}: ${id}`}
              onConfirm={() => save(measures.toSpliced(index, 1)).catch(setFailure)}
            >
              <Button size="small" danger>
                {say('remove')}
              </Button>
            </Popconfirm>
          </Space>
        )}
      />
      {failure !== null && <Refusal error={failure} />}
      <Space wrap className="no-print" style={{ marginTop: 12 }}>
        <Button onClick={() => setOpened({ what: 'measure', index: -1 })}>{say('add')}</Button>
        {own.isReviewer ? (
          <Button type="primary" onClick={() => setOpened({ what: 'sign' })}>
            {say('sign')}
          </Button>
        ) : (
          <Typography.Text type="secondary">{say('onlyReviewer')}</Typography.Text>
        )}
      </Space>
      {opened?.what === 'measure' && (
        <MeasureDrawer
          enterpriseId={enterpriseId}
          year={year}
          measure={edited}
          onSave={(measure) => {
            const { index } = opened;
            return save(index < 0 ? [...measures, measure] : measures.with(index, measure));
          }}
          onClose={() => setOpened(null)}
        />
      )}
      {opened?.what === 'sign' && (
        <SignDrawer
          path={`${path}/${year}/plan/sign`}
          revision={revision}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

function measuresOf(document: Draft['document']): readonly Measure[] {
  return (document as unknown as { readonly measures: readonly Measure[] }).measures;
}

/** What a draft begins with: nothing, what counts, or the newest where that counts later. */
function Begin(props: {
  readonly policy: PolicyOfYear;
  onBegin(measures: readonly Measure[]): void;
}) {
  const { policy, onBegin } = props;
  const say = useSay(PLAN_WORDS);
  const inForce = policy.document?.measures ?? [];
  const pending = policy.pending.findLast(({ part }) => part === 'plan');
  return (
    <Space wrap className="no-print">
      <Button onClick={() => onBegin([])}>{say('startEmpty')}</Button>
      {pending === undefined && inForce.length > 0 && (
        <Button onClick={() => onBegin(inForce)}>{say('startFromForce')}</Button>
      )}
      {pending !== undefined && (
        <Button onClick={() => onBegin(measuresOf(pending.document))}>
          {say('startFromPending', { version: pending.version, from: pending.effectiveFrom })}
        </Button>
      )}
    </Space>
  );
}

function MeasureDrawer(props: {
  readonly enterpriseId: string;
  readonly year: number;
  readonly measure: Measure | null;
  onSave(measure: Measure): Promise<void>;
  onClose(): void;
}) {
  const { enterpriseId, year, measure, onSave, onClose } = props;
  const say = useSay(PLAN_WORDS);
  const meters = useQuery({
    queryKey: ['meters-of-plan', enterpriseId],
    queryFn: () => {
      const params = { path: { enterpriseId }, query: { limit: 500 } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/meters', { params }));
    },
  });
  if (meters.isPending) return null;
  const names = Object.fromEntries(
    (meters.data?.items ?? []).map(({ id, name }) => [id, [`${id} ${name}`, `${id} ${name}`]]),
  ) as Readonly<Record<string, Pair>>;
  return (
    <FormDrawer
      title={measure === null ? say('add') : say('editTitle', { id: measure.id })}
      specs={measureFields(names)}
      initial={
        measure === null
          ? { status: 'planned', start: `${year}-01-01`, end: `${year}-12-31` }
          : measureValues(measure)
      }
      onSubmit={(body) => onSave(measureOf(body, measure))}
      onClose={onClose}
    />
  );
}

function SignDrawer(props: { readonly path: string; readonly revision: number; onClose(): void }) {
  const { path, revision, onClose } = props;
  const say = useSay(PLAN_WORDS);
  const act = useAct(['policy'], ['policy-versions']);
  return (
    <FormDrawer
      title={say('signTitle')}
      specs={SIGN_FIELDS}
      submitLabel={say('sign')}
      onSubmit={async (values) => {
        const body = JSON.stringify({ ...values, revision });
        const { version } = await ask<{ version: number }>(path, { method: 'POST', body });
        act.mutate({ run: () => Promise.resolve(), said: say('signed', { version }) });
      }}
      onClose={onClose}
    >
      <Alert type="info" showIcon title={say('signWarning')} style={{ marginBottom: 16 }} />
    </FormDrawer>
  );
}
