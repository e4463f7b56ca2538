import type { ReactNode } from 'react';

/** Title of a page, with what can be done on all of it. */
export function PageHead({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="page-head">
      <h1>{title}</h1>
      <div className="no-print">{children}</div>
    </div>
  );
}

/** A part of a page under a title of its own. */
export function Section({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="page-section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
