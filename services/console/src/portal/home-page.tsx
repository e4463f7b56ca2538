import { Button } from 'antd';
import { Link } from 'react-router';
import { useSay } from '../settings/settings.tsx';
import { HomeAllowance } from './home-allowance.tsx';
import { HomeAsked } from './home-asked.tsx';
import { HomeQuality } from './home-quality.tsx';
import { OwnPage } from './own-enterprise.tsx';
import { PORTAL } from './words.ts';

/** The own enterprise at a glance: energy against allowance, what is asked, state of the meters. */
export function HomePage() {
  const say = useSay(PORTAL);
  return (
    <OwnPage
      title={say('homeTitle')}
      extra={
        <Link to="/onboarding">
          <Button>{say('toOnboarding')}</Button>
        </Link>
      }
    >
      {(own) => (
        <>
          <HomeAllowance own={own} />
          <HomeAsked own={own} />
          <HomeQuality own={own} />
        </>
      )}
    </OwnPage>
  );
}
