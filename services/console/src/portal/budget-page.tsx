import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, InputNumber, Select, Tag, Typography } from 'antd';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { DataTable } from '../parts/data-table.tsx';
import { formatInstant, formatNumber, localDay } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { usePeople } from '../parts/people.tsx';
import { useProductUnits } from '../parts/product-names.ts';
import { Answer } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { BASES, ENERGY_KINDS, UNITS } from '../words/codes.ts';
import type { Words } from '../words/words.ts';
import { type Attached, AttachmentsField } from './attachments-field.tsx';
import { usePolicy } from './home-allowance.tsx';
import { type Own, OwnPage } from './own-enterprise.tsx';
import { type TargetInForce, targetsOf } from './policy-reader.ts';
import { Refusal } from './refusal.tsx';
import { useDraft } from './use-draft.ts';
import { ACTS, TARGET_METRICS, TARGET_PERIODS } from './words.ts';

type Application = Schemas['BudgetApplication'];
const REASON_MIN = 5;

/** Signed targets, applications to change one, and what became of them. */
export function BudgetPage() {
  const say = useSay(ACTS);
  return (
    <OwnPage title={say('budgetTitle')}>
      {(own) => <Budget key={own.enterpriseId} own={own} />}
    </OwnPage>
  );
}

function Budget({ own }: { readonly own: Own }) {
  const say = useSay(ACTS);
  const year = Number(localDay(new Date(), own.timeZone).slice(0, 4));
  const policy = usePolicy(own.enterpriseId, year);
  return (
    <>
      <Typography.Paragraph>{say('budgetIntro')}</Typography.Paragraph>
      <Answer of={policy}>
        {({ document }) => {
          const targets = targetsOf(document);
          return (
            <>
              <Section title={say('budgetTargets')}>
                <Targets own={own} targets={targets} />
              </Section>
              {targets.length > 0 && (
                <Section title={say('apply')}>
                  {own.isReviewer ? (
                    <Apply own={own} year={year} targets={targets} />
                  ) : (
                    <Alert type="info" showIcon title={say('onlyReviewer')} />
                  )}
                </Section>
              )}
              <Section title={say('applications')}>
                <Applications own={own} targets={targets} />
              </Section>
            </>
          );
        }}
      </Answer>
    </>
  );
}

/** A target's name for people, such as 能源消费量（等价值）. */
export function targetName(words: Words, target: TargetInForce): string {
  const { title, metric, basis, energyKind, product } = target;
  if (title !== undefined) return title;
  const of = words.nameOf(TARGET_METRICS, metric);
  const more = [
    basis === undefined ? null : words.nameOf(BASES, basis),
    energyKind === undefined ? null : words.nameOf(ENERGY_KINDS, energyKind),
    product ?? null,
  ].filter((part) => part !== null);
  return more.length === 0 ? of : `${of} · ${more.join(' · ')}`;
}

/** The unit of a target's limit. */
function unitOfTarget(
  words: Words,
  { metric, unit, product }: TargetInForce,
  units: ReadonlyMap<string, string>,
): string {
  const counted = units.get(product ?? '');
  if (metric === 'tce') return 'tce';
  if (metric === 'tco2') return 'tCO₂';
  if (metric === 'kgce-per-unit' && counted !== undefined) return `kgce/${counted}`;
  if (metric === 'kgce-per-unit') return words.pick(['kgce/单位产品', 'kgce per unit']);
  if (metric === 'physical') return unit === undefined ? '' : words.nameOf(UNITS, unit);
  return '';
}

function Targets(props: { readonly own: Own; readonly targets: readonly TargetInForce[] }) {
  const { own, targets } = props;
  const words = useWords();
  const units = useProductUnits(own.enterpriseId);
  const say = useSay(ACTS);
  return (
    <DataTable<TargetInForce>
      rowKey="id"
      rows={targets}
      empty={say('noTargets')}
      columns={[
        { title: say('target'), render: (_value, target) => targetName(words, target) },
        {
          title: say('targetPeriod'),
          render: (_value, { period }) => words.nameOf(TARGET_PERIODS, period),
        },
        {
          title: say('limit'),
          align: 'right',
          className: 'number',
          render: (_value, target) =>
            `${formatNumber(target.limit, words.language, 4)} ${unitOfTarget(words, target, units)}`,
        },
        {
          title: say('document'),
          render: (_value, { issuer, documentNo }) =>
            [issuer, documentNo].filter((part) => part !== undefined).join(' ') || '—',
        },
      ]}
    />
  );
}

interface Fields {
  readonly targetId?: string;
  readonly requestedLimit?: number | null;
  readonly reason?: string;
}

