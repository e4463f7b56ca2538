import { Drawer } from 'antd';
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
  return (
    <Drawer
      open={props.isOpen}
      onClose={props.onClose}
      placement="left"
      size={260}
      title={words.say('mainMenu')}
    >
      <PageMenu pages={props.pages} />
    </Drawer>
  );
}
