import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Popconfirm, Select, Space } from 'antd';
import { useState } from 'react';
import { answerOf, api, ask } from '../client/api.ts';
import type { FieldSpec } from '../forms/field-spec.ts';
import { FormDrawer } from '../forms/form-drawer.tsx';
import { problemText } from '../forms/problem-text.ts';
import { problemsOf } from '../forms/problems.ts';
import { useAct } from '../forms/use-act.ts';
import { failureText } from '../parts/failure-text.ts';
import { formatInstant } from '../parts/format.ts';
import { useSay, useWords } from '../settings/settings.tsx';
import type { Pair } from '../words/codes.ts';
import { DryRun } from './dry-run.tsx';
import type {
  AuthorityDocument,
  Draft,
  PendingVersion,
  PolicyOfYear,
  Target,
  Thresholds,
} from './policy-types.ts';
import { targetFields, targetOf, targetValues } from './target-form.ts';
import { TargetsTable } from './targets-table.tsx';
import { ThresholdsDrawer } from './thresholds-drawer.tsx';
import { ThresholdsSummary } from './thresholds-summary.tsx';
import { POLICY_WORDS } from './words.ts';

const SIGN_FIELDS: readonly FieldSpec[] = [
  {
    name: 'effectiveFrom',
    label: ['生效日期', 'In force from'],
    kind: 'day',
    hint: ['不填则为 1 月 1 日。', '1 January unless given.'],
  },
  { name: 'documentNo', label: ['发文字号', 'Document number'], kind: 'text', isRequired: true },
  { name: 'note', label: ['说明', 'Note'], kind: 'long' },
];

interface Opened {
  readonly what: 'target' | 'thresholds' | 'sign' | 'template';
  /** Place of the target in the draft; -1 for a new one. */
  readonly index?: number;
}

