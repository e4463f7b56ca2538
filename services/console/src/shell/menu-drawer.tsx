import { Drawer } from 'antd';
import { Link } from 'react-router';
import { useMe } from '../session/session.tsx';
import { useWords } from '../settings/settings.tsx';
import type { PageEntry } from './page-entry.ts';
import { PageMenu } from './page-menu.tsx';

/** The menu of a narrow window, loaded when it is first opened. */
export function MenuDrawer(props: {
  readonly pages: readonly PageEntry[];
  readonly isOpen: boolean;
  onClose(): void;
}) {
  const words = useWords();
  const me = useMe();
  return (
    <Drawer
      open={props.isOpen}
      onClose={props.onClose}
      placement="left"
      size={260}
      title={words.say('mainMenu')}
    >
      {/* The header of a narrow window has no room for the name. */}
      <Link to="/account">{me.name || me.username}</Link>
      <PageMenu pages={props.pages} />
    </Drawer>
  );
}
