import { Menu } from 'antd';
import { Link } from 'react-router';
import { useWords } from '../settings/settings.tsx';
import type { Pair } from '../words/codes.ts';
import { PAGE_GROUPS, type PageEntry, type PageGroup } from './page-entry.ts';

const GROUP_NAMES: Readonly<Record<PageGroup, Pair>> = {
  supervision: ['监管', 'Supervision'],
  own: ['本企业', 'My enterprise'],
  data: ['数据', 'Data'],
  administration: ['管理', 'Administration'],
};

/** The menu: pages by group; a group without pages is left out. */
export function PageMenu(props: {
  readonly pages: readonly PageEntry[];
  readonly current: PageEntry | undefined;
}) {
  const words = useWords();
  const groups = PAGE_GROUPS.map((group) => ({
    group,
    pages: props.pages.filter((page) => page.group === group),
  })).filter(({ pages }) => pages.length > 0);
  return (
    <nav aria-label={words.say('mainMenu')}>
      <Menu
        className="shell-menu"
        mode="inline"
        selectedKeys={props.current === undefined ? [] : [props.current.path]}
        items={groups.map(({ group, pages }) => ({
          type: 'group',
          key: group,
          label: words.pick(GROUP_NAMES[group]),
          children: pages.map(({ path, title }) => ({
            key: path,
            label: <Link to={`/${path}`}>{words.pick(title)}</Link>,
          })),
        }))}
      />
    </nav>
  );
}
