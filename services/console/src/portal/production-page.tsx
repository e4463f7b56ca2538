import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, InputNumber, Select, Typography } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { formatInstant, formatNumber, localDay } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { Labelled } from './labelled.tsx';
import { monthsFrom } from './ledger-data.ts';
import { instantOf } from './local-time.ts';
import { MonthSelect } from './month-select.tsx';
import { type Own, OwnPage } from './own-enterprise.tsx';
import { Refusal } from './refusal.tsx';
import { useDraft } from './use-draft.ts';
import { WORK } from './words.ts';

const OUTPUTS_MAX = 1_000;
const REASON_MIN = 5;

/** Production: what devices and people reported, and what people report now. */
export function ProductionPage() {
  const say = useSay(WORK);
  return (
    <OwnPage title={say('productionTitle')}>
      {(own) => <Production key={own.enterpriseId} own={own} />}
    </OwnPage>
  );
}

function Production({ own }: { readonly own: Own }) {
  const say = useSay(WORK);
  const products = useQuery({
    queryKey: ['products', own.enterpriseId],
    queryFn: () => {
      const params = { path: { enterpriseId: own.enterpriseId } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/products', { params }));
    },
  });
  return (
    <>
      <Typography.Paragraph>{say('productionIntro')}</Typography.Paragraph>
      <Answer of={products}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing text={say('noProducts')} />
          ) : (
            <>
              <Section title={say('newOutput')}>
                <NewOutput own={own} products={items} />
              </Section>
              <Outputs own={own} products={items} />
            </>
          )
        }
      </Answer>
    </>
  );
}

type Product = { readonly id: string; readonly name: string; readonly unit: string };
interface Fields {
  readonly product?: string;
  readonly from?: string;
  readonly to?: string;
  readonly quantity?: number | null;
  readonly reason?: string;
}

function NewOutput(props: { readonly own: Own; readonly products: readonly Product[] }) {
  const { own, products } = props;
  const { enterpriseId, timeZone } = own;
  const words = useWords();
  const say = useSay(WORK);
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const first = products[0]?.id;
  const draft = useDraft<Fields>(
    `output.${enterpriseId}`,
    first === undefined ? {} : { product: first },
  );
  const chosen = Form.useWatch('product', form) ?? draft.value.product;
  const send = useMutation({
    mutationFn: ({ product, from, to, quantity, reason }: Fields) => {
      const output = {
        ...{ product: product ?? '', quantity: quantity ?? 0 },
        from: instantOf(from ?? '', timeZone) ?? '',
        to: instantOf(to ?? '', timeZone) ?? '',
      };
      const body = { type: 'production' as const, reason: reason ?? '', outputs: [output] };
      const path = '/api/v1/enterprises/{enterpriseId}/corrections';
      return answerOf(api.POST(path, { params: { path: { enterpriseId } }, body: body as never }));
    },
    onSuccess: async () => {
      draft.forget();
      form.setFieldsValue({ quantity: null });
      void message.success(say('outputSent'));
      await client.invalidateQueries({ queryKey: ['corrections', enterpriseId] });
    },
  });
  const needed = { required: true, message: words.say('required') };
  const unit = products.find(({ id }) => id === chosen)?.unit ?? '';
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      className="portal-form"
      initialValues={draft.value}
      onValuesChange={(_change, all) => draft.set(all)}
      onFinish={(fields) => send.mutate(fields)}
    >
      <Form.Item name="product" label={say('product')} rules={[needed]}>
        <Select options={products.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Form.Item name="quantity" label={`${say('quantity')} (${unit})`} rules={[needed]}>
        <InputNumber min={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item
        name="from"
        label={`${say('period')} · ${say('from')} (${timeZone})`}
        rules={[needed]}
      >
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item
        name="to"
        label={`${say('period')} · ${say('to')}`}
        dependencies={['from']}
        rules={[
          needed,
          ({ getFieldValue }) => ({
            validator: async (_rule, to: string | undefined) => {
              if (to && to <= getFieldValue('from')) throw new Error(say('toBeforeFrom'));
            },
          }),
        ]}
      >
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item
        name="reason"
        label={say('reason')}
        extra={say('reasonHint')}
        className="portal-form-wide"
        rules={[needed, { min: REASON_MIN, message: say('reasonHint') }]}
      >
        <Input maxLength={2_000} />
      </Form.Item>
      <div className="portal-form-wide">
        {send.isError && <Refusal error={send.error} />}
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {say('newOutput')}
        </Button>{' '}
        <Link to="/data-corrections">{say('toCorrections')}</Link>
      </div>
    </Form>
  );
}

function Outputs(props: { readonly own: Own; readonly products: readonly Product[] }) {
  const { own, products } = props;
  const { enterpriseId, timeZone } = own;
  const words = useWords();
  const say = useSay(WORK);
  const thisMonth = localDay(new Date(), timeZone).slice(0, 7);
  const [month, setMonth] = useState(thisMonth);
  const outputs = useQuery({
    queryKey: ['outputs', enterpriseId, month],
    queryFn: () => {
      const query = {
        from: instantOf(`${month}-01T00:00`, timeZone) ?? '',
        to: instantOf(`${monthsFrom(month, 1)}-01T00:00`, timeZone) ?? '',
        limit: OUTPUTS_MAX,
      };
      const params = { path: { enterpriseId }, query };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/outputs', { params }));
    },
  });
  const nameOf = new Map(products.map(({ id, name }) => [id, name]));
  const amount = (quantity: number, unit: string) =>
    `${formatNumber(quantity, words.language, 3)} ${unit}`;
  return (
    <>
      <div className="filters">
        <Labelled label={say('month')}>
          {(id) => <MonthSelect id={id} last={thisMonth} value={month} onChange={setMonth} />}
        </Labelled>
      </div>
      <Answer of={outputs}>
        {({ items }) => (
          <WideTable<Schemas['ReportedOutput']>
            rowKey="id"
            size="small"
            dataSource={[...items]}
            pagination={items.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
            locale={{ emptyText: <Nothing text={say('noOutputs')} /> }}
            columns={[
              {
                title: say('product'),
                render: (_value, { product }) => nameOf.get(product) ?? product,
              },
              {
                title: say('period'),
                className: 'number',
                render: (_value, { from, to }) =>
                  `${formatInstant(from, timeZone)} – ${formatInstant(to, timeZone)}`,
              },
              {
                title: say('quantity'),
                align: 'right',
                className: 'number',
                render: (_value, { quantity, unit }) => amount(quantity, unit),
              },
              {
                title: say('sender'),
                render: (_value, { deviceId, correction }) =>
                  correction === undefined
                    ? (deviceId ?? say('byPerson'))
                    : say('corrected', { value: amount(correction.quantity, correction.unit) }),
              },
            ]}
          />
        )}
      </Answer>
    </>
  );
}
