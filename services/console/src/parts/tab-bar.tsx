import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';

/** One of several views of a page. */
export interface Tab {
  readonly key: string;
  readonly label: string;
  readonly content: ReactNode;
}

/**
 * Views of a page behind links that wrap on a narrow window; which one is open stands in the address,
 * so that it can be sent and gone back to.
 */
export function TabBar(props: {
  readonly label: string;
  /** Name of the view in the address. */
  readonly parameter: string;
  readonly tabs: readonly Tab[];
}) {
  const { label, parameter, tabs } = props;
  const [search] = useSearchParams();
  const open = tabs.find(({ key }) => key === search.get(parameter)) ?? tabs[0];
  return (
    <>
      <nav aria-label={label} className="tab-bar">
        {tabs.map((tab) => (
          <Link
            key={tab.key}
            to={`?${new URLSearchParams({ [parameter]: tab.key })}`}
            replace
            aria-current={tab === open ? 'true' : undefined}
          >
            {tab.label}
          </Link>
        ))}
      </nav>
      <div key={open?.key}>{open?.content}</div>
    </>
  );
}