/** The authority's draft: every change is checked and kept by the api, then signed. */
export function PolicyEditor(props: {
  readonly enterpriseId: string;
  readonly year: number;
  readonly timeZone: string;
  readonly policy: PolicyOfYear;
}) {
  const { enterpriseId, year, timeZone, policy } = props;
  const say = useSay(POLICY_WORDS);
  const client = useQueryClient();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const path = `/api/v1/enterprises/${enterpriseId}/policies`;
  const draft = policy.drafts.find(({ part }) => part === 'authority');
  const refresh = () => client.invalidateQueries({ queryKey: ['policy', enterpriseId] });
  const newest = policy.newestVersion.authority;
  const save = async (document: AuthorityDocument, baseVersion?: number) => {
    const revision = draft?.revision ?? 0;
    const body = { year, part: 'authority', revision, document, baseVersion };
    await ask(path, { method: 'POST', body: JSON.stringify(body) });
    setFailure(null);
    await refresh();
  };
  const begin = (document: AuthorityDocument) => save(document, newest).catch(setFailure);
  const pending = policy.pending.findLast(({ part }) => part === 'authority') ?? null;

  if (draft === undefined || !draft.open) {
    return (
      <>
        <p>{say('noDraft')}</p>
        <Begin
          inForce={policy.document}
          pending={pending}
          onBegin={(document) => void begin(document)}
        />
        {failure !== null && <Problems failure={failure} targets={[]} />}
      </>
    );
  }
  const { document } = draft;
  const { targets } = document;
  const remove = (index: number) =>
    save({ ...document, targets: targets.filter((_, at) => at !== index) }).catch(setFailure);
  return (
    <>
      <p>{say('draftIntro')}</p>
      <p className="secondary">
        {say('draftSaved', {
          ...{ revision: draft.revision, by: draft.updatedBy },
          at: formatInstant(draft.updatedAt, timeZone),
        })}
      </p>
      {draft.baseVersion !== newest && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          style={{ marginBottom: 12 }}
          title={say('draftOutdated', { base: draft.baseVersion, newest })}
          action={
            <Popconfirm title={say('draftKept')} onConfirm={() => begin(document)}>
              <Button size="small">{say('keepDraft', { newest })}</Button>
            </Popconfirm>
          }
        />
      )}
      <TargetsTable
        enterpriseId={enterpriseId}
        targets={targets}
        empty={say('noTargets')}
        actions={(target, index) => (
          <Space size={4}>
            <Button size="small" onClick={() => setOpened({ what: 'target', index })}>
              {say('change')}
            </Button>
            <Popconfirm title={`${say('remove')}: ${target.id}`} onConfirm={() => remove(index)}>
              <Button size="small" danger>
                {say('remove')}
              </Button>
            </Popconfirm>
          </Space>
        )}
      />
      <ThresholdsSummary thresholds={document.thresholds ?? {}} />
      {failure !== null && <Problems failure={failure} targets={targets} />}
      <Space wrap className="no-print" style={{ marginTop: 12 }}>
        <Button onClick={() => setOpened({ what: 'target', index: -1 })}>{say('addTarget')}</Button>
        <Button onClick={() => setOpened({ what: 'thresholds' })}>{say('editThresholds')}</Button>
        <Button onClick={() => setOpened({ what: 'template' })}>{say('saveTemplate')}</Button>
        <Button type="primary" onClick={() => setOpened({ what: 'sign' })}>
          {say('sign')}
        </Button>
      </Space>
      <DryRun
        enterpriseId={enterpriseId}
        year={year}
        timeZone={timeZone}
        document={document}
        measures={policy.document?.measures ?? []}
      />
      {opened?.what === 'target' && (
        <TargetDrawer
          enterpriseId={enterpriseId}
          target={targets[opened.index ?? -1] ?? null}
          onSave={(target) => {
            const at = opened.index ?? -1;
            const changed = at < 0 ? [...targets, target] : targets.with(at, target);
            return save({ ...document, targets: changed });
          }}
          onClose={() => setOpened(null)}
        />
      )}
      {opened?.what === 'thresholds' && (
        <ThresholdsDrawer
          thresholds={document.thresholds ?? {}}
          onSave={(thresholds: Thresholds) => save({ ...document, thresholds })}
          onClose={() => setOpened(null)}
        />
      )}
      {opened?.what === 'template' && (
        <TemplateDrawer document={document} onClose={() => setOpened(null)} />
      )}
      {opened?.what === 'sign' && (
        <SignDrawer
          path={`${path}/${year}/authority/sign`}
          draft={draft}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

/** What a draft begins with: nothing, what is in force, or a template of the sector. */
function Begin(props: {
  readonly inForce: AuthorityDocument | null;
  /** The newest version, where it is signed for a later day: what is in force lacks what it changes. */
  readonly pending: PendingVersion | null;
  onBegin(document: AuthorityDocument): void;
}) {
  const { pending, onBegin } = props;
  const from = pending?.document ?? props.inForce;
  const say = useSay(POLICY_WORDS);
  const templates = useQuery({
    queryKey: ['policy-templates'],
    queryFn: () => answerOf(api.GET('/api/v1/policy-templates')),
  });
  const ofTargets = (templates.data?.items ?? []).filter(({ part }) => part === 'authority');
  return (
    <Space wrap className="no-print">
      <Button onClick={() => onBegin({ targets: [] })}>{say('startEmpty')}</Button>
      {from !== null && (
        <Button
          onClick={() => {
            const { targets, thresholds } = from;
            onBegin({ targets, ...(thresholds === undefined ? {} : { thresholds }) });
          }}
        >
          {pending === null
            ? say('startFromForce')
            : say('startFromPending', { version: pending.version, from: pending.effectiveFrom })}
        </Button>
      )}
      {ofTargets.length > 0 && (
        <Select<string>
          aria-label={say('startFromTemplate')}
          placeholder={say('startFromTemplate')}
          value={null}
          style={{ minWidth: 240 }}
          popupMatchSelectWidth={false}
          options={ofTargets.map(({ id, name, industryCode }) => ({
            value: id,
            label: `${name} (${industryCode})`,
          }))}
          onChange={(chosen) => {
            const found = ofTargets.find(({ id }) => id === chosen);
            if (found !== undefined) onBegin(found.document as unknown as AuthorityDocument);
          }}
        />
      )}
    </Space>
  );
}

/** What the api found wrong with a whole draft, target by target. */
function Problems(props: { readonly failure: unknown; readonly targets: readonly Target[] }) {
  const words = useWords();
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      style={{ marginTop: 12 }}
      title={failureText(words, props.failure)}
      description={problemsOf(props.failure).map(({ path, message }) => {
        const index = Number(/targets\.(\d+)/.exec(path)?.[1] ?? -1);
        const id = props.targets[index]?.id;
        const text = problemText(words, message);
        return <div key={`${path} ${message}`}>{id === undefined ? text : `${id}: ${text}`}</div>;
      })}
    />
  );
}

function TargetDrawer(props: {
  readonly enterpriseId: string;
  readonly target: Target | null;
  onSave(target: Target): Promise<void>;
  onClose(): void;
}) {
  const { enterpriseId, target, onSave, onClose } = props;
  const say = useSay(POLICY_WORDS);
  const products = useQuery({
    queryKey: ['products', enterpriseId],
    queryFn: () => {
      const params = { path: { enterpriseId } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/products', { params }));
    },
  });
  if (products.isPending) return null;
  const names = Object.fromEntries(
    (products.data?.items ?? []).map(({ id, name }) => [id, [name, name] as Pair]),
  );
  return (
    <FormDrawer
      title={target === null ? say('addTarget') : say('editTarget', { id: target.id })}
      specs={targetFields(names)}
      initial={
        target === null
          ? { metric: 'tce', period: 'year', basis: 'primary', account: 'assessed' }
          : targetValues(target)
      }
      onSubmit={(body) => onSave(targetOf(body))}
      onClose={onClose}
    />
  );
}

function SignDrawer(props: { readonly path: string; readonly draft: Draft; onClose(): void }) {
  const { path, draft, onClose } = props;
  const say = useSay(POLICY_WORDS);
  const act = useAct(['policy'], ['policy-versions']);
  return (
    <FormDrawer
      title={say('signTitle')}
      specs={SIGN_FIELDS}
      initial={{ documentNo: draft.document.targets[0]?.documentNo }}
      submitLabel={say('sign')}
      onSubmit={async (values) => {
        const body = JSON.stringify({ ...values, revision: draft.revision });
        const { version } = await ask<{ version: number }>(path, { method: 'POST', body });
        act.mutate({ run: () => Promise.resolve(), said: say('signed', { version }) });
      }}
      onClose={onClose}
    >
      <Alert type="info" showIcon title={say('signWarning')} style={{ marginBottom: 16 }} />
    </FormDrawer>
  );
}

const TEMPLATE_FIELDS: readonly FieldSpec[] = [
  { name: 'id', label: ['编号', 'Id'], kind: 'text', isRequired: true },
  { name: 'name', label: ['名称', 'Name'], kind: 'text', isRequired: true },
  {
    name: 'industryCode',
    label: ['行业代码', 'Industry code'],
    kind: 'text',
    isRequired: true,
    placeholder: ['C3011', 'C3011'],
  },
];

function TemplateDrawer(props: { readonly document: AuthorityDocument; onClose(): void }) {
  const say = useSay(POLICY_WORDS);
  const act = useAct(['policy-templates']);
  return (
    <FormDrawer
      title={say('saveTemplate')}
      specs={TEMPLATE_FIELDS}
      onSubmit={async (values) => {
        const body = JSON.stringify({ ...values, part: 'authority', document: props.document });
        await ask('/api/v1/policy-templates', { method: 'POST', body });
        act.mutate({ run: () => Promise.resolve(), said: say('templateSaved') });
      }}
      onClose={props.onClose}
    />
  );
}
