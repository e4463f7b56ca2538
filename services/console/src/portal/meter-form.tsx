import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, InputNumber, Select } from 'antd';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { problemText } from '../forms/problem-text.ts';
import { useMay } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ENERGY_KINDS, FLOWS, METER_KINDS, UNITS } from '../words/codes.ts';
import { fieldProblems, Refusal } from './refusal.tsx';
import { useDraft } from './use-draft.ts';
import { ONBOARDING } from './words.ts';

type Meter = Schemas['Meter'];
interface Fields {
  readonly id?: string;
  readonly name?: string;
  readonly energyKind: Meter['energyKind'];
  readonly kind: Meter['kind'];
  readonly unit: Meter['unit'];
  readonly flow: Meter['flow'];
  readonly level: 1 | 2 | 3;
  readonly multiplier?: number | null;
  readonly registerMax?: number | null;
  readonly ratedPowerKw?: number | null;
  readonly intervalSeconds?: number | null;
  readonly masterMeterId?: string | null;
}
const EMPTY: Fields = {
  ...{ energyKind: 'electricity', kind: 'register', unit: 'kWh', flow: 'purchased', level: 1 },
  multiplier: 1,
};
/** What would lower an enterprise's total is the admin's to register. */
const OWN_FLOWS = ['purchased', 'process'];

/** Registers one meter of an enterprise; what is typed survives a reload. */
export function MeterForm(props: {
  readonly enterpriseId: string;
  readonly meters: readonly Meter[];
}) {
  const { enterpriseId, meters } = props;
  const words = useWords();
  const seesAll = useMay('registry.write');
  const say = useSay(ONBOARDING);
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const draft = useDraft<Fields>(`meter.${enterpriseId}`, EMPTY);
  const register = useMutation({
    mutationFn: (fields: Fields) => {
      const given = Object.entries(fields).filter(([, value]) => value !== null && value !== '');
      const body = Object.fromEntries(given) as never;
      const params = { path: { enterpriseId } };
      return answerOf(api.POST('/api/v1/enterprises/{enterpriseId}/meters', { params, body }));
    },
    onSuccess: async ({ id }) => {
      draft.forget();
      form.setFieldsValue({ ...form.getFieldsValue(), id: '', name: '' });
      void message.success(say('meterSaved', { id }));
      await client.invalidateQueries({ queryKey: ['meters', enterpriseId] });
    },
  });
  const problems = fieldProblems(register.error);
  const item = (name: keyof Fields, label: string, hint?: string) => {
    const found = problems.get(name);
    const problem = found === undefined ? undefined : problemText(words, found);
    return {
      name,
      label,
      extra: hint,
      ...(problem === undefined ? {} : { validateStatus: 'error' as const, help: problem }),
    };
  };
  const needed = [{ required: true, message: words.say('required') }];
  const choices = (list: Readonly<Partial<Record<string, readonly [string, string]>>>) =>
    Object.keys(list).map((value) => ({ value, label: words.nameOf(list, value) }));

  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      className="portal-form"
      initialValues={draft.value}
      onValuesChange={(_change, all) => draft.set(all)}
      onFinish={(fields) => register.mutate(fields)}
    >
      <Form.Item {...item('id', words.say('meterId'), say('idHint'))} rules={needed}>
        <Input maxLength={64} autoComplete="off" />
      </Form.Item>
      <Form.Item {...item('name', words.say('name'))} rules={needed}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item {...item('energyKind', words.say('energyKind'))}>
        <Select showSearch optionFilterProp="label" options={choices(ENERGY_KINDS)} />
      </Form.Item>
      <Form.Item {...item('kind', words.say('meterKind'), say('kindHint'))}>
        <Select options={choices(METER_KINDS)} />
      </Form.Item>
      <Form.Item {...item('unit', words.say('unit'))}>
        <Select options={choices(UNITS)} />
      </Form.Item>
      <Form.Item {...item('flow', words.say('flow'), seesAll ? undefined : say('flowNote'))}>
        <Select
          options={choices(FLOWS).filter(({ value }) => seesAll || OWN_FLOWS.includes(value))}
        />
      </Form.Item>
      <Form.Item {...item('level', words.say('level'))}>
        <Select
          options={[1, 2, 3].map((level) => ({
            value: level,
            label: words.say('levelValue', { level }),
          }))}
        />
      </Form.Item>
      <Form.Item {...item('masterMeterId', words.say('masterMeter'), say('masterHint'))}>
        <Select
          allowClear
          showSearch
          optionFilterProp="label"
          options={meters.map(({ id, name }) => ({ value: id, label: `${id} ${name}` }))}
        />
      </Form.Item>
      <Form.Item {...item('multiplier', words.say('multiplier'), say('multiplierHint'))}>
        <InputNumber min={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item {...item('registerMax', say('registerMax'), say('registerMaxHint'))}>
        <InputNumber min={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item {...item('ratedPowerKw', say('ratedPower'), say('ratedPowerHint'))}>
        <InputNumber min={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item {...item('intervalSeconds', say('intervalSeconds'), say('intervalHint'))}>
        <InputNumber min={1} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <div className="portal-form-wide">
        {register.isError && <Refusal error={register.error} />}
        <Button type="primary" htmlType="submit" loading={register.isPending}>
          {say('register')}
        </Button>
      </div>
    </Form>
  );
}
