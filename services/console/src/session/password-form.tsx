import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { answerOf, api } from '../client/api.ts';
import { failureText } from '../parts/failure-text.ts';
import { useWords } from '../settings/settings.tsx';
import { ME, readMe } from './session.tsx';

interface Fields {
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly repeated: string;
}

/** Changes the password of who is signed in. */
export function PasswordForm({
  hasFocus = false,
  onChanged,
}: {
  readonly hasFocus?: boolean;
  readonly onChanged?: () => void;
}) {
  const words = useWords();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);

  const change = async ({ currentPassword, newPassword }: Fields) => {
    setBusy(true);
    setFailure(null);
    try {
      const body = { currentPassword, newPassword };
      await answerOf(api.POST('/api/v1/auth/password', { body }));
      form.resetFields();
      client.setQueryData(ME, await readMe());
      void message.success(words.say('passwordChanged'));
      onChanged?.();
    } catch (error) {
      setFailure(error);
    }
    setBusy(false);
  };
  const needed = { required: true, message: words.say('required') };

  return (
    <>
      {failure !== null && (
        <Alert type="error" showIcon title={failureText(words, failure)} role="alert" />
      )}
      <Form<Fields>
        form={form}
        layout="vertical"
        onFinish={change}
        requiredMark={false}
        className="narrow-form"
      >
        <Form.Item name="currentPassword" label={words.say('currentPassword')} rules={[needed]}>
          <Input.Password autoComplete="current-password" autoFocus={hasFocus} />
        </Form.Item>
        <Form.Item
          name="newPassword"
          label={words.say('newPassword')}
          extra={words.say('newPasswordHint')}
          rules={[needed]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="repeated"
          label={words.say('repeatPassword')}
          dependencies={['newPassword']}
          rules={[
            needed,
            ({ getFieldValue }) => ({
              validator: async (_rule, value: unknown) => {
                if (value !== getFieldValue('newPassword')) {
                  throw new Error(words.say('passwordsDiffer'));
                }
              },
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={isBusy}>
          {words.say('save')}
        </Button>
      </Form>
    </>
  );
}
