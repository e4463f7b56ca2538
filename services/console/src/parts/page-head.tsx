import { Typography } from 'antd';
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
      <Typography.Title level={1}>{title}</Typography.Title>
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
      <Typography.Title level={2}>{title}</Typography.Title>
      {children}
    </section>
  );
}
