import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { answerOf, api } from '../../client/api.ts';
import { useWords } from '../../settings/settings.tsx';

/** An inspector who covers the enterprise. */
export function OfficerField(props: {
  readonly enterpriseId: string;
  readonly label: string;
  readonly name?: string;
  readonly isOptional?: boolean;
}) {
  const { enterpriseId, label, name = 'to', isOptional = false } = props;
  const { say, noted } = useWords();
  const officers = useQuery({
    queryKey: ['officers', enterpriseId],
    queryFn: () => answerOf(api.GET('/api/v1/officers', { params: { query: { enterpriseId } } })),
  });
  const options = (officers.data?.items ?? []).map((officer) => ({
    value: officer.username,
    label: officer.name === '' ? officer.username : noted(officer.name, officer.username),
  }));
  return (
    <Form.Item
      name={name}
      label={label}
      rules={isOptional ? [] : [{ required: true, message: say('required') }]}
    >
      <Select
        loading={officers.isPending}
        options={options}
        allowClear={isOptional}
        showSearch={{ optionFilterProp: 'label' }}
        style={{ maxWidth: 320 }}
      />
    </Form.Item>
  );
}
