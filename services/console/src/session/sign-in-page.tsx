import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { answerOf, api } from '../client/api.ts';
import { failureText } from '../parts/failure-text.ts';
import { useWords } from '../settings/settings.tsx';
import { SettingsSwitches } from '../shell/settings-switches.tsx';
import { ME } from './session.tsx';

interface Fields {
  readonly username: string;
  readonly password: string;
}

/** User name and password; what went wrong is said here, and kept apart from a session's end. */
export function SignInPage({ sessionEnded }: { readonly sessionEnded: boolean }) {
  const words = useWords();
  const client = useQueryClient();
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);

  const signIn = async (fields: Fields) => {
    setBusy(true);
    setFailure(null);
    try {
      const { user } = await answerOf(api.POST('/api/v1/auth/login', { body: fields }));
      client.setQueryData(ME, user);
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };

  return (
    <main className="narrow-page">
      <div className="narrow-page-switches">
        <SettingsSwitches />
      </div>
      <div className="narrow-card">
        <h1 className="brand">
          {words.say('product')} <span lang="en">Hengneng</span>
        </h1>
        <p className="secondary">{words.say('productLine')}</p>
        {sessionEnded && failure === null && (
          <Alert type="info" showIcon title={words.say('sessionEnded')} role="status" />
        )}
        {failure !== null && (
          <Alert type="error" showIcon title={failureText(words, failure)} role="alert" />
        )}
        <Form<Fields>
          layout="vertical"
          onFinish={signIn}
          requiredMark={false}
          className="narrow-form"
        >
          <Form.Item
            name="username"
            label={words.say('username')}
            rules={[{ required: true, message: words.say('required') }]}
          >
            <Input autoComplete="username" autoFocus maxLength={64} />
          </Form.Item>
          <Form.Item
            name="password"
            label={words.say('password')}
            rules={[{ required: true, message: words.say('required') }]}
          >
            <Input.Password autoComplete="current-password" maxLength={1_000} />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={isBusy}>
            {words.say('signIn')}
          </Button>
        </Form>
      </div>
    </main>
  );
}
