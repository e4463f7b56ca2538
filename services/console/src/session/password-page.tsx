import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { answerOf, api } from '../client/api.ts';
import { failureText } from '../parts/failure-text.ts';
import { useWords } from '../settings/settings.tsx';
import { SettingsSwitches } from '../shell/settings-switches.tsx';
import { ME, readMe, useSignOut } from './session.tsx';

interface Fields {
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly repeated: string;
}

/** A generated password is changed here before anything else is shown. */
export function PasswordPage() {
  const words = useWords();
  const client = useQueryClient();
  const signOut = useSignOut();
  const { message } = App.useApp();
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);

  const change = async ({ currentPassword, newPassword }: Fields) => {
    setBusy(true);
    setFailure(null);
    try {
      const body = { currentPassword, newPassword };
      await answerOf(api.POST('/api/v1/auth/password', { body }));
      client.setQueryData(ME, await readMe());
      void message.success(words.say('passwordChanged'));
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  const needed = { required: true, message: words.say('required') };

  return (
    <main className="narrow-page">
      <div className="narrow-page-switches">
        <SettingsSwitches />
      </div>
      <div className="narrow-card">
        <h1 className="brand">{words.say('changePassword')}</h1>
        <p>{words.say('changeFirst')}</p>
        {failure !== null && (
          <Alert type="error" showIcon title={failureText(words, failure)} role="alert" />
        )}
        <Form<Fields>
          layout="vertical"
          onFinish={change}
          requiredMark={false}
          className="narrow-form"
        >
          <Form.Item name="currentPassword" label={words.say('currentPassword')} rules={[needed]}>
            <Input.Password autoComplete="current-password" autoFocus />
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
          <Button type="link" block onClick={() => void signOut()}>
            {words.say('signOut')}
          </Button>
        </Form>
      </div>
    </main>
  );
}
