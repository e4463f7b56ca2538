import { AutoComplete, Form, Input, InputNumber, Select, Switch } from 'antd';
import { useWords } from '../settings/settings.tsx';
import type { Words } from '../words/words.ts';
import { EnterpriseSelect } from './enterprise-select.tsx';
import type { FieldSpec, Values } from './field-spec.ts';

/** The fields of a form, each under its label, with what is wrong said beneath it. */
export function Fields({ specs }: { readonly specs: readonly FieldSpec[] }) {
  const values: Values = Form.useWatch([]) ?? {};
  return specs
    .filter((spec) => spec.isListOnly !== true && spec.isShown?.(values) !== false)
    .map((spec) => <Field key={spec.name} spec={spec} />);
}

function Field({ spec }: { readonly spec: FieldSpec }) {
  const words = useWords();
  const { name, kind, label, hint } = spec;
  const text = words.pick(label);
  return (
    <Form.Item
      name={name}
      label={text}
      {...(hint === undefined ? {} : { extra: words.pick(hint) })}
      {...(kind === 'switch' ? { valuePropName: 'checked' } : {})}
      rules={rulesOf(spec, words)}
    >
      <Control spec={spec} label={text} />
    </Form.Item>
  );
}

function rulesOf({ isRequired = false, check }: FieldSpec, words: Words) {
  const judged = {
    validator: (_rule: unknown, value: unknown) => {
      const isEmpty = value === undefined || value === null || value === '';
      const problem = isEmpty ? null : (check?.(value) ?? null);
      return problem === null ? Promise.resolve() : Promise.reject(new Error(words.pick(problem)));
    },
  };
  return [
    ...(isRequired ? [{ required: true, message: words.say('required') }] : []),
    ...(check === undefined ? [] : [judged]),
  ];
}

/** `id`, `value` and `onChange` come from the form, and are handed on. */
function Control({ spec, label, ...given }: { readonly spec: FieldSpec; readonly label: string }) {
  const words = useWords();
  const placeholder =
    spec.placeholder === undefined ? {} : { placeholder: words.pick(spec.placeholder) };
  const options = Object.entries(spec.names ?? {}).map(([value, pair]) => ({
    value,
    label: words.pick(pair),
  }));
  switch (spec.kind) {
    case 'number':
      return <InputNumber {...given} {...placeholder} style={{ width: '100%' }} />;
    case 'day':
      return <Input {...given} type="date" />;
    case 'moment':
      return <Input {...given} type="datetime-local" />;
    case 'choice':
      return (
        <Select
          {...given}
          {...placeholder}
          aria-label={label}
          options={options}
          allowClear={spec.isRequired !== true}
          showSearch={options.length > 10 ? { optionFilterProp: 'label' } : false}
        />
      );
    case 'suggest':
      return (
        <AutoComplete
          {...given}
          {...placeholder}
          aria-label={label}
          allowClear={spec.isRequired !== true}
          options={options.map(({ value, label: name }) => ({
            value,
            label: name === value ? value : `${value} ${name}`,
          }))}
          showSearch={{
            filterOption: (typed, option) => String(option?.label ?? '').includes(typed),
          }}
        />
      );
    case 'choices':
      return (
        <Select
          {...given}
          mode="multiple"
          aria-label={label}
          options={options}
          showSearch={{ optionFilterProp: 'label' }}
        />
      );
    case 'switch':
      return <Switch {...given} aria-label={label} />;
    case 'long':
    case 'lines':
      return <Input.TextArea {...given} {...placeholder} rows={3} />;
    case 'enterprise':
      return <EnterpriseSelect {...given} label={label} />;
    case 'enterprises':
      return <EnterpriseSelect {...given} label={label} isMultiple />;
    default:
      return <Input {...given} {...placeholder} />;
  }
}
