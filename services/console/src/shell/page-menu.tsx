import { useId } from 'react';
import { NavLink } from 'react-router';
import { useWords } from '../settings/settings.tsx';
import type { Pair } from '../words/codes.ts';
import { PAGE_GROUPS, type PageEntry, type PageGroup } from './page-entry.ts';

const GROUP_NAMES: Readonly<Record<PageGroup, Pair>> = {
  supervision: ['监管', 'Supervision'],
  own: ['本企业', 'My enterprise'],
  data: ['数据', 'Data'],
  administration: ['管理', 'Administration'],
};

/**
 * The menu: pages by group; a group without pages is left out. Plain links, which keys, readers and
 * "open in a new tab" know without a library.
 */
export function PageMenu({ pages }: { readonly pages: readonly PageEntry[] }) {
  const words = useWords();
  const id = useId();
  const groups = PAGE_GROUPS.map((group) => ({
    group,
    members: pages.filter((page) => page.group === group),
  })).filter(({ members }) => members.length > 0);
  return (
    <nav aria-label={words.say('mainMenu')} className="page-menu">
      {groups.map(({ group, members }) => (
        <div key={group}>
          <div id={`${id}-${group}`} className="page-menu-group">
            {words.pick(GROUP_NAMES[group])}
          </div>
          <ul aria-labelledby={`${id}-${group}`}>
            {members.map(({ path, title, badge: Badge }) => (
              <li key={path}>
                <NavLink to={`/${path}`}>
                  {words.pick(title)}
                  {Badge !== undefined && <Badge />}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
