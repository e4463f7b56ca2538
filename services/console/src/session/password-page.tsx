import { Button } from 'antd';
import { useWords } from '../settings/settings.tsx';
import { SettingsSwitches } from '../shell/settings-switches.tsx';
import { PasswordForm } from './password-form.tsx';
import { useSignOut } from './session.tsx';

/** A generated password is changed here before anything else is shown. */
export function PasswordPage() {
  const words = useWords();
  const signOut = useSignOut();
  return (
    <main className="narrow-page">
      <div className="narrow-page-switches">
        <SettingsSwitches />
      </div>
      <div className="narrow-card">
        <h1 className="brand">{words.say('changePassword')}</h1>
        <p>{words.say('changeFirst')}</p>
        <PasswordForm hasFocus />
        <Button type="link" block onClick={() => void signOut()}>
          {words.say('signOut')}
        </Button>
      </div>
    </main>
  );
}