function Apply(props: {
  readonly own: Own;
  readonly year: number;
  readonly targets: readonly TargetInForce[];
}) {
  const { own, year, targets } = props;
  const { enterpriseId } = own;
  const words = useWords();
  const units = useProductUnits(enterpriseId);
  const say = useSay(ACTS);
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const [files, setFiles] = useState<readonly Attached[]>([]);
  const first = targets[0]?.id;
  const draft = useDraft<Fields>(
    `budget.${enterpriseId}.${year}`,
    first === undefined ? {} : { targetId: first },
  );
  const apply = useMutation({
    mutationFn: ({ targetId, requestedLimit, reason }: Fields) => {
      const body = {
        ...{ year, targetId: targetId ?? '', requestedLimit: requestedLimit ?? 0 },
        ...{ reason: reason ?? '', figures: [], attachmentIds: files.map(({ id }) => id) },
      };
      const path = '/api/v1/enterprises/{enterpriseId}/budget-applications';
      return answerOf(api.POST(path, { params: { path: { enterpriseId } }, body }));
    },
    onSuccess: async () => {
      draft.forget();
      setFiles([]);
      form.setFieldsValue({ requestedLimit: null, reason: '' });
      void message.success(say('sent'));
      await client.invalidateQueries({ queryKey: ['budget-applications', enterpriseId] });
    },
  });
  const needed = { required: true, message: words.say('required') };
  const targetId = Form.useWatch('targetId', form) ?? draft.value.targetId;
  const target = targets.find(({ id }) => id === targetId);
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      className="portal-form"
      initialValues={draft.value}
      onValuesChange={(_change, all) => draft.set(all)}
      onFinish={(fields) => apply.mutate(fields)}
    >
      <Form.Item name="targetId" label={say('target')} rules={[needed]}>
        <Select
          options={targets.map((each) => ({ value: each.id, label: targetName(words, each) }))}
        />
      </Form.Item>
      <Form.Item
        name="requestedLimit"
        label={`${say('requestedLimit')} (${target === undefined ? '' : unitOfTarget(words, target, units)})`}
        rules={[needed]}
      >
        <InputNumber style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={say('reason')}
        extra={say('reasonHint')}
        className="portal-form-wide"
        rules={[needed, { min: REASON_MIN, message: say('reasonHint') }]}
      >
        <Input.TextArea maxLength={4_000} autoSize={{ minRows: 3 }} />
      </Form.Item>
      <div className="portal-form-wide">
        <AttachmentsField enterpriseId={enterpriseId} value={files} onChange={setFiles} />
        {apply.isError && <Refusal error={apply.error} />}
        <div style={{ marginTop: 12 }}>
          <Button type="primary" htmlType="submit" loading={apply.isPending}>
            {say('send')}
          </Button>
        </div>
      </div>
    </Form>
  );
}

function Applications(props: { readonly own: Own; readonly targets: readonly TargetInForce[] }) {
  const { own, targets } = props;
  const { enterpriseId, timeZone } = own;
  const words = useWords();
  const people = usePeople();
  const say = useSay(ACTS);
  const list = useQuery({
    queryKey: ['budget-applications', enterpriseId],
    queryFn: () => {
      const path = '/api/v1/enterprises/{enterpriseId}/budget-applications';
      return answerOf(api.GET(path, { params: { path: { enterpriseId } } }));
    },
  });
  return (
    <Answer of={list}>
      {({ items }) => (
        <DataTable<Application>
          rowKey="id"
          rows={[...items].reverse()}
          empty={say('noApplications')}
          columns={[
            { title: say('year'), dataIndex: 'year' },
            {
              title: say('target'),
              render: (_value, { targetId }) => {
                const target = targets.find(({ id }) => id === targetId);
                return target === undefined ? targetId : targetName(words, target);
              },
            },
            {
              title: say('requestedLimit'),
              dataIndex: 'requestedLimit',
              align: 'right',
              className: 'number',
              render: (limit: number) => formatNumber(limit, words.language, 4),
            },
            { title: say('reason'), dataIndex: 'reason', className: 'portal-long' },
            { title: say('state'), render: (_value, { decided }) => <Decided decided={decided} /> },
            {
              title: say('askedBy'),
              render: (_value, { appliedBy, appliedAt }) =>
                `${people.nameOf(appliedBy)} · ${formatInstant(appliedAt, timeZone)}`,
            },
          ]}
        />
      )}
    </Answer>
  );
}

function Decided({ decided }: { readonly decided: Application['decided'] }) {
  const say = useSay(ACTS);
  if (decided === null) return <Tag color="warning">{say('appPending')}</Tag>;
  return decided.decision === 'grant' ? (
    <Tag color="success">{say('appGranted', { no: decided.documentNo })}</Tag>
  ) : (
    <>
      <Tag color="error">{say('appRefused')}</Tag> {decided.note}
    </>
  );
}
